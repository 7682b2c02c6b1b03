"""The page for people who build on the register: addresses, parameters, refusals, examples."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from certificates.api.parameters import PARAMETERS
from certificates.api.problems import CERTIFICATE_UNKNOWN, PROBLEMS, STATUSES, problem
from certificates.credentials import STANDING_SCHEMA
from certificates.facts import Speaker
from certificates.open_data.dictionary import EXAMPLE_CODE

ADDRESSES: dict[str, str | Promise] = {
    "/api/v1/certificates/": _("The register, newest first; search and filter with the parameters below"),
    "/api/v1/certificates/{code}/": _(
        "One certificate: what is printed, the hashes, the standing, what happened to it"
    ),
    "/api/v1/certificates/{code}/standing/": _("The standing alone, the shortest answer"),
    "/api/v1/certificates/{code}/json-ld/": _("One certificate as linked data (JSON-LD)"),
    "/api/v1/numbers/{number}/": _("One certificate by its number"),
    "/api/v1/open-data/": _("What the open data are, with the data dictionary"),
    "/open-data/certificates.csv": _("Every certificate as a table (CSV)"),
    "/open-data/certificates.json": _("Every certificate as JSON"),
    "/open-data/certificates.jsonld": _("Every certificate as JSON-LD"),
    "/api/v1/schema/": _("The OpenAPI document of this interface"),
}
STANDING_EXAMPLE: dict[str, Any] = {
    "schema": STANDING_SCHEMA,
    "code": EXAMPLE_CODE,
    "number": "TGO CE-CFP FY27-000-0001",
    "standing": "active",
    "since": None,
    "valid_until": "2029-11-19",
    "checked_at": "2026-11-28T09:30:00+07:00",
}


@require_safe
def developers(request: HttpRequest) -> HttpResponse:
    """How the register is read by machines."""
    speaker = Speaker(get_language() or "th")
    context = {
        "site": settings.SITE_URL,
        "addresses": ADDRESSES.items(),
        "parameters": [(item.name, speaker.pair(item.takes), item.codes) for item in PARAMETERS.values()],
        "problems": [(STATUSES[code], code, speaker.pair(words)) for code, words in PROBLEMS.items()],
        "example_code": EXAMPLE_CODE,
        "standing_example": _written(STANDING_EXAMPLE),
        "problem_example": _written(problem(404, CERTIFICATE_UNKNOWN)),
    }
    return render(request, "certificates/public/developers.html", context)


def _written(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2)
