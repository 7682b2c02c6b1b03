"""Every kind of page, with the demo's cases, in both languages: no overflow, no policy violation, axe finds nothing."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from applications.models import Application, Portion
from applications.statuses import Status
from cecfp_portal.local import demo
from certificates.models import Certificate
from tests.looking import Finding, look, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
WIDTHS = (1360, 390, 320)
SECTIONS = (
    "organisation",
    "product",
    "scope",
    "composition",
    "documents",
    "stock",
    "inventory",
    "inventory/new/product",
    "inventory/own-factors/new",
    "comparator",
    "verification",
    "check",
)


def address(status: str, *, of: str = "Circular Packaging") -> str:
    case = Application.objects.filter(status=status, applicant__name_en__contains=of).order_by("pk")[0]
    return str(case.public_id)


def public_paths() -> Iterator[str]:
    yield from ("/", "/register/", "/check/", "/licences/", "/accounts/login/", "/accounts/password/reset/")
    yield from (f"/c/{code}/" for code in Certificate.objects.values_list("code", flat=True))
    yield "/c/00000000000000000000000000/"


def maker_paths() -> Iterator[str]:
    yield from ("/applications/", "/applications/start/", "/applications/new/", "/certificates/")
    yield from (f"/applications/{address(Status.DRAFT)}/{section}/" for section in ("", *SECTIONS) if section)
    for status in (Status.DRAFT, Status.RETURNED, Status.VERIFIED, Status.CERTIFIED):
        yield f"/applications/{address(status)}/"
    yield from (f"/applications/{address(status)}/results/" for status in (Status.RETURNED, Status.CERTIFIED))
    yield from figure_paths(Application.objects.get(public_id=address(Status.DRAFT)))
    yield f"/applications/{address(Status.VERIFIED)}/file/"
    suspended, revoked, standing = certificates_worth_a_look()
    yield from (f"/certificates/{one.application.public_id}/" for one in (suspended, revoked, standing))
    yield from (f"/certificates/{standing.application.public_id}/{act}/" for act in ("surrender", "agreement"))


def certificates_worth_a_look() -> tuple[Certificate, Certificate, Certificate]:
    """A suspended one, a revoked one, and one in force."""
    found = Certificate.objects.select_related("application").order_by("pk")
    suspended, revoked = found.get(suspensions__isnull=False), found.get(revocations__isnull=False)
    return suspended, revoked, found.get(content__product_en="Product A (example of the annex)")


def figure_paths(case: Application) -> Iterator[str]:
    """Pages of single rows: a balance, an own factor, a line, a replaced material."""
    place = f"/applications/{case.public_id}"
    portion = Portion.objects.filter(node__application=case, origin="post_consumer")[0]
    yield from (f"{place}/stock/{row.line_id}/" for row in case.stock_balances.all()[:1])
    yield from (f"{place}/inventory/own-factors/{row.line_id}/" for row in case.own_factors.all()[:1])
    yield from (f"{place}/inventory/lines/{row.line_id}/" for row in case.inventory_lines.all()[:1])
    yield f"{place}/comparator/materials/{portion.line_id}/"


def verifier_paths() -> Iterator[str]:
    case = address(Status.VERIFYING)
    yield from ("/verify/", f"/verify/{case}/", f"/verify/{case}/findings/", f"/verify/{case}/statement/")


def officer_paths() -> Iterator[str]:
    yield from ("/tgo/", "/officer/certificates/")
    yield from (f"/officer/certificates/{one.code}/" for one in certificates_worth_a_look())
    yield f"/tgo/{address(Status.SCREENING)}/screening/"
    case = address(Status.REVIEW)
    yield from (f"/tgo/{case}/", f"/tgo/{case}/requests/", f"/tgo/{case}/recommendation/")


def approver_paths() -> Iterator[str]:
    yield from ("/tgo/agenda/", f"/tgo/{address(Status.RECOMMENDED, of='Green Paper')}/brief/")


WALKS = {
    "": public_paths,
    "maker": maker_paths,
    "verifier": verifier_paths,
    "officer": officer_paths,
    "approver": approver_paths,
}


def findings(page: Page, base: str, paths: list[str]) -> Iterator[Finding]:
    for number, path in enumerate(paths):
        # Both languages are looked at wide; narrow, they take turns, for the layout is the same.
        for language in ("th", "en"):
            yield from look(page, base, f"/{language}{path}", WIDTHS[0], None)
        for width in WIDTHS[1:]:
            yield from look(page, base, f"/{('th', 'en')[number % 2]}{path}", width, None)


def test_no_page_has_anything_against_it(live_server: object, chromium: Browser) -> None:
    demo.load()
    base, found = str(live_server), []
    for person, paths in WALKS.items():
        context = chromium.new_context()
        if person:
            sign_in(context, base, f"{person}@example.com:{settings.DEMO_PASSWORD}")
        found += findings(context.new_page(), base, list(paths()))
        context.close()
    assert not found, "\n".join(map(str, found))
