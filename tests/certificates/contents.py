"""Certificate contents for tests: the annex's product A, the longest names we could imagine, packaging, many digits."""

# ruff: noqa: E501, names are kept on one line to be read as names

from dataclasses import replace
from datetime import date

from certificates.content import CertificateContent, FactoryLine

CODE = "7k3m9x2c5v8b1n4q6w0e7r2t5y"

PRODUCT_A = CertificateContent(
    number="TGO CE-CFP FY27-000-0001",
    code=CODE,
    verify_url=f"https://cecfp.example.or.th/c/{CODE}",
    holder_th="บริษัท ตัวอย่างบรรจุภัณฑ์น้ำดื่ม จำกัด",
    holder_en="Example Drinking Water Packaging Co., Ltd.",
    holder_address_th="99/9 หมู่ที่ 3 ถนนผู้ใหญ่บ้านน้ำใส ตำบลบ้านฉาง อำเภอบ้านฉาง จังหวัดระยอง 21130",
    holder_address_en="99/9 Moo 3, Phu Yai Ban Nam Sai Rd., Ban Chang, Rayong 21130",
    factories=(
        FactoryLine(
            name_th="โรงงานบ้านฉาง",
            name_en="Ban Chang Plant",
            licence="จ3-53(4)-12/48รย",
            address_th="99/9 หมู่ที่ 3 ตำบลบ้านฉาง จังหวัดระยอง",
            address_en="99/9 Moo 3, Ban Chang, Rayong",
        ),
    ),
    product_th="ผลิตภัณฑ์ A (ถ้วยน้ำดื่มจาก V-PET และ R-PET)",
    product_en="Product A (drinking cup of V-PET and R-PET)",
    model="A-2569/01",
    route="4.1",
    activity="",
    kind="finished",
    market="b2b",
    functional_unit_th="ถ้วย 1 กิโลกรัม",
    functional_unit_en="1 kg of cups",
    product_unit_th="ถ้วย 1 กิโลกรัม",
    product_unit_en="1 kg of cups",
    boundary="cradle_to_gate",
    recycled_share="1/5",
    recycled_share_percent="20.00",
    footprint="5.00",
    footprint_unit="kgCO₂e",
    criteria_th="หลักเกณฑ์การให้การรับรองเครื่องหมายคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์เศรษฐกิจหมุนเวียน",
    criteria_en="Criteria for certifying the mark Carbon Footprint of Circular Economy Product (CE-CFP)",
    guideline_th="ข้อกำหนดและแนวทางการคำนวณคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์ พิมพ์ครั้งที่ 5 (2563)",
    guideline_en="TGO requirements and guidelines for calculating the CFP, 5th edition (2020)",
    pcr_th="ภาชนะพลาสติก ฉบับที่ 2 (2565)",
    pcr_en="Plastic containers, version 2 (2022)",
    verification_body_th="สถาบันทวนสอบตัวอย่าง",
    verification_body_en="Example Verification Institute",
    statement_number="VS-2569-014",
    meeting_round="1/2570",
    meeting_on=date(2026, 11, 20),
    approved_on=date(2026, 11, 20),
    valid_from=date(2026, 11, 20),
    valid_until=date(2029, 11, 19),
    judged_sha256="c252b55577e0ead54e17c929b42f5ac6123f5e967cd055ee690467b8b90e61f7",
    case_sha256="0f5a1c3e9d2b4876a1f00e5d7c3b2a19f8e7d6c5b4a392817060504030201000",
    edition="ce-cfp-2563",
    factor_set="cfp-2569",
    engine="1.1.0",
    is_example=False,
    rulings_sha256="4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945",
    context_sha256="9d2b4876a1f00e5d7c3b2a19f8e7d6c5b4a3928170605040302010000f5a1c3e",
)

SHORT = replace(
    PRODUCT_A,
    holder_th="บริษัท ก้าว จำกัด", holder_en="Kao Co., Ltd.", holder_address_th="1 ถนนสุขุมวิท กรุงเทพมหานคร 10110",
    holder_address_en="1 Sukhumvit Rd., Bangkok 10110", product_th="เก้าอี้", product_en="Chair", model="",
)  # fmt: skip

_LONG_SITE = FactoryLine(
    name_th="บริษัท อุตสาหกรรมบรรจุภัณฑ์กระดาษและพลาสติกรีไซเคิลเพื่อสิ่งแวดล้อมไทย จำกัด (มหาชน) สาขาที่ 00012 นิคมอุตสาหกรรมอมตะซิตี้",
    name_en="Thai Environmental Paper and Recycled Plastics Packaging Industries Public Company Limited, Branch 00012, Amata City",
    licence="10210000325482",
    address_th="700/123 หมู่ที่ 6 ถนนบางนา-ตราด กิโลเมตรที่ 57 ตำบลดอนหัวฬ่อ อำเภอเมืองชลบุรี จังหวัดชลบุรี 20000",
    address_en="700/123 Moo 6, Bang Na-Trat Road Km 57, Don Hua Lo, Mueang Chon Buri, Chon Buri 20000",
)

LONGEST = replace(
    PRODUCT_A,
    holder_th="บริษัท อุตสาหกรรมบรรจุภัณฑ์กระดาษและพลาสติกรีไซเคิลเพื่อสิ่งแวดล้อมและเศรษฐกิจหมุนเวียนแห่งประเทศไทย จำกัด (มหาชน)",
    holder_en="Thai Environmental Paper and Recycled Plastics Packaging Industries for the Circular Economy Public Company Limited",
    holder_address_th="อาคารศูนย์การค้าและสำนักงานเศรษฐกิจหมุนเวียน ชั้นที่ 32 ห้องเลขที่ 3201-3210 เลขที่ 1010 ถนนวิภาวดีรังสิต แขวงจตุจักร เขตจตุจักร กรุงเทพมหานคร 10900",
    holder_address_en="Circular Economy Trade and Office Centre, 32nd Floor, Rooms 3201-3210, 1010 Vibhavadi Rangsit Road, Chatuchak, Bangkok 10900",
    factories=(_LONG_SITE, replace(_LONG_SITE, licence="3-53(4)-12/48ชบ"), replace(_LONG_SITE, licence="น.42(1)-1/2540-ญอป.")),
    product_th="ถาดบรรจุอาหารชนิดทนความร้อนจากพลาสติกพอลิเอทิลีนเทเรฟทาเลตรีไซเคิลสำหรับผลิตภัณฑ์ปั้ม น้ำจิ้ม และกุ้งแช่แข็งพร้อมฝาปิดสองชั้น",
    product_en="Heat-resistant food tray of recycled polyethylene terephthalate for dipping sauces and frozen shrimp, with a two-layer lid",
    model="FT-2569-RPET-HR/750 ML/CLEAR/LID-2L, FT-2569-RPET-HR/1000 ML/CLEAR/LID-2L, FT-2569-RPET-HR/1500 ML/BLACK/LID-2L",
    route="4.2",
    activity="upcycle",
    functional_unit_th="บรรจุอาหารพร้อมรับประทานปริมาตร 750 มิลลิลิตร ที่อุณหภูมิไม่เกิน 120 องศาเซลเซียส จำนวน 1 ครั้ง",
    functional_unit_en="Holding 750 ml of ready-to-eat food at up to 120 degrees Celsius, once",
    product_unit_th="ถาดพร้อมฝาปิด 1 ชุด น้ำหนัก 38.5 กรัม ไม่รวมบรรจุภัณฑ์ขนส่ง",
    product_unit_en="1 set of tray and lid of 38.5 g, without transport packaging",
    boundary="cradle_to_grave",
    market="b2c",
    pcr_th="ภาชนะบรรจุอาหารทำจากพลาสติกชนิดใช้ครั้งเดียวและใช้ซ้ำ ฉบับที่ 3 (ตุลาคม 2567)",
    pcr_en="Single-use and reusable plastic food containers, version 3 (October 2024)",
    verification_body_th="สถาบันวิจัยและให้คำปรึกษาด้านการทวนสอบก๊าซเรือนกระจก มหาวิทยาลัยเทคโนโลยีตัวอย่างแห่งภาคตะวันออกเฉียงเหนือ",
    verification_body_en="Greenhouse Gas Verification Research and Consultancy Institute, Example University of Technology of the Northeast",
    statement_number="VS-RCI-GHG-2569-000-014/ฉบับแก้ไขที่ 2",
    recycled_share_percent="100.00",
    footprint="0.000123",
)  # fmt: skip

PACKAGING = replace(
    PRODUCT_A,
    kind="packaging", product_th="กล่องกระดาษลูกฟูกรีไซเคิล", product_en="Recycled corrugated box", footprint="0.0923",
    recycled_share="6671/10000", recycled_share_percent="66.71", is_example=True,
)  # fmt: skip

MANY_DIGITS = replace(PRODUCT_A, footprint="123,000,000,000", kind="material", is_example=True)
