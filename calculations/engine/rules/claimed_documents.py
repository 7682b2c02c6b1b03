"""Clause 4.1.2: no delivery document carries more recycled material than it says, in this case and all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.case import Case, Evidence
from calculations.engine.claims import DocumentClaim, claims_on
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text, readable_text
from calculations.engine.document_names import document_number, seller_name
from calculations.engine.outcomes import FAIL, REVIEW, Outcome, Text
from calculations.engine.stock_figures import claimed_by_document, kg

RULE = "ce-cfp.4.1.2.document"


def claimed_documents(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Sum of all claims on a delivery document is not more than its mass; one claimed elsewhere too is asked about.

    Claims sent before this case stand first: with them the excess fails here, with later ones it is asked about.
    Two documents of one number and seller, or one file, are one. Claims of other cases are counts and kilograms of
    the run's context, nothing else of them. Source: clause 4.1.2. Row O12.
    """
    if case.route == "4.2":
        return
    claimed = claimed_by_document(case)
    groups = _same_documents([case.documents[name] for name in claimed])
    held = Counter(key for group in groups for key in _keys_of(group))
    for group in groups:
        own = sum((claimed[document.line_id] for document in group), Fraction(0))
        beside = max((held[key] - 1 for key in _keys_of(group)), default=0)
        outcome = _judged(case, group, own, beside)
        if outcome is not None:
            yield outcome


def _same_documents(documents: list[Evidence]) -> list[list[Evidence]]:
    """Documents grouped by number and seller, or by file, in their order."""
    group_of: dict[str, list[Evidence]] = {}
    by_key: dict[str, list[Evidence]] = {}
    for document in documents:
        group = [document]
        for other in (other for key in _keys(document) for other in by_key.get(key, ())):
            found = group_of[other.line_id]
            if found is not group and _is_same(document, other):
                group = [*found, *group]
                group_of.update((member.line_id, group) for member in group)
        group_of[document.line_id] = group
        for key in _keys(document):
            by_key.setdefault(key, []).append(document)
    return list({id(group): group for group in group_of.values()}.values())


def _keys_of(group: list[Evidence]) -> set[str]:
    return {key for document in group for key in _keys(document)}


def _is_same(one: Evidence, other: Evidence) -> bool:
    """Two sellers may have given the same number; one that is not named may be either."""
    if one.sha256 and one.sha256 == other.sha256:
        return True
    sellers = (seller_name(one.seller), seller_name(other.seller))
    return bool(_keys(one) & _keys(other)) and (not all(sellers) or sellers[0] == sellers[1])


def _keys(document: Evidence) -> set[str]:
    number = document_number(document.number)
    return {f"number:{number}" if number else "", f"file:{document.sha256}" if document.sha256 else ""} - {""}


@dataclass(frozen=True, slots=True)
class _Weights:
    """Kilograms on one document: claimed here, by cases sent before this one, by all others; and what it weighs.

    ``least`` is the least mass stated here or by any other, ``least_before`` here or by cases sent before; both are
    ``None`` where nothing is stated here.
    """

    own: Fraction
    earlier: Fraction
    others: Fraction
    least: Fraction | None
    least_before: Fraction | None


def _weights(group: list[Evidence], own: Fraction, claims: tuple[DocumentClaim, ...]) -> _Weights:
    masses = [kg(document.mass) for document in group if document.mass is not None]
    every = [claim.least_mass_kg for claim in claims if claim.least_mass_kg is not None]
    before = [claim.earlier_least_mass_kg for claim in claims if claim.earlier_least_mass_kg is not None]
    return _Weights(
        own=own,
        earlier=sum((claim.earlier_kg for claim in claims), Fraction(0)),
        others=sum((claim.claimed_kg for claim in claims), Fraction(0)),
        least=min([*masses, *every]) if masses else None,
        least_before=min([*masses, *before]) if masses else None,
    )


def _judged(case: Case, group: list[Evidence], own: Fraction, beside: int) -> Outcome | None:
    claims = claims_on(group, case.context.claims)
    weights = _weights(group, own, claims)
    others, least = weights.others, weights.least
    cases = sum(claim.cases for claim in claims)
    namesakes = beside + sum(claim.other_seller_cases for claim in claims)
    name = " / ".join(dict.fromkeys(document.number or document.line_id for document in group))
    finding = _finding(group, weights, cases, namesakes)
    if finding is None:
        return None
    verdict, message = finding
    figures = {
        "claimed_here_kg": exact_text(own),
        "claimed_elsewhere_kg": exact_text(others),
        "claimed_earlier_kg": exact_text(weights.earlier),
        "other_cases": str(cases),
    }
    if least is not None:
        figures |= {"document_kg": exact_text(least), "excess_kg": exact_text(max(Fraction(0), own + others - least))}
    return Outcome(
        id=f"{RULE}:{group[0].line_id}",
        rule=RULE,
        clause="4.1.2",
        outcome=verdict,
        message=Text(f"{name}: {message.th}", f"{name}: {message.en}"),
        rows=("O12",),
        figures=figures,
        inequality="" if least is None else f"{exact_text(own)} + {exact_text(others)} kg <= {exact_text(least)} kg ?",
        margin="" if least is None else exact_text(least - own - others),
        line_ids=tuple(document.line_id for document in group),
    )


def _finding(group: list[Evidence], weights: _Weights, cases: int, namesakes: int) -> tuple[str, Text] | None:
    """The first ground that applies, what is certain before what is asked."""
    if weights.least_before is not None and weights.own + weights.earlier > weights.least_before:
        return FAIL, _exceeded(weights.own + weights.earlier, weights.least_before)
    if weights.least is not None and weights.own + weights.others > weights.least:
        return REVIEW, _exceeded(weights.own + weights.others, weights.least) + _BY_LATER
    grounds = (
        (cases > 0, _CLAIMED_ELSEWHERE),
        (namesakes > 0, _NAMESAKE),
        (len(group) > 1, _TWICE),
        (weights.least is None, _NO_MASS),
        (not _keys(group[0]), _NO_NAME),
    )
    message = next((text for is_met, text in grounds if is_met), None)
    if message is None:
        return None
    facts = {"cases": cases, "kilograms": readable_text(weights.others), "namesakes": namesakes}
    return REVIEW, Text(message.th.format(**facts), message.en.format(**facts))


def _exceeded(claimed: Fraction, mass: Fraction) -> Text:
    texts = (readable_text(claimed), readable_text(mass), readable_text(claimed - mass, "ceil"))
    return Text(
        f"น้ำหนักที่อ้างรวม {texts[0]} กก. เกินน้ำหนักตามเอกสาร {texts[1]} กก. อยู่ {texts[2]} กก.",
        f"Claims of {texts[0]} kg exceed the {texts[1]} kg of the document by {texts[2]} kg.",
    )


_BY_LATER = Text(
    "ส่วนที่เกินเกิดจากคำขออื่นที่ส่งภายหลัง การอ้างที่ส่งก่อนมีสิทธิก่อน โปรดพิจารณาว่าเอกสารนี้เป็นของคำขอนี้",
    "The excess is of cases sent later, and the earlier claim stands first: is the document this case's own?",
)
_CLAIMED_ELSEWHERE = Text(
    "เอกสารนี้ใช้อ้างในคำขออื่นอีก {cases} คำขอ รวม {kilograms} กก. โปรดพิจารณา",
    "The document is claimed in {cases} other case(s), {kilograms} kg in all: may it serve here too?",
)
_NAMESAKE = Text(
    "มีเอกสารเลขเดียวกันของผู้ขายชื่ออื่นในคำขอนี้หรือคำขออื่นอีก {namesakes} รายการ โปรดพิจารณาว่าเป็นเอกสารเดียวกันหรือไม่",
    "{namesakes} document(s) here or elsewhere have this number by a seller of another name: is it the same?",
)
_TWICE = Text(
    "เอกสารเดียวกันแนบไว้มากกว่าหนึ่งครั้ง โปรดพิจารณาว่ามิได้นับซ้ำ",
    "The same document is attached more than once: is it counted twice?",
)
_NO_MASS = Text(
    "เอกสารไม่ระบุน้ำหนัก จึงตรวจไม่ได้ว่าอ้างเกินหรือไม่ โปรดพิจารณา",
    "The mass of the document is not stated, so the claim cannot be checked: what does it show?",
)
_NO_NAME = Text(
    "เอกสารไม่มีเลขที่และไม่มีไฟล์ จึงตรวจการอ้างซ้ำไม่ได้ โปรดพิจารณา",
    "The document has neither number nor file, so a second use cannot be found: what is it?",
)
