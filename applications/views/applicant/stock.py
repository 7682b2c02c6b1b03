"""The section on recycled material over the year: a balance per material, each with a page of its own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from applications.completeness.stock import balance_problems, recycled_portions
from applications.forms.stock import BalancePage
from applications.models import Application, StockBalance
from applications.services import stock
from applications.services.drafting import SectionStale, save_section, section_version
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, own_case
from applications.views.applicant.sections import (
    after_saving,
    closed_to,
    page_context,
    remove_row,
    shown_problems,
    typed_version,
)
from cecfp_portal.accounts.access import SignedInRequest

SECTION = "stock"
ROW_ACTIONS = ("add_delivery", "add_lot", "remove")


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_stock(request: SignedInRequest, public_id: UUID) -> HttpResponseBase:
    """Every recycled material with its year: what was there, came, went and remained."""
    application = own_case(request, public_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    return _save_list(request, application) if request.method == "POST" else _render_list(request, application)


def _save_list(request: SignedInRequest, application: Application) -> HttpResponse:
    is_adding, added = request.POST.get("do") == "from_parts", 0

    def write(locked: Application) -> None:
        nonlocal added
        added = stock.add_balances(locked) if is_adding else 0

    try:
        saved = save_section(
            application.pk, SECTION, version=typed_version(request), by=request.user, at=timezone.now(), write=write
        )
    except SectionStale as refusal:
        sentence = _("Somebody else has changed this section. Here is how it stands now.")
        return _render_list(request, refusal.application, status=409, refused=[sentence])
    except TransitionRefused as refusal:
        return _render_list(request, application, status=409, refused=refusal.sentences)
    if not is_adding:
        return after_saving(request, saved, SECTION)
    sentence = ngettext("%(count)s material added.", "%(count)s materials added.", added)
    messages.success(request, sentence % {"count": added})
    return redirect(request.path)


def _render_list(request: SignedInRequest, application: Application, status: int = 200, **more: Any) -> HttpResponse:
    found, figures = shown_problems(application, SECTION), stock.figures_of(application)
    balances = application.stock_balances.prefetch_related(
        "portions__node", "deliveries", "lots", "deliveries__evidence"
    )
    rows = [
        {
            "balance": balance,
            "figures": figures.get(balance.line_id),
            "problem_count": len(balance_problems(balance)) if found else 0,
        }
        for balance in balances
    ]
    held = {portion.pk for balance in balances for portion in balance.portions.all()}
    context = page_context(request, application, SECTION) | {
        "rows": rows,
        "whole_problems": [problem for problem in found if not problem.line_id],
        "missing": [portion for portion in recycled_portions(application) if portion.pk not in held],
        **more,
    }
    return render(request, "applications/applicant/stock.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_stock_balance(request: SignedInRequest, public_id: UUID, line_id: str) -> HttpResponseBase:
    """One material: its balance, deliveries and lots."""
    application = own_case(request, public_id)
    balance = get_object_or_404(application.stock_balances, line_id=line_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    if request.method != "POST":
        found = balance_problems(balance) if section_version(application, SECTION) > 1 else []
        return _render(request, BalancePage(balance, found=found))
    return _save(request, application, BalancePage(balance, request.POST))


def _save(request: SignedInRequest, application: Application, page: BalancePage) -> HttpResponse:
    action, _colon, line_id = request.POST.get("do", "").partition(":")
    if page.has_hard_errors:
        return _render(request, page, status=422)

    def write(locked: Application) -> None:
        rows = [(row, form.columns()) for row, form in page.rows]
        stock.write_balance(page.balance, page.form.columns(), page.form.chosen(), rows)
        stock.change_rows(page.balance, action, line_id)

    try:
        save_section(
            application.pk, SECTION, version=typed_version(request), by=request.user, at=timezone.now(), write=write
        )
    except SectionStale as refusal:
        page.balance.application = refusal.application
        sentence = _(
            "Somebody else has changed this section meanwhile. What you typed stands below: check it, then save again."
        )
        return _render(request, page, status=409, refused=[sentence])
    except TransitionRefused as refusal:
        return _render(request, page, status=409, refused=refusal.sentences)
    return _after(request, application, page.balance, action)


def _after(request: SignedInRequest, application: Application, balance: StockBalance, action: str) -> HttpResponse:
    if action in ROW_ACTIONS:
        place = "lots" if action == "add_lot" else "deliveries"
        return redirect(f"{request.path}#{place}")
    fresh = StockBalance.objects.get(pk=balance.pk)
    if balance_problems(fresh):
        messages.warning(request, _("Saved. Some things of this material are still to mend."))
        return redirect(request.path)
    messages.success(request, _("Saved."))
    return redirect("applications:applicant_stock", application.public_id)


def _render(request: SignedInRequest, page: BalancePage, status: int = 200, **more: Any) -> HttpResponse:
    application = page.balance.application
    context = page_context(request, application, SECTION)
    page.form.mark_asks(ask for ask in context["asks"] if ask.line_id == page.balance.line_id)
    errors = [(str(row), field, error) for row, form in page.rows for field in form for error in field.errors]
    context |= {
        "page": page,
        "form": page.form,
        "balance": page.balance,
        "figures": stock.figures_of(application).get(page.balance.line_id),
        "row_errors": errors,
        **more,
    }
    return render(request, "applications/applicant/stock_balance.html", context, status=status)


@require_POST
@applicants_only
def applicant_stock_figures(request: SignedInRequest, public_id: UUID, line_id: str) -> HttpResponse:
    """The account of one material as typed, stored or not."""
    application = own_case(request, public_id)
    balance = get_object_or_404(application.stock_balances, line_id=line_id)
    page = BalancePage(balance, request.POST)
    rows = [(row, form.columns()) for row, form in page.rows]
    figures = stock.figures_as_typed(balance, page.form.columns(), page.form.chosen(), rows)
    return render(request, "applications/applicant/stock_figures.html", {"figures": figures})


@require_POST
@applicants_only
def applicant_stock_remove(request: SignedInRequest, public_id: UUID, line_id: str) -> HttpResponseBase:
    """Take a material's balance away, with its deliveries."""
    application = own_case(request, public_id)
    balance = get_object_or_404(application.stock_balances, line_id=line_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    remove_row(request, application, SECTION, balance, _("Material removed from the balance of the year."))
    return redirect("applications:applicant_stock", application.public_id)
