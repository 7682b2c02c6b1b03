"""Ways to tamper with a signed certificate: each takes the genuine files and gives the bytes of a false one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from random import Random
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from cecfp_portal.local.demo_key import new_chain
from certificates.pdf import seal
from certificates.pdf.authenticity import MOST_BYTES

AT = datetime(2026, 11, 28, tzinfo=UTC)
ATTACHMENT = "certificate.json"


@dataclass(frozen=True)
class Pair:
    """Two genuine signed files and what lay under the signatures."""

    pdf: bytes
    unsigned: bytes
    other_pdf: bytes
    other_unsigned: bytes


Tamper = Callable[[Pair], bytes]


def bit_flipped(pdf: bytes, offset: int, bit: int) -> bytes:
    """Return the file with one bit turned."""
    return pdf[:offset] + bytes([pdf[offset] ^ 1 << bit]) + pdf[offset + 1 :]


def stranger(*, name: str) -> signers.SimpleSigner:
    """Return a self-made signer whose certificate bears any name wanted."""
    chain = new_chain(now=datetime.now(UTC), seal_name=name)
    signer = signers.SimpleSigner.load_pkcs12_data(chain.pkcs12(b"secret"), other_certs=[], passphrase=b"secret")
    assert signer is not None
    return signer


def rewritten(pdf: bytes, change: Callable[[pikepdf.Pdf], None] = lambda document: None) -> bytes:
    """Return the file as another program would save it after a change."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        document.save(out)
    return out.getvalue()


def revised(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """Return the file with a revision appended."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def other_data(pdf: bytes, old: bytes, new: bytes) -> bytes:
    """Return the file, rewritten, with a text of the attached data replaced."""

    def change(document: pikepdf.Pdf) -> None:
        data = document.attachments[ATTACHMENT].get_file().read_bytes()
        document.attachments[ATTACHMENT] = data.replace(old, new)

    return rewritten(pdf, change)


def _page_of_other(pair: Pair) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        with pikepdf.open(BytesIO(pair.other_pdf)) as other:
            for part in ("/Contents", "/Resources"):
                document.pages[0][part] = document.copy_foreign(other.make_indirect(other.pages[0][part]))

    return rewritten(pair.pdf, change)


def _page_blanked_by_revision(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"q Q"))
    writer.update_container(page)


def _attachment_replaced_by_revision(writer: IncrementalPdfFileWriter) -> None:
    stream = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"]["/F"]
    stream._data = stream.data.replace(b"0.396", b"0.096")
    stream._encoded_data = None
    writer.update_container(stream)


def _signed_again(pdf: bytes, signer: Any, field: str) -> bytes:
    metadata = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    work = signers.PdfSigner(metadata, signer).async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
    return bytes(seal.outside_any_loop(work).getvalue())


def _signed_again_by_ourselves(pair: Pair) -> bytes:
    from certificates.pdf.keys import open_signer

    with open_signer() as signer:
        return _signed_again(pair.pdf, signer, "Second")


def _container(pdf: bytes) -> tuple[int, int]:
    """Return where the hexadecimal text of the signature begins and ends."""
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    return start, pdf.index(b">", start)


def _signature_of_other(pair: Pair) -> bytes:
    start, end = _container(pair.pdf)
    other_start, other_end = _container(pair.other_pdf)
    taken = pair.other_pdf[other_start:other_end][: end - start].ljust(end - start, b"0")
    return pair.pdf[:start] + taken + pair.pdf[end:]


def _digits_of_container(pair: Pair, change: Callable[[bytes], bytes]) -> bytes:
    start, end = _container(pair.pdf)
    return pair.pdf[:start] + change(pair.pdf[start:end]) + pair.pdf[end:]


def _replaced(old: bytes, new: bytes) -> Tamper:
    def tamper(pair: Pair) -> bytes:
        assert old in pair.pdf, old
        return pair.pdf.replace(old, new)

    return tamper


FILES: dict[str, Tamper] = {
    "a byte appended": lambda pair: pair.pdf + b" ",
    "a line appended": lambda pair: pair.pdf + b"\n% nothing\n",
    "an end mark appended": lambda pair: pair.pdf + b"%%EOF\n",
    "the file doubled": lambda pair: pair.pdf + pair.pdf,
    "the other file appended": lambda pair: pair.pdf + pair.other_pdf,
    "a byte before": lambda pair: b"\n" + pair.pdf,
    "last byte cut off": lambda pair: pair.pdf[:-1],
    "half the file": lambda pair: pair.pdf[: len(pair.pdf) // 2],
    "first half lost": lambda pair: b"%PDF-1.7\n" + pair.pdf[len(pair.pdf) // 2 :],
    "the signature cut off": lambda pair: pair.unsigned,
    "signature revision of the other": lambda pair: pair.unsigned + pair.other_pdf[len(pair.other_unsigned) :],
    "signature value of the other": _signature_of_other,
    "signature value of zeros": lambda pair: _digits_of_container(pair, lambda digits: b"0" * len(digits)),
    "signature value in small letters": lambda pair: _digits_of_container(
        pair, lambda digits: digits.lower() if digits != digits.lower() else digits.upper()
    ),
    "digits in the padding": lambda pair: _digits_of_container(pair, lambda digits: digits[:-4] + b"abcd"),
    "body of the other under the signature": lambda pair: pair.other_unsigned + pair.pdf[len(pair.unsigned) :],
    "saved by another program": lambda pair: rewritten(pair.pdf),
    "page of the other, saved": _page_of_other,
    "page blanked by a revision": lambda pair: revised(pair.pdf, _page_blanked_by_revision),
    "data replaced by a revision": lambda pair: revised(pair.pdf, _attachment_replaced_by_revision),
    "data replaced, saved": lambda pair: other_data(pair.pdf, b"0.396", b"0.096"),
    "data replaced, unsigned": lambda pair: other_data(pair.unsigned, b"0.396", b"0.096"),
    "data replaced, signed by a stranger": lambda pair: seal.sealed_by(
        stranger(name="CE-CFP certificates (DEMO)"), other_data(pair.unsigned, b"0.396", b"0.096"), at=AT
    ),
    "signed by a stranger of the same name": lambda pair: seal.sealed_by(
        stranger(name="CE-CFP certificates (DEMO)"), pair.unsigned, at=AT
    ),
    "signed by a stranger of another name": lambda pair: seal.sealed_by(stranger(name="TGO"), pair.unsigned, at=AT),
    "signed again by a stranger": lambda pair: _signed_again(pair.pdf, stranger(name="TGO"), "Second"),
    "signed again by ourselves": _signed_again_by_ourselves,
    "signed anew by ourselves": lambda pair: seal.sealed(pair.unsigned, at=AT),
    "a number nobody has, signed by ourselves": lambda pair: seal.sealed(
        other_data(other_data(pair.unsigned, b"FY27-000-", b"FY99-999-"), b'"code":"', b'"code":"0'), at=AT
    ),
    "another format version": _replaced(b"%PDF-1.7", b"%PDF-1.6"),
    "another time of signing": _replaced(rb"/M (D\0722026", rb"/M (D\0722025"),
    "another range": _replaced(b"/ByteRange [0 ", b"/ByteRange [1 "),
    "another kind of signature": _replaced(b"/ETSI.CAdES.detached", b"/adbe.pkcs7.detached"),
    "another word in the metadata": _replaced("ใบรับรอง".encode(), "ใบรับร้ง".encode()),
    "more than a file may have": lambda pair: pair.pdf + b" " * MOST_BYTES,
    "nothing": lambda pair: b"",
    "a text": lambda pair: "ใบรับรอง".encode(),
    "a picture": lambda pair: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "the word PDF and no more": lambda pair: b"%PDF-1.7\n%%EOF\n",
}
FLIPS = {
    f"bit flipped at {place} of 32": (
        lambda pair, place=place: bit_flipped(pair.pdf, len(pair.pdf) * place // 32, place % 8)
    )
    for place in range(32)
}
ALL: dict[str, Tamper] = {**FILES, **FLIPS}


def random_tampers(draw: Random) -> Iterator[Tamper]:
    """Give tampers without end: flips, runs overwritten, left out or moved, and what `FILES` lists."""
    while True:
        kind, place, bit = draw.randrange(10), draw.random(), draw.randrange(8)
        length = draw.randrange(1, 200)
        noise = draw.randbytes(length)
        if kind < 5:
            yield lambda pair, place=place, bit=bit: bit_flipped(pair.pdf, int(len(pair.pdf) * place), bit)
        elif kind == 5:
            yield lambda pair, place=place, noise=noise: _overwritten(pair.pdf, int(len(pair.pdf) * place), noise)
        elif kind == 6:
            yield lambda pair, place=place, length=length: _without(pair.pdf, int(len(pair.pdf) * place), length)
        elif kind == 7:
            yield lambda pair, noise=noise: pair.pdf + noise
        elif kind == 8:
            yield lambda pair, place=place, length=length: _from_other(pair, int(len(pair.pdf) * place), length)
        else:
            yield FILES[draw.choice(sorted(FILES))]


def _overwritten(pdf: bytes, offset: int, noise: bytes) -> bytes:
    return pdf[:offset] + noise + pdf[offset + len(noise) :]


def _without(pdf: bytes, offset: int, length: int) -> bytes:
    return pdf[:offset] + pdf[offset + length :]


def _from_other(pair: Pair, offset: int, length: int) -> bytes:
    changed = pair.pdf[:offset] + pair.other_pdf[offset : offset + length] + pair.pdf[offset + length :]
    return changed if changed != pair.pdf else pair.pdf + b"\x00"
