"""Letters greet a person in each language by the name the person has in it."""

import pytest
from django.utils import timezone

from applications import notifications
from applications.models import Letter
from cecfp_portal.accounts.models import User
from tests.factories.approved_cases import make_approved_case
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("names", "thai", "english"),
    [
        (("สมชาย ใจดี", "Somchai Jaidee"), "เรียน สมชาย ใจดี", "Dear Somchai Jaidee,"),
        (("สมชาย ใจดี", ""), "เรียน สมชาย ใจดี", "Dear สมชาย ใจดี,"),
        (("", "Somchai Jaidee"), "เรียน Somchai Jaidee", "Dear Somchai Jaidee,"),
        (("", ""), "เรียน applicant@example.th", "Dear applicant@example.th,"),
    ],
)
def test_each_language_greets_by_its_own_name(
    names: tuple[str, str], thai: str, english: str, personas: Personas
) -> None:
    application = make_approved_case(personas).application
    User.objects.filter(pk=personas.applicant.pk).update(name_th=names[0], name_en=names[1])
    notifications.certificate_issued(application, at=timezone.now())
    bodies = Letter.objects.get(kind="certificate_issued", recipient=personas.applicant).body.split("— — —")
    assert [body.strip().split("\n\n")[0] for body in bodies] == [thai, english]
