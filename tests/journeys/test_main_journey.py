"""The main job, end to end, in a browser with a real worker: an application becomes a certificate anyone can check."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from applications.models import Application
from certificates.models import Certificate
from tests.journeys import applicant, authority, verifier
from tests.journeys.conftest import Site

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey, pytest.mark.worker]


def reload_until(page: Page, text: str) -> None:
    """Wait for words that arrive by themselves; where the page does not ask again, ask for it."""
    expect(page.locator("main")).to_contain_text(text, timeout=60_000)


def test_an_application_becomes_a_certificate_that_is_revoked(site: Site, worker_at_work: Callable[[], Any]) -> None:
    with worker_at_work():
        maker = site.sign_in("maker")
        case = applicant.open_application(maker)
        applicant.fill(maker, case, site.pdf)
        verifier.accept(site.sign_in("verifier"))
        applicant.send(maker, case)
        maker.goto(f"{case}results/")
        reload_until(maker, "ร้อยละ 20 พอดี เป็นไปตามเกณฑ์")
        reload_until(maker, "5 ไม่มากกว่า 5.36778 kgCO₂e")

        verifier.sign_statement(site.sign_in("verifier"), site.pdf, share="20.00", footprint="5.00")
        applicant.file_with_tgo(maker, case)
        reload_until(maker, "CECFP-")

        officer = site.sign_in("officer")
        authority.take_and_screen(officer)
        authority.decide_and_rule(officer)
        authority.recommend(officer)
        authority.approve(site.sign_in("approver"))

        applicant.accept_agreement(maker, case)
        for _ in range(30):
            if Certificate.objects.exists():
                break
            maker.wait_for_timeout(1000)
        certificate = Certificate.objects.get()
        assert Application.objects.get().status == "certified"

        public = site.visit(scripts=False)
        public.goto(f"/c/{certificate.code}")
        expect(public.locator("body")).to_contain_text("ยังมีผลการรับรอง")
        expect(public.locator("body")).to_contain_text("ถาด A จาก R-PET")
        expect(public.locator("body")).to_contain_text(certificate.number)

        authority.propose_revocation(officer, certificate.code)
        public.reload()
        expect(public.locator("body")).to_contain_text("ยังมีผลการรับรอง")
        applicant.answer_proposal(
            maker, f"/th/certificates/{Application.objects.get().public_id}/", "ขอชี้แจงตามเอกสารแนบ"
        )
        authority.confirm_revocation(site.sign_in("officer-2"), certificate.code)
        public.reload()
        expect(public.locator("body")).to_contain_text("เพิกถอนการรับรอง")
