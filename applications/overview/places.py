"""The places of a frozen case that a finding or a request can point to, as choices of one select box."""

from dataclasses import dataclass
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.completeness import SECTIONS
from applications.models.questions import Question
from applications.overview.facts import sections
from applications.overview.materials import materials
from applications.overview.words import Json, word
from applications.verdicts import CLAUSE_TITLES

Group = tuple[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Place:
    """Where a question points: a clause, or a section and perhaps one of its fields or lines."""

    section: str = ""
    line_id: str = ""
    field: str = ""
    clause: str = ""

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Return the place that a choice of `places` stands for.

        >>> Place.from_code("line:inventory:a1"), Place.from_code("clause:5.2").clause
        (Place(section='inventory', line_id='a1', field='', clause=''), '5.2')
        """
        kind, _separator, rest = code.partition(":")
        section, _separator, item = rest.partition(":")
        if kind == "clause":
            return cls(clause=rest)
        if kind == "line":
            return cls(section=section, line_id=item)
        return cls(section=section, field=item if kind == "field" else "")


def places(case: Json) -> list[Group]:
    """Return groups of (code, label); a code is `section:x`, `field:x:y`, `line:x:id` or `clause:n`."""
    facts = {section.code: section.facts for section in sections(case)}
    groups: list[Group] = []
    for code, title in SECTIONS.items():
        whole = (f"section:{code}", str(_("The whole section: %(section)s") % {"section": title}))
        fields = [(f"field:{code}:{fact.field}", str(fact.label)) for fact in facts.get(code, ())]
        groups.append((str(title), [whole, *fields, *_lines(case, code)]))
    clauses = [(f"clause:{number}", f"{number} {title}") for number, title in CLAUSE_TITLES.items() if number != "4"]
    return [*groups, (str(_("Clauses of the criteria")), clauses)]


def label_of(question: Question, case: Json) -> str | Promise:
    """Return where a finding or request points, in words: section, then field or line, or the clause."""
    if question.clause:
        return _("Clause %(number)s") % {"number": question.clause}
    wanted = f"line:{question.section}:{question.line_id}" if question.line_id else ""
    wanted = wanted or (f"field:{question.section}:{question.field}" if question.field else "")
    title = str(SECTIONS.get(question.section, ""))
    found = next((label for _group, items in places(case) for code, label in items if code == wanted), "")
    return f"{title} › {found}" if found else title


def _lines(case: Json, section: str) -> list[tuple[str, str]]:
    judged = case["judged"]
    if section == "composition":
        return [
            (f"line:{section}:{row.line_id}", f"{row.part} – {row.material}" if row.material else row.part)
            for row in materials(case)
        ]
    if section == "stock":
        return [
            (f"line:{section}:{row['line_id']}", row.get("material", "")) for row in judged.get("stock_balances") or ()
        ]
    if section in ("inventory", "comparator"):
        side = "product" if section == "inventory" else "comparator"
        lines = [line for line in judged.get("inventory") or () if line["side"] == side]
        return [(f"line:{section}:{line['line_id']}", line.get("name") or line["line_id"]) for line in lines]
    if section == "documents":
        return [
            (f"line:{section}:{row['line_id']}", row.get("title") or word(choices.EvidenceKind, row.get("kind")))
            for row in judged.get("evidence") or ()
        ]
    return []
