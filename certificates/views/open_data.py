"""The open data as people see them: the files, the terms, and what each column means."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from certificates.facts import Pair, Speaker
from certificates.models import Certificate
from certificates.open_data.dictionary import COLUMNS, TYPES, Column
from certificates.open_data.files import FORMATS
from certificates.open_data.state import licence
from certificates.wording import Words

FILE_WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "csv": (_("Table (CSV)"), _("Opens in Excel with Thai letters; one row per certificate")),
    "json": ("JSON", _("The same rows for programs")),
    "jsonld": ("JSON-LD", _("Linked data in the words of schema.org")),
}


@dataclass(frozen=True)
class ColumnRow:
    """One column in the reader's language first."""

    column: Column
    meaning: Pair
    type: Pair
    unit: Pair | None
    values: list[tuple[str, Pair]]


@require_safe
def open_data_in_a_language(request: HttpRequest) -> HttpResponse:
    """Send on to the page in the visitor's language; the address without one is what terms and files point to."""
    return redirect(f"/{get_language()}/open-data/")


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """The files with their terms, and the data dictionary."""
    speaker = Speaker(get_language() or "th")
    terms = licence(on=timezone.localdate())
    context = {
        "files": [(reverse(f"open_data:{name}"), name, *FILE_WORDS[name]) for name in FORMATS],
        "terms": speaker.pair(Words(terms.th, terms.en)),
        "terms_url": terms.url,
        "columns": [_row(column, speaker) for column in COLUMNS],
        "number": Certificate.objects.count(),
    }
    return render(request, "certificates/public/open_data.html", context)


def _row(column: Column, speaker: Speaker) -> ColumnRow:
    return ColumnRow(
        column,
        speaker.pair(column.meaning),
        speaker.pair(TYPES[column.type]),
        speaker.pair(column.unit) if column.unit else None,
        [(code, speaker.pair(words)) for code, words in column.values.items()],
    )
