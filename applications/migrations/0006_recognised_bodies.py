import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def drop_unmatched(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A body listed for a product group in words alone can be matched with no case; it is entered anew."""
    apps.get_model("applications", "RecognisedBody").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0005_recommender_not_the_verifier'),
    ]

    operations = [
        migrations.RunPython(drop_unmatched, migrations.RunPython.noop),
        migrations.AlterModelOptions(
            name='recognisedbody',
            options={'ordering': ['code'], 'verbose_name': 'recognised body (type 4.2)', 'verbose_name_plural': 'recognised bodies (type 4.2)'},
        ),
        migrations.RemoveField(
            model_name='recognisedbody',
            name='activity',
        ),
        migrations.RemoveField(
            model_name='recognisedbody',
            name='listed_from',
        ),
        migrations.RemoveField(
            model_name='recognisedbody',
            name='listed_until',
        ),
        migrations.RemoveField(
            model_name='recognisedbody',
            name='product_group',
        ),
        migrations.AddField(
            model_name='productcategoryrule',
            name='is_cradle_to_gate_permitted',
            field=models.BooleanField(default=False, verbose_name='lets a B2C product stop at the factory gate'),
        ),
        migrations.AddField(
            model_name='recognisedbody',
            name='code',
            field=models.SlugField(default='x', unique=True, verbose_name='code'),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='evidence',
            name='kind',
            field=models.CharField(choices=[('company_certificate', 'Company certificate (not older than 6 months)'), ('factory_licence', 'Factory licence (Ror.Ngor.4)'), ('recycled_declaration', "Supplier's declaration of recycled content"), ('transaction_certificate', 'Transaction or scope certificate'), ('purchase_record', 'Purchase or delivery record'), ('meter_record', 'Meter record or utility bill'), ('process_description', 'Flow chart of the process'), ('factor_source', 'Source of an emission factor'), ('comparator_evidence', 'Evidence for the comparator of virgin material'), ('recognised_certificate', 'Certificate of a recognised body (type 4.2)'), ('retained_part_record', 'Record of used parts taken in'), ('photograph', 'Photograph of the product'), ('label_artwork', 'Label artwork'), ('other', 'Other document')], max_length=30, verbose_name='kind of document'),
        ),
        migrations.CreateModel(
            name='RecognisedCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('work', models.CharField(blank=True, choices=[('remade', 'Taken apart, restored or remade to a written specification, or made into something new'), ('repaired', 'Repaired only, so that it works again'), ('resold', 'Cleaned, inspected and sold on only')], max_length=10, verbose_name='what is done to the used product')),
                ('is_work_on_customers_goods', models.BooleanField(blank=True, null=True, verbose_name="the goods stay the customer's")),
                ('other_body_name', models.CharField(blank=True, max_length=300, verbose_name='body that is not on the list')),
                ('number', models.CharField(blank=True, max_length=100, verbose_name='certificate number')),
                ('activity', models.CharField(blank=True, choices=[('recondition', 'Recondition'), ('refurbish', 'Refurbish'), ('remanufacture', 'Remanufacture'), ('upcycle', 'Upcycle'), ('upgrade', 'Upgrade')], max_length=20, verbose_name='activity on the certificate')),
                ('product_name', models.CharField(blank=True, max_length=300, verbose_name='product as named on the certificate')),
                ('issued_text', models.CharField(blank=True, max_length=40, verbose_name='issued')),
                ('expires_text', models.CharField(blank=True, max_length=40, verbose_name='expires')),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='recognised_certificate', to='applications.application')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.recognisedbody', verbose_name='body that issued the certificate')),
                ('evidence', models.ManyToManyField(blank=True, related_name='+', to='applications.evidence', verbose_name='evidence')),
                ('sites', models.ManyToManyField(blank=True, related_name='+', to='applications.applicationfactory', verbose_name='factories named on the certificate')),
            ],
            options={
                'verbose_name': 'certificate of a recognised body',
                'verbose_name_plural': 'certificates of recognised bodies',
            },
        ),
        migrations.CreateModel(
            name='BodyListing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.CharField(choices=[('recondition', 'Recondition'), ('refurbish', 'Refurbish'), ('remanufacture', 'Remanufacture'), ('upcycle', 'Upcycle'), ('upgrade', 'Upgrade')], max_length=20, verbose_name='activity')),
                ('listed_from', models.DateField(verbose_name='listed from')),
                ('listed_to', models.DateField(blank=True, help_text='empty while it stands', null=True, verbose_name='listed to')),
                ('announcement', models.CharField(max_length=300, verbose_name='announcement')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='applications.recognisedbody', verbose_name='recognised body (type 4.2)')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='applications.productcategory', verbose_name='product group')),
            ],
            options={
                'verbose_name': 'listing of a recognised body',
                'verbose_name_plural': 'listings of recognised bodies',
                'ordering': ['body', 'activity', 'category', 'listed_from'],
                'constraints': [models.UniqueConstraint(fields=('body', 'activity', 'category', 'listed_from'), name='body_listing_once'), models.CheckConstraint(condition=models.Q(('listed_to', None), ('listed_to__gte', models.F('listed_from')), _connector='OR'), name='body_listing_dates_in_order')],
            },
        ),
    ]
