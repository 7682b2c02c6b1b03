"""What TGO has not published: each matter is a dated setting with a stated default, never a constant elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cecfp_portal.models import PracticeSetting


@dataclass(frozen=True)
class Matter:
    """An open question to TGO with the default that is in force until it is answered.

    `is_read` False: the portal is built on the default; another answer needs a change of the code as well.
    """

    key: str
    default: str
    read: Callable[[str], Any]
    question_en: str
    question_th: str
    basis: str
    is_read: bool = True


def _flag(text: str) -> bool:
    return text == "true"


def _words_and_address(text: str) -> tuple[str, str, str]:
    thai, english, address = (part.strip() for part in f"{text};;".split(";")[:3])
    return thai, english or thai, address


def _codes(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _days(text: str) -> tuple[int, ...]:
    return tuple(sorted((int(part) for part in _codes(text)), reverse=True))


MATTERS: dict[str, Matter] = {
    matter.key: matter
    for matter in (
        Matter(
            "certificate_validity_years",
            "3",
            int,
            "How long is a certificate valid, counted from the day of approval and ending the day before?",
            "ใบรับรองมีอายุกี่ปี นับจากวันที่อนุมัติ และสิ้นสุดในวันก่อนวันครบรอบ",
            "One published CFP registration fits three years from approval; not stated by TGO.",
        ),
        Matter(
            "verification_before_filing",
            "true",
            _flag,
            "Must a case be verified before it is filed with TGO?",
            "ต้องทวนสอบให้แล้วเสร็จก่อนยื่นคำขอต่อ อบก. หรือไม่",
            "TGO's calendars and questions and answers for CFP; not stated for CE-CFP.",
            is_read=False,
        ),
        Matter(
            "renewal_notice_days",
            "180, 90, 30",
            _days,
            "How many days before a certificate expires is its holder told, once each?",
            "แจ้งเตือนผู้ได้รับการรับรองก่อนใบรับรองสิ้นอายุกี่วัน (แต่ละกำหนดแจ้งครั้งเดียว)",
            "Judgement: a verification and one meeting round fit into half a year; not published.",
        ),
        Matter(
            "renewal_opens_days",
            "180",
            int,
            "How many days before a certificate expires may its renewal be applied for?",
            "ยื่นคำขอต่ออายุการรับรองได้ก่อนใบรับรองสิ้นอายุกี่วัน",
            "Judgement: with the first notice; not published.",
        ),
        Matter(
            "renewal_continues_term",
            "false",
            _flag,
            "Is the term of a renewed certificate counted from the end of the former term instead of the approval?",
            "อายุใบรับรองที่ต่ออายุนับต่อจากวันสิ้นอายุเดิมแทนการนับจากวันที่อนุมัติหรือไม่",
            "Validity runs from approval; nothing was found for renewals.",
        ),
        Matter(
            "variation_keeps_term",
            "true",
            _flag,
            "Does a certificate issued for a change keep the last day of the certificate it replaces?",
            "ใบรับรองที่ออกแทนเพราะมีการเปลี่ยนแปลงคงวันสิ้นอายุตามใบรับรองเดิมหรือไม่",
            "Judgement: a change is no renewal; not published.",
        ),
        Matter(
            "yearly_confirmation",
            "false",
            _flag,
            "Is a holder asked once a year of the term to confirm the recycled or circular share and the output?",
            "ให้ผู้ได้รับการรับรองยืนยันสัดส่วนวัสดุรีไซเคิล/หมุนเวียนและปริมาณการผลิตปีละครั้งระหว่างอายุใบรับรองหรือไม่",
            "Nothing was found; off until TGO wants it. The last year is left to the renewal.",
        ),
        Matter(
            "yearly_confirmation_days",
            "30",
            int,
            "Within how many days is the yearly confirmation to be given?",
            "ผู้ได้รับการรับรองต้องยืนยันประจำปีภายในกี่วัน",
            "Judgement; without a confirmation nothing happens by itself.",
        ),
        Matter(
            "number_template",
            "TGO CE-CFP FY{fiscal_year:02d}-{batch:03d}-{running:04d}",
            str,
            "What form has the registration number of a CE-CFP certificate?",
            "เลขทะเบียนใบรับรอง CE-CFP มีรูปแบบอย่างไร",
            "Numbers of CFP registrations seen in public; none of CE-CFP was found.",
        ),
        Matter(
            "number_batch",
            "0",
            int,
            "What does the middle group of the registration number stand for?",
            "กลุ่มตัวเลขกลางของเลขทะเบียนหมายถึงอะไร",
            "Unknown; 000 until TGO says.",
        ),
        Matter(
            "receipt_number_template",
            "CECFP-{fiscal_year_be}-{running:04d}",
            str,
            "What form has the receipt number that is given when a case is filed?",
            "เลขรับคำขอที่ให้เมื่อยื่นคำขอต่อ อบก. มีรูปแบบอย่างไร",
            "No example was found; running per Thai fiscal year (B.E.), four digits at the end.",
        ),
        Matter(
            "footprint_significant_figures",
            "3",
            int,
            "To how many significant figures is the footprint printed?",
            "ค่าคาร์บอนฟุตพริ้นท์ที่แสดงใช้เลขนัยสำคัญกี่ตำแหน่ง",
            "All values seen in TGO's register have three.",
            is_read=False,
        ),
        Matter(
            "mass_sum_tolerance_share",
            "0.01",
            Decimal,
            "Within what share may the sum of parts differ from the declared mass without a question?",
            "ผลรวมน้ำหนักชิ้นส่วนต่างจากน้ำหนักที่แจ้งได้ในสัดส่วนเท่าใดโดยไม่ต้องพิจารณาเพิ่มเติม",
            "Weighing practice; the criteria are silent.",
        ),
        Matter(
            "virgin_factor_excess_share",
            "0.10",
            Decimal,
            "By what share may a virgin factor the applicant chooses exceed TGO's before it is a question of its own?",
            "ค่า EF ของวัสดุใหม่ที่ผู้ยื่นคำขอเลือกสูงกว่าค่าในตารางของ อบก. ได้ในสัดส่วนเท่าใดโดยไม่ต้องพิจารณาเป็นการเฉพาะ",
            "Judgement: within a tenth, rows of one set for the same polymer lie; the criteria are silent.",
        ),
        Matter(
            "process_balance_tolerance_share",
            "0.05",
            Decimal,
            "Within what share may the masses into and out of a process differ without a question?",
            "น้ำหนักเข้าและออกของกระบวนการต่างกันได้ในสัดส่วนเท่าใดโดยไม่ต้องพิจารณาเพิ่มเติม",
            "Metering practice; the CFP guideline was not available in full.",
        ),
        Matter(
            "cut_off_sum_share",
            "0.05",
            Decimal,
            "Up to what part of the footprint may be cut off in all?",
            "ตัดรายการออกรวมกันได้ไม่เกินสัดส่วนเท่าใดของคาร์บอนฟุตพริ้นท์",
            "Usual in CFP practice; the guideline was not available in full.",
        ),
        Matter(
            "cut_off_line_share",
            "0.01",
            Decimal,
            "Up to what part of the footprint may a single line be cut off?",
            "ตัดรายการหนึ่งออกได้ไม่เกินสัดส่วนเท่าใดของคาร์บอนฟุตพริ้นท์",
            "Usual in CFP practice; the guideline was not available in full.",
        ),
        Matter(
            "main_material_mass_share",
            "0.05",
            Decimal,
            "From what part of the mass on is a material a main one, which cannot be cut off?",
            "วัสดุมีสัดส่วนน้ำหนักตั้งแต่เท่าใดจึงเป็นวัสดุหลักซึ่งตัดออกไม่ได้",
            "Trade judgement; the criteria are silent.",
        ),
        Matter(
            "stock_tolerance_share",
            "0.01",
            Decimal,
            "Within what share may a recycled material's stock balance of the year fail to close without a question?",
            "ยอดวัสดุรีไซเคิลในรอบปี (ยกมา รับเข้า ใช้ไป คงเหลือ) ต่างกันได้ในสัดส่วนเท่าใดโดยไม่ต้องพิจารณาเพิ่มเติม",
            "Weighing practice; the criteria are silent.",
        ),
        Matter(
            "stock_invalid_share",
            "0.1",
            Decimal,
            "Beyond what share is a stock balance that does not close sent back instead of being asked about?",
            "ยอดวัสดุรีไซเคิลที่ต่างกันเกินสัดส่วนเท่าใดให้ส่งกลับไปแก้ไขแทนการพิจารณา",
            "Ten times the tolerance; the criteria are silent.",
        ),
        Matter(
            "moisture_basis",
            "dry",
            str,
            "On which moisture basis is the recycled share of materials that hold water weighed?",
            "สัดส่วนวัสดุรีไซเคิลของวัสดุที่มีความชื้นคิดจากน้ำหนักฐานใด",
            "The criteria are silent; one basis for all parts, dry as soon as one part states its moisture.",
            is_read=False,
        ),
        Matter(
            "mass_balance_claims",
            "review",
            str,
            "Does a recycled share attributed by the mass balance method count under clause 4.1.1?",
            "สัดส่วนวัสดุรีไซเคิลที่ปันตามวิธี mass balance นับตามข้อ 4.1.1 หรือไม่",
            "The criteria are silent; each claim is ruled on.",
            is_read=False,
        ),
        Matter(
            "correction_working_days",
            "30",
            int,
            "How many Thai working days has an applicant to answer a request for correction?",
            "ผู้ยื่นคำขอมีเวลากี่วันทำการในการแก้ไขตามที่ร้องขอ",
            "Office practice; not published.",
        ),
        Matter(
            "correction_grace_working_days",
            "10",
            int,
            "How many further working days pass before an unanswered case is closed?",
            "พ้นกำหนดแก้ไขแล้วกี่วันทำการจึงจำหน่ายคำขอ",
            "Office practice; not published.",
            is_read=False,
        ),
        Matter(
            "ageing_attention_working_days",
            "20",
            int,
            "After how many Thai working days with TGO does a case need attention?",
            "คำขอที่อยู่กับ อบก. นานกี่วันทำการจึงควรเร่งพิจารณา",
            "Office practice; not published.",
        ),
        Matter(
            "ageing_late_working_days",
            "40",
            int,
            "After how many Thai working days with TGO is a case late?",
            "คำขอที่อยู่กับ อบก. นานกี่วันทำการจึงถือว่าล่าช้า",
            "Office practice; not published.",
        ),
        Matter(
            "appeal_days",
            "15",
            int,
            "Within how many days from the letter may an applicant appeal a refusal?",
            "ผู้ยื่นคำขออุทธรณ์ได้ภายในกี่วันนับแต่ได้รับหนังสือแจ้ง",
            "Administrative Procedure Act B.E. 2539, section 44, if the refusal is an administrative order.",
        ),
        Matter(
            "hearing_days",
            "15",
            int,
            "How many days has a holder to answer before a revocation may be confirmed?",
            "ผู้ได้รับการรับรองมีเวลากี่วันในการชี้แจงก่อนยืนยันการเพิกถอนการรับรอง",
            "Administrative Procedure Act B.E. 2539, section 30, wants the holder heard and names no term; "
            "15 days as for the appeal.",
        ),
        Matter(
            "agreement_before_issue",
            "true",
            _flag,
            "Must the holder accept the agreement on the use of the mark before the certificate is issued?",
            "ผู้ได้รับการรับรองต้องยอมรับข้อตกลงการใช้เครื่องหมายก่อนออกใบรับรองหรือไม่",
            "Clause 3 of the criteria cites the terms of B.E. 2556 for the use of the mark; the step is not described.",
        ),
        Matter(
            "reverification_days",
            "90",
            int,
            "Within how many days must a holder apply for a variation when a change has to be verified again?",
            "เมื่อการเปลี่ยนแปลงต้องทวนสอบใหม่ ผู้ได้รับการรับรองต้องยื่นคำขอเปลี่ยนแปลงใบรับรองภายในกี่วัน",
            "Judgement: time for one verification; not published.",
        ),
        Matter(
            "business_mark_sentence_th",
            "เครื่องหมายนี้ใช้สำหรับการสื่อสารระหว่างธุรกิจกับธุรกิจ (B2B) เท่านั้น",
            str,
            "Which Thai sentence must stand beside the mark of a product certified for business-to-business use?",
            "เครื่องหมายของผลิตภัณฑ์ที่ได้รับการรับรองแบบ B2B ต้องมีข้อความภาษาไทยใดกำกับ",
            "A placeholder of the portal: the wording of TGO's mark terms was not available.",
        ),
        Matter(
            "business_mark_sentence_en",
            "This mark is for business-to-business (B2B) communication only.",
            str,
            "Which English sentence must stand beside the mark of a product certified for business-to-business use?",
            "เครื่องหมายของผลิตภัณฑ์ที่ได้รับการรับรองแบบ B2B ต้องมีข้อความภาษาอังกฤษใดกำกับ",
            "A placeholder of the portal: the wording of TGO's mark terms was not available.",
        ),
        Matter(
            "open_data_licence",
            "ยังไม่ได้กำหนดเงื่อนไข โปรดสอบถาม อบก. ก่อนเผยแพร่ต่อ; No terms have been set yet: please ask TGO before "
            "publishing the data further;",
            _words_and_address,
            "On which terms may the register's open data be used (Thai; English; web address of the licence)?",
            "ข้อมูลเปิดของทะเบียนนำไปใช้ได้ภายใต้เงื่อนไขใด (ภาษาไทย; ภาษาอังกฤษ; ที่อยู่เว็บของสัญญาอนุญาต)",
            "Not published.",
        ),
        Matter(
            "documents_required_for_filing",
            "company_certificate, factory_licence",
            _codes,
            "Which documents must a filing contain besides the verified case?",
            "การยื่นคำขอต้องแนบเอกสารใดบ้างนอกเหนือจากข้อมูลที่ผ่านการทวนสอบ",
            "Usual for CFP registrations; CE-CFP's list was not found.",
        ),
    )
}


def value(key: str, *, on: date) -> Any:
    """Return the setting in force on a day: the newest dated row not after it, else the stated default.

    Raises KeyError for a key that is not listed.
    """
    matter = MATTERS[key]
    row = PracticeSetting.objects.filter(key=key, in_force_from__lte=on).order_by("-in_force_from").first()
    return matter.read(row.value if row else matter.default)
