"""The shape of a missing or wrong thing in a case, and the sections a case is made of."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cecfp_portal.wording import Words

SECTIONS: dict[str, Words] = {
    "organisation": _("Organisation and factories"),
    "product": _("Product"),
    "scope": _("PCR, units and data period"),
    "composition": _("Bill of materials"),
    "documents": _("Documents and evidence"),
    "stock": _("Recycled material over the year"),
    "inventory": _("Life-cycle inventory"),
    "comparator": _("Comparator of virgin material"),
    "verification": _("Verification body"),
}


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where it is (section, line, field) and a sentence that says what to do."""

    section: str
    message: Words
    field: str = ""
    line_id: str = ""
    code: str = ""
