"""Example organisations and the people who sign in for them; every name and number is invented and says so."""

from datetime import date, timedelta

from django.conf import settings

from cecfp_portal.accounts.models import Factory, Membership, Organisation, User, VerifierRegistration
from cecfp_portal.accounts.roles import OrganisationKind, Right

Login = tuple[str, str, str]

ORGANISATIONS: dict[str, tuple[str, str, str, str]] = {
    "maker": (
        OrganisationKind.MANUFACTURER,
        "บริษัท ตัวอย่างบรรจุภัณฑ์หมุนเวียน จำกัด",
        "Example Circular Packaging Co., Ltd.",
        "000000000101",
    ),
    "rival": (
        OrganisationKind.MANUFACTURER,
        "บริษัท ตัวอย่างกระดาษเขียว จำกัด (มหาชน)",
        "Example Green Paper Public Company Limited",
        "000000000202",
    ),
    "body_a": (
        OrganisationKind.VERIFICATION_BODY,
        "สถาบันทวนสอบตัวอย่าง ก",
        "Example Verification Institute A",
        "000000000303",
    ),
    "body_b": (
        OrganisationKind.VERIFICATION_BODY,
        "ศูนย์ทวนสอบตัวอย่าง ข",
        "Example Verification Centre B",
        "000000000404",
    ),
    "tgo": (
        OrganisationKind.AUTHORITY,
        "องค์การบริหารจัดการก๊าซเรือนกระจก (องค์การมหาชน) – ข้อมูลตัวอย่าง",
        "Thailand Greenhouse Gas Management Organization (example data)",
        "",
    ),
}
PEOPLE: tuple[tuple[str, str, str, str, str], ...] = (
    ("maker@example.com", "สมศรี ตัวอย่าง", "Somsri Tuayang", "maker", Right.SIGN),
    ("editor@example.com", "ก้องภพ ตัวอย่าง", "Kongphop Tuayang", "maker", Right.EDIT),
    ("paper@example.com", "พิมพ์ชนก ตัวอย่าง", "Pimchanok Tuayang", "rival", Right.SIGN),
    ("verifier@example.com", "ดร.วีระ ตัวอย่าง", "Dr Weera Tuayang", "body_a", Right.LEAD_VERIFIER),
    ("verifier-b@example.com", "นภา ตัวอย่าง", "Napha Tuayang", "body_b", Right.LEAD_VERIFIER),
    ("officer@example.com", "ปัญญา ตัวอย่าง", "Panya Tuayang", "tgo", Right.OFFICER),
    ("officer-2@example.com", "ดวงใจ ตัวอย่าง", "Duangjai Tuayang", "tgo", Right.OFFICER),
    ("approver@example.com", "อำนวย ตัวอย่าง", "Amnuay Tuayang", "tgo", Right.APPROVER),
)
ADDRESSES = {
    "maker": (
        "99/1 หมู่ที่ 5 ตำบลตัวอย่าง อำเภอเมืองตัวอย่าง จังหวัดระยอง 21000",
        "99/1 Moo 5, Tuayang, Mueang Tuayang, Rayong 21000",
    ),
    "rival": (
        "88/8 หมู่ที่ 2 ตำบลตัวอย่าง อำเภอบ้านโป่ง จังหวัดราชบุรี 70110",
        "88/8 Moo 2, Tuayang, Ban Pong, Ratchaburi 70110",
    ),
}
FACTORIES = (
    ("maker", "โรงงานตัวอย่าง 1 (ระยอง)", "Example Factory 1 (Rayong)", "10219900125690"),
    ("maker", "โรงงานตัวอย่าง 2 (ชลบุรี)", "Example Factory 2 (Chon Buri)", "3-53(5)-99/55ชบ"),
    ("rival", "โรงงานกระดาษตัวอย่าง", "Example Paper Mill", "10709900225690"),
)
LOGINS: tuple[Login, ...] = (
    ("manufacturer, may sign", "maker@example.com", settings.DEMO_PASSWORD),
    ("manufacturer, may edit", "editor@example.com", settings.DEMO_PASSWORD),
    ("another manufacturer", "paper@example.com", settings.DEMO_PASSWORD),
    ("lead verifier, body A", "verifier@example.com", settings.DEMO_PASSWORD),
    ("lead verifier, body B", "verifier-b@example.com", settings.DEMO_PASSWORD),
    ("TGO case officer", "officer@example.com", settings.DEMO_PASSWORD),
    ("another TGO officer", "officer-2@example.com", settings.DEMO_PASSWORD),
    ("TGO approver", "approver@example.com", settings.DEMO_PASSWORD),
    ("reference-data admin", "admin@example.com", settings.DEMO_PASSWORD),
)


def juristic_id(first_twelve: str) -> str:
    """Return a number with a right check digit (weights 13 to 2, modulus 11).

    >>> juristic_id("010554404660")
    '0105544046602'
    """
    total = sum(int(digit) * weight for digit, weight in zip(first_twelve, range(13, 1, -1), strict=True))
    return f"{first_twelve}{(11 - total % 11) % 10}"


def load(on: date) -> None:
    """Create the example organisations, their people, factories and registrations."""
    organisations = {}
    for key, (kind, name_th, name_en, number) in ORGANISATIONS.items():
        address_th, address_en = ADDRESSES.get(key, ("", ""))
        organisations[key] = Organisation.objects.create(
            kind=kind,
            name_th=name_th,
            name_en=name_en,
            juristic_id=juristic_id(number) if number else "",
            address_th=address_th,
            address_en=address_en,
            contact_email=f"{key.replace('_', '-')}@example.com",
            registration_number=f"VB-EX-{key[-1].upper()}" if kind == OrganisationKind.VERIFICATION_BODY else "",
            is_example=True,
        )
    for owner, name_th, name_en, licence in FACTORIES:
        address_th, address_en = ADDRESSES[owner]
        Factory.objects.create(
            organisation=organisations[owner],
            name_th=name_th,
            name_en=name_en,
            licence=licence,
            address_th=address_th,
            address_en=address_en,
        )
    for email, name_th, name_en, key, right in PEOPLE:
        person = User.objects.create_user(email, settings.DEMO_PASSWORD, name_th=name_th, name_en=name_en)
        Membership.objects.create(organisation=organisations[key], user=person, right=right)
        if right == Right.LEAD_VERIFIER:
            VerifierRegistration.objects.create(
                user=person,
                organisation=organisations[key],
                number=f"V-EX-{person.pk:03d}",
                valid_from=on - timedelta(days=400),
                valid_until=on + timedelta(days=700),
            )
    User.objects.create_superuser("admin@example.com", settings.DEMO_PASSWORD, name_th="ผู้ดูแลข้อมูลอ้างอิง (ตัวอย่าง)")
