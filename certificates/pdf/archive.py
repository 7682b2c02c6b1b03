"""The issued files and their dossiers: each named by its own SHA-256, written once, and checked whenever it is read."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

CERTIFICATES, DOSSIERS = "certificates", "dossiers"


class FileDamagedError(Exception):
    """A stored file is missing or no longer the file that was issued."""


def path_of(sha256: str, *, folder: str = CERTIFICATES) -> Path:
    """Return where the file with this hash lies."""
    return Path(settings.DATA_DIR) / folder / sha256[:2] / f"{sha256}.pdf"


def keep(pdf: bytes, *, folder: str = CERTIFICATES) -> str:
    """Store a file under its hash and return the hash: whole and on disk, or not there at all. Repeatable."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    path = path_of(sha256, folder=folder)
    if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    return sha256


def read(sha256: str, *, folder: str = CERTIFICATES) -> bytes:
    """Return the stored bytes; raises FileDamagedError when they are not those that were issued."""
    try:
        pdf = path_of(sha256, folder=folder).read_bytes()
    except OSError as error:
        raise FileDamagedError(f"The file {sha256} cannot be read.") from error
    if hashlib.sha256(pdf).hexdigest() != sha256:
        raise FileDamagedError(f"The file {sha256} was changed.")
    return pdf


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
