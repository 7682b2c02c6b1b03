"""The public register: search, filters, counts and pages."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates import queries, register
from certificates.forms.register import RegisterForm
from certificates.models import Certificate
from certificates.numbering import code_as_read, is_code

PAGE_LENGTH = 20


class CountedPaginator(Paginator):
    """Pages of a list whose length is known already."""

    def __init__(self, *args: Any, length: int) -> None:
        super().__init__(*args)
        self.length = length

    @property
    def count(self) -> int:
        return self.length


@require_safe
@never_cache
def register_page(request: HttpRequest) -> HttpResponse:
    """Every issued certificate with its standing today, as far as the address asks for them."""
    today = timezone.localdate()
    form = RegisterForm(request.GET, years=register.years())
    wanted = replace(form.wanted(), after=_place(request.GET.get("after", "")))
    found = register.find(wanted, on=today)
    form.tell(found)
    page = CountedPaginator(found.certificates.with_events(), PAGE_LENGTH, length=found.total).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "wanted": wanted,
        "found": found,
        "page_obj": page,
        "is_followed": found.is_more and not page.has_next(),
        "is_narrowed": wanted.is_filtered or wanted.query,
        "rows": [(certificate, certificate.printed, certificate.standing(today)) for certificate in page],
    }
    return render(request, "certificates/public/register.html", context)


def _place(typed: str) -> Certificate | None:
    code = code_as_read(typed)
    return queries.place_of(code) if is_code(code) else None
