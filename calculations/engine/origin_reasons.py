"""Why a portion counts as recycled material, does not, or needs a person: the rows of the decision table as data."""

from __future__ import annotations

from calculations.engine.outcomes import Text

COUNTED, OPEN, EXCLUDED = "counted", "open", "excluded"

REASONS: dict[str, tuple[str, str, Text]] = {
    "post_consumer": (COUNTED, "O1", Text("วัสดุที่ผ่านการบริโภคแล้ว นับเป็นวัสดุรีไซเคิล", "Post-consumer material, counted.")),
    "other_licence": (
        COUNTED,
        "O2",
        Text(
            "วัสดุที่ยังไม่ผ่านการบริโภคจากโรงงานที่มีเลข รง. อื่น นับเป็นวัสดุรีไซเคิล",
            "Pre-consumer material from a factory with another licence, counted.",
        ),
    ),
    "same_licence": (
        EXCLUDED,
        "O3",
        Text(
            "ใบอนุญาตประกอบกิจการโรงงาน (รง.4) เลขเดียวกัน ตามข้อ 4.1.2 จึงไม่นับ",
            "The waste arose under the same factory licence (clause 4.1.2), so it is not counted.",
        ),
    ),
    "same_company": (
        COUNTED,
        "O4",
        Text("นิติบุคคลเดียวกันแต่ต่างเลข รง. นับได้ โปรดตรวจสอบ", "Same company, other licence: counted, to be checked."),
    ),
    "licence_missing": (
        OPEN,
        "O5",
        Text(
            "ยังไม่มีเลขใบอนุญาตประกอบกิจการโรงงานของแหล่งที่เกิดวัสดุเหลือทิ้ง",
            "The licence of the factory where the waste arose is missing.",
        ),
    ),
    "own_licence_missing": (
        OPEN,
        "O5",
        Text(
            "ยังไม่มีเลขใบอนุญาตประกอบกิจการโรงงานของโรงงานที่ผลิต จึงเปรียบเทียบไม่ได้",
            "The licence of the producing factory is missing, so nothing can be compared.",
        ),
    ),
    "licence_alike": (
        OPEN,
        "O3",
        Text(
            "เลขใบอนุญาตคล้ายกับของโรงงานที่ผลิต ต่างกันเพียงรูปแบบการเขียน โปรดตรวจสอบ",
            "The licence differs from the producing factory's in its spelling only; check whether it is the same.",
        ),
    ),
    "in_process": (
        EXCLUDED,
        "O6",
        Text(
            "เศษวัสดุที่หมุนเวียนกลับเข้ากระบวนการเดิมไม่นับเป็นวัสดุที่ยังไม่ผ่านการบริโภค",
            "Scrap returned to the process where it arose is not counted.",
        ),
    ),
    "returnable": (
        OPEN,
        "O2b",
        Text(
            "เศษวัสดุที่นำกลับเข้ากระบวนการเดิมได้ไม่นับเป็นวัสดุที่ยังไม่ผ่านการบริโภค โปรดชี้แจงเหตุที่นำกลับไม่ได้",
            "Scrap that can return to the process where it arose is not pre-consumer; explain why it could not.",
        ),
    ),
    "return_unknown": (
        OPEN,
        "O2b",
        Text(
            "ยังไม่ระบุว่าเศษวัสดุนำกลับเข้ากระบวนการเดิมได้หรือไม่ จึงยังไม่นับ",
            "Whether the scrap could return to the process where it arose is not stated, so it is not counted yet.",
        ),
    ),
    "toll": (
        OPEN,
        "O7",
        Text(
            "วัสดุเหลือทิ้งเกิดในโรงงานที่ผลิตเอง แม้จ้างผู้อื่นแปรรูปแล้วรับกลับ ไม่นับจนกว่าจะมีการวินิจฉัย",
            "The waste arose in the producing factory and was reprocessed by another: not counted until ruled on.",
        ),
    ),
    "own_discard": (
        OPEN,
        "O8",
        Text(
            "วัสดุที่ผ่านการบริโภคแล้วจากโรงงานของผู้ยื่นคำขอเอง หรือสินค้าของตนที่รับคืน ถ้อยคำของข้อ 4.1.2 ตีความได้สองทาง",
            "Post-consumer from the applicant's own factory, or own goods taken back: the wording allows two readings.",
        ),
    ),
    "distribution_return": (
        COUNTED,
        "O9",
        Text(
            "วัสดุที่ส่งคืนจากระบบการขนส่งและกระจายสินค้า นับเป็นวัสดุที่ผ่านการบริโภคแล้ว",
            "Returned from transport and distribution: counts as post-consumer.",
        ),
    ),
    "by_product": (
        OPEN,
        "O10",
        Text(
            "ต้องเป็นกากของเสียที่เดิมต้องนำไปกำจัดหรือนำไปเป็นเชื้อเพลิง",
            "It must have been waste otherwise disposed of or burnt as fuel.",
        ),
    ),
    "fate_unknown": (
        OPEN,
        "O10",
        Text(
            "ยังไม่ระบุว่าเดิมเป็นกากของเสียที่ต้องนำไปกำจัดหรือนำไปเป็นเชื้อเพลิง จึงยังไม่นับ",
            "Whether it was waste otherwise disposed of or burnt as fuel is not stated, so it is not counted yet.",
        ),
    ),
    "field_residue": (
        OPEN,
        "O14c",
        Text(
            "วัสดุเหลือจากไร่นาไม่เคยอยู่ในโรงงานอุตสาหกรรม โปรดพิจารณาว่าเป็นวัสดุเหลือทิ้งตามนิยามหรือไม่",
            "Field residue was never in a factory: is it recovered material by the definition?",
        ),
    ),
    "foreign": (
        OPEN,
        "O11",
        Text(
            "แหล่งต่างประเทศไม่มีเลข รง. โปรดพิจารณาใบอนุญาตของประเทศต้นทาง",
            "A foreign source has no Thai licence; judge the foreign permit.",
        ),
    ),
    "bio_residue": (
        OPEN,
        "O14b",
        Text(
            "กากชีวมวลจากโรงงานอื่นนับได้เมื่อมีหลักฐานว่าเดิมต้องนำไปกำจัดหรือนำไปเป็นเชื้อเพลิง",
            "Residue of another factory counts if it is shown that it would have been disposed of or burnt.",
        ),
    ),
    "reused_part": (
        EXCLUDED,
        "O15",
        Text(
            "ชิ้นส่วนใช้ซ้ำไม่ใช่วัสดุรีไซเคิลตามนิยาม จึงไม่นับ โปรดพิจารณาว่าผลิตภัณฑ์นี้อยู่ในประเภท 4.1 หรือ 4.2",
            "A reused part is not recycled material and does not count: does the product belong to type 4.1 or 4.2?",
        ),
    ),
    "mass_balance": (
        OPEN,
        "W20",
        Text(
            "สัดส่วนที่ปันตามวิธี mass balance ต้องพิจารณาโดยเจ้าหน้าที่", "A share attributed by mass balance has to be ruled on."
        ),
    ),
    "origin_unknown": (
        OPEN,
        "O5",
        Text("ยังไม่ทราบแหล่งที่มาของวัสดุ จึงยังไม่นับ", "The origin of the material is not known, so it is not counted yet."),
    ),
    "arose_unknown": (
        OPEN,
        "O5",
        Text("ยังไม่ระบุแหล่งกำเนิดของวัสดุเหลือทิ้ง จึงยังไม่นับ", "Where the waste arose is not stated, so it is not counted yet."),
    ),
    "virgin": (EXCLUDED, "", Text("วัสดุใหม่", "Virgin material.")),
    "virgin_bio_based": (
        EXCLUDED,
        "O14a",
        Text("วัสดุชีวภาพที่ผลิตขึ้นใหม่ไม่นับเป็นวัสดุรีไซเคิล", "Virgin bio-based material is not recycled material."),
    ),
    "unread": (OPEN, "", Text("ยังไม่ระบุแหล่งที่มาของวัสดุ", "The origin is not stated.")),
}
