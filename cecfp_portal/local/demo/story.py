"""Takes the example cases through the portal's own services, so that every desk finds something to do."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from applications import checking, choices
from applications.guards import clauses_to_decide
from applications.models import Application, MeetingRound, Recommendation
from applications.services import approval, decisions, documents, screening, submission, verification
from cecfp_portal.accounts.models import Organisation, User
from cecfp_portal.local.demo import circular, correspondence, specimens, standings, succession
from cecfp_portal.local.demo.cases import complete_draft, example_pdf, open_draft
from certificates import issuing
from certificates.models import agreement_terms
from certificates.services.agreement import accept_agreement

RULING = "ตัวอย่าง: ตรวจหลักฐานแล้ว ใช้เป็นผลิตภัณฑ์ชนิดเดียวกันที่ใช้วัสดุใหม่ได้"


@dataclass
class Cast:
    """The people of the story and the clock it is told by: each step happens a while after the one before."""

    now: datetime
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.at = self.now

    def begin(self, *, days_ago: int) -> None:
        self.at = self.now - timedelta(days=days_ago)

    def step(self, **after: int) -> datetime:
        self.at = min(self.at + timedelta(**after), self.now)
        return self.at

    def reading(self, **after: int) -> Callable[[], datetime]:
        """Return a clock that always shows the moment of the next step."""
        moment = self.step(**after)
        return lambda: moment

    def person(self, name: str) -> User:
        return User.objects.get(email=f"{name}@example.com")

    def organisation(self, kind: str, name_en: str) -> Organisation:
        return Organisation.objects.get(kind=kind, name_en__contains=name_en, is_example=True)


def load(now: datetime) -> None:
    """Create the cases, each in another state."""
    cast = Cast(now)
    maker, mill = (
        cast.organisation("manufacturer", "Circular Packaging"),
        cast.organisation("manufacturer", "Green Paper"),
    )
    signer, miller = cast.person("maker"), cast.person("paper")
    body = cast.organisation("verification_body", "Institute A")
    other_body = cast.organisation("verification_body", "Centre B")

    cast.begin(days_ago=59)
    first = specimens.product_a(" รุ่นแรก", ", first model", virgin="780", recycled="220")
    former = _certified(cast, complete_draft(maker, body, first, by=signer, at=cast.at), signer)
    cast.begin(days_ago=29)
    _certified(cast, succession.vary(former, body, by=signer, at=cast.at), signer)
    cast.begin(days_ago=60)
    plain = _certified(cast, complete_draft(maker, body, specimens.product_a(), by=signer, at=cast.at), signer)
    correspondence.send(plain, by=signer, at=now)
    cast.begin(days_ago=58)
    remanufactured = complete_draft(maker, body, circular.copier(), by=signer, at=cast.at)
    copier = _certified(cast, circular.certify(remanufactured, by=signer, at=cast.at), signer)
    cast.begin(days_ago=57)
    _certified(cast, standings.expired(maker, body, by=signer, at=cast.at), signer)
    for number, end in enumerate((standings.suspended, standings.revoked, standings.surrendered), start=5):
        cast.begin(days_ago=57)
        draft = specimens.product_a(
            f" รุ่นที่ {number}", f", model {number}", virgin=f"{800 - number}", recycled=f"{200 + number}"
        )
        end(_certified(cast, complete_draft(maker, body, draft, by=signer, at=cast.at), signer).certificate, cast)
    cast.begin(days_ago=22)
    _recommended(cast, complete_draft(mill, body, specimens.carton(), by=miller, at=cast.at), miller)
    cast.begin(days_ago=21)
    second = specimens.product_a(" รุ่นที่ 2", ", second model", virgin="700", recycled="300")
    _in_review(cast, complete_draft(maker, body, second, by=signer, at=cast.at), signer)
    cast.begin(days_ago=12)
    third = specimens.product_a(" รุ่นที่ 3", ", third model", virgin="600", recycled="400")
    _screening(cast, complete_draft(maker, body, third, by=signer, at=cast.at), signer)
    cast.begin(days_ago=9)
    _verified(cast, complete_draft(maker, body, specimens.bottle(), by=signer, at=cast.at), signer)
    cast.begin(days_ago=6)
    _verifying(cast, complete_draft(maker, body, specimens.pellet(), by=signer, at=cast.at), signer)
    cast.begin(days_ago=4)
    short = specimens.product_a(" ที่วัสดุรีไซเคิลไม่ถึงเกณฑ์", ", short of recycled material", virgin="800.1", recycled="199.9")
    _checked(cast, complete_draft(maker, body, short, by=signer, at=cast.at), signer)
    cast.begin(days_ago=3)
    fourth = specimens.product_a(" รุ่นที่ 4", ", fourth model", virgin="750", recycled="250")
    complete_draft(maker, other_body, fourth, by=signer, at=cast.at)
    cast.begin(days_ago=2)
    succession.renew(copier, told_at=cast.at, by=signer, at=cast.step(hours=5))
    cast.begin(days_ago=2)
    open_draft(maker, specimens.bottle(recycled_g="3", virgin_g="17"), by=signer, at=cast.at)
    cast.begin(days_ago=1)
    open_draft(mill, specimens.carton(), by=miller, at=cast.at)


def _checked(cast: Cast, application: Application, signer: User) -> Application:
    submission.submit(application.pk, is_declared=True, by=signer, at=cast.step(hours=2), key=uuid.uuid4())
    return _finish_runs(cast, application)


def _verifying(cast: Cast, application: Application, signer: User) -> Application:
    engagement = application.engagements.get(ended_at=None)
    verification.accept(engagement.pk, by=cast.person("verifier"), at=cast.step(hours=1))
    return _checked(cast, application, signer)


def _verified(cast: Cast, application: Application, signer: User) -> Application:
    application = _verifying(cast, application, signer)
    verifier, at = cast.person("verifier"), cast.step(days=2)
    revision = screening.require_revision(application)
    figures = verification.expected_figures(application)
    report = SimpleUploadedFile("verification-report-example.pdf", example_pdf("Verification report"))
    draft = verification.StatementDraft(
        number=f"VS-EX-{application.pk:03d}",
        opinion=choices.Opinion.UNMODIFIED,
        assurance_level=choices.AssuranceLevel.REASONABLE,
        materiality_percent=Decimal(5),
        attested_share_text=figures["share"],
        attested_footprint_text=figures["footprint"],
        site_visited_on=(at - timedelta(days=1)).date(),
        margin_answer="ส่วนต่างน้อยกว่าระดับความมีสาระสำคัญ: น้ำหนักชั่งด้วยเครื่องชั่งที่สอบเทียบแล้ว (ตัวอย่าง)",
        summary="ตัวอย่าง: ทวนสอบข้อมูลกิจกรรม ค่า EF และหลักฐานวัสดุรีไซเคิลครบทุกรายการ",
    )
    document = documents.store(application, report, by=verifier, at=at, suffixes=(".pdf",))
    verification.sign_statement(
        application.pk, draft, document, judged_sha256=revision.judged_sha256, by=verifier, at=cast.step(minutes=5)
    )
    return Application.objects.get(pk=application.pk)


def _screening(cast: Cast, application: Application, signer: User) -> Application:
    application = _verified(cast, application, signer)
    at = cast.step(hours=3)
    meeting = MeetingRound.objects.filter(documents_due_on__gte=at.date()).earliest("meets_on")
    submission.file(application.pk, round_id=meeting.pk, by=signer, at=at, key=uuid.uuid4())
    return _finish_runs(cast, application)


def _finish_runs(cast: Cast, application: Application) -> Application:
    revision = screening.require_revision(application)
    for run in revision.check_runs.filter(finished_at=None):
        checking.complete_check_run(run.pk, cast.reading(minutes=1))
    return Application.objects.get(pk=application.pk)


def _in_review(cast: Cast, application: Application, signer: User) -> Application:
    application = _screening(cast, application, signer)
    officer = cast.person("officer")
    screening.take(application.pk, by=officer, at=cast.step(days=1))
    ticks = {code: screening.Tick(is_complete=True) for code, _label in screening.COMPLETENESS_LIST}
    screening.save_completeness(
        application.pk, ticks, is_accepting=True, by=officer, at=cast.step(hours=2), key=uuid.uuid4()
    )
    return Application.objects.get(pk=application.pk)


def _recommended(cast: Cast, application: Application, signer: User) -> Application:
    application = _in_review(cast, application, signer)
    officer = cast.person("officer")
    revision = screening.require_revision(application)
    report = decisions.report_with_rulings(revision) or {"outcomes": []}
    decisions.save_verdicts(
        application.pk,
        judged_sha256=revision.judged_sha256,
        clauses={clause: decisions.ClauseVerdict(is_met=True) for clause in clauses_to_decide(application.route)},
        rulings={
            item["id"]: decisions.Answer(is_accepted=True, reason=RULING)
            for item in report["outcomes"]
            if item["outcome"] == choices.Outcome.REVIEW
        },
        by=officer,
        at=cast.step(days=1),
        key=uuid.uuid4(),
    )
    decisions.recommend(
        application.pk,
        proposal=choices.Proposal.APPROVE,
        note="ตัวอย่าง: เป็นไปตามเกณฑ์ทุกข้อ",
        meeting=MeetingRound.objects.get(applications=application),
        judged_sha256=revision.judged_sha256,
        by=officer,
        at=cast.step(hours=1),
        key=uuid.uuid4(),
    )
    return Application.objects.get(pk=application.pk)


def _certified(cast: Cast, application: Application, signer: User) -> Application:
    application = _recommended(cast, application, signer)
    recommendation = Recommendation.objects.select_related("round").get(application=application, voided_at=None)
    until_the_meeting = recommendation.round.meets_on - timezone.localdate(cast.at)
    approval.approve(
        application.pk,
        recommendation_id=recommendation.pk,
        by=cast.person("approver"),
        at=cast.step(days=until_the_meeting.days, hours=1),
        key=uuid.uuid4(),
    )
    terms = agreement_terms(timezone.localdate(cast.at))
    accept_agreement(application.pk, terms_sha256=terms.sha256(), by=signer, at=cast.step(hours=2), key=uuid.uuid4())
    issuing.issue(Application.objects.get(pk=application.pk).issuance.pk, cast.reading(minutes=2))
    return Application.objects.get(pk=application.pk)
