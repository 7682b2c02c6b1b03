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
DISCLAIMER = Words(
    "เครื่องหมายคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์เศรษฐกิจหมุนเวียนไม่ได้แสดงถึงคุณภาพของผลิตภัณฑ์เศรษฐกิจหมุนเวียน "
    "และผลกระทบต่อสิ่งแวดล้อมอื่นๆ",
    "The Carbon Footprint of Circular Economy Product mark does not indicate the quality of the circular economy "
    "product, nor its other environmental impacts.",
)
MARK_FOR_PACKAGING = Words("เครื่องหมายสำหรับบรรจุภัณฑ์", "Mark for packaging")
MARK_FOR_PRODUCT = Words("เครื่องหมายสำหรับผลิตภัณฑ์", "Mark for products")


def route_words(route: str, activity: str) -> Words:
    """Return the type of product under clause 4, with the activity for type 4.2; KeyError for an unknown code."""
    words = ROUTES[route]
    if route != "4.2":
        return words
    act = ACTIVITIES[activity]
    return Words(f"{words.th}{act.th}", f"{words.en} {act.en}")


def mark_words(kind: str) -> Words:
    """Return which of the two marks of clause 6 the certificate is for."""
    return MARK_FOR_PACKAGING if kind == "packaging" else MARK_FOR_PRODUCT
