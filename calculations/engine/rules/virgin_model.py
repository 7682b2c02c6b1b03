"""Clause 5.3: the generated comparator: every recycled material has one line, one virgin counterpart and one mass."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import Case
from calculations.engine.criteria import Edition
from calculations.engine.outcomes import INVALID, PASS, Outcome, Text
from calculations.engine.rules.virgin_factors import factor_findings
from calculations.engine.rules.virgin_findings import Finding
from calculations.engine.rules.virgin_lines import line_findings
from calculations.engine.rules.virgin_masses import mass_findings
from calculations.engine.virgin_model import VirginModel, virgin_model

RULE = "ce-cfp.5.3.model"


def generated_model(case: Case, edition: Edition) -> Iterator[Outcome]:
    """All that stands in the way of the generated comparator, line by line and all at once.

    Source: clause 5.3, annex (ใช้วัสดุใหม่ทั้งหมด); assumption on how the comparator is made. Rows C4, C14, C15, W17.
    """
    if case.comparator is None or case.comparator.method != "generated":
        return
    model = virgin_model(case)
    raised = 0
    for finding in (
        *line_findings(case, model),
        *factor_findings(case, edition, model),
        *mass_findings(case, edition, model),
        *_nothing_replaced(model),
    ):
        raised += 1
        suffix = f":{finding.place}" if finding.place else ""
        yield Outcome(
            id=f"{RULE}.{finding.code}{suffix}",
            rule=RULE,
            clause="5.3",
            outcome=finding.outcome,
            message=finding.message,
            rows=finding.rows,
            figures=finding.figures,
            line_ids=finding.line_ids,
        )
    if not raised:
        yield Outcome(RULE, RULE, "5.3", PASS, _replaced(model), ("C14",), line_ids=_replaced_lines(model))


def _nothing_replaced(model: VirginModel) -> Iterator[Finding]:
    """A comparator in which nothing was replaced says nothing: equal would pass."""
    changed = [s for s in model.substitutions if s.result is None or not s.is_unchanged]
    if changed or model.stated_new or (model.targets and not model.substitutions):
        return
    if model.substitutions:
        message = Text(
            "วัสดุรีไซเคิลใช้ค่า EF เดียวกับวัสดุใหม่ทุกรายการ จึงไม่มีการแทนวัสดุ",
            "Every recycled material carries the virgin factor: nothing is replaced.",
        )
    else:
        message = Text(
            "ไม่มีวัสดุรีไซเคิลหรือชิ้นส่วนที่นำกลับมาใช้ที่แทนด้วยวัสดุใหม่ได้ จึงไม่มีค่าเปรียบเทียบ",
            "There is no recycled material or retained part to replace by new material, so there is no comparator.",
        )
    yield Finding("nothing", INVALID, message, ("C14",))


def _replaced(model: VirginModel) -> Text:
    names = sorted({s.holding.portion.material for s in model.substitutions})
    listed = ", ".join(names)
    return Text(
        f"แทนวัสดุรีไซเคิลของผลิตภัณฑ์ด้วยวัสดุใหม่ครบทุกรายการ: {listed}",
        f"All recycled material of the product is replaced by virgin material: {listed}.",
    )


def _replaced_lines(model: VirginModel) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.origin.line.line_id for s in model.substitutions))
