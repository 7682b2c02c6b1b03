"""The queue: its counts, filters, ageing clock, and number of queries."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from applications import queries
from applications.models import Application, Holiday
from applications.statuses import Status
from cecfp_portal import audit
from tests.factories.filed_cases import make_filed_case, make_round

QUEUE = "applications:officer_queue"


def listed(answer):
    return {row.record.application.pk for row in answer.context["table"].paginated_rows}


def test_an_empty_queue_says_what_will_appear(personas, signed_in):
    answer = signed_in(personas.officer).get("/en/tgo/")
    assert "No application has been filed yet" in answer.content.decode()


def test_closed_cases_are_left_out_until_asked_for(personas, signed_in):
    open_case, closed = make_filed_case(personas), make_filed_case(personas, Status.REJECTED)
    client = signed_in(personas.officer)
    assert listed(client.get(reverse(QUEUE))) == {open_case.pk}
    assert listed(client.get(reverse(QUEUE), {"state": "closed"})) == {closed.pk}
    assert listed(client.get(reverse(QUEUE), {"state": "all"})) == {open_case.pk, closed.pk}


def test_filters_narrow_the_list(personas, signed_in):
    mine = make_filed_case(personas, product_name_th="ถาดเยื่อกระดาษ")
    free = make_filed_case(personas, Status.SCREENING, case_officer=None, round=make_round(number=7))
    client = signed_in(personas.officer)
    assert listed(client.get(reverse(QUEUE), {"officer": "me"})) == {mine.pk}
    assert listed(client.get(reverse(QUEUE), {"officer": "none"})) == {free.pk}
    assert listed(client.get(reverse(QUEUE), {"q": "เยื่อ"})) == {mine.pk}
    assert listed(client.get(reverse(QUEUE), {"q": free.receipt_number.lower()})) == {free.pk}
    assert listed(client.get(reverse(QUEUE), {"state": "screening"})) == {free.pk}
    assert listed(client.get(reverse(QUEUE), {"round": str(free.round.public_id)})) == {free.pk}


@pytest.mark.parametrize(
    "query", ["state=nonsense", "round=nonsense", "officer=nonsense", "sort=nonsense", "page=99", "q=%00"]
)
def test_a_broken_address_still_shows_the_queue(personas, signed_in, query):
    make_filed_case(personas)
    assert signed_in(personas.officer).get(f"/th/tgo/?{query}").status_code == 200


def test_the_counts_are_those_of_the_lists_they_link_to(personas, signed_in):
    make_filed_case(personas)
    make_filed_case(personas, Status.SCREENING, case_officer=None)
    make_filed_case(personas, Status.RETURNED)
    make_filed_case(personas, Status.RECOMMENDED)
    client = signed_in(personas.officer)
    counts = client.get(reverse(QUEUE)).context["counts"]
    assert [count["count"] for count in counts] == [2, 1, 1, 1]
    for count in counts:
        assert len(listed(client.get(count["url"]))) == count["count"]


def test_the_longest_wait_comes_first(personas, signed_in):
    newer = make_filed_case(personas)
    older = make_filed_case(personas, filed_at=timezone.now() - timedelta(days=30))
    rows = signed_in(personas.officer).get(reverse(QUEUE)).context["table"].rows
    assert [row.record.application.pk for row in rows] == [older.pk, newer.pk]


def test_queries_do_not_grow_with_the_queue(personas, signed_in, django_assert_num_queries):
    client = signed_in(personas.officer)
    make_filed_case(personas)
    with django_assert_num_queries(18) as one:
        client.get(reverse(QUEUE))
    make_filed_case(personas)
    make_filed_case(personas, Status.SCREENING, case_officer=None)
    with django_assert_num_queries(len(one.captured_queries)):
        assert len(listed(client.get(reverse(QUEUE)))) == 3


def test_the_clock_counts_working_days_and_stops_with_the_applicant(personas):
    case = make_filed_case(personas, filed_at=datetime(2026, 11, 2, 3, tzinfo=UTC))
    Holiday.objects.create(day="2026-11-04", name_th="วันหยุดตัวอย่าง")
    moves = ((6, Status.RETURNED), (13, Status.REVIEW), (17, Status.REJECTED))
    for day, target in moves:
        with transaction.atomic():
            moment = datetime(2026, 11, day, 3, tzinfo=UTC)
            audit.append(verb="application.moved", by=personas.officer, at=moment, subject=case, data={"to": target})
    days = queries.working_days_with_authority([case], at=datetime(2026, 12, 24, 3, tzinfo=UTC))
    # 3, 5, 6 November (the 4th is a holiday), then 16 and 17; the 13th is a Friday.
    assert days == {case.pk: 5}


def test_taking_and_giving_back(personas, signed_in):
    case = make_filed_case(personas, Status.SCREENING, case_officer=None)
    officer, colleague = signed_in(personas.officer), signed_in(personas.second_officer)
    officer.post(reverse("applications:officer_take", args=[case.public_id]))
    assert Application.objects.get(pk=case.pk).case_officer == personas.officer
    refused = colleague.post(reverse("applications:officer_take", args=[case.public_id]))
    assert refused.status_code == 409
    assert colleague.post(reverse("applications:officer_release", args=[case.public_id])).status_code == 409
    officer.post(reverse("applications:officer_release", args=[case.public_id]))
    assert Application.objects.get(pk=case.pk).case_officer is None
    verbs = [event.verb for event in audit.events_for(case)]
    assert verbs[-2:] == ["case.taken", "case.released"]


def test_an_approver_begins_with_the_cases_to_decide(personas, signed_in):
    client = signed_in(personas.approver)
    assert client.get(reverse(QUEUE)).url == reverse("applications:officer_agenda")
    assert client.get(reverse(QUEUE), {"state": ""}).status_code == 200
