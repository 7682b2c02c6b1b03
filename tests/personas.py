"""The people every test speaks of: two applicants, two verification bodies, TGO, and the public."""

from dataclasses import dataclass, fields

from django.contrib.auth.models import AnonymousUser

from cecfp_portal.accounts.models import Organisation, User, VerifierRegistration
from cecfp_portal.accounts.roles import OrganisationKind, Right
from tests.factories.accounts import make_member, make_organisation


@dataclass(frozen=True)
class Personas:
    """One of each; organisations first."""

    manufacturer: Organisation
    rival_manufacturer: Organisation
    body_a: Organisation
    body_b: Organisation
    authority: Organisation
    applicant: User
    applicant_editor: User
    applicant_viewer: User
    rival: User
    verifier: User
    other_verifier: User
    officer: User
    second_officer: User
    approver: User
    second_approver: User
    public: AnonymousUser

    def people(self) -> dict[str, User | AnonymousUser]:
        """Return every person by the name of the part they play."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: person for name, person in named.items() if not isinstance(person, Organisation)}


def make_personas() -> Personas:
    """Create them all."""
    manufacturer = make_organisation(name_th="บริษัท ตัวอย่างขวดพลาสติก จำกัด", name_en="Example Bottles Co., Ltd.")
    rival = make_organisation(name_th="บริษัท คู่แข่งบรรจุภัณฑ์ จำกัด", name_en="Rival Packaging Co., Ltd.")
    body_a = make_organisation(OrganisationKind.VERIFICATION_BODY, name_th="หน่วยงานทวนสอบ ก", name_en="Body A")
    body_b = make_organisation(OrganisationKind.VERIFICATION_BODY, name_th="หน่วยงานทวนสอบ ข", name_en="Body B")
    authority = make_organisation(
        OrganisationKind.AUTHORITY, name_th="องค์การบริหารจัดการก๊าซเรือนกระจก (องค์การมหาชน)", name_en="TGO"
    )
    personas = Personas(
        manufacturer=manufacturer,
        rival_manufacturer=rival,
        body_a=body_a,
        body_b=body_b,
        authority=authority,
        applicant=make_member(manufacturer, Right.SIGN, email="applicant@example.th"),
        applicant_editor=make_member(manufacturer, Right.EDIT, email="editor@example.th"),
        applicant_viewer=make_member(manufacturer, Right.VIEW, email="viewer@example.th"),
        rival=make_member(rival, Right.SIGN, email="rival@example.th"),
        verifier=make_member(body_a, Right.LEAD_VERIFIER, email="verifier@example.th"),
        other_verifier=make_member(body_b, Right.LEAD_VERIFIER, email="other-verifier@example.th"),
        officer=make_member(authority, Right.OFFICER, email="officer@example.th"),
        second_officer=make_member(authority, Right.OFFICER, email="second-officer@example.th"),
        approver=make_member(authority, Right.APPROVER, email="approver@example.th"),
        second_approver=make_member(authority, Right.APPROVER, email="second-approver@example.th"),
        public=AnonymousUser(),
    )
    _register(personas.verifier, body_a, "VB-A-001")
    _register(personas.other_verifier, body_b, "VB-B-001")
    return personas


def _register(user: User, organisation: Organisation, number: str) -> None:
    VerifierRegistration.objects.create(
        user=user, organisation=organisation, number=number, valid_from="2020-01-01", valid_until="2099-12-31"
    )
