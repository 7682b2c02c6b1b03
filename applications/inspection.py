"""Structural parse of an uploaded file, run as a program of its own with limits on memory, time and network.

    python -I applications/inspection.py .pdf FILE

Prints `ok`, or the code of the refusal that `applications.validators` puts into words. Knows nothing of Django.
"""

from __future__ import annotations

import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 20
MAX_PAGES = 500
MAX_PIXELS = 50_000_000
MAX_OBJECTS = 300_000
MAX_NESTING = 60
MAX_MEMBERS = 200
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
ACTIVE_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent"}
ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/RichMediaExecute"}
ATTACHMENT_KEYS = {"/EF", "/EmbeddedFiles"}
FORBIDDEN_PARTS = ("vbaproject", "/embeddings/", "/externallinks/", "/activex/", "..")


class Refused(Exception):
    """The file is not what it may be; the argument is the code."""


def limit_resources() -> None:
    """Keep this process small, short and alone."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.system")):
        raise Refused("unreadable")


def inspect_pdf(path: str) -> None:
    """Refuse encryption, scripts, launch actions, attachments and too many pages."""
    import pikepdf

    if zipfile.is_zipfile(path):
        raise Refused("polyglot")
    try:
        pdf = pikepdf.open(path)
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except pikepdf.PdfError as error:
        raise Refused("unreadable") from error
    with pdf:
        if pdf.is_encrypted:
            raise Refused("encrypted")
        if not 1 <= len(pdf.pages) <= MAX_PAGES:
            raise Refused("too_many_pages" if len(pdf.pages) else "unreadable")
        for count, value in enumerate(pdf.objects):
            if count > MAX_OBJECTS:
                raise Refused("too_complex")
            _look_for_active_content(pikepdf, value)


def _look_for_active_content(pikepdf: Any, root: Any) -> None:
    left = [(root, 0)]
    while left:
        value, depth = left.pop()
        if depth > MAX_NESTING:
            raise Refused("too_complex")
        if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
            _check_dictionary(value)
        left += [(child, depth + 1) for child in _direct_children(pikepdf, value)]


def _check_dictionary(value: Any) -> None:
    keys = set(value.keys())
    kind, action = str(value.get("/Type", "")), str(value.get("/S", ""))
    if keys & ACTIVE_KEYS or action in ACTIVE_ACTIONS:
        raise Refused("active_content")
    if keys & ATTACHMENT_KEYS or kind == "/EmbeddedFile":
        raise Refused("attachment")


def _direct_children(pikepdf: Any, value: Any) -> Iterator[Any]:
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        children = [value[key] for key in set(value.keys())]
    elif isinstance(value, pikepdf.Array):
        children = list(value)
    else:
        return
    containers = (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)
    yield from (child for child in children if isinstance(child, containers) and not child.is_indirect)


def inspect_image(path: str, *, kind: str) -> None:
    """Decode the picture whole; refuse another format and too many pixels."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    if zipfile.is_zipfile(path):
        raise Refused("polyglot")
    try:
        with Image.open(path, formats=[kind]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Refused("too_many_pixels")
            picture.load()
    except Image.DecompressionBombError as error:
        raise Refused("too_many_pixels") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("unreadable") from error


def inspect_workbook(path: str) -> None:
    """Refuse what is no plain workbook: macros, embedded or external parts, archives that unpack too far."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_members(members, packed=sum(member.compress_size for member in members))
            content_types = archive.read("[Content_Types].xml")
            broken = archive.testzip()
    except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError, OSError) as error:
        raise Refused("not_a_workbook") from error
    if broken or b"spreadsheetml.sheet.main+xml" not in content_types:
        raise Refused("not_a_workbook")
    if b"macroEnabled" in content_types:
        raise Refused("active_content")


def _check_members(members: list[zipfile.ZipInfo], *, packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES or unpacked > MAX_RATIO * max(packed, 1):
        raise Refused("too_complex")
    if any(member.flag_bits & 1 for member in members):
        raise Refused("encrypted")
    names = [f"/{member.filename.lower()}" for member in members]
    if any(part in name for part in FORBIDDEN_PARTS for name in names):
        raise Refused("active_content")
    if "/xl/workbook.xml" not in names:
        raise Refused("not_a_workbook")


INSPECTIONS: dict[str, Callable[[str], None]] = {
    ".pdf": inspect_pdf,
    ".png": lambda path: inspect_image(path, kind="PNG"),
    ".jpg": lambda path: inspect_image(path, kind="JPEG"),
    ".jpeg": lambda path: inspect_image(path, kind="JPEG"),
    ".xlsx": inspect_workbook,
}


def main(suffix: str, path: str) -> str:
    """Return `ok` or the code of the refusal."""
    try:
        limit_resources()
        INSPECTIONS[suffix](path)
    except Refused as refusal:
        return str(refusal)
    except (MemoryError, RecursionError):
        return "too_complex"
    except Exception:  # noqa: BLE001 - whatever a hostile file breaks in a parser, it is refused
        return "unreadable"
    return "ok"


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1], sys.argv[2]))
