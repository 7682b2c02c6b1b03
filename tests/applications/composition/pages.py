"""What a browser sends back from the applicant's tables."""

from typing import Any

from django.test import Client
from django.urls import reverse

from applications.models import Application


def address(application: Application, name: str, *more: str) -> str:
    """Return the address of one of the applicant's pages."""
    return reverse(f"applications:applicant_{name}", args=[application.public_id, *more])


def table_as_sent(client: Client, application: Application) -> dict[str, Any]:
    """Return the fields of the table of parts as a browser would send them back unchanged."""
    context = client.get(address(application, "composition")).context
    sent: dict[str, Any] = {"version": str(context["version"]), "row": []}
    for row in context["rows"]:
        sent[f"{row.token}-node"] = row.node.line_id if row.node else ""
        for name in row.form.fields:
            sent[f"{row.token}-{name}"] = row.form[name].value() or ""
        for place, line in enumerate(row.portions):
            sent["row"].append(line.token)
            if place:
                sent[f"{line.token}-continues"] = "1"
            for field in (line.form[name] for name in ("material", "origin", "share_low_text", "share_high_text")):
                sent[field.html_name] = field.value() or ""
            for field in line.form.asked_fields:
                sent[field.html_name] = field.value() or ("" if field.name != "evidence" else [])
            if line.form.asked_fields:
                sent[f"{line.token}-asks_evidence"] = "1"
    return sent


def first_blank(sent: dict[str, Any]) -> str:
    """Return the token of the first line with nothing typed."""
    return next(token for token in sent["row"] if token.startswith("new-"))
