"""Which documents a case still lacks, and what is wrong with the description of those it has."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.choices import DocumentState, EvidenceKind
from applications.completeness.figures import day_problem, number_problem, spoken
from applications.completeness.problem import Problem
from applications.models import Application, Evidence
from calculations.engine import problems as engine
from calculations.engine.quantities import find_unit
from cecfp_portal import practice, thai

SECTION = "documents"


def problems(application: Application) -> list[Problem]:
    """Return the kinds that are missing and the problems of every piece of evidence."""
    rows = list(application.evidence.filter(removed_at=None).select_related("document"))
    held = {row.kind for row in rows}
    found = [
        Problem(SECTION, _("Missing: %(kind)s") % {"kind": EvidenceKind(kind).label}, kind, code="document_missing")
        for kind in required_kinds()
        if kind not in held
    ]
    for row in rows:
        found += evidence_problems(row)
    return found


def required_kinds() -> tuple[str, ...]:
    """Return the kinds of document that a filing must hold, by the setting in force today."""
    kinds: tuple[str, ...] = practice.value("documents_required_for_filing", on=timezone.localdate())
    return kinds


def evidence_problems(row: Evidence) -> list[Problem]:
    """Return what is wrong with one piece of evidence; all that is typed about it is optional."""
    return [problem for problem in _checks(row) if problem]


def _checks(row: Evidence) -> Iterator[Problem | None]:
    line = row.line_id
    if row.document.state != DocumentState.SAFE:
        sentence = _("“%(name)s” has not passed the file checks. Please attach it again later.")
        yield Problem(SECTION, sentence % {"name": row.document.original_name}, "file", line, "document_unsafe")
    if row.awaits_confirmation:
        sentence = _("“%(name)s” was taken over: check that it still holds and save, or replace the file.")
        yield Problem(SECTION, sentence % {"name": row}, "file", line, "document_unconfirmed")
    issued = day_problem(row.issued_text, section=SECTION, field="issued_text", line_id=line, is_optional=True)
    expires = day_problem(row.expires_text, section=SECTION, field="expires_text", line_id=line, is_optional=True)
    yield issued
    yield expires
    has_both = bool(row.issued_text.strip() and row.expires_text.strip()) and not issued and not expires
    if has_both and thai.parse_day(row.expires_text) < thai.parse_day(row.issued_text):
        sentence = _("The document ends before it was issued. Please check both days.")
        yield Problem(SECTION, sentence, "expires_text", line, "period_order")
    yield number_problem(row.mass_text, section=SECTION, field="mass_text", line_id=line, is_optional=True)
    unit = find_unit(row.mass_unit)
    if not row.mass_text.strip():
        return
    if isinstance(unit, engine.Problem):
        yield Problem(SECTION, spoken(unit), "mass_unit", line, unit.code)
    elif unit.dimension != "mass":
        yield Problem(SECTION, _("Choose a unit of mass."), "mass_unit", line, "unit_dimension")
