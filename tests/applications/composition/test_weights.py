"""The live weights below the table agree with the engine on the stored case, to the digit."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from applications import snapshots
from applications.forms.composition import stored_rows
from applications.models import Application
from applications.views.applicant.weights import weights_of
from calculations.engine import evaluate
from cecfp_portal.local.demo import specimens
from tests.applications.composition.pages import address, table_as_sent
from tests.factories.cases import CaseMaker
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]


def totals(client: Client, application: Application, **changed: str) -> Any:
    sent = table_as_sent(client, application) | changed
    return client.post(address(application, "composition_totals"), sent).context["weights"]


def test_the_stored_table_weighs_what_the_engine_says(cases: CaseMaker) -> None:
    application = cases.draft(specimens.product_a())
    weights = weights_of(application, stored_rows(application))
    report = evaluate(snapshots.case_of(application))
    assert weights.lower_percent == report["shares"]["recycled_lower"]["percent_text"] == "20.00"
    assert weights.verdict == "pass" and weights.short_grams == ""


def test_what_is_typed_but_not_saved_is_weighed(cases: CaseMaker, personas: Personas, signed_in: SignedIn) -> None:
    application, client = cases.draft(specimens.product_a()), signed_in(personas.applicant)
    recycled = application.bom_nodes.get(portions__origin="post_consumer").portions.get().line_id
    weights = totals(client, application, **{f"{recycled}-mass_text": "199.999"})
    assert (weights.verdict, weights.lower_percent, weights.short_grams) == ("fail", "19.99", "0.0008")
    assert totals(client, application).verdict == "pass"


@pytest.mark.parametrize("typed", ["", "NaN", "1e999999", "1,5", "-3"])
def test_a_mass_that_cannot_be_read_is_not_counted_and_said(
    cases: CaseMaker, personas: Personas, signed_in: SignedIn, typed: str
) -> None:
    application, client = cases.draft(specimens.product_a()), signed_in(personas.applicant)
    first = application.bom_nodes.first().portions.get().line_id
    assert totals(client, application, **{f"{first}-mass_text": typed}).unread_count == 1


def test_packaging_is_left_out_of_a_finished_product(cases: CaseMaker, personas: Personas, signed_in: SignedIn) -> None:
    application, client = cases.draft(specimens.product_a()), signed_in(personas.applicant)
    Application.objects.filter(pk=application.pk).update(product_kind="finished")
    virgin = application.bom_nodes.get(portions__origin="virgin").portions.get().line_id
    weights = totals(client, application, **{f"{virgin}-role": "packaging"})
    assert (weights.packaging_grams, weights.lower_percent) == ("800", "100.00")
