"""A complete draft of type 4.2: the demo's remanufactured copier."""

import pytest

from applications.models import Application
from cecfp_portal.local.demo import circular
from tests.factories.cases import OPENED_AT, CaseMaker


@pytest.fixture
def copier(cases: CaseMaker) -> Application:
    """A draft with every section complete, its certificate issued by the example body, in force for two years."""
    application = cases.draft(circular.copier())
    application.is_example = True
    application.save(update_fields=["is_example"])
    return circular.certify(application, by=cases.personas.applicant, at=OPENED_AT)
