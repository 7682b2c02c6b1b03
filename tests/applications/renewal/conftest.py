"""What the tests of renewals share: a certified case that has a row in every table of a case."""

import pytest
from django.utils import timezone

from applications import predecessors
from applications.models import (
    Application,
    BomNode,
    CounterpartOverride,
    InventoryLine,
    Lot,
    OwnFactor,
    Portion,
    RecognisedCertificate,
    TransportLeg,
)
from applications.statuses import Status
from calculations.models import EmissionFactor
from tests.factories.cases import CaseMaker


def as_certified(application: Application) -> Application:
    """Return the case as if it had gone its whole way; only the state is written."""
    Application.objects.filter(pk=application.pk).update(
        status=Status.CERTIFIED, filed_at=timezone.now(), filed_by=application.created_by
    )
    return Application.objects.get(pk=application.pk)


@pytest.fixture
def certified(cases: CaseMaker) -> Application:
    """Return a certified case with nested parts, legs, own factors, stock by month, an override and type 4.2 facts."""
    application = cases.draft()
    top = BomNode.objects.create(application=application, name="ชุดประกอบ", position=0)
    BomNode.objects.filter(application=application).exclude(pk=top.pk).update(parent=top, parent_text=top.name)
    portion = Portion.objects.filter(node__application=application, origin="post_consumer").earliest("pk")
    factor = EmissionFactor.objects.filter(factor_set=application.factor_set).exclude(unit_code="").earliest("pk")
    line = InventoryLine.objects.create(application=application, kind="transport", name="ขนส่งเม็ด", position=99)
    TransportLeg.objects.create(transport=line, distance_text="120", trips_text="40", payload_text="15", factor=factor)
    evidence = application.evidence.filter(kind="comparator_evidence").get()
    CounterpartOverride.objects.create(
        application=application, portion=portion, factor=factor, reason="เกรดเดียวกัน", evidence=evidence
    )
    Lot.objects.create(
        balance=application.stock_balances.earliest("pk"), portion=portion, label="ม.ค.", output_text="5"
    )
    site = application.application_factories.get()
    certificate = RecognisedCertificate.objects.create(application=application, number="RC-1", expires_text="1/1/2572")
    certificate.sites.add(site)
    certificate.evidence.add(evidence)
    assert OwnFactor.objects.filter(application=application).exists()
    return as_certified(application)


@pytest.fixture(autouse=True)
def predecessors_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say of every predecessor that its certificate is in force: these cases were certified without one."""
    monkeypatch.setattr(predecessors, "_readers", [lambda application_id, on: "active"])
