"""What the database itself refuses: rewriting what happened to a certificate, an acceptance, or accepted wording."""

from django.db import migrations

from cecfp_portal.audit.append_only import append_only, write_once

ACCEPTED = """
CREATE FUNCTION certificates_agreement_accepted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM certificates_agreementacceptance WHERE agreement_id = OLD.id) THEN
        RAISE EXCEPTION 'this wording of the agreement has been accepted' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER certificates_markagreement_accepted BEFORE UPDATE OR DELETE ON certificates_markagreement
    FOR EACH ROW EXECUTE FUNCTION certificates_agreement_accepted();
"""
ACCEPTED_BACK = """
DROP TRIGGER certificates_markagreement_accepted ON certificates_markagreement;
DROP FUNCTION certificates_agreement_accepted();
"""


class Migration(migrations.Migration):
    dependencies = [("certificates", "0011_life"), ("audit", "0003_write_once")]

    operations = [
        *(write_once(f"certificates_{table}") for table in ("revocation", "suspension", "ending")),
        append_only("certificates_agreementacceptance"),
        migrations.RunSQL(ACCEPTED, ACCEPTED_BACK),
    ]
