"""Label artwork: submitted per use, answered once, and worth as much as the certificate is on the day."""

from datetime import date
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from PIL import Image

from applications.models import Letter
from applications.validators import UploadRefused
from cecfp_portal.accounts.models import User
from cecfp_portal.models import PracticeSetting
from certificates.models import (
    Certificate,
    Ending,
    LabelAnswer,
    LabelArtwork,
    LabelState,
    MarkKind,
    Standing,
    Suspension,
)
from certificates.services import labels, revocation
from certificates.services.acts import ActRefused
from tests.certificates.races import at_once
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def picture(name: str = "label.png") -> SimpleUploadedFile:
    stream = BytesIO()
    Image.new("RGB", (40, 30), "white").save(stream, "PNG")
    return SimpleUploadedFile(name, stream.getvalue())


def submit(certificate: Certificate, by: User, key: UUID | None = None, use: str = "product") -> LabelArtwork:
    labels.submit(
        certificate.pk, picture(), use=use, description="ฉลากขวด", by=by, at=timezone.now(), key=key or uuid4()
    )
    return LabelArtwork.objects.latest("pk")


def answer(
    artwork: LabelArtwork, by: User, *, is_approved: bool = True, reason: str = "", key: UUID | None = None
) -> None:
    labels.answer(artwork.pk, is_approved=is_approved, reason=reason, by=by, at=timezone.now(), key=key or uuid4())


def test_the_mark_follows_what_is_certified_not_where_it_is_shown(certificate: Certificate, personas: Personas) -> None:
    assert certificate.printed.kind == "packaging"
    assert submit(certificate, personas.applicant_editor, use="media").mark_kind == MarkKind.PACKAGING


def test_the_sentence_on_business_use_is_a_setting_and_for_b2b_only(certificate: Certificate) -> None:
    day = date(2026, 12, 1)
    assert "B2B" in labels.sentence_beside(certificate, day)["th"]
    PracticeSetting.objects.create(key="business_mark_sentence_en", value="B2B use.", in_force_from=day, source="-")
    assert labels.sentence_beside(certificate, day)["en"] == "B2B use."
    certificate.content["market"] = "b2c"
    assert labels.sentence_beside(certificate, day) == {}


def test_an_approval_is_told_with_its_end(certificate: Certificate, personas: Personas) -> None:
    artwork = submit(certificate, personas.applicant)
    assert Letter.objects.filter(kind="label_submitted").count() == 2
    answer(artwork, personas.officer)
    letter = Letter.objects.filter(kind="label_answered").latest("pk")
    assert "เห็นชอบแล้ว" in letter.body and "19 พฤศจิกายน 2572" in letter.body and "19 November 2029" in letter.body


def test_a_return_has_its_reason(certificate: Certificate, personas: Personas) -> None:
    artwork = submit(certificate, personas.applicant)
    with pytest.raises(ActRefused):
        answer(artwork, personas.officer, is_approved=False)
    answer(artwork, personas.officer, is_approved=False, reason="ตัวเลขเล็กเกินไป")
    artwork = LabelArtwork.objects.get()
    assert artwork.state(Standing.ACTIVE) == LabelState.RETURNED
    assert "ตัวเลขเล็กเกินไป" in Letter.objects.filter(kind="label_answered").latest("pk").body


@pytest.mark.parametrize(
    ("standing", "answered", "state"),
    [
        (Standing.ACTIVE, False, LabelState.WAITING),
        (Standing.ACTIVE, True, LabelState.APPROVED),
        (Standing.SUSPENDED, True, LabelState.PAUSED),
        (Standing.REVOKED, True, LabelState.ENDED),
        (Standing.EXPIRED, True, LabelState.ENDED),
        (Standing.SUPERSEDED, False, LabelState.ENDED),
    ],
)
def test_an_approval_is_worth_what_the_certificate_is(
    standing: Standing, answered: bool, state: LabelState, certificate: Certificate, personas: Personas
) -> None:
    artwork = submit(certificate, personas.applicant)
    if answered:
        answer(artwork, personas.officer)
    assert LabelArtwork.objects.get().state(standing) == state


def test_nothing_is_submitted_or_approved_while_suspended(certificate: Certificate, personas: Personas) -> None:
    artwork = submit(certificate, personas.applicant)
    Suspension.objects.create(
        certificate=certificate,
        reason_th="-",
        reason_en="-",
        suspended_at=timezone.now(),
        suspended_by=personas.officer,
    )
    with pytest.raises(ActRefused):
        submit(certificate, personas.applicant)
    with pytest.raises(ActRefused):
        answer(artwork, personas.officer)
    answer(artwork, personas.officer, is_approved=False, reason="พักใช้การรับรองอยู่")


@pytest.mark.parametrize("person", ["applicant_viewer", "rival", "officer", "verifier"])
def test_nobody_else_submits(person: str, certificate: Certificate, personas: Personas) -> None:
    with pytest.raises(ActRefused):
        submit(certificate, getattr(personas, person))


@pytest.mark.parametrize("person", ["applicant", "rival", "verifier"])
def test_nobody_but_tgo_answers(person: str, certificate: Certificate, personas: Personas) -> None:
    artwork = submit(certificate, personas.applicant)
    with pytest.raises(ActRefused):
        answer(artwork, getattr(personas, person))


@pytest.mark.parametrize("name", ["label.xlsx", "label.svg", "label.html"])
def test_only_pictures_and_pdf_are_taken(name: str, certificate: Certificate, personas: Personas) -> None:
    with pytest.raises(UploadRefused):
        labels.submit(
            certificate.pk,
            picture(name),
            use="product",
            description="-",
            by=personas.applicant,
            at=timezone.now(),
            key=uuid4(),
        )


def test_a_double_click_is_one_artwork_and_one_answer(certificate: Certificate, personas: Personas) -> None:
    first, second = uuid4(), uuid4()
    for _ in range(2):
        artwork = submit(certificate, personas.applicant, first)
    for _ in range(2):
        answer(artwork, personas.officer, key=second)
    with pytest.raises(ActRefused):
        answer(artwork, personas.second_officer, is_approved=False, reason="x")
    assert LabelArtwork.objects.count() == 1 and LabelAnswer.objects.get().is_approved


@pytest.mark.parametrize("table", ["labelartwork", "labelanswer"])
def test_artwork_and_answer_are_frozen(table: str, certificate: Certificate, personas: Personas) -> None:
    answer(submit(certificate, personas.applicant), personas.officer)
    for change in ("UPDATE {} SET id = id", "DELETE FROM {}"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change.format(f"certificates_{table}"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_locked", [True, False])
def test_approving_while_the_certificate_ends(
    is_locked: bool, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The holder's approval and the certificate's end meet between the check and the writing.

    With the lock, whichever comes second sees the first: an approval is never written on a certificate that ended.
    Without it, the check passes before the end and the approval is written after it.
    """
    certificate = make_certificate(personas)
    artwork = submit(certificate, personas.applicant)
    written: list[str] = []
    original = LabelAnswer.objects.create

    def create_last(**fields: object) -> LabelAnswer:
        def end() -> None:
            at = timezone.now()
            with transaction.atomic():
                revocation.lock_certificate(certificate.pk)
                Ending.objects.create(
                    certificate=certificate, kind=Standing.SURRENDERED, ended_at=at, ended_by=personas.applicant
                )
            written.append("ended")

        at_once(lambda: _with_patience(end))
        written.append("approved")
        return original(**fields)

    monkeypatch.setattr(LabelAnswer.objects, "create", create_last)
    if not is_locked:
        monkeypatch.setattr(
            labels, "lock_certificate", lambda pk: Certificate.objects.select_related("application").get(pk=pk)
        )
    answer(artwork, personas.officer)
    assert written == (["approved"] if is_locked else ["ended", "approved"])


def _with_patience(act: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '500ms'")
    act()  # type: ignore[operator]
