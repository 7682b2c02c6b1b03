"""What a verifier does in the browser."""

from pathlib import Path

from playwright.sync_api import Page


def accept(page: Page) -> None:
    """Accept the one engagement on offer, declaring independence."""
    page.goto("/th/verify/")
    page.locator("a[href*='/verify/offers/']").first.click()
    page.check("[name=independence]")
    with page.expect_navigation():
        page.click("button[name=answer][value=accept]")


def sign_statement(page: Page, report: Path, *, share: str, footprint: str) -> None:
    """Sign the statement of the one case to verify."""
    page.goto("/th/verify/")
    page.locator("#to-do a").first.click()
    page.goto(f"{page.url}statement/")
    page.fill("[name=number]", "VS-2569-001")
    page.check("[name=opinion][value=unmodified]")
    page.check("[name=assurance_level][value=reasonable]")
    page.fill("[name=materiality_percent]", "5")
    page.fill("[name=site_visited_on]", "1/11/2569")
    page.fill("[name=attested_share_text]", share)
    page.fill("[name=attested_footprint_text]", footprint)
    page.fill("[name=summary]", "ทวนสอบข้อมูลกิจกรรม ค่า EF และหลักฐานครบทุกรายการ")
    page.fill("[name=margin_answer]", "ชั่งด้วยเครื่องชั่งที่สอบเทียบแล้ว")
    page.set_input_files("[name=report]", report)
    with page.expect_navigation():
        page.locator("main form button").last.click()
