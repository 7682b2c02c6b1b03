"""The codes of a certificate's content in words: always Thai and English, whatever the language of the portal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One statement in both languages."""

    th: str
    en: str


ROUTES = {
    "4.1": Words("ประเภท 4.1 ผลิตภัณฑ์ที่ประกอบด้วยวัสดุรีไซเคิล", "Type 4.1, product composed of recycled material"),
    "4.2": Words("ประเภท 4.2 ผลิตภัณฑ์ที่เกิดจาก", "Type 4.2, product of"),
}
ACTIVITIES = {
    "recondition": Words("การปรับสภาพ (Recondition)", "reconditioning"),
    "refurbish": Words("การปรับปรุงใหม่ (Refurbish)", "refurbishing"),
    "remanufacture": Words("การผลิตใหม่ (Remanufacturing)", "remanufacturing"),
    "upcycle": Words("การหมุนเวียนให้คุณค่าเพิ่ม (Upcycle)", "upcycling"),
    "upgrade": Words("การยกระดับ (Upgrade)", "upgrading"),
}
SHARES = {
    "4.1": Words("สัดส่วนวัสดุรีไซเคิล/หมุนเวียน", "Recycled / circular share"),
    "4.2": Words("สัดส่วนวัสดุหมุนเวียน", "Circular share"),
}
KINDS = {
    "finished": Words("ผลิตภัณฑ์สำเร็จรูป", "Finished product"),
    "component": Words("ส่วนประกอบ", "Component"),
    "packaging": Words("บรรจุภัณฑ์", "Packaging"),
    "material": Words("วัสดุ", "Material"),
}
MARKETS = {
    "b2b": Words("Business to Business (B2B)", "business to business"),
    "b2c": Words("Business to Consumer (B2C)", "business to consumer"),
}
BOUNDARIES = {
    "cradle_to_gate": Words("การได้มาของวัตถุดิบ และการผลิต (B2B)", "Cradle to gate: raw material acquisition, production"),
    "cradle_to_grave": Words("ตลอดวัฏจักรชีวิต 5 ช่วง (B2C)", "Cradle to grave: all five life-cycle stages"),
}
GUIDELINES = {
    "tgo-cfp-2563-5": Words(
        "ข้อกำหนดและแนวทางการคำนวณคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์ พิมพ์ครั้งที่ 5 (2563)",
        "TGO requirements and guidelines for calculating the CFP, 5th edition (2020)",
    ),
}
STANDINGS = {
    "active": Words("ยังมีผลการรับรอง", "Certification in force"),
    "suspended": Words("พักใช้การรับรอง", "Certification suspended"),
    "revoked": Words("เพิกถอนการรับรอง", "Certification revoked"),
    "surrendered": Words("ยกเลิกตามคำขอของผู้ได้รับการรับรอง", "Cancelled at the holder's request"),
    "superseded": Words("มีใบรับรองฉบับใหม่แทน", "Replaced by a newer certificate"),
    "expired": Words("สิ้นอายุการรับรอง", "Certification expired"),
    "unknown": Words("ไม่พบใบรับรองนี้ในทะเบียน", "This certificate is not in the register"),
}
MARK = Words(
    "เครื่องหมายคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์เศรษฐกิจหมุนเวียน", "Carbon Footprint of Circular Economy Product (CE-CFP) mark"
)
# Short enough for a badge.
BADGE_STANDINGS = STANDINGS | {
    "surrendered": Words("ยกเลิกการรับรองแล้ว", "Cancelled by its holder"),
    "superseded": Words("มีใบรับรองฉบับใหม่แทน", "Replaced by a newer one"),
    "unknown": Words("ไม่พบในทะเบียน", "Not in the register"),
}
BADGE_EXAMPLE = Words("ตัวอย่าง", "example")
DISCLAIMER = Words(
    "เครื่องหมายคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์เศรษฐกิจหมุนเวียนไม่ได้แสดงถึงคุณภาพของผลิตภัณฑ์เศรษฐกิจหมุนเวียน และผลกระทบต่อสิ่งแวดล้อมอื่นๆ",
    "The Carbon Footprint of Circular Economy Product mark does not indicate the quality of the circular economy "
    "product, nor its other environmental impacts.",
)
MARK_NAME = "เครื่องหมายคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์เศรษฐกิจหมุนเวียน"
MARK_FOR_PACKAGING = Words("เครื่องหมายสำหรับบรรจุภัณฑ์", "Mark for packaging")
MARK_FOR_PRODUCT = Words("เครื่องหมายสำหรับผลิตภัณฑ์", "Mark for products")


def route_words(route: str, activity: str) -> Words:
    """Return the type of product under clause 4, with the activity for type 4.2; KeyError for an unknown code."""
    words = ROUTES[route]
    if route != "4.2":
        return words
    act = ACTIVITIES[activity]
    return Words(f"{words.th}{act.th}", f"{words.en} {act.en}")


def share_words(route: str) -> Words:
    """Return what the printed share is called: recycled material for type 4.1, everything circular for type 4.2."""
    return SHARES[route]


def mark_words(kind: str) -> Words:
    """Return which of the two marks of clause 6 the certificate is for."""
    return MARK_FOR_PACKAGING if kind == "packaging" else MARK_FOR_PRODUCT


FOOTPRINT = Words("คาร์บอนฟุตพริ้นท์", "Carbon footprint")
PER_UNIT = Words("ต่อหนึ่งหน่วยการทำงาน", "per functional unit")
BY_WEIGHT = Words("โดยน้ำหนัก", "by weight")
TRUST = Words(
    "ที่อยู่เว็บในเบราว์เซอร์ต้องขึ้นต้นด้วย {address} เท่านั้น เว็บอื่นที่ทำหน้าตาเหมือนกันไม่ใช่ทะเบียนของ อบก. "
    "และควรเทียบชื่อผลิตภัณฑ์กับผู้ได้รับการรับรองในหน้านี้กับสินค้าในมือ",
    "The address in your browser must begin with {address}. Another site that looks like this one is not TGO's "
    "register. Compare product and holder on this page with the goods in your hand.",
)
BADGE_NOTE = Words(
    "ภาพนี้แสดงสถานะ ณ เวลาที่เปิดดูเสมอ และไม่ใช่เครื่องหมายรับรอง วางข้อความต่อไปนี้ในหน้าเว็บของท่าน",
    "The picture always shows the standing at the moment it is looked at; it is not the certified mark. Paste this "
    "into your page.",
)
BADGE_TEXT = Words("สถานะการรับรอง CE-CFP เลขที่ {number}", "Standing of CE-CFP certificate {number}")
SHARED_TITLE = Words("ใบรับรอง CE-CFP เลขที่ {number}", "CE-CFP certificate {number}")
SHARED_DESCRIPTION = Words(
    "{holder} เปิดหน้านี้เพื่อดูสถานะปัจจุบันของการรับรองในทะเบียนของ อบก.",
    "{holder}. Open this page for the standing of the certification today in TGO's register.",
)
EXPLANATIONS = {
    "active": Words(
        "ผลิตภัณฑ์นี้ได้รับการรับรองเครื่องหมายคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์เศรษฐกิจหมุนเวียน ถึงวันที่ {until_th}",
        "This product is certified to bear the CE-CFP mark until {until_en}.",
    ),
    "suspended": Words(
        "พักใช้การรับรองตั้งแต่วันที่ {since_th} ระหว่างนี้ห้ามใช้เครื่องหมาย",
        "Suspended since {since_en}. The mark may not be used meanwhile.",
    ),
    "revoked": Words(
        "เพิกถอนการรับรองตั้งแต่วันที่ {since_th} ห้ามใช้เครื่องหมาย",
        "Revoked since {since_en}. The mark may not be used.",
    ),
    "surrendered": Words(
        "ผู้ได้รับการรับรองขอยกเลิกการรับรองตั้งแต่วันที่ {since_th}",
        "Given up by its holder on {since_en}. The mark may not be used.",
    ),
    "superseded": Words(
        "มีใบรับรองฉบับใหม่แทนตั้งแต่วันที่ {since_th}", "A newer certificate has taken its place since {since_en}."
    ),
    "expired": Words("สิ้นอายุการรับรองเมื่อวันที่ {until_th}", "The certification ended on {until_en}."),
    "unknown": Words(
        "ไม่มีใบรับรองใดใช้รหัสนี้ โปรดตรวจตัวอักษรในที่อยู่เว็บกับที่พิมพ์ข้างรหัส QR หากตรงกัน เอกสารหรือฉลากนี้ไม่ได้ออกโดย อบก. โปรดแจ้ง อบก.",
        "No certificate has this code. Compare the address with the one printed beside the QR code. If they agree, the "
        "document or label was not issued by TGO: please report it.",
    ),
}
LABELS = {
    "title": Words(
        "ทะเบียนใบรับรองเครื่องหมายคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์เศรษฐกิจหมุนเวียน",
        "Register of certificates for the CE-CFP mark",
    ),
    "issuer": Words(
        "องค์การบริหารจัดการก๊าซเรือนกระจก (องค์การมหาชน)",
        "Thailand Greenhouse Gas Management Organization (Public Organization)",
    ),
    "example": Words("ตัวอย่าง มิใช่ใบรับรองจริง", "EXAMPLE, not a real certificate"),
    "checked": Words("ตรวจสอบเมื่อ", "Checked"),
    "noted": Words("การเปลี่ยนแปลงที่บันทึกในทะเบียน", "Changes noted in the register"),
    "trust": Words("เว็บไซต์ที่แท้จริงมีเพียงแห่งเดียว", "There is one true site"),
    "report": Words("แจ้งปัญหาหรือร้องเรียนต่อ อบก.", "Report a problem or complain to TGO"),
    "check": Words("ตรวจสอบด้วยเลขที่ใบรับรองหรือไฟล์", "Check by number or by file"),
    "badge": Words("แสดงสถานะนี้บนเว็บไซต์ของท่าน", "Show this standing on your site"),
    "reason": Words("เหตุผล", "Reason"),
    "file": Words("ดาวน์โหลดใบรับรอง (PDF)", "Download the certificate (PDF)"),
    "search": Words("ค้นหาในทะเบียน", "Search the register"),
    "renewed_as": Words("ต่ออายุเป็นใบรับรองเลขที่", "Renewed as"),
    "former": Words("ออกต่อจากใบรับรองเลขที่", "Issued after certificate"),
    "successor": Words("ดูใบรับรองฉบับใหม่", "See the newer certificate"),
    "printed": Words("ข้อความในใบรับรอง", "What the certificate states"),
    "proof": Words("สำหรับตรวจสอบไฟล์", "For checking the file"),
    "number": Words("เลขที่ใบรับรอง", "Certificate number"),
    "product": Words("ผลิตภัณฑ์", "Product"),
    "model": Words("รุ่น", "Model"),
    "holder": Words("ผู้ได้รับการรับรอง", "Certificate holder"),
    "footprint": Words("คาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์", "Carbon footprint of product"),
    "share": Words("สัดส่วนวัสดุรีไซเคิล/หมุนเวียน โดยน้ำหนัก", "Recycled / circular share by weight"),
    "valid_until": Words("ถึงวันที่", "Valid until"),
    "approved_on": Words("วันที่อนุมัติ", "Approved"),
    "valid_from": Words("มีผลตั้งแต่วันที่", "Valid from"),
    "address": Words("ที่อยู่", "Address"),
    "site": Words("โรงงานผู้ผลิต", "Manufacturing site"),
    "licence": Words("ใบอนุญาตเลขที่", "licence no."),
    "type": Words("ประเภทของผลิตภัณฑ์", "Type"),
    "form": Words("รูปแบบ", "Form"),
    "functional_unit": Words("หน่วยการทำงาน", "Functional unit (FU)"),
    "product_unit": Words("หน่วยผลิตภัณฑ์", "Product unit (PU)"),
    "boundary": Words("ขอบเขตของการประเมิน", "System boundary"),
    "pcr": Words("ข้อกำหนดเฉพาะของกลุ่มผลิตภัณฑ์ (PCR)", "Product category rule (PCR)"),
    "criteria": Words("หลักเกณฑ์การรับรอง", "Criteria"),
    "guideline": Words("แนวทางการคำนวณ", "CFP guideline"),
    "circular_share": Words("สัดส่วนวัสดุหมุนเวียน โดยน้ำหนัก", "Circular share by weight"),
    "recognised_body": Words("หน่วยงานที่รับรองการหมุนเวียน (ข้อ 4.2)", "Body certifying circularity (clause 4.2)"),
    "recognised_number": Words("ใบรับรองของหน่วยงานดังกล่าว เลขที่", "Certificate of that body, no."),
    "body": Words("หน่วยงานทวนสอบ", "Verification body"),
    "statement": Words("ถ้อยแถลงผลการทวนสอบเลขที่", "Verification statement no."),
    "statement_and_meeting": Words("ถ้อยแถลงผลการทวนสอบ และมติที่ประชุม", "Statement and meeting"),
    "meeting": Words("การประชุมพิจารณา", "Meeting"),
    "per_unit": Words("ต่อหนึ่งหน่วยการทำงาน", "per functional unit"),
    "pdf_sha256": Words("SHA-256 ของไฟล์ PDF", "SHA-256 of the PDF file"),
    "content_sha256": Words("SHA-256 ของข้อมูลที่แนบ", "SHA-256 of the attached data"),
    "judged_sha256": Words("SHA-256 ของข้อมูลที่ใช้พิจารณา", "SHA-256 of the judged case"),
}
