"""Keeps locale/th in step with the code: `python -m cecfp_portal.local.translations [FILE.json …]`.

Strings no longer used are dropped, new ones added, translations taken from the JSON files named
({"English": "ไทย"}, a context written as "context\\u0004English"), the .mo compiled. Strings of Django and
allauth that the portal words itself stand in the same file with the comment "borrowed". Exits with 1 and a
list while a string has no Thai.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import polib

from cecfp_portal.local.extraction import BASE_DIR, messages_of_portal

BORROWED = "borrowed"
CONTEXT_MARK = "\u0004"


def catalogue_path() -> Path:
    """Return where the Thai catalogue lies."""
    return BASE_DIR / "locale" / "th" / "LC_MESSAGES" / "django.po"


def read_catalogue() -> polib.POFile:
    """Return the catalogue, or an empty one where there is none yet."""
    if catalogue_path().exists():
        return polib.pofile(str(catalogue_path()), wrapwidth=110)
    return polib.POFile(wrapwidth=110)


def _metadata() -> dict[str, str]:
    return {
        "Project-Id-Version": "CE-CFP portal",
        "Language": "th",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }


def _known(old: polib.POFile, given: dict[str, str]) -> dict[str, str]:
    """Return every translation at hand by its key; the files given prevail over the catalogue."""
    known: dict[str, str] = {}
    for entry in old:
        text = entry.msgstr or (entry.msgstr_plural or {}).get(0, "")
        if text and not entry.fuzzy:
            known[_key(entry.msgid, entry.msgctxt or "")] = text
    return known | {key: text for key, text in given.items() if text}


def _text_for(key: str, known: dict[str, str]) -> str:
    """Return the Thai of a key; templates double a per cent sign in the key, people who translate do not."""
    if key in known:
        return known[key]
    single = known.get(key.replace("%%", "%"), "")
    return single.replace("%", "%%") if "%%" in key else single


def _key(msgid: str, context: str) -> str:
    return f"{context}{CONTEXT_MARK}{msgid}" if context else msgid


def merged(old: polib.POFile, given: dict[str, str], borrowed: dict[str, str]) -> polib.POFile:
    """Return a new catalogue of exactly the portal's strings and the borrowed ones, sorted."""
    known = _known(old, given)
    new = polib.POFile(wrapwidth=110)
    new.metadata = _metadata()
    entries: dict[str, polib.POEntry] = {}
    for message, files in messages_of_portal().items():
        key = _key(message.msgid, message.context)
        text = _text_for(key, known)
        if key in entries and not message.plural:
            continue
        entries[key] = polib.POEntry(
            msgid=message.msgid,
            msgctxt=message.context or None,
            msgid_plural=message.plural,
            msgstr="" if message.plural else text,
            msgstr_plural={0: text} if message.plural else {},
            occurrences=[(name, "") for name in sorted(files)],
            flags=["python-format"] if "%(" in message.msgid else [],
        )
    for entry in old:
        key = _key(entry.msgid, entry.msgctxt or "")
        if entry.comment == BORROWED and key not in entries:
            if key in borrowed or key in given:
                entry.msgstr, entry.msgstr_plural = _worded(entry, known[key])
            entries[key] = entry
    for key, text in borrowed.items():
        if key not in entries:
            context, _, msgid = key.rpartition(CONTEXT_MARK)
            singular, _, plural = msgid.partition("\u0000")
            entries[key] = polib.POEntry(
                msgid=singular, msgctxt=context or None, msgid_plural=plural, comment=BORROWED,
                msgstr="" if plural else text, msgstr_plural={0: text} if plural else {},
            )  # fmt: skip
    new.extend(entries[key] for key in sorted(entries))
    return new


def _worded(entry: polib.POEntry, text: str) -> tuple[str, dict[int, str]]:
    return ("", {0: text}) if entry.msgid_plural else (text, {})


def save(catalogue: polib.POFile) -> None:
    """Write the catalogue and compile it beside."""
    path = catalogue_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))


def untranslated(catalogue: polib.POFile) -> list[str]:
    """Return the strings that have no Thai."""
    return [entry.msgid for entry in catalogue if not (entry.msgstr or (entry.msgstr_plural or {}).get(0))]


def main(names: list[str]) -> int:
    """Merge, save, and print what is missing; returns the exit status."""
    given: dict[str, str] = {}
    borrowed: dict[str, str] = {}
    for name in names:
        texts = json.loads(Path(name).read_text(encoding="utf-8"))
        (borrowed if Path(name).name.startswith(BORROWED) else given).update(texts)
    catalogue = merged(read_catalogue(), given, borrowed)
    save(catalogue)
    missing = untranslated(catalogue)
    for msgid in missing:
        print(json.dumps(msgid, ensure_ascii=False))
    print(f"{len(catalogue)} strings, {len(missing)} without Thai: {catalogue_path()}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
