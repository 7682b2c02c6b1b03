"""All problems of a case, section by section."""

from collections.abc import Callable

from applications.completeness import (
    comparator,
    composition,
    documents,
    inventory,
    organisation,
    product,
    scope,
    stock,
    verification,
)
from applications.completeness.problem import SECTIONS, Problem
from applications.models import Application, Evidence

CHECKS: dict[str, Callable[[Application], list[Problem]]] = {
    "organisation": organisation.problems,
    "product": product.problems,
    "scope": scope.problems,
    "composition": composition.problems,
    "documents": documents.problems,
    "stock": stock.problems,
    "inventory": inventory.problems,
    "comparator": comparator.problems,
    "verification": verification.problems,
}


def problems(application: Application) -> list[Problem]:
    """Return everything that stands between the draft and sending it; an empty list means it can be sent."""
    return [problem for section in SECTIONS for problem in CHECKS[section](application)]


def problems_of(application: Application, section: str) -> list[Problem]:
    """Return what one section still lacks."""
    return CHECKS[section](application)


def missing_documents(application: Application, kinds: tuple[str, ...]) -> list[str]:
    """Return those of `kinds` for which the case holds no document that passed the file checks."""
    held = set(
        Evidence.objects.filter(application=application, removed_at=None, document__state="safe").values_list(
            "kind", flat=True
        )
    )
    return [kind for kind in kinds if kind not in held]
