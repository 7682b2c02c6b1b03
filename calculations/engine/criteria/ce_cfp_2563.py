"""The criteria as published by TGO, which name the CFP guideline of B.E. 2563."""

from __future__ import annotations

from fractions import Fraction

from calculations.engine.criteria import Edition, Settings
from calculations.engine.criteria.wording_2563 import CLAUSE_TITLES, CLAUSES_EN, RULE_NAMES

_GATE = ("raw_material", "production")
_GRAVE = ("raw_material", "production", "distribution", "use", "end_of_life")

CE_CFP_2563 = Edition(
    id="ce-cfp-2563",
    title_th="หลักเกณฑ์การให้การรับรองเครื่องหมายคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์เศรษฐกิจหมุนเวียน",
    title_en="Criteria for certifying the mark Carbon Footprint of Circular Economy Product (CE-CFP)",
    # The text carries no date of its own.
    in_force_from=None,
    in_force_to=None,
    # Clause 4.1.1: not less than 20 % by weight, decimals not rounded.
    min_recycled_share=Fraction(1, 5),
    # Clause 5.1 by way of the CFP guideline: B2B to the gate, B2C the whole life.
    stages_required={"cradle_to_gate": _GATE, "cradle_to_grave": _GRAVE},
    boundaries_accepted={"b2b": ("cradle_to_gate", "cradle_to_grave"), "b2c": ("cradle_to_grave",)},
    # Clause 4.1.1 exempts packaging for finished products; for components and materials it is read alike.
    packaging_left_out=("finished", "component", "material"),
    packaging_left_out_by_text=("finished",),
    clauses={
        "1": "มีลักษณะทางกายภาพที่จับต้องได้ ครอบคลุมทั้งในรูปแบบ B2B และ B2C",
        "4": "แบ่งผลิตภัณฑ์ออกเป็น 2 ประเภท",
        "4.1.1": "ต้องมีวัสดุรีไซเคิลเป็นสัดส่วนในองค์ประกอบของผลิตภัณฑ์โดยน้ำหนักไม่น้อยกว่าร้อยละ 20 (ไม่ปัดเศษทศนิยม) "
        "ของน้ำหนักผลิตภัณฑ์ทั้งหมด (ในกรณีของผลิตภัณฑ์สำเร็จรูปให้คำนวณโดยไม่นับรวมบรรจุภัณฑ์)",
        "4.1.2": "วัสดุรีไซเคิลต้องเป็นวัสดุที่ผ่านการบริโภคแล้วหรือวัสดุที่ยังไม่ผ่านการบริโภค "
        "ซึ่งไม่ได้มาจากโรงงานที่มีใบอนุญาตประกอบกิจการโรงงาน (รง.) เดียวกัน",
        "4.2": "ประเภทที่เกิดจากการปรับสภาพ การปรับปรุงใหม่ การผลิตใหม่ การหมุนเวียนให้คุณค่าเพิ่ม หรือการยกระดับ "
        "ที่ได้ผ่านการรับรองให้เป็นผลิตภัณฑ์เศรษฐกิจหมุนเวียนจากหน่วยงานที่ อบก. ประกาศกำหนด",
        "5.1": "คำนวณคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์ตามข้อกำหนดและแนวทางการคำนวณคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์ ของ อบก. ฉบับล่าสุด",
        "5.2": "ข้อมูลกิจกรรมและค่าการปล่อยก๊าซเรือนกระจกของวัสดุรีไซเคิลต้องเป็นข้อมูลปฐมภูมิ "
        "ในกรณีที่ไม่สามารถเข้าถึงได้ ให้ใช้ทางเลือก 1) 2) หรือ 3)",
        "5.3": "ผลการคำนวณค่าคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์เศรษฐกิจหมุนเวียนต้องมีค่า “ไม่มากกว่า” "
        "ค่าคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์ชนิดเดียวกันที่ใช้วัสดุใหม่",
    },
    settings=Settings(
        mass_tolerance_share=Fraction(1, 100),
        guidelines_accepted=("tgo-cfp-2563-5",),
        min_data_months=12,
        # The CFP list holds the production of fuels only; their combustion stands in the CFO list.
        cfo_categories_accepted=("fuel-combustion", "refrigerant"),
        cut_off_sum_share=Fraction(5, 100),
        stock_tolerance_share=Fraction(1, 100),
        stock_invalid_share=Fraction(10, 100),
    ),
    clauses_en=CLAUSES_EN,
    clause_titles=CLAUSE_TITLES,
    rule_names=RULE_NAMES,
)
