"""What TGO's officers and approvers do in the browser."""

from playwright.sync_api import Page


def open_case(page: Page) -> str:
    """Open the one case of the queue and return its address."""
    page.goto("/th/tgo/")
    page.locator("main table a[href*='/th/tgo/']").first.click()
    page.wait_for_load_state()
    return page.url


def press(page: Page, selector: str) -> None:
    """Press a button that goes through: the page that follows complains of nothing."""
    with page.expect_navigation():
        page.locator(selector).first.click()
    assert not page.locator(".error-summary").count(), page.inner_text("main")


def take_and_screen(page: Page) -> None:
    """Take the case, tick the completeness list, begin consideration."""
    case = open_case(page)
    press(page, "form[action$='/take/'] button")
    page.goto(f"{case}screening/")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    press(page, "button[name=accept]")


def decide_and_rule(page: Page) -> None:
    """Decide every clause as met and accept what needs a ruling."""
    open_case(page)
    for clause in page.locator("main input[type=radio][value=met]").all():
        clause.check()
    for ruling in page.locator("main input[type=radio][value=accepted]").all():
        ruling.check()
    for reason in page.locator("main textarea[name$=reason]").all():
        reason.fill("ตรวจหลักฐานแล้ว ใช้เป็นผลิตภัณฑ์ชนิดเดียวกันที่ใช้วัสดุใหม่ได้")
    press(page, "#clauses form button[type=submit]")


def recommend(page: Page) -> None:
    """Propose certification to the meeting."""
    case = open_case(page)
    page.goto(f"{case}recommendation/")
    page.check("[name=proposal][value=approve]")
    page.fill("[name=note]", "เป็นไปตามเกณฑ์ทุกข้อ")
    page.select_option("[name=meeting]", index=1)
    press(page, "form:has([name=proposal]) button[type=submit]")


def approve(page: Page) -> None:
    """Approve the one recommended case, from the agenda."""
    page.goto("/th/tgo/agenda/")
    page.locator("main a[href$='/brief/']").first.click()
    page.check("[name=decision][value=approve]")
    press(page, "#decide form button[type=submit]")


def propose_revocation(page: Page, code: str) -> None:
    page.goto(f"/th/officer/certificates/{code}/")
    page.locator("#propose summary").click()
    page.fill("#propose [name=facts]", "ตรวจเอกสารรับซื้อเดือนตุลาคม 2569 พบผู้ขายรายใหม่ที่มิได้แจ้ง")
    page.fill("#propose [name=clause]", "ข้อ 4.1.2")
    page.fill("#propose [name=reason_th]", "ผู้ได้รับการรับรองเปลี่ยนแหล่งวัสดุโดยไม่แจ้ง")
    page.fill("#propose [name=reason_en]", "The holder changed the source of material without notice")
    press(page, "form[action$='/propose/'] button")


def confirm_revocation(page: Page, code: str) -> None:
    page.goto(f"/th/officer/certificates/{code}/")
    press(page, "form[action$='/confirm/'] button")
