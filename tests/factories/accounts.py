"""Cheap people and organisations for tests."""

from functools import cache
from itertools import count

from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from stdnum.th import moa

from cecfp_portal.accounts.models import Factory, Membership, Organisation, User
from cecfp_portal.accounts.roles import OrganisationKind

PASSWORD = "circular-tests-2569"

_numbers = count(1)


class QuickArgon2Hasher(Argon2PasswordHasher):
    """Argon2 at its lowest cost: what it writes, production's hasher still reads."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


def make_user(email: str | None = None, **fields: object) -> User:
    """Create a person whose password is PASSWORD."""
    number = next(_numbers)
    fields.setdefault("name_th", f"บุคคลที่ {number}")
    fields.setdefault("name_en", f"Person {number}")
    return User.objects.create(email=email or f"person{number}@example.th", password=_encoded(), **fields)


def make_organisation(kind: str = OrganisationKind.MANUFACTURER, **fields: object) -> Organisation:
    """Create an organisation with a juristic number of its own that passes the check digit."""
    number = next(_numbers)
    fields.setdefault("name_th", f"องค์กรที่ {number} จำกัด")
    fields.setdefault("name_en", f"Organisation {number} Ltd")
    fields.setdefault("juristic_id", juristic_id(number))
    fields.setdefault("address_th", "1 ถนนวิภาวดีรังสิต แขวงจตุจักร เขตจตุจักร กรุงเทพมหานคร 10900")
    fields.setdefault("address_en", "1 Vibhavadi Rangsit Road, Chatuchak, Bangkok 10900")
    return Organisation.objects.create(kind=kind, **fields)


def make_member(organisation: Organisation, right: str, user: User | None = None, **fields: object) -> User:
    """Give a (new) person a right in the organisation, and return the person."""
    member = user or make_user(**fields)
    Membership.objects.create(organisation=organisation, user=member, right=right)
    return member


def make_factory(organisation: Organisation, **fields: object) -> Factory:
    """Create a factory with a licence in the 14-digit format."""
    number = next(_numbers)
    fields.setdefault("name_th", f"โรงงานที่ {number}")
    fields.setdefault("name_en", f"Factory {number}")
    fields.setdefault("licence", f"{10740000000000 + number}")
    return Factory.objects.create(organisation=organisation, **fields)


def juristic_id(number: int) -> str:
    """Return the juristic person number with this running part and a right check digit."""
    stem = f"01055{number:07d}"
    return stem + str(moa.calc_check_digit(stem))


@cache
def _encoded() -> str:
    return make_password(PASSWORD, hasher=QuickArgon2Hasher())
