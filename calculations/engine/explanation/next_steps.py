"""What to do about an outcome that is not a pass, by the row of the decision table it came from."""

from __future__ import annotations

from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text

_BY_ROW: dict[str, Text] = {
    "S2": Text(
        "ยื่นคำขอสำหรับสินค้าที่จับต้องได้ซึ่งได้จากบริการนั้นแทน", "Apply for the physical good that the service yields instead."
    ),
    "S6": Text(
        "เพิ่มข้อมูลการกระจายสินค้า การใช้งาน และการจัดการซาก หรือแสดงข้อกำหนด PCR ที่อนุญาตให้ประเมินถึงหน้าโรงงาน",
        "Add distribution, use and end of life, or show the PCR that permits stopping at the gate.",
    ),
    "S13": Text(
        "เลือกกิจกรรมที่ดำเนินการจริงและแนบใบรับรอง", "Choose the activity actually carried out and attach its certificate."
    ),
    "W7": Text(
        "แสดงหลักฐานว่าบรรจุภัณฑ์นี้เป็นส่วนหนึ่งของผลิตภัณฑ์ที่ขอรับรองหรือไม่",
        "Show whether this packaging is a part of the product applied for.",
    ),
    "W11": Text(
        "ชั่งน้ำหนักผลิตภัณฑ์และชิ้นส่วนใหม่ แล้วแก้ไขหรือชี้แจงส่วนที่ต่างกัน",
        "Weigh product and parts again; correct or explain the difference.",
    ),
    "W16": Text("ระบุค่าความชื้นของทุกชิ้นส่วน", "State the moisture of every part."),
    "W19": Text(
        "แสดงหลักฐานของสัดส่วนต่ำสุดที่รับประกันได้ หรือเพิ่มวัสดุรีไซเคิลที่นับได้แล้วให้ถึงเกณฑ์",
        "Show evidence of the least share that is assured, or add recycled material that already counts.",
    ),
    "W20": Text(
        "แสดงหลักฐานการใช้วัสดุรีไซเคิลทางกายภาพ หรือเอกสารรับรองการปันสัดส่วน",
        "Show evidence of physical recycled content, or the certificate of the attributed share.",
    ),
    "W25": Text(
        "เพิ่มชิ้นส่วนของตัวผลิตภัณฑ์ในรายการวัสดุองค์ประกอบ", "Add the parts of the product itself to the bill of materials."
    ),
    "O2b": Text(
        "ชี้แจงกระบวนการที่ทำให้เกิดเศษวัสดุ และเหตุที่นำกลับเข้ากระบวนการนั้นไม่ได้",
        "Explain the process where the scrap arises and why it cannot go back into it.",
    ),
    "O3": Text(
        "ใช้วัสดุรีไซเคิลจากโรงงานที่มีใบอนุญาตเลขอื่น หรือวัสดุที่ผ่านการบริโภคแล้ว",
        "Use recycled material from a factory of another licence, or post-consumer material.",
    ),
    "O5": Text(
        "ระบุแหล่งกำเนิดของวัสดุเหลือทิ้งและเลขใบอนุญาตประกอบกิจการโรงงาน พร้อมหลักฐาน",
        "State where the waste arose and that factory's licence number, with evidence.",
    ),
    "O6": Text("ใช้วัสดุรีไซเคิลจากแหล่งอื่นแทนเศษวัสดุในกระบวนการเดิม", "Use recycled material of another source instead."),
    "O7": Text(
        "แสดงเอกสารของผู้แปรรูปและแหล่งกำเนิดของวัสดุทั้งหมดที่รับกลับ",
        "Show the reprocessor's documents and the origin of all material taken back.",
    ),
    "O8": Text("แสดงหลักฐานว่าวัสดุผ่านการใช้งานจากผู้บริโภคขั้นสุดท้ายแล้ว", "Show that the material was used by a final consumer."),
    "O10": Text(
        "แสดงหลักฐานว่าวัสดุนี้เดิมต้องนำไปกำจัดหรือนำไปเป็นเชื้อเพลิง",
        "Show that the material would otherwise have been disposed of or burnt.",
    ),
    "O11": Text("แนบใบอนุญาตของประเทศต้นทางและเอกสารนำเข้า", "Attach the foreign permit and the import documents."),
    "O14b": Text(
        "แสดงหลักฐานว่ากากชีวมวลนี้เดิมต้องนำไปกำจัดหรือนำไปเป็นเชื้อเพลิง",
        "Show that the residue would otherwise have been disposed of or burnt.",
    ),
    "O15": Text(
        "แยกชิ้นส่วนใช้ซ้ำออกจากวัสดุรีไซเคิล หรือขอรับรองตามประเภท 4.2",
        "Keep reused parts apart from recycled material, or apply under type 4.2.",
    ),
    "C4": Text(
        "เพิ่มค่าคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์ชนิดเดียวกันที่ใช้วัสดุใหม่",
        "Add the footprint of the same kind of product of virgin material.",
    ),
    "C5": Text("ใช้หน่วยการทำงานเดียวกันทั้งสองค่า", "Use the same functional unit for both."),
    "C7": Text("ใช้ขอบเขตของการประเมินเดียวกันทั้งสองค่า", "Use the same system boundary for both."),
    "C8": Text(
        "เพิ่มข้อมูลช่วงที่ขาดของผลิตภัณฑ์ที่ใช้วัสดุใหม่ หรือชี้แจงเหตุผล",
        "Add the missing stage to the comparator, or explain why it has none.",
    ),
    "C9": Text("เพิ่มข้อมูลช่วงที่ขาดของผลิตภัณฑ์ที่ขอรับรอง", "Add the missing stage to the product's inventory."),
    "C10": Text("คำนวณใหม่ด้วยค่า EF ชุดเดียวกัน", "Calculate again with one factor set."),
    "C11": Text(
        "ใช้ค่า EF เดียวกันในกิจกรรมเดียวกัน หรือชี้แจงเหตุผล", "Use one factor for one activity, or explain the difference."
    ),
    "C11b": Text("เลือกค่า EF ของ CFP แทนค่าของ CFO", "Choose the CFP factor instead of the CFO one."),
    "C12": Text("ใช้ค่า EF ที่อ้างอิงค่า GWP ชุดเดียวกัน", "Use factors on one GWP set."),
    "C13": Text(
        "คำนวณตามข้อกำหนดฉบับล่าสุด หรือชี้แจงช่วงเวลาเปลี่ยนผ่าน", "Calculate by the latest guideline, or explain the transition."
    ),
    "C14": Text("ใช้ค่า EF ของวัสดุใหม่ในค่าเปรียบเทียบ", "Use virgin factors in the comparator."),
    "C16": Text("ใช้วิธีปันส่วนเดียวกันทั้งสองค่า", "Use the same allocation for both."),
    "C17": Text("แก้ไขปริมาณหรือแสดงที่มาของค่าติดลบ", "Correct the amount, or show where the negative value comes from."),
    "C18": Text("ใช้หน่วยที่แปลงเป็นหน่วยของค่า EF ได้", "Use a unit that converts into the factor's."),
    "D4": Text("แสดงที่มาและความเหมาะสมของแหล่งข้อมูล", "Show the source and why it is suitable."),
    "D5": Text("ใช้ข้อมูลจากฐานข้อมูลระดับชาติ หรือชี้แจงเหตุที่ไม่ใช้", "Use the national database, or explain why it is not used."),
    "D6": Text("ระบุเหตุที่ไม่สามารถเข้าถึงข้อมูลปฐมภูมิ", "State why primary data is out of reach."),
    "D7": Text(
        "ใช้ข้อมูลปฐมภูมิของกระบวนการรีไซเคิล หรือชี้แจงว่าผู้ใดเป็นผู้แปรรูป",
        "Use primary data of the recycling process, or explain who the recycler is.",
    ),
    "D8": Text(
        "รวมการเก็บรวบรวม คัดแยก ล้าง และแปรรูปในค่า EF หรือแสดงที่มาของค่าศูนย์",
        "Include collection, sorting, washing and reprocessing, or show why the factor is zero.",
    ),
    "D9": Text(
        "ใช้ค่า EF ที่คำนวณจากการตรวจวัดของผู้แปรรูป พร้อมหลักฐานและช่วงเวลา หรือชี้แจงเหตุผล",
        "Use a factor from the recycler's measurements with their evidence and period, or explain why not.",
    ),
    "D10": Text("ใช้ปริมาณที่ตรวจวัดหรือตามใบแจ้งหนี้แทนค่าประมาณ", "Use a measured or invoiced amount instead of an estimate."),
    "S3": Text(
        "ระบุสินค้าที่ขอรับรองและผู้เป็นเจ้าของให้ชัดเจน",
        "State which good is certified and whose it is.",
    ),
    "S7": Text(
        "เลือกประเภท 4.1 หรือ 4.2 เพียงประเภทเดียว",
        "Choose one type, 4.1 or 4.2.",
    ),
    "S8": Text(
        "แยกคำขอเป็นรายผลิตภัณฑ์",
        "Make one application for each product.",
    ),
    "S10": Text(
        "แนบใบรับรองของผลิตภัณฑ์ กิจกรรม และโรงงานนี้ จากหน่วยงานที่ อบก. ประกาศกำหนด",
        "Attach the certificate for this product, activity and factory, by a body that TGO has announced.",
    ),
    "S11": Text(
        "แสดงหลักฐานว่าหน่วยงานอยู่ในประกาศในวันที่ออกใบรับรองและวันที่ยื่นคำขอ",
        "Show that the body was announced on the day of the certificate and on filing.",
    ),
    "S12": Text(
        "ขอรับรองตามประเภท 4.1 แทนได้",
        "You may apply under type 4.1 instead.",
    ),
    "W6": Text(
        "แสดงว่าส่วนนี้เป็นส่วนหนึ่งของบรรจุภัณฑ์ที่ขอรับรองหรือไม่",
        "Show whether this is a part of the packaging applied for.",
    ),
    "W8": Text(
        "แสดงว่ารายการนี้เป็นส่วนหนึ่งของผลิตภัณฑ์หรือเป็นบรรจุภัณฑ์",
        "Show whether this line is a part of the product or packaging.",
    ),
    "W14": Text(
        "ตรวจสอบน้ำหนักและหน่วยที่กรอก หรือแสดงหลักฐานการชั่ง",
        "Check mass and unit, or show how it was weighed.",
    ),
    "W17": Text(
        "แสดงส่วนสูญเสียของแต่ละวัสดุในกระบวนการ",
        "Show the loss of each material in the process.",
    ),
    "O12": Text(
        "ตรวจสอบปริมาณที่อ้างจากเอกสารฉบับนี้ในทุกคำขอ",
        "Check what is claimed from this document in every application.",
    ),
    "O13": Text(
        "แสดงปริมาณคงเหลือ ปริมาณรับ และปริมาณใช้ของวัสดุรีไซเคิลให้ครบ",
        "Show opening stock, receipts and use of the recycled material in full.",
    ),
    "C19": Text(
        "ตรวจสอบยอดรวมรายช่วงกับยอดรวมทั้งหมด",
        "Check the stages against the total.",
    ),
    "C20": Text(
        "นำคาร์บอนเครดิตหรือการชดเชยออก",
        "Take out the credits or offsets.",
    ),
    "D1": Text(
        "เพิ่มรายการในบัญชีรายการสิ่งแวดล้อมสำหรับวัสดุรีไซเคิลนี้",
        "Add an inventory line for this recycled material.",
    ),
    "D2": Text(
        "ใช้ค่า EF ที่คำนวณจากปริมาณการใช้ไฟฟ้าของผู้แปรรูป หรือชี้แจงเหตุผล",
        "Use a factor computed from the recycler's electricity, or explain why not.",
    ),
    "D3": Text(
        "เลือกค่า EF ของวัสดุนี้จากฐานข้อมูลระดับชาติ หรือชี้แจงเหตุผล",
        "Choose this material's factor in the national database, or explain why not.",
    ),
}
_BY_OUTCOME = {
    INVALID: Text("แก้ไขข้อมูลนี้แล้วส่งอีกครั้ง", "Correct this and send the case again."),
    FAIL: Text("แก้ไขให้เป็นไปตามเกณฑ์แล้วส่งอีกครั้ง", "Change this so that the clause is met, and send the case again."),
    REVIEW: Text(
        "เจ้าหน้าที่ อบก. จะพิจารณา โปรดเตรียมหลักฐานที่เกี่ยวข้อง", "An officer of TGO considers this; keep the evidence at hand."
    ),
}


# Where the field of an input stands in the application, by the start of its path.
_SECTIONS: dict[str, Text] = {
    "judged.bill_of_materials": Text("รายการวัสดุองค์ประกอบ (BOM)", "the bill of materials"),
    "judged.declared_mass": Text("รายการวัสดุองค์ประกอบ (BOM)", "the bill of materials"),
    "judged.inventory": Text("บัญชีรายการสิ่งแวดล้อม (LCI)", "the life-cycle inventory"),
    "judged.factors": Text("บัญชีรายการสิ่งแวดล้อม (LCI)", "the life-cycle inventory"),
    "judged.own_factors": Text("ค่า EF ที่จัดทำเอง", "the own emission factors"),
    "judged.comparator": Text("ค่าเปรียบเทียบ", "the comparator"),
    "judged.evidence": Text("เอกสารและหลักฐาน", "the documents and evidence"),
}


def _input_step(outcome: Outcome) -> Text | None:
    path = outcome.figures.get("path", "")
    section = next((text for start, text in _SECTIONS.items() if path.startswith(start)), None)
    if section is None or not outcome.rule.endswith(".input"):
        return None
    return Text(f"แก้ไขใน{section.th} แล้วส่งอีกครั้ง", f"Correct this in {section.en} and send the case again.")


def next_step_of(outcome: Outcome) -> Text | None:
    """The rule's own next step with its figures, else that of the row, else that of the outcome; none for a pass."""
    if outcome.outcome == PASS:
        return None
    if outcome.next_step is not None:
        return outcome.next_step
    by_row = next((_BY_ROW[row] for row in outcome.rows if row in _BY_ROW), None)
    return by_row or _input_step(outcome) or _BY_OUTCOME[outcome.outcome]
