"""Titles of the clauses and plain names of the rules, for people who do not know the criteria by number."""

from __future__ import annotations

from calculations.engine.outcomes import Text

CLAUSE_TITLES: dict[str, Text] = {
    "1": Text("ขอบข่าย", "Scope"),
    "4": Text("ประเภทของผลิตภัณฑ์", "Type of product"),
    "4.1": Text("ประเภทของผลิตภัณฑ์", "Type of product"),
    "4.1.1": Text(
        "วัสดุรีไซเคิลไม่น้อยกว่าร้อยละ 20 โดยน้ำหนัก (ไม่ปัดเศษทศนิยม)", "Recycled material at least 20 % by weight, not rounded"
    ),
    "4.1.2": Text("แหล่งที่มาของวัสดุรีไซเคิล", "Origin of the recycled material"),
    "4.2": Text("กิจกรรมหมุนเวียนที่ได้รับการรับรอง", "Recognised circular activity"),
    "5.1": Text("คำนวณตามข้อกำหนดฉบับล่าสุดของ อบก.", "Calculated by TGO's latest CFP guideline"),
    "5.2": Text("ข้อมูลของวัสดุรีไซเคิล", "Data of the recycled material"),
    "5.3": Text("ไม่มากกว่าผลิตภัณฑ์ชนิดเดียวกันที่ใช้วัสดุใหม่", "Not more than the same kind of product of virgin material"),
}

CLAUSES_EN: dict[str, str] = {
    "1": "Physically tangible; business-to-business and business-to-consumer alike.",
    "4": "Products are of two types.",
    "4.1.1": "Recycled material makes up not less than 20 per cent by weight (decimals not rounded) of the whole "
    "product (for a finished product without its packaging).",
    "4.1.2": "Recycled material is post-consumer or pre-consumer material that does not come from a factory of the "
    "same factory licence.",
    "4.2": "Recondition, refurbish, remanufacture, upcycle or upgrade, certified as a circular economy product by a "
    "body that TGO has announced.",
    "5.1": "The footprint is calculated by TGO's requirements and guidelines for the carbon footprint of products, "
    "latest edition.",
    "5.2": "Activity data and emission factors of recycled material are primary data; where these are out of reach, "
    "alternative 1), 2) or 3) applies.",
    "5.3": "The product's carbon footprint is “not more than” that of the same kind of product of virgin material.",
}

RULE_NAMES: dict[str, Text] = {
    "case": Text("ข้อมูลในคำขอ", "Data of the application"),
    "case.edition": Text("ฉบับของหลักเกณฑ์", "Edition of the criteria"),
    "ce-cfp.1": Text("ลักษณะที่จับต้องได้", "Tangible product"),
    "ce-cfp.1.good": Text("สินค้าที่ขอรับรอง", "The good applied for"),
    "ce-cfp.1.one_product": Text("หนึ่งคำขอต่อหนึ่งผลิตภัณฑ์", "One product in one application"),
    "ce-cfp.4": Text("ประเภทที่ขอรับรอง", "Type applied for"),
    "ce-cfp.edition": Text("ฉบับของหลักเกณฑ์", "Edition of the criteria"),
    "ce-cfp.4.2": Text("ใบรับรองผลิตภัณฑ์เศรษฐกิจหมุนเวียน", "Certificate of a circular economy product"),
    "ce-cfp.4.2.certificate": Text("ใบรับรองและอายุใบรับรอง", "The certificate and its term"),
    "ce-cfp.4.2.body": Text("หน่วยงานที่ อบก. ประกาศกำหนด", "Body announced by TGO"),
    "ce-cfp.4.2.work": Text("กิจกรรมที่ดำเนินการ", "Work carried out"),
    "ce-cfp.4.2.portion": Text("วัสดุหรือชิ้นส่วนหมุนเวียน", "Circular material or part"),
    "ce-cfp.4.2.share": Text("สัดส่วนวัสดุหมุนเวียนโดยน้ำหนัก", "Circular share by weight"),
    "ce-cfp.4.1.1": Text("สัดส่วนวัสดุรีไซเคิลโดยน้ำหนัก", "Recycled share by weight"),
    "ce-cfp.4.1.1.declared_mass": Text("น้ำหนักที่แจ้งกับผลรวมชิ้นส่วน", "Declared mass against the sum of parts"),
    "ce-cfp.4.1.1.moisture": Text("ฐานน้ำหนักแห้ง", "Dry basis"),
    "ce-cfp.4.1.1.packaging": Text("บรรจุภัณฑ์กับน้ำหนักผลิตภัณฑ์", "Packaging and product mass"),
    "ce-cfp.4.1.1.range": Text("สัดส่วนที่ระบุเป็นช่วง", "Share stated as a range"),
    "ce-cfp.4.1.1.loss": Text("ส่วนสูญเสียในกระบวนการ", "Process losses"),
    "ce-cfp.4.1.1.plausible_mass": Text("ความสมเหตุสมผลของน้ำหนัก", "Plausibility of the mass"),
    "ce-cfp.4.1.1.stock": Text("สมดุลปริมาณวัสดุรีไซเคิล", "Balance of the recycled material"),
    "ce-cfp.4.1.1.stock.delivery": Text("เอกสารการรับวัสดุรีไซเคิล", "Delivery documents of the recycled material"),
    "ce-cfp.4.1.1.stock.opening": Text("ปริมาณคงเหลือยกมา", "Opening stock"),
    "ce-cfp.4.1.1.stock.closing": Text("ปริมาณคงเหลือยกไป", "Closing stock"),
    "ce-cfp.4.1.1.stock.inventory": Text("ปริมาณใช้กับบัญชีรายการสิ่งแวดล้อม", "Use against the life-cycle inventory"),
    "ce-cfp.4.1.1.lots": Text("สัดส่วนตามช่วงเวลาหรือล็อต", "Share by month or lot"),
    "ce-cfp.4.1.2": Text("แหล่งที่มาของวัสดุ", "Origin of the material"),
    "ce-cfp.4.1.2.document": Text("เอกสารที่อ้างในหลายคำขอ", "Documents claimed in several applications"),
    "ce-cfp.5.1.boundary": Text("ขอบเขตของการประเมิน", "System boundary"),
    "ce-cfp.5.1.stages": Text("ช่วงวัฏจักรชีวิตที่ต้องมี", "Life-cycle stages required"),
    "ce-cfp.5.1.guideline": Text("ฉบับของข้อกำหนดการคำนวณ", "Edition of the CFP guideline"),
    "ce-cfp.5.1.pcr": Text("ข้อกำหนดเฉพาะของกลุ่มผลิตภัณฑ์ (PCR)", "Product category rule (PCR)"),
    "ce-cfp.5.1.units": Text("หน่วยการทำงานและหน่วยผลิตภัณฑ์", "Functional unit and product unit"),
    "ce-cfp.5.1.data_period": Text("ช่วงเวลาการเก็บข้อมูล", "Data period"),
    "ce-cfp.5.1.factor_set": Text("ชุดค่า EF และค่า GWP", "Factor set and GWP set"),
    "ce-cfp.5.1.lines": Text("บัญชีรายการสิ่งแวดล้อม", "Life-cycle inventory"),
    "ce-cfp.5.1.stages.zero": Text("ช่วงที่มีค่าเป็นศูนย์", "Stages that come to nothing"),
    "ce-cfp.5.1.practice": Text("ข้อมูลของรายการในบัญชี", "Data of the inventory's lines"),
    "ce-cfp.5.1.practice.fuel": Text("เชื้อเพลิง: การผลิตและการเผาไหม้", "Fuels: production and combustion"),
    "ce-cfp.5.1.practice.transport": Text("การขนส่ง", "Transport"),
    "ce-cfp.5.1.process_balance": Text("สมดุลมวลของกระบวนการ", "Mass balance of the processes"),
    "ce-cfp.5.1.co_products": Text("การปันส่วนให้ผลิตภัณฑ์ร่วม", "Allocation to co-products"),
    "ce-cfp.5.1.material_input": Text("วัสดุที่ป้อนเข้ากับวัสดุในผลิตภัณฑ์", "Material taken in against material in the product"),
    "ce-cfp.5.1.offsets": Text("คาร์บอนเครดิตและการชดเชย", "Carbon credits and offsets"),
    "ce-cfp.5.1.stage_sum": Text("ผลรวมรายช่วงกับยอดรวม", "Sum of the stages against the total"),
    "ce-cfp.5.1.workbook": Text("ยอดรวมในแบบฟอร์มของผู้ยื่นคำขอ", "Totals of the applicant's workbook"),
    "ce-cfp.5.1.factor_set.pinned": Text("ชุดค่า EF ที่เลือกใช้", "The pinned factor set"),
    "ce-cfp.5.1.cut_off": Text("รายการที่ตัดออก (cut-off)", "Lines cut off"),
    "ce-cfp.5.2": Text("คุณภาพข้อมูลของวัสดุรีไซเคิล", "Data quality of the recycled material"),
    "ce-cfp.5.2.own_factor": Text("ค่า EF ที่จัดทำเอง", "Own emission factor"),
    "ce-cfp.5.3.model": Text("แบบจำลองของผลิตภัณฑ์ที่ใช้วัสดุใหม่", "Model of the product of virgin material"),
    "ce-cfp.5.3": Text("เปรียบเทียบค่าคาร์บอนฟุตพริ้นท์", "Comparison of the footprints"),
    "ce-cfp.5.3.method": Text("ที่มาของค่าเปรียบเทียบ", "How the comparator was made"),
    "ce-cfp.5.3.comparability": Text("เงื่อนไขการเปรียบเทียบ", "Terms of the comparison"),
}
