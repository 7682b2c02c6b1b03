"""The certificate worked out anew from what it rests on, and compared to the digit: hashes, figures, outcomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from applications.verdicts import printed_share
from calculations.engine import ENGINE, evaluate
from calculations.engine.canonical import NotCanonicalError, sha256_of
from certificates.content import CertificateContent
from certificates.dossier.figures import figures_of, outcomes_of
from certificates.dossier.files import Frozen

HASH, PRINTED, FIGURE, OUTCOME = "hash", "printed", "figure", "outcome"
MALFORMED = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Compared:
    """One thing compared: its kind and name, what the certificate or the frozen report says, and what was found."""

    kind: str
    name: str
    expected: str
    found: str

    @property
    def is_same(self) -> bool:
        return self.expected == self.found


@dataclass(frozen=True)
class Comparison:
    """Everything compared. With another engine than the report's, its hash and wording are not expected to agree."""

    number: str
    engine_then: str
    engine_now: str
    compared: tuple[Compared, ...]

    @property
    def differences(self) -> tuple[Compared, ...]:
        return tuple(item for item in self.compared if not item.is_same)

    @property
    def is_same(self) -> bool:
        return not self.differences

    @property
    def is_same_engine(self) -> bool:
        return self.engine_then == self.engine_now

    def count(self, kind: str) -> int:
        return sum(1 for item in self.compared if item.kind == kind)


def recompute(frozen: Frozen) -> Comparison:
    """Return what evaluating the frozen inputs again gives beside what certificate and frozen report say.

    Never raises for what stands in the values: malformed ones are differences.
    """
    engine_then = str(frozen.report.get("engine"))
    parts = (_hashes(frozen), _stated(frozen.content, frozen), _evaluated(frozen, engine_then))
    compared = tuple(item for part in parts for item in _as_far_as_it_goes(part))
    return Comparison(frozen.content.number, engine_then, ENGINE, compared)


def _as_far_as_it_goes(part: Iterator[Compared]) -> Iterator[Compared]:
    try:
        yield from part
    except MALFORMED as error:
        yield Compared(OUTCOME, "evaluation", "values of the right kind", f"{type(error).__name__}: {error}")


def _evaluated(frozen: Frozen, engine_then: str) -> Iterator[Compared]:
    report = evaluate(frozen.case, frozen.rulings, frozen.context)
    yield from _printed(frozen.content, report)
    yield from _reported(frozen.report, report)
    if engine_then == ENGINE:
        yield Compared(HASH, "report", _sha256(frozen.report), _sha256(report))


def _hashes(frozen: Frozen) -> Iterator[Compared]:
    """The inputs against the hashes printed on the certificate, and against those in the report."""
    content, printed_case = frozen.content, frozen.case_as_printed or frozen.case
    yield Compared(HASH, "case", content.case_sha256, _sha256(printed_case))
    yield Compared(HASH, "judged", content.judged_sha256, _sha256(frozen.case.get("judged")))
    if frozen.case_as_printed is not None:
        yield Compared(HASH, "judged_as_printed", content.judged_sha256, _sha256(printed_case.get("judged")))
    # Certificates made before they named these two are held to what the report says of its inputs.
    inputs = frozen.report.get("inputs") or {}
    rulings, context = _sha256(frozen.rulings), _sha256(frozen.context)
    yield Compared(HASH, "rulings", content.rulings_sha256 or str(inputs.get("rulings_sha256")), rulings)
    yield Compared(HASH, "context", content.context_sha256 or str(inputs.get("context_sha256")), context)
    yield Compared(HASH, "report_case", str(inputs.get("case_sha256")), _sha256(frozen.case))


def _stated(content: CertificateContent, frozen: Frozen) -> Iterator[Compared]:
    """What the certificate prints of the case beside its figures."""
    judged = frozen.case.get("judged") or {}
    presentation = (frozen.case_as_printed or frozen.case).get("presentation") or {}
    product, editions = judged.get("product") or {}, judged.get("editions") or {}
    shown, holder = presentation.get("product") or {}, presentation.get("applicant") or {}
    facts = {
        "holder_th": holder.get("name_th"),
        "holder_en": holder.get("name_en"),
        "product_th": shown.get("name_th"),
        "product_en": shown.get("name_en"),
        "model": shown.get("model"),
        "route": judged.get("route"),
        "kind": product.get("kind"),
        "market": product.get("market"),
        "boundary": judged.get("boundary"),
        "edition": editions.get("criteria"),
        "factor_set": editions.get("factor_set"),
        "licences": ", ".join(sorted(str(row.get("licence")) for row in judged.get("factories") or ())),
        "engine": frozen.report.get("engine"),
    }
    printed = {name: getattr(content, name, "") for name in facts}
    printed["licences"] = ", ".join(sorted(line.licence for line in content.factories))
    for name, value in facts.items():
        yield Compared(PRINTED, name, str(printed[name]), str(value))


def _printed(content: CertificateContent, report: dict[str, Any]) -> Iterator[Compared]:
    yield Compared(PRINTED, "recycled_share_percent", content.recycled_share_percent, printed_share(report))
    yield Compared(PRINTED, "footprint", content.footprint, str(report["footprints"]["product"]["text"]))
    yield Compared(OUTCOME, "overall", "pass", str(report["overall"]))


def _reported(then: dict[str, Any], now: dict[str, Any]) -> Iterator[Compared]:
    """Every figure and outcome of the frozen report; what only one of the two engines knows stands against nothing."""
    for kind, listed in ((FIGURE, figures_of), (OUTCOME, outcomes_of)):
        before, after = listed(then), listed(now)
        names = before if then.get("engine") != now.get("engine") else before | after
        for name in names:
            yield Compared(kind, name, before.get(name, ""), after.get(name, ""))


def _sha256(value: Any) -> str:
    try:
        return sha256_of(value)
    except NotCanonicalError as error:
        return f"none: {error}"
