"""The page of results: each clause with its sentence, figures, next step and evidence; pictures with their tables."""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from django.test import Client
from django.utils import timezone

from applications.models import Application, CheckRun
from cecfp_portal.accounts.models import User
from cecfp_portal.local.demo import specimens
from tests.factories.cases import CaseMaker
from tests.personas import Personas

SignedIn = Callable[[User], Client]


def results(application: Application) -> str:
    return f"/en/applications/{application.public_id}/results/"


def report_of(application: Application) -> dict[str, Any]:
    report: dict[str, Any] = CheckRun.objects.filter(revision__application=application).latest("pk").report
    return report


def store(application: Application, report: dict[str, Any]) -> None:
    CheckRun.objects.filter(revision__application=application).update(report=report, overall=report["overall"])


def test_an_unmet_clause_shows_sentence_figures_next_step_and_evidence(
    cases: CaseMaker, personas: Personas, signed_in: SignedIn
) -> None:
    application = cases.checked(specimens.product_a(virgin="800.1", recycled="199.9"))
    report = report_of(application)
    share = next(found for found in report["outcomes"] if found["id"] == "ce-cfp.4.1.1")

    client = signed_in(personas.applicant)
    page = client.get(results(application)).text

    assert share["outcome"] == "fail"
    for text in (share["message"]["en"], share["margin_text"]["en"], share["next_step"]["en"]):
        assert text in page
    assert share["statement"].replace("<", "&lt;") in page
    links = re.findall(r'href="(/en/documents/[^"]+)"', page)
    assert share["evidence"] and links
    assert client.get(links[0]).status_code == 200


def test_the_pictures_come_with_their_tables_and_the_reasons_behind_them(
    cases: CaseMaker, personas: Personas, signed_in: SignedIn
) -> None:
    application = cases.checked()
    told = report_of(application)["explanation"]

    page = signed_in(personas.applicant).get(results(application)).text

    assert page.count('class="chart"') == 6
    assert page.count("The figures as a table") == 3
    assert told["hot_spots"]["text"]["en"].split(";")[0] in page
    assert told["break_even"]["text"]["en"] in page
    assert all(flip["percent_text"] in page for flip in told["flips"]["lines"])


def test_every_desk_reads_the_same_sentence(cases: CaseMaker, personas: Personas, signed_in: SignedIn) -> None:
    application = cases.checked()
    sentence = next(found for found in report_of(application)["outcomes"] if found["id"] == "ce-cfp.5.3")["message"][
        "en"
    ]

    applicant = signed_in(personas.applicant).get(results(application)).text
    verifier = signed_in(personas.verifier).get(f"/en/verify/{application.public_id}/").text

    assert sentence in applicant
    assert sentence in verifier
    assert 'class="chart"' in verifier


def test_a_question_shows_what_either_answer_leads_to(
    cases: CaseMaker, personas: Personas, signed_in: SignedIn
) -> None:
    application = cases.checked()
    report = deepcopy(report_of(application))
    asked = next(found for found in report["outcomes"] if found["clause"] == "4.1.2")
    answers = {name: {"th": name, "en": f"then {name}"} for name in ("if_accepted", "if_refused")}
    asked |= {"outcome": "review", "question": {"leads_to": ["ce-cfp.4.1.1"], "first": None, **answers}}
    store(application, report)

    page = signed_in(personas.applicant).get(results(application)).text

    assert "then if_accepted" in page and "then if_refused" in page


def test_a_report_of_an_earlier_engine_is_still_read(cases: CaseMaker, personas: Personas, signed_in: SignedIn) -> None:
    """Stored runs are never rewritten: what they lack is left out, what they hold is shown."""
    application = cases.checked()
    report = deepcopy(report_of(application))
    del report["explanation"]
    for found in report["outcomes"]:
        for key in ("name", "statement", "margin_text", "lines", "evidence", "question"):
            del found[key]
    store(application, report)

    page = signed_in(personas.applicant).get(results(application))

    assert page.status_code == 200
    assert "Recycled material at least 20 % by weight" in page.text


def test_the_page_asks_as_often_for_many_outcomes_as_for_few(
    cases: CaseMaker, personas: Personas, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    application = cases.checked()
    client = signed_in(personas.applicant)
    client.get(results(application))
    with django_assert_max_num_queries(24):
        client.get(results(application))


def test_a_technical_failure_is_no_result(cases: CaseMaker, personas: Personas, signed_in: SignedIn) -> None:
    application = cases.checked()
    CheckRun.objects.update(report=None, finished_at=None, overall="", failed_at=timezone.now(), failure="broken")

    page = signed_in(personas.applicant).get(results(application)).text

    assert "Technical problem" in page
    assert 'class="chart"' not in page
    assert "Does not meet the criteria" not in page
