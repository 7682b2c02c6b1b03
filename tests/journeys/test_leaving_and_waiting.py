"""What a browser adds to the pages: a question before typed words are lost, and news without loading the page anew."""

import pytest
from playwright.sync_api import Dialog, expect

from tests.journeys import applicant
from tests.journeys.conftest import Site
from tests.journeys.test_rough_conditions import decide, ready_case

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


def test_leaving_a_section_with_unsaved_words_is_asked_about(site: Site) -> None:
    page = site.sign_in("maker")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    case = applicant.open_application(page)
    page.goto(f"{case}product/")
    page.locator("[name=product_name_th]").press_sequentially("ถาด")
    page.locator("nav a").first.click(no_wait_after=True)
    expect(page.locator("[name=product_name_th]")).to_have_value("ถาด")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]

    applicant.save(page)
    page.goto(case)
    assert asked == ["beforeunload"]


def test_cells_that_were_not_understood_are_named_where_they_were_pasted(site: Site) -> None:
    page = site.sign_in("maker")
    case = applicant.open_application(page)
    page.goto(f"{case}composition/")
    page.locator("#paste summary").click()
    page.fill("#id_pasted", "ฝา\t1\tก.\tPP\tจากทะเล")
    page.locator("button[value=paste]").click()

    expect(page.locator(".notices")).to_contain_text("จากทะเล")


def test_the_result_replaces_the_list_of_clauses_that_waited(site: Site) -> None:
    page = site.sign_in("maker")
    applicant.send(page, ready_case(site))
    expect(page.locator(".poll")).to_be_visible()
    decide()

    expect(page.locator(".poll")).to_have_count(0, timeout=10_000)
    expect(page.locator("#progress")).to_have_count(1)
    expect(page.get_by_text("รอการตรวจสอบ")).to_have_count(0)
