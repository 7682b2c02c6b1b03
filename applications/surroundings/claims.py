"""The ledger of claims on delivery documents: written when a case is sent, read for every run."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Q

from applications.choices import FilingKind
from applications.models import Application, DocumentClaim, DocumentKey, Revision
from applications.statuses import GIVEN_UP
from calculations.engine.display import exact_text
from calculations.engine.document_names import document_number, seller_name
from calculations.engine.reading import case_from_json
from calculations.engine.stock_figures import claimed_by_document


def record_claims(application: Application, revision: Revision) -> None:
    """Put what `revision` claims of its delivery documents in the place of what the case claimed before.

    The caller holds the application's lock, in the transaction that queues the run: every other case that names one
    of the documents waits here until this one is sent, and then reads its claims.
    """
    claims = _claims_of(application, revision)
    held = _held_before(application)
    _lock({name for claim in claims for name in names_of(claim)})
    for claim in claims:
        claim.first_sent_at = _first_sent_at(claim, held)
    DocumentClaim.objects.filter(application=application).delete()
    DocumentClaim.objects.bulk_create(claims)


def _held_before(application: Application) -> list[DocumentClaim]:
    """Return the claims of the case and of those it is a variation of: what it takes over keeps its place in time."""
    above, current = [application.pk], application
    while current.filing_kind == FilingKind.VARIATION and current.predecessor is not None:
        current = current.predecessor
        above.append(current.pk)
    return list(DocumentClaim.objects.filter(application__in=above))


def _first_sent_at(claim: DocumentClaim, held: Iterable[DocumentClaim]) -> datetime:
    """When the case first claimed the document, by whichever of its names it was known then."""
    names = set(names_of(claim))
    before = [other.first_sent_at for other in held if names & set(names_of(other))]
    return min(before, default=claim.first_sent_at)


def names_of(claim: DocumentClaim) -> list[str]:
    """Return the names under which a claim can be found."""
    names = (f"number:{claim.number}" if claim.number else "", f"sha256:{claim.sha256}" if claim.sha256 else "")
    return [name for name in names if name]


def _lock(names: Iterable[str]) -> None:
    """Lock one row for each name until the commit, always in the same order, so that no two cases wait crosswise."""
    wanted = sorted(names)
    DocumentKey.objects.bulk_create([DocumentKey(key=name) for name in wanted], ignore_conflicts=True)
    list(DocumentKey.objects.select_for_update().filter(key__in=wanted).order_by("key"))


def _claims_of(application: Application, revision: Revision) -> list[DocumentClaim]:
    case, _problems = case_from_json(revision.case)
    found = []
    for line_id, claimed in claimed_by_document(case).items():
        document = case.documents[line_id]
        claim = DocumentClaim(
            application=application,
            revision=revision,
            line_id=line_id[:12],
            number=document_number(document.number)[:120],
            seller=seller_name(document.seller)[:220],
            sha256=document.sha256[:64],
            claimed_kg_text=exact_text(claimed),
            mass_kg_text=exact_text(document.mass.in_base) if document.mass else "",
            first_sent_at=revision.created_at,
        )
        found.append(claim)
    return found


@dataclass
class _Found:
    """What other cases claim of one document, added up."""

    applications: set[int]
    namesakes: set[int]
    claimed_kg: Fraction
    masses_kg: list[Fraction]
    earlier_kg: Fraction
    earlier_masses_kg: list[Fraction]


def claims_on_documents(revision: Revision) -> list[dict[str, Any]]:
    """Return what cases in force other than this one claim of its delivery documents: counts and kilograms only.

    A variation claims in the place of the case it varies, so such cases count as one: with the greatest claim of them.
    """
    own = _claims_of(revision.application, revision)
    held = _held_before(revision.application)
    for claim in own:
        claim.first_sent_at = _first_sent_at(claim, held)
    numbers, files = {claim.number for claim in own} - {""}, {claim.sha256 for claim in own} - {""}
    others = (
        DocumentClaim.objects.exclude(application=revision.application_id)
        .exclude(application__status__in=GIVEN_UP)
        .filter(Q(number__in=numbers) | Q(sha256__in=files))
    )
    found: dict[tuple[str, str], _Found] = defaultdict(lambda: _Found(set(), set(), Fraction(0), [], Fraction(0), []))
    for other in _greatest_of_each(others, revision.application_id):
        # Under the names it shares with this case, and no other: the rest is another firm's.
        name = (other.number if other.number in numbers else "", other.sha256 if other.sha256 in files else "")
        _add(found[name], other, [claim for claim in own if set(names_of(claim)) & set(names_of(other))])
    return [_entry(name, found[name]) for name in sorted(found)]


def _greatest_of_each(claims: Iterable[DocumentClaim], own_id: int) -> list[DocumentClaim]:
    """Return one claim for each document of a chain of variations, and none of the chain that `own_id` belongs to."""
    listed = list(claims)
    roots = _roots({own_id, *(claim.application_id for claim in listed)})
    chains: dict[tuple[int, str, str], dict[int, list[DocumentClaim]]] = defaultdict(lambda: defaultdict(list))
    for claim in listed:
        root = roots[claim.application_id]
        if root != roots[own_id]:
            chains[root, claim.number, claim.sha256][claim.application_id].append(claim)
    greatest = (max(cases.values(), key=_claimed) for cases in chains.values())
    return sorted((claim for claims in greatest for claim in claims), key=lambda claim: claim.pk)


def _claimed(claims: Iterable[DocumentClaim]) -> Fraction:
    return sum((Fraction(claim.claimed_kg_text) for claim in claims), Fraction(0))


def _roots(application_ids: set[int]) -> dict[int, int]:
    """Return, for each application, the one at the beginning of its chain of variations."""
    above: dict[int, int] = {}
    pending = set(application_ids)
    while pending:
        variations = Application.objects.filter(pk__in=pending, filing_kind=FilingKind.VARIATION)
        found = {key: former for key, former in variations.values_list("pk", "predecessor") if former is not None}
        above |= found
        pending = set(found.values()) - set(above)
    roots = {}
    for key in application_ids:
        root = key
        while root in above:
            root = above[root]
        roots[key] = root
    return roots


def _add(found: _Found, other: DocumentClaim, own: list[DocumentClaim]) -> None:
    """Add one claim of another case: in full where it is surely the same document, else as a namesake."""
    is_same_file = any(claim.sha256 and claim.sha256 == other.sha256 for claim in own)
    is_same_seller = any(not claim.seller or not other.seller or claim.seller == other.seller for claim in own)
    if not is_same_file and not is_same_seller:
        found.namesakes.add(other.application_id)
        return
    claimed, masses = Fraction(other.claimed_kg_text), [Fraction(t) for t in (other.mass_kg_text,) if t]
    found.applications.add(other.application_id)
    found.claimed_kg += claimed
    found.masses_kg += masses
    if any(_is_earlier(other, claim) for claim in own):
        found.earlier_kg += claimed
        found.earlier_masses_kg += masses


def _is_earlier(other: DocumentClaim, own: DocumentClaim) -> bool:
    return (other.first_sent_at, other.application_id) < (own.first_sent_at, own.application_id)


def _entry(name: tuple[str, str], found: _Found) -> dict[str, Any]:
    return {
        "number": name[0],
        "sha256": name[1],
        "cases": len(found.applications),
        "claimed_kg": exact_text(found.claimed_kg),
        "least_mass_kg": _least(found.masses_kg),
        "earlier_kg": exact_text(found.earlier_kg),
        "earlier_least_mass_kg": _least(found.earlier_masses_kg),
        "other_seller_cases": len(found.namesakes),
    }


def _least(masses_kg: list[Fraction]) -> str | None:
    return exact_text(min(masses_kg)) if masses_kg else None
