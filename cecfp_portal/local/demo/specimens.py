"""The example products as data: parts, inventory and comparator of each, readable at a glance."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Part:
    """A line of the bill of materials; `recycled` names a key of RECYCLED, None is virgin material."""

    name: str
    mass: str
    material: str
    recycled: str | None = None
    unit: str = "g"
    role: str = "product"


@dataclass(frozen=True)
class Line:
    """An inventory line; `factor` is the English name of a row of the set, or the key of an own factor after `own:`.

    `stands_for` names the kept part that a line of the comparator makes new.
    """

    stage: str
    kind: str
    name: str
    total: str
    unit: str
    factor: str
    portion_of: str = ""
    side: str = "product"
    stands_for: str = ""
    source: str = "บัญชีวัตถุดิบและใบแจ้งหนี้ (ตัวอย่าง)"


@dataclass(frozen=True)
class OwnFactor:
    """A factor the pinned set lacks, from the applicant, marked as an example.

    One of the metered rung is computed: the recycler's electricity is set so that exactly `value` comes of it.
    """

    name: str
    value: str
    per_unit: str
    rung: str
    source: str


@dataclass(frozen=True)
class Specimen:
    """Everything a case is filled with."""

    name_th: str
    name_en: str
    model: str
    kind: str
    market: str
    category: str
    pcr: str
    unit_th: str
    unit_en: str
    mass: str
    mass_unit: str
    output: str
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    own_factors: dict[str, OwnFactor] = field(default_factory=dict)
    is_measured: bool = False
    comparator_reason: str = ""


RECYCLER = OwnFactor(
    "R-PET เกล็ด ข้อมูลปฐมภูมิจากผู้แปรรูป (ตัวอย่าง)",
    "1.10",
    "kg",
    "metered",
    "ตัวอย่าง: คำนวณจากมิเตอร์ไฟฟ้าของผู้แปรรูป มิใช่ค่าที่ อบก. ประกาศ",
)
PULP = OwnFactor(
    "เยื่อกระดาษรีไซเคิล ข้อมูลปฐมภูมิจากผู้แปรรูป (ตัวอย่าง)",
    "0.62",
    "kg",
    "metered",
    "ตัวอย่าง: คำนวณจากมิเตอร์ไฟฟ้า มิใช่ค่าที่ อบก. ประกาศ",
)
ELECTRICITY = "Grid electricity 2022-2024, CFP"
PET = "PET resin, virgin (bottle/film basis not stated)"
KRAFT = "Kraft linerboard / corrugating medium"
REASON = "ตัวอย่าง: แบบจำลองผลิตภัณฑ์เดียวกันที่ใช้วัสดุใหม่ทั้งหมด ตามภาคผนวกของหลักเกณฑ์"


def product_a(
    name_suffix_th: str = "", name_suffix_en: str = "", *, virgin: str = "800", recycled: str = "200"
) -> Specimen:
    """The annex's product A: 80 % V-PET, 20 % R-PET, exactly 5 kgCO2e. Masses in grams per piece."""
    return Specimen(
        name_th=f"ผลิตภัณฑ์ A (ตัวอย่างตามภาคผนวก){name_suffix_th}",
        name_en=f"Product A (example of the annex){name_suffix_en}",
        model="A-20",
        kind="packaging",
        market="b2b",
        category="paper-packaging",
        pcr="PCR-EX-01",
        unit_th="ผลิตภัณฑ์ A 1 ชิ้น",
        unit_en="1 piece of product A",
        mass="1000",
        mass_unit="g",
        output="1,000,000",
        parts=(Part("ตัวบรรจุภัณฑ์ V-PET", virgin, "V-PET"), Part("ตัวบรรจุภัณฑ์ R-PET", recycled, "R-PET", "household")),
        lines=(
            Line("raw_material", "raw_material", "เม็ดพลาสติก V-PET", f"{Decimal(virgin) * 1000:,}", "kg", PET),
            Line(
                "raw_material", "raw_material", "เกล็ด R-PET", f"{Decimal(recycled) * 1000:,}", "kg", "own:rpet", "R-PET"
            ),
            Line(
                "production",
                "energy_and_fuel",
                "ไฟฟ้า",
                "4,000,000",
                "kWh",
                ELECTRICITY,
                source="ใบแจ้งค่าไฟฟ้า 12 เดือน (ตัวอย่าง)",
            ),
            Line("production", "auxiliary", "วัสดุช่วยการผลิต", "50,000", "kg", "own:auxiliary"),
        ),
        own_factors={
            "rpet": RECYCLER,
            "auxiliary": OwnFactor(
                "วัสดุช่วยการผลิต (ตัวอย่าง)", "4.0816", "kg", "other", "ตัวอย่างเพื่อให้ผลรวมเท่ากับภาคผนวก มิใช่ค่าจริง"
            ),
        },
    )


def bottle(*, recycled_g: str = "6", virgin_g: str = "14") -> Specimen:
    """A drinking-water bottle with a measured comparator: the same lines with virgin resin instead."""
    kilograms = {"recycled": f"{Decimal(recycled_g) * 10_000:,}", "virgin": f"{Decimal(virgin_g) * 10_000:,}"}
    both = (
        Line(
            "production",
            "energy_and_fuel",
            "ไฟฟ้า",
            "1,240,000",
            "kWh",
            ELECTRICITY,
            source="ใบแจ้งค่าไฟฟ้า 12 เดือน (ตัวอย่าง)",
        ),
        Line("production", "auxiliary", "น้ำประปา", "9,000", "m3", "Tap water, Provincial Waterworks"),
        Line("raw_material", "raw_material", "ฝาขวด HDPE", "20,000", "kg", "HDPE resin, virgin"),
    )
    return Specimen(
        name_th="ขวดน้ำดื่ม r-PET 600 มล. (ตัวอย่าง)",
        name_en="r-PET drinking-water bottle 600 mL (example)",
        model="BTL-600",
        kind="packaging",
        market="b2b",
        category="paper-packaging",
        pcr="PCR-EX-01",
        unit_th="ขวดขนาด 600 มล. 1 ใบ พร้อมฝา",
        unit_en="1 bottle of 600 mL with cap",
        mass="22",
        mass_unit="g",
        output="10,000,000",
        parts=(
            Part("ตัวขวด V-PET", virgin_g, "V-PET"),
            Part("ตัวขวด r-PET", recycled_g, "r-PET", "household"),
            Part("ฝาขวด", "2", "HDPE"),
        ),
        lines=(
            Line("raw_material", "raw_material", "เม็ดพลาสติก V-PET", kilograms["virgin"], "kg", PET),
            Line("raw_material", "raw_material", "เม็ด r-PET", kilograms["recycled"], "kg", "own:rpet", "r-PET"),
            *both,
            Line("raw_material", "raw_material", "เม็ดพลาสติก V-PET", "200,000", "kg", PET, side="comparator"),
            *(
                Line(
                    line.stage,
                    line.kind,
                    line.name,
                    line.total,
                    line.unit,
                    line.factor,
                    side="comparator",
                    source=line.source,
                )
                for line in both
            ),
        ),
        own_factors={"rpet": RECYCLER},
        is_measured=True,
        comparator_reason=REASON,
    )


def carton() -> Specimen:
    """A corrugated carton of 65 % recycled pulp from offices and shops."""
    return Specimen(
        name_th="กล่องกระดาษลูกฟูก 3 ชั้น (ตัวอย่าง)",
        name_en="Corrugated carton, 3 ply (example)",
        model="C3-350",
        kind="packaging",
        market="b2b",
        category="paper-packaging",
        pcr="PCR-EX-03",
        unit_th="กล่อง 1 ใบ",
        unit_en="1 carton",
        mass="350",
        mass_unit="g",
        output="4,000,000",
        parts=(
            Part("ผิวกล่องและลอน เยื่อรีไซเคิล", "227.5", "เยื่อรีไซเคิล", "trade"),
            Part("ผิวกล่อง เยื่อใหม่", "115.5", "คราฟท์เยื่อใหม่"),
            Part("กาวแป้ง", "7", "แป้งข้าวโพด"),
        ),
        lines=(
            Line("raw_material", "raw_material", "เยื่อรีไซเคิล", "910,000", "kg", "own:pulp", "เยื่อรีไซเคิล"),
            Line("raw_material", "raw_material", "กระดาษคราฟท์เยื่อใหม่", "462,000", "kg", KRAFT),
            Line("raw_material", "raw_material", "กาวแป้งข้าวโพด", "28,000", "kg", "own:starch"),
            Line(
                "production",
                "energy_and_fuel",
                "ไฟฟ้า",
                "560,000",
                "kWh",
                ELECTRICITY,
                source="ใบแจ้งค่าไฟฟ้า 12 เดือน (ตัวอย่าง)",
            ),
        ),
        own_factors={
            "pulp": PULP,
            "starch": OwnFactor("แป้งข้าวโพด (ตัวอย่าง)", "0.95", "kg", "other", "ตัวอย่าง มิใช่ค่าที่ อบก. ประกาศ"),
        },
    )


def pellet() -> Specimen:
    """Recycled pellets sold to the next maker: a material, wholly post-consumer."""
    return Specimen(
        name_th="เม็ดพลาสติก r-HDPE (ตัวอย่าง)",
        name_en="r-HDPE pellets (example)",
        model="RHD-01",
        kind="material",
        market="b2b",
        category="petrochemical",
        pcr="PCR-EX-02",
        unit_th="เม็ดพลาสติก 1 กิโลกรัม",
        unit_en="1 kg of pellets",
        mass="1",
        mass_unit="kg",
        output="2,400,000",
        parts=(
            Part("เม็ด r-HDPE", "0.97", "r-HDPE", "household", unit="kg"),
            Part("สารเติมแต่ง", "0.03", "HDPE มาสเตอร์แบตช์", unit="kg"),
        ),
        lines=(
            Line(
                "raw_material", "raw_material", "ขวด HDPE ใช้แล้วที่คัดแยกและล้าง", "2,328,000", "kg", "own:washed", "r-HDPE"
            ),
            Line("raw_material", "raw_material", "มาสเตอร์แบตช์", "72,000", "kg", "HDPE resin, virgin"),
            Line(
                "production",
                "energy_and_fuel",
                "ไฟฟ้าในการบดและหลอมเม็ด",
                "1,440,000",
                "kWh",
                ELECTRICITY,
                "r-HDPE",
                source="ใบแจ้งค่าไฟฟ้า 12 เดือน (ตัวอย่าง)",
            ),
            Line("production", "energy_and_fuel", "ไฟฟ้าในการผสม", "240,000", "kWh", ELECTRICITY),
        ),
        own_factors={
            "washed": OwnFactor(
                "เศษ HDPE ล้างแล้ว ข้อมูลปฐมภูมิ (ตัวอย่าง)", "0.31", "kg", "metered", "ตัวอย่าง: มิเตอร์ไฟฟ้าของโรงล้าง"
            )
        },
    )
