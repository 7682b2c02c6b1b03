"""The kinds of organisation and the rights a person can hold in one; codes are English and permanent."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    MANUFACTURER = "manufacturer", _("Manufacturer")
    VERIFICATION_BODY = "verification_body", _("Verification body")
    AUTHORITY = "authority", _("TGO")


class Right(models.TextChoices):
    """What a membership allows. Each kind of organisation knows its own rights (`RIGHTS_BY_KIND`)."""

    VIEW = "view", _("View")
    EDIT = "edit", _("Edit")
    SIGN = "sign", _("Edit and sign")
    VERIFIER = "verifier", _("Verifier")
    LEAD_VERIFIER = "lead_verifier", _("Lead verifier")
    OFFICER = "officer", _("Case officer")
    APPROVER = "approver", _("Approver")


RIGHTS_BY_KIND: dict[str, tuple[str, ...]] = {
    OrganisationKind.MANUFACTURER: (Right.VIEW, Right.EDIT, Right.SIGN),
    OrganisationKind.VERIFICATION_BODY: (Right.VERIFIER, Right.LEAD_VERIFIER),
    OrganisationKind.AUTHORITY: (Right.OFFICER, Right.APPROVER),
}
EDITING_RIGHTS = (Right.EDIT, Right.SIGN)
VERIFYING_RIGHTS = (Right.VERIFIER, Right.LEAD_VERIFIER)
AUTHORITY_RIGHTS = (Right.OFFICER, Right.APPROVER)
