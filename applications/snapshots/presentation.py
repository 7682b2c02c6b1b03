"""Names and addresses: they are printed, not judged."""

from applications.models import Application
from applications.snapshots.typed import Json


def presentation(application: Application) -> Json:
    applicant = application.applicant
    return {
        "applicant": {
            "name_th": applicant.name_th,
            "name_en": applicant.name_en,
            "address_th": applicant.address_th,
            "address_en": applicant.address_en,
            "branch_number": applicant.branch_number,
        },
        "factories": [
            {
                "line_id": row.line_id,
                "name_th": row.factory.name_th,
                "name_en": row.factory.name_en,
                "address_th": row.factory.address_th,
                "address_en": row.factory.address_en,
                "maker": row.maker_name,
            }
            for row in application.application_factories.select_related("factory")
        ],
        "product": {
            "name_th": application.product_name_th,
            "name_en": application.product_name_en,
            "model": application.product_model,
            "technical_data": application.technical_data,
        },
        "functional_unit": {"text_th": application.functional_unit_th, "text_en": application.functional_unit_en},
        "product_unit": {"text_th": application.product_unit_th, "text_en": application.product_unit_en},
        "category": _category(application),
        "is_example": application.is_example,
    }


def _category(application: Application) -> Json | None:
    category = application.category
    return {"name_th": category.name_th, "name_en": category.name_en} if category else None
