"""The Thai catalogue: complete, fresh, faithful in its placeholders; and what people see is in one language."""

import re
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext

from cecfp_portal.local.extraction import Message, messages_of_code, messages_of_portal, messages_of_template
from cecfp_portal.local.translations import BORROWED, catalogue_path, read_catalogue, untranslated

PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sdr]|%[sd]|(?<!%)%%|\{[a-z_]*\}")
THAI = re.compile(r"[ก-๙]")

# Strings of Thai pages that are written in Latin letters by everybody.
LATIN_EVERYWHERE = {"…", ":", "IPv4", "IPv6"}
SEEN_OF_OTHERS = (
    "django/forms/fields.py",
    "django/forms/models.py",
    "django/forms/formsets.py",
    "django/forms/forms.py",
    "django/forms/widgets.py",
    "django/core/validators.py",
    "django/core/paginator.py",
    "django/contrib/auth/password_validation.py",
    "django/db/models/base.py",
    "allauth/account/forms.py",
    "allauth/account/fields.py",
    "allauth/account/adapter.py",
)


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return read_catalogue()


@pytest.fixture(scope="module")
def messages() -> dict[Message, set[str]]:
    return messages_of_portal()


def thai_of(entry: polib.POEntry) -> str:
    return entry.msgstr or (entry.msgstr_plural or {}).get(0, "")


def test_every_string_of_the_portal_stands_in_the_catalogue(
    catalogue: polib.POFile, messages: dict[Message, set[str]]
) -> None:
    known = {(entry.msgid, entry.msgctxt or "") for entry in catalogue}
    missing = {message.msgid: files for message, files in messages.items() if _key(message) not in known}
    assert not missing, "run `make messages`"


def _key(message: Message) -> tuple[str, str]:
    return message.msgid, message.context


def test_the_catalogue_holds_nothing_that_is_not_used(
    catalogue: polib.POFile, messages: dict[Message, set[str]]
) -> None:
    used = {_key(message) for message in messages}
    assert not [
        entry.msgid
        for entry in catalogue
        if entry.comment != BORROWED and (entry.msgid, entry.msgctxt or "") not in used
    ]


def test_every_string_has_thai_and_none_is_fuzzy(catalogue: polib.POFile) -> None:
    assert untranslated(catalogue) == []
    assert [entry.msgid for entry in catalogue if entry.fuzzy] == []


def test_the_compiled_file_is_fresh(catalogue: polib.POFile) -> None:
    assert catalogue.to_binary() == catalogue_path().with_suffix(".mo").read_bytes(), "run `make messages`"


def test_placeholders_are_the_same_on_both_sides(catalogue: polib.POFile) -> None:
    wrong = []
    for entry in catalogue:
        english = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
        thai = set(PLACEHOLDER.findall(thai_of(entry)))
        # "per cent" may be a word in Thai: ร้อยละ.
        if english - {"%%"} != thai - {"%%"}:
            wrong.append((entry.msgid, sorted(english ^ thai)))
    assert wrong == []


def test_thai_is_thai(catalogue: polib.POFile) -> None:
    """A translation without one Thai letter is a name or a unit; those few are listed here."""
    latin = {entry.msgid for entry in catalogue if not THAI.search(thai_of(entry))}
    assert latin <= NAMES, latin - NAMES


NAMES = {"Thank you for using %(site_name)s!\n%(site_domain)s", "GJ", "MJ", "MWh", "kWh", "kgCO₂e"}


def test_words_that_professionals_would_find_odd_are_not_used(catalogue: polib.POFile) -> None:
    odd = ("ตัดสิน", "ฝั่ง", "ตัวตั้ง", "ตัวหาร", "ตีกลับ", "คู่แฝด", "หน่วยทวนสอบ", "หลังการบริโภค", "พรินต์", "อัพไซเคิล")
    assert [(word, entry.msgid) for entry in catalogue for word in odd if word in thai_of(entry)] == []


def test_no_english_source_string_holds_thai_sentences(messages: dict[Message, set[str]]) -> None:
    """Examples such as a licence number may hold a Thai letter or two, a sentence may not."""
    assert [message.msgid for message in messages if re.search(r"[ก-๙]{5}", message.msgid)] == []


@pytest.mark.parametrize("name", SEEN_OF_OTHERS)
def test_what_other_packages_say_in_forms_is_thai(name: str) -> None:
    source = (_site_packages() / name).read_text(encoding="utf-8")
    with translation.override("th"):
        english = [
            message.msgid
            for message in messages_of_code(source)
            if not THAI.search(_translated(message)) and message.msgid not in LATIN_EVERYWHERE
        ]
    assert english == []


def _translated(message: Message) -> str:
    if message.plural:
        return ngettext(message.msgid, message.plural, 2)
    return pgettext(message.context, message.msgid) if message.context else gettext(message.msgid)


def _site_packages() -> Path:
    return Path(polib.__file__).parent


def test_the_messages_of_sign_in_are_thai() -> None:
    folder = _site_packages() / "allauth/templates/account/messages"
    with translation.override("th"):
        found = [m for path in folder.glob("*.txt") for m in messages_of_template(path.read_text(encoding="utf-8"))]
        assert len(found) > 5
        assert [message.msgid for message in found if not THAI.search(_translated(message))] == []


def test_an_untranslatable_call_would_be_noticed() -> None:
    """An f-string or a variable in gettext() never reaches the catalogue."""
    assert list(messages_of_code('_(f"Hello {name}")')) == []
    unseen = []
    for folder in ("applications", "calculations", "certificates", "cecfp_portal"):
        for path in (catalogue_path().parents[3] / folder).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            unseen += [f"{path.name}: {match}" for match in re.findall(r"\b(?:_|gettext(?:_lazy)?)\(f[\"'].*", source)]
    assert unseen == []
