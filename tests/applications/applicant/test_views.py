"""The applicant's pages: who reads them, in which state, and what they say."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications import checking
from applications.models import Application, CheckRun
from applications.services import drafting, submission
from applications.statuses import Status
from tests.factories.cases import CaseMaker
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[object], Client]
SECTIONS = ("organisation", "product", "scope", "verification")
CASE_PAGES = ("case", "summary", "check", "results", "answers", "withdraw", *SECTIONS)
LISTS = ("list", "new")


def url(name: str, application: Application | None = None) -> str:
    return reverse(f"applications:applicant_{name}", args=[application.public_id] if application else [])


@pytest.fixture
def draft(personas: Personas) -> Application:
    return drafting.open_application(personas.manufacturer, route="4.1", by=personas.applicant, at=timezone.now())


@pytest.mark.parametrize("name", CASE_PAGES)
def test_a_member_reads_the_case(draft: Application, personas: Personas, signed_in: SignedIn, name: str) -> None:
    assert signed_in(personas.applicant).get(url(name, draft)).status_code == 200


@pytest.mark.parametrize("name", [*CASE_PAGES, "file", "filed", "sent", "progress"])
@pytest.mark.parametrize(("who", "status"), [("public", 302), ("rival", 404), ("verifier", 403), ("officer", 403)])
def test_others_do_not(
    draft: Application, personas: Personas, signed_in: SignedIn, name: str, who: str, status: int
) -> None:
    assert signed_in(getattr(personas, who)).get(url(name, draft)).status_code == status


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(("who", "status"), [("public", 302), ("applicant", 200), ("verifier", 403)])
def test_list_and_new_application_are_for_applicants(
    personas: Personas, signed_in: SignedIn, name: str, who: str, status: int
) -> None:
    assert signed_in(getattr(personas, who)).get(url(name)).status_code == status


@pytest.mark.parametrize("name", SECTIONS)
def test_a_viewer_is_led_to_the_summary_and_cannot_write(
    draft: Application, personas: Personas, signed_in: SignedIn, name: str
) -> None:
    client = signed_in(personas.applicant_viewer)

    assert client.get(url(name, draft)).url == url("summary", draft)
    assert client.post(url(name, draft), {"version": "0"}).status_code == 403


@pytest.mark.parametrize("name", SECTIONS)
def test_a_sent_case_is_not_written(draft: Application, personas: Personas, signed_in: SignedIn, name: str) -> None:
    Application.objects.filter(pk=draft.pk).update(status=Status.REVIEW)

    answer = signed_in(personas.applicant).post(url(name, draft), {"version": "0", "product_name_th": "x"})

    draft.refresh_from_db()
    assert answer.url == url("summary", draft)
    assert draft.section_versions == {}


def test_the_task_list_never_says_sent(draft: Application, personas: Personas, signed_in: SignedIn) -> None:
    page = signed_in(personas.applicant).get(f"/en/applications/{draft.public_id}/").text

    assert "Not sent yet" in page
    assert "of 9 sections are complete" in page


def test_a_draft_keeps_what_is_wrong_and_says_everything_at_once(
    draft: Application, personas: Personas, signed_in: SignedIn
) -> None:
    client = signed_in(personas.applicant)
    typed = {
        "version": "0",
        "period_output_text": "1,5",
        "declared_mass_text": "NaN",
        "data_period_start_text": "1/1/68",
    }

    client.post(url("scope", draft), typed)
    page = client.get(f"/en/applications/{draft.public_id}/scope/").text

    draft.refresh_from_db()
    assert (draft.period_output_text, draft.period_output_value) == ("1,5", None)
    for sentence in ("Please make “1,5” clear", "“NaN” is not a finite number", "Write the year with four digits"):
        assert sentence in page
    assert 'value="1,5"' in page


def test_too_long_a_text_is_refused_but_the_rest_is_kept(
    draft: Application, personas: Personas, signed_in: SignedIn
) -> None:
    answer = signed_in(personas.applicant).post(
        url("product", draft), {"version": "0", "product_name_th": "ก" * 301, "product_model": "B-7"}
    )

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert "ก" * 301 in answer.text
    assert (draft.product_name_th, draft.product_model) == ("", "B-7")


@pytest.mark.parametrize("unit", ["\x00", "a\u202eb", "\u200b", " g"])
def test_a_unit_of_signs_that_cannot_be_stored_is_refused(
    draft: Application, personas: Personas, signed_in: SignedIn, unit: str
) -> None:
    typed = {"version": "0", "functional_unit_unit": unit, "product_unit_th": "ขวด"}

    answer = signed_in(personas.applicant).post(url("scope", draft), typed)

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert (draft.functional_unit_unit, draft.product_unit_th) == ("", "ขวด")


def test_a_stale_tab_shows_both_values(draft: Application, personas: Personas, signed_in: SignedIn) -> None:
    signed_in(personas.applicant).post(url("product", draft), {"version": "0", "product_model": "theirs"})

    answer = signed_in(personas.applicant_editor).post(url("product", draft), {"version": "0", "product_model": "mine"})

    draft.refresh_from_db()
    assert answer.status_code == 409
    assert "theirs" in answer.text and 'value="mine"' in answer.text
    assert draft.product_model == "theirs"
    assert 'name="version" value="1"' in answer.text


def test_the_same_save_twice_is_no_conflict(draft: Application, personas: Personas, signed_in: SignedIn) -> None:
    client, typed = signed_in(personas.applicant), {"version": "0", "product_model": "B-7"}

    client.post(url("product", draft), typed)

    assert client.post(url("product", draft), typed).status_code == 302


def test_the_market_sets_the_boundary(draft: Application, personas: Personas, signed_in: SignedIn) -> None:
    signed_in(personas.applicant).post(url("product", draft), {"version": "0", "market": "b2c"})

    draft.refresh_from_db()
    assert draft.boundary == "cradle_to_grave"


def organisation_form(client: Client, application: Application) -> dict[str, str]:
    page = client.get(url("organisation", application))
    shown = page.context["page"].form
    values = {name: str(shown[name].value() or "") for name in shown.fields}
    return values | {
        "version": str(page.context["version"]),
        "organisation_state": page.context["organisation_state"],
    }


def test_a_wrong_check_digit_is_told_and_not_stored(
    draft: Application, personas: Personas, signed_in: SignedIn
) -> None:
    client, kept = signed_in(personas.applicant), personas.manufacturer.juristic_id
    wrong = kept[:-1] + str((int(kept[-1]) + 1) % 10)

    answer = client.post(url("organisation", draft), organisation_form(client, draft) | {"juristic_id": wrong})

    personas.manufacturer.refresh_from_db()
    assert answer.status_code == 422
    assert f'value="{wrong}"' in answer.text
    assert personas.manufacturer.juristic_id == kept


def test_factories_are_added_and_removed_without_script(
    draft: Application, personas: Personas, signed_in: SignedIn
) -> None:
    client = signed_in(personas.applicant)

    client.post(url("organisation", draft), organisation_form(client, draft) | {"add_factory": "1"})
    row = draft.application_factories.get()
    typed = {f"factory-{row.line_id}-licence": "๓-๑๐๖-๓๓/๕๐รย", "factory_row": row.line_id}
    client.post(url("organisation", draft), organisation_form(client, draft) | typed)
    row.factory.refresh_from_db()
    assert row.factory.licence == "3-106-33/50รย"

    client.post(url("organisation", draft), organisation_form(client, draft) | typed | {"remove_factory": row.line_id})
    assert draft.application_factories.count() == 0


def test_another_case_that_changed_the_organisation_is_a_conflict(
    draft: Application, personas: Personas, signed_in: SignedIn
) -> None:
    client = signed_in(personas.applicant)
    typed = organisation_form(client, draft) | {"name_en": "Mine Ltd"}
    personas.manufacturer.name_en = "Theirs Ltd"
    personas.manufacturer.save()

    answer = client.post(url("organisation", draft), typed)

    personas.manufacturer.refresh_from_db()
    assert answer.status_code == 409
    assert personas.manufacturer.name_en == "Theirs Ltd"


def test_opening_takes_one_of_the_two_types_once(personas: Personas, signed_in: SignedIn) -> None:
    client, key = signed_in(personas.applicant), str(uuid.uuid4())
    typed = {"organisation": str(personas.manufacturer.public_id), "route": "4.1", "key": key}

    assert client.post(url("new"), typed | {"route": "4.3"}).status_code == 422
    client.post(url("new"), typed | {"route": "4.2"})
    client.post(url("new"), typed | {"route": "4.2"})

    assert Application.objects.get().route == "4.2"


def test_a_rivals_organisation_cannot_be_chosen(personas: Personas, signed_in: SignedIn) -> None:
    typed = {"organisation": str(personas.rival_manufacturer.public_id), "route": "4.1", "key": str(uuid.uuid4())}

    assert signed_in(personas.applicant).post(url("new"), typed).status_code == 422
    assert Application.objects.count() == 0


def test_everything_missing_stands_in_one_list(draft: Application, personas: Personas, signed_in: SignedIn) -> None:
    page = signed_in(personas.applicant).get(f"/en/applications/{draft.public_id}/check/").text

    assert "Product: Enter the product&#x27;s name in English." in page
    assert "Verification body: Choose the verification body." in page
    assert f"/en/applications/{draft.public_id}/product/#id_product_name_en" in page


def test_an_editor_reads_who_may_send(cases: CaseMaker, signed_in: SignedIn) -> None:
    application = cases.draft()

    page = signed_in(cases.personas.applicant_editor).get(url("check", application)).text

    assert cases.personas.applicant.email in page
    assert 'name="is_declared"' not in page


def test_sending_leads_to_the_receipt_and_the_results_arrive(cases: CaseMaker, signed_in: SignedIn) -> None:
    application, client = cases.draft(), signed_in(cases.personas.applicant)
    typed = {"key": str(uuid.uuid4()), "is_declared": "on"}

    answer = client.post(url("check", application), typed)
    again = client.post(url("check", application), typed)
    waiting = client.get(url("progress", application)).text
    checking.complete_check_run(CheckRun.objects.get(revision__application=application).pk)
    done = client.get(f"/en/applications/{application.public_id}/results/progress/").text

    assert answer.url == again.url == url("sent", application)
    assert "hx-trigger" in waiting
    assert "hx-trigger" not in done
    assert "4.1.1" in waiting
    assert "4.1.1" in done and "5.3" in done


def test_without_the_declaration_the_page_says_so(cases: CaseMaker, signed_in: SignedIn) -> None:
    application = cases.draft()

    answer = signed_in(cases.personas.applicant).post(
        f"/en/applications/{application.public_id}/check/", {"key": str(uuid.uuid4())}
    )

    assert answer.status_code == 422
    assert "Accept the declaration before sending." in answer.text


def test_a_technical_failure_is_never_a_fail(cases: CaseMaker, signed_in: SignedIn) -> None:
    application, client = cases.draft(), signed_in(cases.personas.applicant)
    submission.submit(
        application.pk, is_declared=True, by=cases.personas.applicant, at=timezone.now(), key=uuid.uuid4()
    )
    CheckRun.objects.update(failed_at=timezone.now(), failure="broken")

    page = client.get(f"/en/applications/{application.public_id}/results/").text
    client.post(url("retry", application))

    assert "Technical problem" in page and "Try again" in page
    assert "Does not meet the criteria" not in page
    assert CheckRun.objects.get().failed_at is None


def test_a_finding_stands_at_its_field_and_is_answered(
    returned: Application, cases: CaseMaker, signed_in: SignedIn
) -> None:
    client = signed_in(cases.personas.applicant)
    page = client.get(url("product", returned)).text
    [finding] = returned.engagements.get().findings.all()

    client.post(url("answers", returned), {f"finding-{finding.pk}-answer": "แก้แล้ว", "save": "1"})
    client.post(
        url("answers", returned),
        {f"finding-{finding.pk}-answer": "แก้แล้ว", "send": "1", "key": str(uuid.uuid4())},
    )

    returned.refresh_from_db()
    assert page.index("ชื่อภาษาอังกฤษไม่ตรงกับฉลาก") < page.index('id="id_product_name_en"')
    assert "field-asked" in page
    assert returned.status == Status.VERIFYING


def test_filing_in_the_browser(verified: Application, cases: CaseMaker, signed_in: SignedIn) -> None:
    client = signed_in(cases.personas.applicant)
    page = client.get(url("file", verified))
    meeting = page.context["form"].fields["round"].queryset.first()

    answer = client.post(url("file", verified), {"round": str(meeting.public_id), "key": str(uuid.uuid4())})

    verified.refresh_from_db()
    assert answer.url == url("filed", verified)
    assert verified.receipt_number in client.get(answer.url).text


def test_withdrawing_in_the_browser(draft: Application, personas: Personas, signed_in: SignedIn) -> None:
    client, key = signed_in(personas.applicant), str(uuid.uuid4())

    assert client.post(url("withdraw", draft), {"key": key, "reason": ""}).status_code == 422
    client.post(url("withdraw", draft), {"key": key, "reason": "แผนเปลี่ยน"})

    draft.refresh_from_db()
    assert draft.status == Status.WITHDRAWN


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_equally_often(
    personas: Personas, signed_in: SignedIn, count: int, django_assert_max_num_queries: Callable
) -> None:
    for _number in range(count):
        drafting.open_application(personas.manufacturer, route="4.1", by=personas.applicant, at=timezone.now())
    client = signed_in(personas.applicant)
    client.get(url("list"))

    with django_assert_max_num_queries(14):
        assert client.get(url("list")).status_code == 200


def test_the_key_of_another_person_opens_nothing(personas: Personas, signed_in: SignedIn) -> None:
    key = str(uuid.uuid4())
    for person, organisation in (("applicant", "manufacturer"), ("rival", "rival_manufacturer")):
        typed = {"key": key, "route": "4.1", "organisation": str(getattr(personas, organisation).public_id)}
        answer = signed_in(getattr(personas, person)).post("/th/applications/new/", typed)

    assert answer.status_code == 409
    assert not Application.objects.filter(applicant=personas.rival_manufacturer).exists()


def test_what_is_needed_is_open_to_everybody(personas: Personas, signed_in: SignedIn) -> None:
    page = signed_in(personas.public).get(reverse("applications:applicant_start"))
    assert page.status_code == 200
    assert reverse("account_login") in page.text
