"""Where a case stands on its way, and what the applicant does next: sections with their state, and the next step."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from applications.choices import FilingKind
from applications.completeness import SECTIONS, problems
from applications.models import Application, OwnFactorMeter
from applications.services.corrections import unanswered
from applications.services.drafting import section_version
from applications.statuses import Status

# Where an applicant mends what stands against a clause.
SECTION_OF_CLAUSE = {
    "1": "product",
    "4": "product",
    "4.1": "product",
    "4.1.1": "composition",
    "4.1.2": "composition",
    "4.2": "product",
    "5.1": "inventory",
    "5.2": "composition",
    "5.3": "comparator",
}
GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("Prepare the data"), ("organisation", "product", "scope", "composition", "documents", "stock")),
    (_("Calculate and compare"), ("inventory", "comparator")),
    (_("Check and send"), ("verification",)),
)


@dataclass(frozen=True)
class SectionState:
    """One section of the task list. `state` is one of the task component's words."""

    code: str
    number: int
    title: str
    url: str
    state: str
    problem_count: int
    ask_count: int
    clauses: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        return self.problem_count == 0

    @property
    def note(self) -> str:
        notes = []
        if self.ask_count:
            text = ngettext("%(count)s request to answer", "%(count)s requests to answer", self.ask_count)
            notes.append(text % {"count": self.ask_count})
        if self.clauses:
            notes.append(gettext("Clause %(numbers)s is not met") % {"numbers": ", ".join(self.clauses)})
        if self.state in ("started", "attention") and self.problem_count:
            text = ngettext("%(count)s item to mend", "%(count)s items to mend", self.problem_count)
            notes.append(text % {"count": self.problem_count})
        return " · ".join(notes)


@dataclass(frozen=True)
class Step:
    """What to do next with a case: a sentence and where to do it."""

    label: str | Promise
    url: str
    is_action: bool = True


def section_url(application: Application, section: str) -> str:
    """Return the address of a section's page; empty where this build has none."""
    try:
        return reverse(f"applications:applicant_{section}", args=[application.public_id])
    except NoReverseMatch:
        return ""


def place_url(application: Application, section: str, line_id: str, field: str) -> str:
    """Return the address of a field in the case: on the section's page, or on the page of its line."""
    if line_id and section == "inventory" and (meter := _meter(application, line_id)):
        return _line_url(application, section, meter.own_factor.line_id) + f"#id_meter-{line_id}-{field}"
    if line_id and section in ("inventory", "comparator", "documents"):
        return _line_url(application, section, line_id) + (f"#id_{field}" if field else "")
    if line_id and section == "stock":
        return _stock_url(application, line_id, field)
    row = f"factory-{line_id}" if line_id and section == "organisation" else line_id
    anchor = "-".join(part for part in (row, field) if part)
    return section_url(application, section) + (f"#id_{anchor}" if anchor else "")


def _meter(application: Application, line_id: str) -> OwnFactorMeter | None:
    """Return the metered input of that identifier, which stands on the page of its own factor."""
    held = OwnFactorMeter.objects.filter(own_factor__application=application, line_id=line_id)
    return held.select_related("own_factor").first()


def _line_url(application: Application, section: str, line_id: str) -> str:
    if section == "documents":
        name = "evidence"
    else:
        name = "own_factor" if application.own_factors.filter(line_id=line_id).exists() else "line"
    return reverse(f"applications:applicant_{name}", args=[application.public_id, line_id])


def _stock_url(application: Application, line_id: str, field: str) -> str:
    """Return the address of a balance, or of the line of a delivery or lot on its page."""
    of_line = Q(line_id=line_id) | Q(deliveries__line_id=line_id) | Q(lots__line_id=line_id)
    balance = application.stock_balances.filter(of_line).first()
    if balance is None:
        return section_url(application, "stock")
    url = reverse("applications:applicant_stock_balance", args=[application.public_id, balance.line_id])
    names = [field] if balance.line_id == line_id else [line_id, field]
    return f"{url}#id_{'-'.join(names)}" if field else url


def section_states(application: Application, unmet_clauses: Iterable[str] = ()) -> list[SectionState]:
    """Return every section in order: what is still to mend, what was asked, which clause a check found unmet."""
    counts = Counter(problem.section for problem in problems(application))
    asks = Counter(ask.section for ask in unanswered(application))
    unmet: dict[str, list[str]] = {}
    for clause in unmet_clauses:
        unmet.setdefault(SECTION_OF_CLAUSE.get(clause, ""), []).append(clause)
    return [
        SectionState(
            code=section,
            number=number,
            title=str(title),
            url=section_url(application, section),
            state=_state(application, section, counts[section], asks[section] + len(unmet.get(section, ()))),
            problem_count=counts[section],
            ask_count=asks[section],
            clauses=tuple(unmet.get(section, ())),
        )
        for number, (section, title) in enumerate(SECTIONS.items(), start=1)
    ]


def _state(application: Application, section: str, problem_count: int, matter_count: int) -> str:
    if matter_count:
        return "attention"
    if problem_count == 0:
        return "done"
    return "started" if section_version(application, section) else "todo"


def grouped(states: Sequence[SectionState]) -> list[tuple[str | Promise, list[SectionState]]]:
    """Return the sections in the three groups of the task list."""
    by_code = {state.code: state for state in states}
    return [(title, [by_code[code] for code in codes]) for title, codes in GROUPS]


def neighbours(application: Application, section: str) -> tuple[str, str]:
    """Return the addresses before and after a section: task list before the first, check page after the last."""
    codes = list(SECTIONS)
    place = codes.index(section)
    before = section_url(application, codes[place - 1]) if place else case_url(application)
    after = section_url(application, codes[place + 1]) if place + 1 < len(codes) else check_url(application)
    return before, after


def case_url(application: Application) -> str:
    return reverse("applications:applicant_case", args=[application.public_id])


def check_url(application: Application) -> str:
    return reverse("applications:applicant_check", args=[application.public_id])


def agreement_url(application: Application) -> str:
    return reverse("certificates:agreement", args=[application.public_id])


def awaits_agreement(application: Application) -> bool:
    """Tell whether the certificate waits for the applicant to accept the agreement on the use of the mark."""
    if application.status != Status.APPROVED:
        return False
    return hasattr(application, "issuance") and application.issuance.awaits_agreement


def next_step(application: Application) -> Step:
    """Return the next step of a case for its applicant, cheap enough for a list."""
    here = case_url(application)
    if application.status == Status.DRAFT:
        return _next_of_draft(application)
    names: dict[str, tuple[str | Promise, str]] = {
        Status.CHECKING: (_("See the check's progress"), "applicant_results"),
        Status.RETURNED: (_("See what has to be corrected"), "applicant_case"),
        Status.VERIFIED: (_("File with TGO"), "applicant_file"),
        Status.CERTIFIED: (_("See the certificate"), "applicant_case"),
    }
    if awaits_agreement(application):
        return Step(_("Accept the agreement on the use of the mark"), agreement_url(application))
    if application.status in names:
        label, name = names[application.status]
        return Step(label, reverse(f"applications:{name}", args=[application.public_id]))
    return Step(_("See the state of the case"), here, is_action=False)


def _next_of_draft(application: Application) -> Step:
    if application.filing_kind != FilingKind.NEW:
        return Step(_("Bring up to date"), case_url(application))
    for number, section in enumerate(SECTIONS, start=1):
        if not section_version(application, section):
            label = _("Continue at section %(number)s") % {"number": number}
            return Step(label, section_url(application, section) or case_url(application))
    return Step(_("Check and send"), check_url(application))
