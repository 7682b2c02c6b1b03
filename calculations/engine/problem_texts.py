"""What each problem with the input is called, in Thai and in English, by topic; ``{typed}`` repeats what was typed."""

from __future__ import annotations

_Texts = dict[str, tuple[str, str]]

FIGURES: _Texts = {
    "number_missing": ("ยังไม่ได้ระบุตัวเลข", "A number is missing."),
    "number_unreadable": (
        "อ่าน “{typed}” เป็นตัวเลขไม่ได้ โปรดกรอกในรูปแบบ 1,234.5",
        "“{typed}” cannot be read as a number; write it like 1,234.5.",
    ),
    "number_separator": (
        "โปรดระบุ “{typed}” ให้ชัดเจน ใช้จุดเป็นจุดทศนิยม และใช้จุลภาคคั่นหลักพันเท่านั้น เช่น 1,234.5",
        "Please make “{typed}” clear: a point marks decimals and a comma only thousands, as in 1,234.5.",
    ),
    "number_not_finite": ("“{typed}” ไม่ใช่ค่าที่มีขอบเขต", "“{typed}” is not a finite number."),
    "number_type": (
        "ตัวเลขในไฟล์ต้องเป็นข้อความหรือจำนวนเต็ม ไม่ใช่เลขทศนิยมแบบลอยตัว",
        "A number must be text or a whole number, never a floating-point value.",
    ),
    "number_too_long": ("ตัวเลขยาวเกิน 30 หลัก", "The number has more than 30 digits."),
    "number_too_fine": (
        "เศษส่วนในคำขอมีตัวส่วนต่างกันมากเกินไป โปรดระบุ “{typed}” เป็นทศนิยม",
        "The ratios in the file have too many different denominators; write “{typed}” as a decimal.",
    ),
    "number_exponent": ("เลขชี้กำลังต้องไม่เกิน ±30", "The exponent must lie within ±30."),
    "number_not_positive": ("“{typed}” ต้องมากกว่าศูนย์", "“{typed}” must be above zero."),
    "number_negative": ("“{typed}” ติดลบไม่ได้", "“{typed}” must not be negative."),
    "share_out_of_range": (
        "สัดส่วน “{typed}” ต้องอยู่ระหว่าง 0 ถึง 1",
        "The share “{typed}” must lie between 0 and 1.",
    ),
    "unit_missing": ("ยังไม่ได้ระบุหน่วย", "A unit is missing."),
    "unit_unknown": ("ไม่รู้จักหน่วย “{typed}”", "The unit “{typed}” is not known."),
    "unit_ton": (
        "“{typed}” หมายถึงตัน (1,000 กก.) หรือไม่ หากใช่ โปรดระบุ t หรือ ตัน",
        "Does “{typed}” mean the metric tonne of 1,000 kg? If so, write t.",
    ),
    "unit_dimension": (
        "หน่วยไม่สอดคล้องกัน ({typed})",
        "The units do not match ({typed}).",
    ),
}

TEXTS: _Texts = {
    "factories_missing": (
        "ยังไม่ได้ระบุโรงงานที่ผลิต จึงเทียบเลขทะเบียนโรงงานตามข้อ 4.1.2 ไม่ได้",
        "No producing factory is named, so licences cannot be compared under clause 4.1.2.",
    ),
    "text_damaged": (
        "ข้อความมีอักขระที่เสียหายหรืออักขระควบคุม โปรดพิมพ์ใหม่",
        "The text holds damaged or control characters; type it again.",
    ),
    "text_missing": ("ยังไม่ได้กรอกข้อมูล", "This is not filled in."),
    "choice_missing": ("ยังไม่ได้เลือกข้อมูล", "Nothing is chosen."),
    "choice_unknown": ("ไม่มีตัวเลือก “{typed}”", "“{typed}” is not one of the choices."),
    "date_unreadable": (
        "“{typed}” ไม่ใช่วันที่ในรูปแบบ ปปปป-ดด-วว",
        "“{typed}” is not a date written YYYY-MM-DD.",
    ),
    "shape": ("รูปแบบข้อมูลไม่ถูกต้อง ({typed})", "The data has the wrong shape ({typed})."),
    "line_id_missing": ("รายการนี้ไม่มีรหัสประจำรายการ", "This line has no line_id."),
    "line_id_duplicate": ("รหัสรายการ “{typed}” ซ้ำกัน", "The line_id “{typed}” appears twice."),
    "line_id_reserved": (
        "รหัสรายการ “{typed}” ใช้ไม่ได้ เพราะเครื่องหมาย ~ สงวนไว้สำหรับรายการที่ระบบสร้าง",
        "The line_id “{typed}” cannot be used: ~ is kept for lines the engine generates.",
    ),
    "reference_unknown": ("ไม่พบรายการอ้างอิง “{typed}”", "Nothing carries the reference “{typed}”."),
    "schema_unknown": ("ไม่รู้จักรูปแบบข้อมูล “{typed}”", "The schema “{typed}” is not known."),
}

BILL_OF_MATERIALS: _Texts = {
    "bom_cycle": ("โครงสร้างชิ้นส่วนวนซ้ำที่ “{typed}”", "The bill of materials runs in a circle at “{typed}”."),
    "bom_too_deep": ("โครงสร้างชิ้นส่วนซ้อนกันเกิน 50 ชั้น", "The bill of materials is nested more than 50 levels deep."),
    "bom_mass_differs": (
        "น้ำหนักชุดประกอบไม่เท่าผลรวมชิ้นส่วน ({typed})",
        "The mass of the assembly differs from the sum of its parts ({typed}).",
    ),
    "bom_mass_missing": (
        "ยังไม่ได้ระบุน้ำหนัก จึงประเมินตามข้อ 4.1.1 ไม่ได้",
        "No mass is given, so clause 4.1.1 cannot be assessed.",
    ),
    "bom_portions_missing": (
        "ยังไม่ได้ระบุวัสดุและแหล่งที่มาของรายการนี้",
        "The material of this line and its origin are not stated.",
    ),
    "bom_portions_sum": (
        "สัดส่วนวัสดุของรายการนี้รวมกันไม่เท่ากับร้อยละ 100 ({typed})",
        "The portions of this line do not add to 100 % ({typed}).",
    ),
    "bom_assembly_input": (
        "ชุดประกอบระบุได้เฉพาะน้ำหนักรวม โปรดระบุน้ำหนักป้อนเข้า อัตราผลได้ หรือร้อยละที่ชิ้นส่วนย่อย",
        "An assembly states its mass only; give input, yield or percentage with its parts.",
    ),
    "bom_mass_unclear": (
        "ระบุน้ำหนักของรายการนี้ไว้มากกว่าหนึ่งวิธี โปรดระบุเป็นน้ำหนัก หรือน้ำหนักป้อนเข้ากับอัตราผลได้ หรือร้อยละ อย่างใดอย่างหนึ่ง",
        "The mass of this line is given in two ways; give a mass, or an input with its yield, or a percentage.",
    ),
    "bom_yield_missing": (
        "โปรดระบุอัตราผลได้ หรือน้ำหนักที่อยู่ในผลิตภัณฑ์ คู่กับน้ำหนักป้อนเข้า",
        "An input mass needs its yield, or the mass that ends in the product.",
    ),
    "bom_input_missing": (
        "ระบุอัตราผลได้ไว้แต่ยังไม่ได้ระบุน้ำหนักป้อนเข้า",
        "A yield is stated without the input mass.",
    ),
    "bom_yield_differs": (
        "น้ำหนักที่อยู่ในผลิตภัณฑ์ไม่เท่ากับน้ำหนักป้อนเข้าคูณอัตราผลได้ ({typed})",
        "The mass in the product is not the input mass times the yield ({typed}).",
    ),
    "bom_yield_above_input": (
        "น้ำหนักที่อยู่ในผลิตภัณฑ์มากกว่าน้ำหนักป้อนเข้า ({typed})",
        "The mass in the product is above the input mass ({typed}).",
    ),
    "bom_portion_yield_missing": (
        "โปรดระบุอัตราผลได้ของวัสดุทุกชนิดในชิ้นส่วนนี้ หรือไม่ระบุเลย",
        "State the yield of every material of this part, or of none.",
    ),
    "bom_portion_yield_range": (
        "วัสดุที่ระบุอัตราผลได้แยกต่างหากต้องมีสัดส่วนค่าเดียว ไม่ใช่ช่วง",
        "Materials with a yield of their own need one share each, not a range.",
    ),
    "bom_shares_sum": (
        "สัดส่วนของชิ้นส่วนรวมกันไม่เท่ากับร้อยละ 100 ({typed})",
        "The percentages of the parts do not add to 100 % ({typed}).",
    ),
    "bom_shares_mixed": (
        "รายการนี้ระบุเป็นร้อยละ ขณะที่ส่วนอื่นของผลิตภัณฑ์ระบุเป็นน้ำหนัก โปรดใช้วิธีเดียวกันทุกรายการ",
        "This line is a percentage while other parts of the product have masses; use one way for all.",
    ),
    "bom_share_of_packaging": (
        "บรรจุภัณฑ์ต้องระบุเป็นน้ำหนัก ไม่ใช่ร้อยละ",
        "Packaging is stated by mass, not as a percentage.",
    ),
    "bom_share_without_mass": (
        "รายการระบุเป็นร้อยละ จึงต้องระบุน้ำหนักต่อหน่วยผลิตภัณฑ์ด้วย",
        "The parts are percentages, so the mass of one product unit is needed as well.",
    ),
    "bom_empty": ("ยังไม่มีรายการวัสดุองค์ประกอบ", "The bill of materials is empty."),
}

INVENTORY: _Texts = {
    "output_unit": (
        "หน่วยของปริมาณการผลิตไม่ตรงกับหน่วยผลิตภัณฑ์ ({typed})",
        "The unit of the output does not match the product unit ({typed}).",
    ),
    "density_missing": (
        "โปรดระบุความหนาแน่นพร้อมแหล่งอ้างอิง เพื่อแปลงระหว่างน้ำหนักกับปริมาตร ({typed})",
        "State the density with its source: mass and volume do not convert without it ({typed}).",
    ),
    "density_unit": (
        "หน่วยของความหนาแน่น “{typed}” ต้องเป็นหน่วยน้ำหนักต่อหน่วยปริมาตร เช่น kg/L",
        "The unit of density “{typed}” has to be a mass per volume, such as kg/L.",
    ),
    "leg_distance_unit": (
        "ระยะทางต้องมีหน่วยเป็นกิโลเมตร ({typed})",
        "The distance of a transport leg needs a unit of distance ({typed}).",
    ),
    "leg_factor_missing": (
        "ยังไม่ได้เลือกค่า EF ของการขนส่งขาไป (ต่อตัน-กิโลเมตร)",
        "No emission factor is chosen for the way out (per tonne-kilometre).",
    ),
    "leg_return_factor_missing": (
        "ยังไม่ได้เลือกค่า EF ของเที่ยวเปล่าขากลับ (ต่อกิโลเมตร)",
        "No emission factor is chosen for the empty way back (per kilometre).",
    ),
    "leg_trips_missing": (
        "โปรดระบุจำนวนเที่ยว หรือน้ำหนักบรรทุกต่อเที่ยว เพื่อคำนวณระยะทางเที่ยวเปล่าขากลับ",
        "State the number of journeys or the load of one: the empty way back is computed from it.",
    ),
    "legs_without_mass": (
        "ปริมาณของรายการขนส่งที่ระบุระยะทางต้องเป็นน้ำหนักที่ขนส่งในช่วงเวลาเก็บข้อมูล ({typed})",
        "A transport line with its distance needs the mass carried in the data period as its total ({typed}).",
    ),
    "legs_and_factor": (
        "เลือกค่า EF ที่ช่วงการขนส่งแต่ละช่วงแล้ว จึงไม่ต้องเลือกค่า EF ของทั้งรายการอีก",
        "The factors stand at the legs: the line as a whole must not name another.",
    ),
    "legs_not_transport": (
        "ช่วงการขนส่งใช้ได้เฉพาะรายการประเภทการขนส่ง โปรดแยกการขนส่งเป็นรายการต่างหากและเลือกค่า EF ของรายการนี้",
        "Legs belong to a line of transport: give the transport a line of its own and this line its factor.",
    ),
}

FACTORS: _Texts = {
    "own_factor_meters": (
        "ยังไม่มีข้อมูลมาตรวัดสำหรับคำนวณค่า EF ของผู้แปรรูปวัสดุรีไซเคิล",
        "No metered data of the recycler to compute the factor from.",
    ),
    "own_factor_electricity_only": (
        "ทางเลือกนี้ใช้เฉพาะปริมาณการใช้ไฟฟ้า “{typed}” ไม่ใช่ไฟฟ้า",
        "This alternative takes electricity alone; “{typed}” is not electricity.",
    ),
    "own_factor_nested": (
        "ค่า EF ของมาตรวัดต้องไม่ใช่ค่าที่คำนวณจากมาตรวัดอีกชั้นหนึ่ง ({typed})",
        "The factor behind a meter must not itself be computed from meters ({typed}).",
    ),
    "factor_missing": (
        "ยังไม่ได้เลือกค่าการปล่อยก๊าซเรือนกระจก (ค่า EF)",
        "No emission factor is chosen.",
    ),
}

NETWORK: _Texts = {
    "inventory_empty": (
        "บัญชีรายการนี้ไม่มีทั้งรายการและค่ารวม",
        "This inventory has neither lines nor typed totals.",
    ),
    "line_kind": (
        "แต่ละรายการต้องมีอย่างใดอย่างหนึ่งเท่านั้น คือ factor (หรือ factors) flow หรือ product",
        "A line has exactly one of: factor (or factors), flow, product.",
    ),
    "process_without_output": (
        "กระบวนการนี้ยังไม่ได้ระบุผลิตภัณฑ์ที่ได้",
        "This process makes nothing.",
    ),
    "allocation_sum": (
        "สัดส่วนการปันส่วนของกระบวนการนี้ต้องระบุทุกผลิตภัณฑ์และรวมกันเท่ากับ 1",
        "The allocation shares of this process are stated for every output and add to 1.",
    ),
    "product_unknown": ("ไม่มีกระบวนการใดผลิต “{typed}”", "No process makes “{typed}”."),
    "network_singular": (
        "กระบวนการ “{typed}” ให้ผลิตภัณฑ์สุทธิตามที่ต้องการไม่ได้ เพราะใช้ผลิตภัณฑ์ของตนเองเท่ากับที่ผลิต",
        "The process “{typed}” cannot supply what is asked of it: its loops use up what they make.",
    ),
    "network_ambiguous": (
        "ไม่อาจกำหนดได้ว่าต้องใช้กระบวนการ “{typed}” เท่าใด เพราะมีหลายกระบวนการผลิตสิ่งเดียวกัน โปรดระบุสัดส่วน",
        "How much the process “{typed}” runs is not determined, for several make the same: state the mix.",
    ),
    "network_too_large": (
        "กระบวนการที่วนซ้ำกันมีมากเกินกว่าจะคำนวณแบบเศษส่วนได้",
        "The loops between the processes are too many to be resolved exactly.",
    ),
    "total_differs": (
        "ค่ารวมที่ระบุ “{typed}” ไม่ตรงกับค่าที่คำนวณได้จากรายการ",
        "The typed total “{typed}” does not agree with the one computed from the lines.",
    ),
}

TEXTS_BY_CODE: _Texts = {**FIGURES, **TEXTS, **BILL_OF_MATERIALS, **INVENTORY, **FACTORS, **NETWORK}
