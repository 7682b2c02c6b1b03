"""Names and units corrected after the statement was signed: TGO sees them before and after, where it decides."""

from copy import deepcopy

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Revision
from calculations.engine import canonical
from tests.factories.filed_cases import make_recommended_case


def correct(application, path, text):
    """Freeze a further revision in which one name is another."""
    last = application.revisions.latest("number")
    case = deepcopy(last.case)
    case["presentation"][path[0]][path[1]] = text
    return Revision.objects.create(
        application=application,
        number=last.number + 1,
        case=case,
        case_sha256=canonical.case_sha256(case),
        judged_sha256=canonical.judged_sha256(case),
        created_at=timezone.now(),
        created_by=last.created_by,
    )


@pytest.mark.parametrize(("who", "name"), [("officer", "officer_case"), ("approver", "officer_brief")])
@pytest.mark.parametrize("path", [("product", "model"), ("functional_unit", "text_th")])
def test_what_was_corrected_since_the_statement_is_shown(personas, signed_in, who, name, path):
    application, _recommendation = make_recommended_case(personas)
    before = application.revisions.latest("number").case["presentation"][path[0]][path[1]]
    correct(application, path, "ระหว่างทาง")
    correct(application, path, "คำที่เปลี่ยนภายหลัง")

    answer = signed_in(getattr(personas, who)).get(reverse(f"applications:{name}", args=[application.public_id]))

    assert [(change.before, change.after) for change in answer.context["corrected"]] == [(before, "คำที่เปลี่ยนภายหลัง")]
    assert "คำที่เปลี่ยนภายหลัง" in answer.text and 'id="corrected"' in answer.text


def test_nothing_is_shown_where_nothing_was_corrected(personas, signed_in):
    application, _recommendation = make_recommended_case(personas)
    answer = signed_in(personas.officer).get(reverse("applications:officer_case", args=[application.public_id]))
    assert answer.context["corrected"] == []
    assert 'id="corrected"' not in answer.text
