"""Complete cases for tests, filled from the demo's specimens and taken through the portal's own services."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from applications import checking
from applications.models import Application
from applications.services import submission, verification
from cecfp_portal.local.demo import reference, specimens
from cecfp_portal.local.demo.cases import complete_draft
from cecfp_portal.local.demo.specimens import Specimen
from tests.factories.accounts import make_factory
from tests.personas import Personas

OPENED_AT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class CaseMaker:
    """Makes cases of the personas' manufacturer, verified by body A."""

    personas: Personas

    def draft(self, specimen: Specimen | None = None) -> Application:
        """Return a draft with every section complete."""
        return complete_draft(
            self.personas.manufacturer,
            self.personas.body_a,
            specimen or specimens.product_a(),
            by=self.personas.applicant,
            at=OPENED_AT,
        )

    def checked(self, specimen: Specimen | None = None) -> Application:
        """Return a case that was sent and judged by the engine: verifying, or returned."""
        application = self.draft(specimen)
        engagement = application.engagements.get(ended_at=None)
        verification.accept(engagement.pk, by=self.personas.verifier, at=OPENED_AT)
        return self.sent_again(application)

    def sent_again(self, application: Application) -> Application:
        """Send the case and let the worker's act judge it."""
        submission.submit(
            application.pk, is_declared=True, by=self.personas.applicant, at=timezone.now(), key=uuid.uuid4()
        )
        revision = application.revisions.order_by("-number")[0]
        for run in revision.check_runs.filter(finished_at=None):
            checking.complete_check_run(run.pk)
        return Application.objects.get(pk=application.pk)


@pytest.fixture
def cases(personas: Personas) -> CaseMaker:
    """Return a maker of cases; the demo's reference data are loaded and the manufacturer has a factory."""
    reference.load(date(2026, 11, 1))
    make_factory(personas.manufacturer, address_th="1 ถนนตัวอย่าง จังหวัดระยอง", address_en="1 Example Road, Rayong")
    return CaseMaker(personas)
