"""The certificate against an empty page of the same process, and the memory 200 of them leave behind."""

import resource
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

EMPTY = "<!doctype html><html lang='th'><title>–</title><body></body></html>"
ROUNDS = 15
SIGNED_AT = datetime(2026, 11, 20, tzinfo=UTC)


def certificate_against_empty_page(report: Callable[[str, list[float], str, list[float]], None]) -> None:
    """Measure drawing alone, and everything issuing does to a file: draw, lint, sign, store. In processor time."""
    from cecfp_portal.documents import render_pdf
    from certificates.pdf import archive
    from certificates.pdf.lint import lint_document
    from certificates.pdf.page import render_certificate
    from certificates.pdf.seal import sealed
    from tests.certificates.contents import LONGEST, PRODUCT_A

    def issue() -> None:
        pdf = render_certificate(PRODUCT_A)
        lint_document(pdf, PRODUCT_A)
        archive.keep(sealed(pdf, at=SIGNED_AT))

    acts: dict[str, Callable[[], object]] = {
        "certificate": lambda: render_certificate(PRODUCT_A),
        "certificate with the longest names": lambda: render_certificate(LONGEST),
        "certificate drawn, linted, signed and stored": issue,
    }
    render_pdf(EMPTY)
    for name, act in acts.items():
        act()
        pairs = [(_seconds(lambda: render_pdf(EMPTY)), _seconds(act)) for _ in range(ROUNDS)]
        report(name, [one for _, one in pairs], "an empty page", [empty for empty, _ in pairs])


def memory_over_two_hundred() -> None:
    """Print how much the process grew over the second hundred of 200 different certificates."""
    from certificates.pdf.page import render_certificate
    from tests.certificates.contents import PRODUCT_A

    sizes = []
    for turn in range(200):
        if turn in (0, 100):
            sizes.append(_peak_mebibytes())
        render_certificate(replace(PRODUCT_A, product_th=f"ขวดน้ำดื่ม แบบที่ {turn}", number=f"FY27-000-{turn:04d}"))
    sizes.append(_peak_mebibytes())
    print(
        f"memory over 200 certificates: peak {sizes[0]:.0f} MiB before, {sizes[1]:.0f} after 100, {sizes[2]:.0f} after "
        f"200: ratio of the last two {sizes[2] / sizes[1]:.3f}"
    )


def _seconds(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return time.process_time() - started


def _peak_mebibytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
