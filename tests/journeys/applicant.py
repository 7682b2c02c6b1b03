"""What a manufacturer does in the browser, section by section, for the annex's product A."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page

from cecfp_portal.local.demo.cases import example_pdf

PET = "PET resin, virgin"
ELECTRICITY = "Grid electricity 2022-2024, CFP"
DOCUMENTS = ("company_certificate", "factory_licence", "recycled_declaration", "meter_record", "process_description")


def save(page: Page) -> None:
    """Save the section and wait for the page that follows."""
    with page.expect_navigation():
        page.locator("main button[name=save]").last.click()


def open_application(page: Page) -> str:
    """Open a new application of type 4.1 and return its address."""
    page.goto("/th/applications/new/")
    page.check("input[name=route][value='4.1']")
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    return page.url


def organisation(page: Page, case: str) -> None:
    page.goto(f"{case}organisation/")
    page.select_option("select[name=factory]", index=1)
    with page.expect_navigation():
        page.click("button[name=add_factory]")
    page.locator("main input[name$=output_share_text]").fill("100")
    save(page)


def product(page: Page, case: str) -> None:
    page.goto(f"{case}product/")
    page.fill("[name=product_name_th]", "ถาด A จาก R-PET")
    page.fill("[name=product_name_en]", "Tray A of R-PET")
    page.fill("[name=product_model]", "A-20")
    page.fill("[name=technical_data]", "ความจุ 500 มล.")
    page.check("[name=product_kind][value=packaging]")
    page.check("[name=market][value=b2b]")
    page.select_option("[name=category]", "paper-packaging")
    page.check("[name=is_tangible]")
    save(page)


def scope(page: Page, case: str) -> None:
    page.goto(f"{case}scope/")
    page.check("[name=pcr_status][value=registered]")
    page.select_option("[name=pcr]", index=1)
    for unit in ("functional_unit", "product_unit"):
        page.fill(f"[name={unit}_text]", "1")
        page.select_option(f"[name={unit}_unit]", "piece")
        page.fill(f"[name={unit}_th]", "ถาด 1 ใบ")
        page.fill(f"[name={unit}_en]", "1 tray")
    page.fill("[name=product_units_per_functional_unit_text]", "1")
    page.fill("[name=declared_mass_text]", "๑,๐๐๐")
    page.select_option("[name=declared_mass_unit]", "g")
    page.fill("[name=data_period_start_text]", "1/1/2568")
    page.fill("[name=data_period_end_text]", "31 ธันวาคม 2568")
    page.fill("[name=period_output_text]", "1,000,000")
    page.check("[name=factor_set][value=cfp-2569]")
    save(page)


def documents(page: Page, case: str, pdf: Path, *, scripts: bool = True) -> None:
    page.goto(f"{case}documents/")
    for kind in DOCUMENTS:
        slot = page.locator(f"form:has(input[name=slot][value={kind}])")
        if not slot.count():
            continue
        attach(page, slot, pdf, scripts=scripts)
    extra = page.locator("form:has(input[name=slot][value=extra])")
    extra.locator("select[name=kind]").select_option("comparator_evidence")
    attach(page, extra, pdf, scripts=False)
    # A file of its own: a delivery document serves one case.
    own = pdf.with_name("purchase-record.pdf")
    own.write_bytes(example_pdf(f"Purchase record {case}"))
    attach(page, page.locator("form:has(input[name=slot][value=purchase_record])"), own, scripts=scripts)
    describe(page, case, "purchase_record", number=f"DN {case[-8:]}", mass="200,000")
    describe(page, case, "recycled_declaration", number=f"RC {case[-8:]}")
    page.goto(f"{case}documents/")
    save(page)


def describe(page: Page, case: str, kind: str, *, number: str, mass: str = "") -> None:
    """Say what the document of one kind is: number, seller, day and mass."""
    page.goto(f"{case}documents/")
    with arrival(page):
        page.locator(f"#slot-{kind} .held-file-actions a").first.click()
    page.fill("[name=number]", number)
    page.fill("[name=seller]", "บริษัท ตัวอย่างรีไซเคิล จำกัด")
    page.fill("[name=issued_text]", "15/1/2568")
    if mass:
        page.fill("[name=mass_text]", mass)
        page.select_option("[name=mass_unit]", "kg")
    with arrival(page):
        page.locator("main form button[type=submit]").first.click()


def stock(page: Page, case: str, *, used: str = "200,000") -> None:
    """Enter the year of the recycled material: one delivery, all of it used."""
    page.goto(f"{case}stock/")
    with page.expect_navigation():
        page.click("button[name=do][value=from_parts]")
    with page.expect_navigation():
        page.locator("main .card a.button").first.click()
    for name, typed in (
        ("opening", "0"),
        ("used_here", used),
        ("used_elsewhere", "0"),
        ("losses", "0"),
        ("closing", "0"),
    ):
        page.fill(f"[name={name}_text]", typed)
    with page.expect_navigation():
        page.click("button[name=do][value=add_delivery]")
    page.fill("input[name$=received_text]", "30/6/2568")
    page.fill("input[name$=supplier]", "บริษัท ตัวอย่างรีไซเคิล จำกัด")
    page.locator("select[name$=evidence]").select_option(index=1)
    page.fill("input[name$='-mass_text']", used)
    page.fill("input[name$=recycled_share_text]", "100")
    page.locator("select[name$=origin]").select_option("post_consumer")
    with page.expect_navigation():
        page.locator("main form button[name=save]").last.click()
    page.goto(f"{case}stock/")
    save(page)


def attach(page: Page, form: Locator, pdf: Path, *, scripts: bool = True) -> None:
    """Choose a file; with scripts the upload starts at once, without them the button sends it."""
    with arrival(page):
        form.locator("input[type=file]").set_input_files(pdf)
        if not scripts:
            form.locator("button[type=submit]").click()


@contextmanager
def arrival(page: Page) -> Iterator[None]:
    """Wait until the page that follows was fetched: a jump within the page, which fetches nothing, is not one."""
    with page.expect_request_finished(lambda request: request.is_navigation_request() and request.method == "GET"):
        yield
    page.wait_for_load_state()


def composition(page: Page, case: str, *, recycled: str = "200", virgin: str = "800", scripts: bool = True) -> None:
    page.goto(f"{case}composition/")
    names = [field.get_attribute("name") or "" for field in page.locator("main input[name$='-name']").all()]
    tokens = [name.removesuffix("-name") for name in names if not name.endswith("waste_origin_name")]
    rows = (
        (tokens[0], "ตัวถาด V-PET", virgin, "V-PET", "virgin"),
        (tokens[1], "ตัวถาด R-PET", recycled, "R-PET", "post_consumer"),
    )
    for token, name, mass, material, origin in rows:
        page.fill(f"[name='{token}-name']", name)
        page.fill(f"[name='{token}-mass_text']", mass)
        page.fill(f"[name='{token}-material']", material)
        page.select_option(f"[name='{token}-origin']", origin)
    if not scripts:
        with page.expect_navigation():
            page.click("button[name=do][value=keep]")
    page.locator("select[name$=waste_origin_kind]").select_option("household")
    page.locator("input[name$=waste_origin_name]").fill("ครัวเรือนในกรุงเทพมหานคร")
    page.locator("input[name$=reprocessor_name]").fill("บริษัท ตัวอย่างรีไซเคิล จำกัด")
    page.locator("input[name$=reprocessor_licence]").fill("10139900325690")
    page.locator("select[name$=claim_method]").select_option("physical")
    page.locator("select[name$=data_route]").select_option("primary")
    for box in page.locator("input[type=checkbox][name$=evidence]").all():
        box.check()
    save(page)


def own_factor(page: Page, case: str, name: str, value: str) -> None:
    page.goto(f"{case}inventory/own-factors/new/")
    _choose_rung(page, "other")
    page.fill("[name=name]", name)
    page.select_option("[name=origin]", "other")
    page.fill("[name=factor_text]", value)
    page.select_option("[name=per_unit]", "kg")
    page.select_option("[name=gwp_set]", "AR5")
    page.fill("[name=source]", "ฐานข้อมูลผู้ผลิตวัสดุช่วย 2568")
    _save_factor(page)


def metered_factor(page: Page, case: str, name: str) -> None:
    """A recycler's factor from its electricity meter: 11 GWh for 5,562 t, which is exactly 1.10 kgCO2e per kg."""
    page.goto(f"{case}inventory/own-factors/new/")
    _choose_rung(page, "metered")
    page.fill("[name=name]", name)
    page.select_option("[name=origin]", "recycled")
    page.select_option("[name=per_unit]", "kg")
    page.fill("[name=maker_name]", "บริษัท ตัวอย่างรีไซเคิล จำกัด")
    page.fill("[name=maker_licence]", "10139900325690")
    page.fill("[name=period_start_text]", "1/1/2568")
    page.fill("[name=period_end_text]", "31/12/2568")
    for field, amount in (("intake", "6000"), ("output", "5562")):
        page.fill(f"[name={field}_text]", amount)
        page.select_option(f"[name={field}_unit]", "t")
    page.locator("[name$=-kind]").select_option("electricity")
    page.locator("#meters [name$=-name]").fill("สายการล้างและอัดเม็ด")
    page.locator("[name$=-period_total_text]").fill("11,000,000")
    page.locator("[name$=-period_total_unit]").select_option("kWh")
    page.locator("[name$=-quantity_basis]").select_option("measured")
    page.locator("[name$=-meter]").fill("PEA-1")
    grid = page.locator("select[name$=-factor] option", has_text="2022-2024").first
    page.locator("select[name$=-factor]").select_option(grid.get_attribute("value"))
    page.fill("[name=source]", "มิเตอร์ของผู้แปรรูป ม.ค.–ธ.ค. 2568")
    page.locator("select[name=evidence]").select_option(index=1)
    _save_factor(page)


def _choose_rung(page: Page, rung: str) -> None:
    """Choose how the factor was obtained; its fields come by themselves, or by a button where scripts are off."""
    field = "[name=output_text]" if rung == "metered" else "[name=factor_text]"
    page.check(f"[name=rung][value={rung}]")
    button = page.locator("noscript button[value=show]")
    if button.count() and button.is_visible():
        button.click()
    page.wait_for_selector(field)


def _save_factor(page: Page) -> None:
    with page.expect_navigation():
        page.locator("#own-factor > .button-row button[type=submit]").last.click()


def line(
    page: Page,
    case: str,
    *,
    stage: str,
    kind: str,
    name: str,
    total: str,
    unit: str,
    factor: str,
    portion: bool = False,
) -> None:
    page.goto(f"{case}inventory/new/product/")
    page.select_option("[name=stage]", stage)
    page.select_option("[name=kind]", kind)
    page.fill("[name=name]", name)
    page.fill("[name=process]", "ขึ้นรูป")
    if portion:
        portion_option = page.locator("select[name=portion] option", has_text="R-PET").last
        page.select_option("[name=portion]", portion_option.get_attribute("value"))
    page.fill("[name=period_total_text]", total)
    page.select_option("[name=period_total_unit]", unit)
    page.fill("[name=source_document]", "บัญชีวัตถุดิบ 2568")
    page.select_option("[name=quantity_basis]", "invoiced")
    option = page.locator("select[name=factor] option", has_text=factor).first
    page.select_option("[name=factor]", option.get_attribute("value"))
    with page.expect_navigation():
        page.locator("main form button[type=submit]:not([name=another])").last.click()


def inventory(page: Page, case: str) -> None:
    metered_factor(page, case, "R-PET จากผู้แปรรูป")
    own_factor(page, case, "วัสดุช่วยการผลิต", "4.0816")
    line(
        page,
        case,
        stage="raw_material",
        kind="raw_material",
        name="เม็ด V-PET",
        total="800,000",
        unit="kg",
        factor="เม็ดพลาสติก PET",
    )
    line(
        page,
        case,
        stage="raw_material",
        kind="raw_material",
        name="เกล็ด R-PET",
        total="200,000",
        unit="kg",
        factor="R-PET จากผู้แปรรูป",
        portion=True,
    )
    line(
        page,
        case,
        stage="production",
        kind="energy_and_fuel",
        name="ไฟฟ้า",
        total="4,000",
        unit="MWh",
        factor="ไฟฟ้า grid mix ปี 2022-2024",
    )
    line(
        page,
        case,
        stage="production",
        kind="auxiliary",
        name="วัสดุช่วยการผลิต",
        total="50",
        unit="t",
        factor="วัสดุช่วยการผลิต",
    )
    page.goto(f"{case}inventory/")
    save(page)


def comparator(page: Page, case: str) -> None:
    page.goto(f"{case}comparator/")
    assert page.is_checked("[name=comparator_method][value=generated]")
    save(page)


def verification(page: Page, case: str) -> None:
    page.goto(f"{case}verification/")
    page.locator("label", has_text="สถาบันทวนสอบตัวอย่าง ก").click()
    save(page)


def fill(page: Page, case: str, pdf: Path, *, scripts: bool = True) -> None:
    """Fill every section."""
    organisation(page, case)
    product(page, case)
    scope(page, case)
    documents(page, case, pdf, scripts=scripts)
    composition(page, case, scripts=scripts)
    stock(page, case)
    inventory(page, case)
    comparator(page, case)
    verification(page, case)


def send(page: Page, case: str) -> None:
    """Accept the declaration and send the case."""
    page.goto(f"{case}check/")
    missing = page.locator("#missing").all_inner_texts()
    assert not missing, missing
    page.check("[name=is_declared]")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()


def file_with_tgo(page: Page, case: str) -> None:
    """File the verified case for the first open round."""
    page.goto(f"{case}file/")
    page.locator("main form input[type=radio]").first.check()
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()


def accept_agreement(page: Page, case: str) -> None:
    """Accept the agreement on the use of the mark, found from the page of the approved case."""
    page.goto(case)
    page.locator("main a[href$='/agreement/']").click()
    page.check("[name=is_accepted]")
    with page.expect_navigation():
        page.locator("main form:has([name=is_accepted]) button[type=submit]").click()


def answer_proposal(page: Page, certificate: str, text: str) -> None:
    """Answer the proposal to revoke on the page of the certificate."""
    page.goto(certificate)
    page.fill("[name=answer]", text)
    with page.expect_navigation():
        page.locator("form[action$='/answer/'] button").click()
