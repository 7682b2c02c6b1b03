"""Completeness list, clause decisions, rulings, requests and the recommendation, through the pages."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from applications import checking
from applications.forms.rulings import RulingForm
from applications.models import Application, Recommendation
from applications.services import requests, screening
from applications.services.decisions import report_with_rulings
from applications.statuses import Status
from applications.verdicts import verdicts
from cecfp_portal import audit, practice
from tests.factories.filed_cases import QUESTION, decide_everything, make_filed_case, make_recommended_case, make_round


def url(name, case, *more):
    return reverse(f"applications:officer_{name}", args=[case.public_id, *more])


def status_of(case):
    return Application.objects.get(pk=case.pk).status


def sheet(case, **answers):
    return {"key": str(uuid4()), "judged_sha256": case.revisions.get().judged_sha256, **answers}


def ruling_prefix(case):
    report = report_with_rulings(case.revisions.get())
    return next(RulingForm(verdict).prefix for verdict in verdicts(report) if verdict.id == QUESTION)


def ticked():
    return {f"tick_{code}": "on" for code, _label in screening.COMPLETENESS_LIST}


def request_data(place="clause:5.2", **more):
    due = (timezone.localdate() + timedelta(days=40)).isoformat()
    return {"key": str(uuid4()), "place": place, "text": "โปรดแนบหลักฐาน", "due_on": due, **more}


def test_a_complete_list_begins_the_consideration(personas, signed_in):
    case = make_filed_case(personas, Status.SCREENING)
    answer = signed_in(personas.officer).post(url("screening", case), {"key": str(uuid4()), "accept": "1", **ticked()})
    assert answer.status_code == 302
    assert status_of(case) == Status.REVIEW
    assert case.completeness_items.filter(is_complete=True).count() == len(screening.COMPLETENESS_LIST)


def test_an_incomplete_list_is_refused_at_every_item_left_and_keeps_the_notes(personas, signed_in):
    case = make_filed_case(personas, Status.SCREENING)
    data = {"key": str(uuid4()), "accept": "1", **ticked(), "note_pcr": "รอร่าง PCR"}
    del data["tick_pcr"], data["tick_units"]
    answer = signed_in(personas.officer).post(url("screening", case), data)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"tick_pcr", "tick_units"}
    assert "รอร่าง PCR" in answer.content.decode()
    assert status_of(case) == Status.SCREENING


def test_a_colleagues_case_is_refused_with_what_was_typed_kept(personas, signed_in):
    case = make_filed_case(personas)
    answer = signed_in(personas.second_officer).post(url("requests", case), request_data())
    assert answer.status_code == 409
    assert "โปรดแนบหลักฐาน" in answer.context["form"]["text"].value()
    assert case.correction_requests.count() == 0


def test_a_ruling_changes_what_the_engine_says(personas, signed_in):
    case = make_filed_case(personas, has_question=True)
    prefix = ruling_prefix(case)
    data = sheet(case, **{f"{prefix}-ruling": "accepted", f"{prefix}-reason": "ชนิดเดียวกัน", "clause-5-3-verdict": "met"})
    assert signed_in(personas.officer).post(url("case", case), data).status_code == 302
    assert case.rulings.get().outcome_id == QUESTION
    assert case.clause_decisions.get().is_met
    report = report_with_rulings(case.revisions.get())
    assert report["overall"] == "pass"


def test_a_changed_ruling_replaces_the_old_one_and_keeps_it(personas, signed_in):
    case = make_filed_case(personas, has_question=True)
    client, prefix = signed_in(personas.officer), ruling_prefix(case)
    for word in ("accepted", "refused"):
        client.post(url("case", case), sheet(case, **{f"{prefix}-ruling": word, f"{prefix}-reason": word}))
    assert [ruling.is_accepted for ruling in case.rulings.order_by("pk")] == [True, False]
    assert case.rulings.get(replaced_at=None).reason == "refused"
    assert report_with_rulings(case.revisions.get())["overall"] == "fail"


def test_errors_of_the_whole_sheet_come_at_once(personas, signed_in):
    case = make_filed_case(personas, has_question=True)
    prefix = ruling_prefix(case)
    data = sheet(case, **{f"{prefix}-ruling": "accepted", "clause-5-2-verdict": "not_met", "clause-5-1-note": "คำถาม"})
    answer = signed_in(personas.officer).post(url("case", case), data)
    assert answer.status_code == 422
    wrong = {name for form in answer.context["sheet"].forms for name in (form.add_prefix(key) for key in form.errors)}
    assert wrong == {f"{prefix}-reason", "clause-5-2-note", "clause-5-1-verdict"}
    assert not case.rulings.exists()
    assert not case.clause_decisions.exists()


def test_a_stale_sheet_is_refused(personas, signed_in):
    case = make_filed_case(personas)
    data = sheet(case) | {"judged_sha256": "0" * 64, "clause-5-1-verdict": "met"}
    assert signed_in(personas.officer).post(url("case", case), data).status_code == 409
    assert not case.clause_decisions.exists()


def test_requests_are_gathered_and_sent_once(personas, signed_in):
    case = make_filed_case(personas)
    client = signed_in(personas.officer)
    double = request_data("line:inventory:INV-1")
    for data in (double, double, request_data("field:scope:boundary")):
        assert client.post(url("requests", case), data).status_code == 302
    assert list(case.correction_requests.values_list("section", "line_id", "field", "sent_at")) == [
        ("inventory", "INV-1", "", None),
        ("scope", "", "boundary", None),
    ]
    assert status_of(case) == Status.REVIEW
    key = {"key": str(uuid4())}
    for _click in range(2):
        assert client.post(url("send_requests", case), key).status_code == 302
    assert status_of(case) == Status.RETURNED
    assert case.correction_requests.filter(sent_at=None).count() == 0
    assert case.letters.filter(kind="correction_asked").count() == 2  # who signs and who edits
    assert [event.verb for event in audit.events_for(case)].count("application.request_correction") == 1


def test_nothing_written_means_nothing_to_send(personas, signed_in):
    case = make_filed_case(personas)
    assert signed_in(personas.officer).post(url("send_requests", case), {"key": str(uuid4())}).status_code == 409
    assert status_of(case) == Status.REVIEW


@pytest.mark.parametrize(
    ("field", "value"), [("place", ""), ("place", "line:inventory:none"), ("text", " "), ("due_on", "1/1/2560")]
)
def test_a_wrong_request_is_told_beside_its_field(personas, signed_in, field, value):
    case = make_filed_case(personas)
    answer = signed_in(personas.officer).post(url("requests", case), request_data() | {field: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_the_due_date_offered_counts_thai_working_days(personas, signed_in):
    case, today = make_filed_case(personas), timezone.localdate()
    answer = signed_in(personas.officer).get(url("requests", case), {"place": "clause:5.2"})
    assert answer.context["form"]["due_on"].value() == requests.default_due_on(today)
    assert practice.value("correction_working_days", on=today) == 30
    assert answer.context["form"]["place"].value() == "clause:5.2"


def test_answers_are_read_then_closed_or_asked_again(personas, signed_in):
    case, now = make_filed_case(personas), timezone.now()
    client = signed_in(personas.officer)
    for _number in range(2):
        client.post(url("requests", case), request_data())
    first, second = case.correction_requests.all()
    assert client.post(url("settle_request", case, first.pk), {"close": "1"}).status_code == 409
    case.correction_requests.update(sent_at=now, answered_at=now, answered_by=personas.applicant, answer="แนบแล้ว")
    client.post(url("settle_request", case, first.pk), {"close": "1"})
    lacking = client.post(url("settle_request", case, second.pk), {"again": "1"})
    assert lacking.status_code == 422
    due = (timezone.localdate() + timedelta(days=9)).isoformat()
    again = {"again": "1", f"again-{second.pk}-text": "ยังขาดหน้า 2", f"again-{second.pk}-due_on": due}
    client.post(url("settle_request", case, second.pk), again)
    still_open = case.correction_requests.get(closed_at=None)
    assert (still_open.text, still_open.clause, still_open.sent_at) == ("ยังขาดหน้า 2", "5.2", None)


def recommendation_data(case, proposal="approve"):
    return sheet(case) | {"proposal": proposal, "note": "เป็นไปตามเกณฑ์", "meeting": str(make_round().public_id)}


def test_a_recommendation_stores_the_run_with_its_rulings(personas, signed_in):
    case = make_filed_case(personas, has_question=True)
    decide_everything(case, personas)
    assert signed_in(personas.officer).post(url("recommendation", case), recommendation_data(case)).status_code == 302
    assert status_of(case) == Status.RECOMMENDED
    run = Recommendation.objects.get(application=case).check_run
    assert (run.overall, [ruling["outcome_id"] for ruling in run.rulings]) == ("pass", [QUESTION])
    assert case.letters.filter(kind="put_on_agenda").exists()


def test_everything_in_the_way_of_a_recommendation_is_listed_and_nothing_stored(personas, signed_in):
    case = make_filed_case(personas, has_question=True)
    signed_in(personas.officer).post(url("requests", case), request_data())
    answer = signed_in(personas.officer).post(url("recommendation", case), recommendation_data(case))
    assert answer.status_code == 409
    assert len(answer.context["refused"]) == 4  # clauses, question, open request, not every clause met
    assert len(answer.context["hindrances"]) == 3
    assert answer.context["form"]["note"].value() == "เป็นไปตามเกณฑ์"
    assert not Recommendation.objects.exists()
    assert status_of(case) == Status.REVIEW


def test_a_clause_found_not_met_cannot_be_proposed_for_certification(personas, signed_in):
    case = make_filed_case(personas)
    decide_everything(case, personas)
    case.clause_decisions.filter(clause="5.2").update(is_met=False, note="ไม่มีหลักฐาน")
    client = signed_in(personas.officer)
    assert client.post(url("recommendation", case), recommendation_data(case)).status_code == 409
    assert client.post(url("recommendation", case), recommendation_data(case, "reject")).status_code == 302


def test_a_statement_for_another_hash_stands_in_the_way(personas, signed_in):
    case = make_filed_case(personas)
    decide_everything(case, personas)
    case.statements.update(judged_sha256="0" * 64)
    answer = signed_in(personas.officer).post(url("recommendation", case), recommendation_data(case))
    assert answer.status_code == 409


@pytest.mark.parametrize("name", ["screening", "requests", "recommendation", "case"])
def test_a_recommended_case_cannot_be_worked_on(personas, signed_in, name):
    case, _recommendation = make_recommended_case(personas)
    data = recommendation_data(case) | request_data() | ticked()
    assert signed_in(personas.officer).post(url(name, case), data).status_code == 409


def test_the_page_before_the_check_has_ended_says_so(personas, signed_in):
    case = make_filed_case(personas)
    run = case.revisions.get().check_runs.get()
    type(run).objects.filter(pk=run.pk).update(finished_at=None, report=None)
    assert report_with_rulings(case.revisions.get()) is None
    assert signed_in(personas.officer).get(url("case", case)).status_code == 200
    assert checking.rulings_for(case.revisions.get()) == []
