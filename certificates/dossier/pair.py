"""A certificate and a dossier as two files: whether they belong together, and what recomputing finds."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from certificates.content import CertificateContent
from certificates.dossier.files import LIST, hashes
from certificates.dossier.opening import Dossier, certificate_of, dossier_of
from certificates.dossier.recomputing import HASH, Compared, Comparison, recompute


def compare_files(certificate_pdf: bytes, dossier_pdf: bytes) -> Comparison:
    """Return what differs between the two files and what is worked out anew. Raises UnreadableFileError."""
    content, dossier = certificate_of(certificate_pdf), dossier_of(dossier_pdf)
    # Held to what the certificate says, not to the dossier's own copy of it.
    comparison = recompute(replace(dossier.frozen, content=content))
    return replace(comparison, compared=(*_belonging(certificate_pdf, content, dossier), *comparison.compared))


def _belonging(certificate_pdf: bytes, content: CertificateContent, dossier: Dossier) -> Iterator[Compared]:
    named = str(dossier.listed.get("certificate_pdf_sha256"))
    yield Compared(HASH, "certificate_file", named, hashlib.sha256(certificate_pdf).hexdigest())
    yield Compared(HASH, "content", content.sha256(), dossier.frozen.content.sha256())
    found = hashes({name: raw for name, raw in dossier.files.items() if name != LIST})
    listed = dossier.listed["files"]
    for name in sorted(found.keys() | listed.keys()):
        yield Compared(HASH, f"file {name}", str(listed.get(name, "")), found.get(name, ""))
