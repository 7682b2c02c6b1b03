"""The same journey where conditions are rough: no scripts, no broker, a worker that fails, a short share."""

from collections.abc import Callable
from typing import Any

import pytest
from celery import Celery
from playwright.sync_api import expect

from applications import checking
from applications.models import Application, CheckRun
from applications.statuses import Status
from cecfp_portal import outbox
from cecfp_portal.accounts.models import Organisation, User
from cecfp_portal.local.demo import specimens
from cecfp_portal.local.demo.cases import complete_draft
from tests.factories.cases import OPENED_AT
from tests.journeys import applicant
from tests.journeys.conftest import Site

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


def ready_case(site: Site, specimen: specimens.Specimen | None = None) -> str:
    """Return the address of a complete draft of the demo's manufacturer."""
    application = complete_draft(
        Organisation.objects.get(name_en__contains="Circular Packaging"),
        Organisation.objects.get(name_en__contains="Institute A"),
        specimen or specimens.product_a(),
        by=User.objects.get(email="maker@example.com"),
        at=OPENED_AT,
    )
    return f"{site.url}/th/applications/{application.public_id}/"


def decide() -> None:
    for run in CheckRun.objects.filter(finished_at=None):
        checking.complete_check_run(run.pk)


def test_without_scripts_an_application_is_filled_in_and_sent(site: Site) -> None:
    page = site.sign_in("maker", scripts=False)
    case = applicant.open_application(page)
    applicant.fill(page, case, site.pdf, scripts=False)
    applicant.send(page, case)
    assert Application.objects.get().status == Status.CHECKING
    decide()
    page.goto(f"{case}results/")
    expect(page.locator("main")).to_contain_text("ร้อยละ 20 พอดี เป็นไปตามเกณฑ์")


def test_a_short_share_says_what_is_missing_in_grams(site: Site) -> None:
    page = site.sign_in("maker")
    case = ready_case(site, specimens.product_a(virgin="800.1", recycled="199.9"))
    applicant.send(page, case)
    decide()
    page.goto(f"{case}results/")
    expect(page.locator("main")).to_contain_text("19.99")
    expect(page.locator("main")).to_contain_text("0.1 กรัม")
    assert Application.objects.get().status == Status.RETURNED


@pytest.mark.worker
def test_with_the_broker_away_a_case_is_accepted_and_decided_when_it_is_back(
    site: Site, worker_at_work: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    page, case = site.sign_in("maker"), ready_case(site)
    nowhere = Celery("nowhere", broker="redis://127.0.0.1:1/0", set_as_current=False)
    nowhere.conf.task_publish_retry = False
    with monkeypatch.context() as patch:
        patch.setattr(outbox, "current_app", nowhere)
        applicant.send(page, case)
    assert Application.objects.get().status == Status.CHECKING
    page.goto(f"{case}results/")
    with worker_at_work():
        expect(page.locator("main")).to_contain_text("ร้อยละ 20 พอดี เป็นไปตามเกณฑ์", timeout=60_000)


def test_a_broken_check_shows_as_a_technical_problem_with_a_retry(
    site: Site, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.OUTBOX_MAX_ATTEMPTS = 1
    page, case = site.sign_in("maker"), ready_case(site)
    applicant.send(page, case)

    def broken(*_: Any) -> Any:
        raise RuntimeError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(checking.engine, "evaluate", broken)
        decide()
    page.goto(f"{case}results/")
    expect(page.locator("main")).to_contain_text("ระบบขัดข้อง")
    expect(page.locator("main")).not_to_contain_text("ไม่เป็นไปตามเกณฑ์")
    with page.expect_navigation():
        page.locator("form[action$='/retry/'] button").click()
    decide()
    page.goto(f"{case}results/")
    expect(page.locator("main")).to_contain_text("ร้อยละ 20 พอดี เป็นไปตามเกณฑ์")


def test_a_stale_tab_shows_both_and_loses_nothing(site: Site) -> None:
    first, second = site.sign_in("maker"), site.sign_in("editor")
    case = ready_case(site)
    first.goto(f"{case}product/")
    second.goto(f"{case}product/")
    first.fill("[name=product_model]", "A-21")
    applicant.save(first)
    second.fill("[name=product_model]", "A-99")
    second.locator("main button[name=save]").last.click()
    expect(second.locator("main")).to_contain_text("A-21")
    assert second.input_value("[name=product_model]") == "A-99"
    assert Application.objects.get().product_model == "A-21"


def test_a_wrong_number_is_told_beside_its_field_and_kept(site: Site) -> None:
    page, case = site.sign_in("maker"), ready_case(site)
    page.goto(f"{case}scope/")
    page.fill("[name=period_output_text]", "1,5")
    page.fill("[name=declared_mass_text]", "NaN")
    page.locator("main button[name=save]").last.click()
    page.goto(f"{case}scope/")
    assert page.input_value("[name=period_output_text]") == "1,5"
    field = page.locator(".field:has([name=period_output_text])")
    expect(field).to_contain_text("จุลภาค")
    expect(page.locator(".field:has([name=declared_mass_text])").first).to_contain_text("NaN")
