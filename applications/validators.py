"""The five gates every uploaded file passes in this order: size, extension, first bytes, structure, scanner."""

import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import puremagic
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from applications import inspection
from cecfp_portal.wording import Words

WAIT_SECONDS = 40
SCANNER_SECONDS = 60


@dataclass(frozen=True)
class FileKind:
    """A kind of file that may be stored: how it is served and how its first bytes look."""

    media_type: str
    beginnings: tuple[bytes, ...]
    known_as: frozenset[str]


_JPEG = FileKind("image/jpeg", (b"\xff\xd8\xff",), frozenset({".jpg", ".jpeg"}))
FILE_KINDS: dict[str, FileKind] = {
    ".pdf": FileKind("application/pdf", (b"%PDF-1.", b"%PDF-2."), frozenset({".pdf"})),
    ".png": FileKind("image/png", (b"\x89PNG\r\n\x1a\n",), frozenset({".png"})),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".xlsx": FileKind(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (b"PK\x03\x04",),
        frozenset({".xlsx", ".zip"}),
    ),
}

SENTENCES: dict[str, Words] = {
    "empty": _("The file is empty. Please choose the right file."),
    "too_large": _(
        "The file is larger than 20 MB. Please scan it at a lower resolution, or divide it into several files."
    ),
    "extension": _("Files of this type cannot be taken. Allowed are: %(allowed)s."),
    "content": _("The content is not what the ending of the name says. Please save the file anew as %(suffix)s."),
    "unreadable": _("The file is damaged or cannot be read. Please open it, save it anew and try again."),
    "polyglot": _("The file holds another file behind its end. Please save or print it anew as one file."),
    "encrypted": _("The file is protected by a password. Please save it without a password."),
    "active_content": _("The file contains scripts or actions. Please print it to PDF, or save it without macros."),
    "attachment": _(
        "The file has other files attached inside. Please print it to PDF and attach the others by themselves."
    ),
    "too_many_pages": _("The document has more than 500 pages. Please divide it."),
    "too_many_pixels": _("The picture has more than 50 million pixels. Please make it smaller."),
    "too_complex": _("The file is too complex to be checked. Please print it to PDF, or divide it."),
    "not_a_workbook": _("This is not an Excel workbook. Please save it in Excel as .xlsx."),
    "infected": _("The virus scanner refused this file."),
}


class UploadRefused(Exception):
    """A file that may not be stored; `str` is the sentence for the person, `code` is for tests and the record."""

    def __init__(self, code: str, **words: str) -> None:
        super().__init__(str(SENTENCES[code]) % words if words else str(SENTENCES[code]))
        self.code = code


def check_size(size_bytes: int) -> None:
    """First gate."""
    if size_bytes == 0:
        raise UploadRefused("empty")
    if size_bytes > settings.MAX_EVIDENCE_BYTES:
        raise UploadRefused("too_large")


def check_suffix(name: str, allowed: Sequence[str]) -> str:
    """Second gate: return the ending of the name, in small letters."""
    suffix = Path(name).suffix.lower()
    if suffix not in allowed or suffix not in FILE_KINDS:
        raise UploadRefused("extension", allowed=", ".join(allowed))
    return suffix


def check_beginning(path: Path, suffix: str) -> None:
    """Third gate: the type's own signature stands at the very first byte, and no other type's does."""
    kind = FILE_KINDS[suffix]
    with path.open("rb") as file:
        head = file.read(4096)
    try:
        found = {match.extension for match in puremagic.magic_string(head)}
    except puremagic.PureError:
        found = set()
    if not head.startswith(kind.beginnings) or not found & kind.known_as:
        raise UploadRefused("content", suffix=suffix)


def check_structure(path: Path, suffix: str) -> None:
    """Fourth gate: parse the whole file in a process with limits; what breaks the process is refused."""
    command = [sys.executable, "-I", inspection.__file__, suffix, str(path)]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=WAIT_SECONDS, check=False, env={})  # noqa: S603 - our own program
    except subprocess.TimeoutExpired as error:
        raise UploadRefused("too_complex") from error
    code = answer.stdout.decode("ascii", "replace")
    if answer.returncode < 0:
        raise UploadRefused("too_complex")
    if code != "ok":
        raise UploadRefused(code if code in SENTENCES else "unreadable")


def is_scanned_clean(path: Path) -> bool:
    """Fifth gate: tell whether the file may be used. Without a scanner, the first four gates decide.

    A scanner that finds something raises UploadRefused; one that cannot be asked leaves the file unscanned.
    """
    if not settings.FILE_SCANNER:
        return True
    try:
        answer = subprocess.run(  # noqa: S603 - the operator's own setting
            [*shlex.split(settings.FILE_SCANNER), str(path)], capture_output=True, timeout=SCANNER_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    if answer.returncode == 1:
        raise UploadRefused("infected")
    return answer.returncode == 0
