"""What each ruling would lead to: the outcomes that wait for a question, judged as if it were answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from calculations.engine.case import Case
from calculations.engine.criteria import Edition
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text

Rule = Callable[[Case, Edition], Iterator[Outcome]]

# Each question is answered twice by the rules that wait for it; beyond this many only the plain answer is given.
MOST_QUESTIONS = 20

WORDS: dict[str, Text] = {
    PASS: Text("เป็นไปตามเกณฑ์", "met"),
    REVIEW: Text("ยังต้องพิจารณาเพิ่มเติม", "still needs further consideration"),
    FAIL: Text("ไม่เป็นไปตามเกณฑ์", "not met"),
    INVALID: Text("ข้อมูลไม่ครบหรือไม่ถูกต้อง", "incomplete or incorrect data"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """An open review with what follows from either answer.

    ``leads_to`` are the outcomes that change with it besides itself; ``first`` names the questions to answer before it.
    """

    outcome_id: str
    leads_to: tuple[str, ...]
    first: Text | None
    if_accepted: Text
    if_refused: Text


def questions(
    case: Case, edition: Edition, produced: Sequence[tuple[Rule, Outcome]], outcomes: Sequence[Outcome]
) -> dict[str, Question]:
    """Every outcome that is still a review, by its id.

    Args:
        produced: each outcome with the rule it came from, before the rulings.
        outcomes: the same after the rulings.
    """
    found: dict[str, Question] = {}
    for outcome in outcomes:
        if outcome.outcome != REVIEW:
            continue
        waiting = _waiting(outcome.id, produced) if len(found) < MOST_QUESTIONS else {}
        accepted, refused = (_answer(case, edition, outcome.id, waiting, is_accepted=yes) for yes in (True, False))
        led = tuple(key for ids in waiting.values() for key in ids if key != outcome.id)
        found[outcome.id] = Question(outcome.id, led, _first(outcome), accepted, refused)
    return found


def _first(outcome: Outcome) -> Text | None:
    count = len(outcome.depends_on)
    if not count:
        return None
    return Text(
        f"ผลข้อนี้ขึ้นกับอีก {count} ประเด็นที่ยังไม่ได้วินิจฉัย โปรดวินิจฉัยประเด็นเหล่านั้นก่อน",
        f"This result waits for {count} other {'question' if count == 1 else 'questions'}: rule on those first.",
    )


def _waiting(outcome_id: str, produced: Sequence[tuple[Rule, Outcome]]) -> dict[Rule, list[str]]:
    """The rules whose outcomes wait for this one, with those outcomes' ids; its own rule among them."""
    waiting: dict[Rule, list[str]] = {}
    for rule, outcome in produced:
        if outcome_id in outcome.depends_on:
            waiting.setdefault(rule, []).append(outcome.id)
    if waiting:
        for rule, outcome in produced:
            if outcome.id == outcome_id:
                waiting.setdefault(rule, []).append(outcome_id)
    return waiting


def _answer(
    case: Case, edition: Edition, outcome_id: str, waiting: dict[Rule, list[str]], *, is_accepted: bool
) -> Text:
    if not waiting:
        return ACCEPTED if is_accepted else REFUSED
    ruled = replace(case, settled={**case.settled, outcome_id: is_accepted})
    text = Text("", "")
    for rule, ids in waiting.items():
        for outcome in rule(ruled, edition):
            if outcome.id not in ids:
                continue
            if outcome.id != outcome_id:
                text += _led_to(outcome)
            elif outcome.outcome == FAIL:
                text += REFUSED
    return text if text.th else (ACCEPTED if is_accepted else REFUSED)


def _led_to(outcome: Outcome) -> Text:
    word = WORDS[outcome.outcome]
    return Text(
        f"ข้อ {outcome.clause} – {word.th}: {outcome.message.th}",
        f"Clause {outcome.clause} – {word.en}: {outcome.message.en}",
    )


ACCEPTED = Text("ประเด็นนี้เป็นไปตามเกณฑ์", "This point is met.")
REFUSED = Text("ประเด็นนี้ไม่เป็นไปตามเกณฑ์ ผลโดยรวมจึงไม่เป็นไปตามเกณฑ์", "This point is not met, and so the case is not.")
