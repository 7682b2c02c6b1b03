"""The section on documents: a place for each kind, further files, and what each document says and proves."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.choices import ComparatorMethod, EvidenceKind, Route
from applications.completeness.documents import evidence_problems, required_kinds
from applications.forms.document import EvidenceForm, UploadForm, evidence_values
from applications.models import Application, Evidence
from applications.services import documents
from applications.services.documents import SUFFIXES, UploadRefused
from applications.services.drafting import SectionStale, save_section
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, own_case
from applications.views.applicant.sections import after_saving, closed_to, page_context, shown_problems, typed_version
from cecfp_portal.accounts.access import SignedInRequest
from cecfp_portal.wording import Words

SECTION = "documents"
USUAL_KINDS = (
    EvidenceKind.RECYCLED_DECLARATION,
    EvidenceKind.PURCHASE_RECORD,
    EvidenceKind.METER_RECORD,
    EvidenceKind.PROCESS_DESCRIPTION,
    EvidenceKind.PHOTOGRAPH,
)
CIRCULAR_KINDS = (EvidenceKind.RETAINED_PART_RECORD, *USUAL_KINDS)
EXTRA = "extra"


@dataclass(frozen=True)
class Slot:
    """The place of one kind of document, with what it holds, its earlier versions and its form."""

    kind: str
    label: Words
    is_required: bool
    held: tuple[Evidence, ...]
    earlier: tuple[Evidence, ...]
    form: UploadForm


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_documents(request: SignedInRequest, public_id: UUID) -> HttpResponseBase:
    """All documents of the case, by kind; a file is attached by the form of its place."""
    application = own_case(request, public_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    if request.method != "POST":
        return _render(request, application)
    if "kind" in request.POST:
        return _attach(request, application)
    try:
        saved = save_section(
            application.pk,
            SECTION,
            version=typed_version(request),
            by=request.user,
            at=timezone.now(),
            write=lambda locked: None,
        )
    except SectionStale as refusal:
        return _render(request, refusal.application)
    except TransitionRefused as refusal:
        return _render(request, application, status=409, refused=refusal.sentences)
    return after_saving(request, saved, SECTION)


def _attach(request: SignedInRequest, application: Application) -> HttpResponse:
    slot = request.POST.get("slot", EXTRA)
    form = UploadForm(request.POST, request.FILES, auto_id=f"id_{slot}_%s")
    if form.is_valid():
        typed = form.cleaned_data
        try:
            row = documents.add(
                application, typed["file"], kind=typed["kind"], by=request.user, at=timezone.now(), key=typed["key"]
            )
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
        except TransitionRefused as refusal:
            return _render(request, application, status=409, refused=refusal.sentences)
        else:
            messages.success(request, _("“%(name)s” is attached.") % {"name": row.document.original_name})
            return redirect(f"{request.path}#slot-{row.kind}")
    return _render(request, application, status=422, failed={slot: _anew(form, slot)})


def _anew(form: UploadForm, slot: str) -> UploadForm:
    """Give a refused form a fresh key: the next file is another action."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    data["key"] = str(uuid.uuid4())
    fresh = UploadForm(data, form.files, auto_id=f"id_{slot}_%s")
    for name, sentences in form.errors.items():
        if name not in fresh.errors:
            fresh.add_error(name, list(sentences))
    return fresh


def _upload_form(slot: str, kind: str = "") -> UploadForm:
    return UploadForm(initial={"key": uuid.uuid4(), "kind": kind}, auto_id=f"id_{slot}_%s")


def _slots(application: Application, failed: dict[str, UploadForm]) -> list[Slot]:
    required = list(required_kinds())
    if application.route == Route.CIRCULAR_ACTIVITY:
        required.append(EvidenceKind.RECOGNISED_CERTIFICATE)
    if application.comparator_method == ComparatorMethod.DECLARED:
        required.append(EvidenceKind.COMPARATOR_EVIDENCE)
    rows = list(application.evidence.select_related("document", "added_by", "removed_by").order_by("-added_at", "-pk"))
    others = [kind.value for kind in EvidenceKind if any(row.kind == kind for row in rows)]
    usual = [kind.value for kind in (CIRCULAR_KINDS if application.route == Route.CIRCULAR_ACTIVITY else USUAL_KINDS)]
    kinds = list(dict.fromkeys([*required, *usual, *others]))
    return [
        Slot(
            kind=kind,
            label=EvidenceKind(kind).label,
            is_required=kind in required,
            held=tuple(row for row in rows if row.kind == kind and row.removed_at is None),
            earlier=tuple(row for row in rows if row.kind == kind and row.removed_at is not None),
            form=failed.get(kind) or _upload_form(kind, kind),
        )
        for kind in kinds
    ]


def _render(
    request: SignedInRequest,
    application: Application,
    status: int = 200,
    failed: dict[str, UploadForm] | None = None,
    **more: Any,
) -> HttpResponse:
    failed = failed or {}
    slots = _slots(application, failed)
    context = page_context(request, application, SECTION) | {
        "required": [slot for slot in slots if slot.is_required],
        "usual": [slot for slot in slots if not slot.is_required],
        "extra": failed.get(EXTRA) or _upload_form(EXTRA, EvidenceKind.OTHER),
        "failed": list(failed.values()),
        "suffixes": ", ".join(suffix.removeprefix(".").upper() for suffix in SUFFIXES if suffix != ".jpeg"),
        "has_scanner": bool(settings.FILE_SCANNER),
        "found": shown_problems(application, SECTION),
        **more,
    }
    return render(request, "applications/applicant/documents.html", context, status=status)


def _evidence(application: Application, line_id: str) -> Evidence:
    held = application.evidence.filter(removed_at=None).select_related("document", "added_by", "application")
    return get_object_or_404(held, line_id=line_id)


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_evidence(request: SignedInRequest, public_id: UUID, line_id: str) -> HttpResponseBase:
    """What one document says, and which recycled materials it proves."""
    application = own_case(request, public_id)
    row = _evidence(application, line_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    if request.method != "POST":
        form = EvidenceForm.showing(evidence_values(row), evidence_problems(row), application=application)
        return _render_evidence(request, application, row, form)
    form = EvidenceForm(request.POST, application=application)
    if not form.is_valid():
        return _render_evidence(request, application, row, form, status=422)
    try:
        documents.describe(row, form.columns(), form.chosen_portions(), by=request.user, at=timezone.now())
    except TransitionRefused as refusal:
        return _render_evidence(request, application, row, form, status=409, refused=refusal.sentences)
    if evidence_problems(_evidence(application, line_id)):
        messages.warning(request, _("Saved. Some things of this document are still to mend."))
        return redirect(request.path)
    messages.success(request, _("Saved."))
    return _to_slot(application, row)


@require_POST
@applicants_only
def applicant_evidence_replace(request: SignedInRequest, public_id: UUID, line_id: str) -> HttpResponseBase:
    """Put a newer file in the place of a document; the older one stays on record."""
    application = own_case(request, public_id)
    row = _evidence(application, line_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    data = request.POST.copy()
    data["kind"] = row.kind
    form = UploadForm(data, request.FILES, auto_id="id_replace_%s")
    if form.is_valid():
        try:
            documents.replace(
                row, form.cleaned_data["file"], by=request.user, at=timezone.now(), key=form.cleaned_data["key"]
            )
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
        except TransitionRefused as refusal:
            return _render_evidence(request, application, row, None, status=409, refused=refusal.sentences)
        else:
            messages.success(request, _("The file was replaced. The earlier version stays on record."))
            return _to_slot(application, row)
    return _render_evidence(request, application, row, None, status=422, replacing=_anew(form, "replace"))


@require_POST
@applicants_only
def applicant_evidence_remove(request: SignedInRequest, public_id: UUID, line_id: str) -> HttpResponseBase:
    """Take a document off the case."""
    application = own_case(request, public_id)
    row = _evidence(application, line_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    try:
        documents.remove(row, by=request.user, at=timezone.now())
        messages.success(
            request, _("“%(name)s” was removed. It stays on record.") % {"name": row.document.original_name}
        )
    except TransitionRefused as refusal:
        messages.error(request, " ".join(str(sentence) for sentence in refusal.sentences))
    return _to_slot(application, row)


def _to_slot(application: Application, row: Evidence) -> HttpResponse:
    response = redirect("applications:applicant_documents", application.public_id)
    response["Location"] += f"#slot-{row.kind}"
    return response


def _render_evidence(
    request: SignedInRequest,
    application: Application,
    row: Evidence,
    form: EvidenceForm | None,
    status: int = 200,
    refused: Sequence[Words] = (),
    replacing: UploadForm | None = None,
) -> HttpResponse:
    form = form or EvidenceForm.showing(evidence_values(row), application=application)
    context = page_context(request, application, SECTION)
    form.mark_asks(ask for ask in context["asks"] if ask.line_id == row.line_id)
    replacing = replacing or _upload_form("replace", row.kind)
    context |= {"form": form, "row": row, "refused": refused, "replacing": replacing}
    return render(request, "applications/applicant/documents_evidence.html", context, status=status)
