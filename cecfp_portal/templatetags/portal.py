"""`{% load portal %}`: the components as tags, and filters for dates and bilingual values."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cecfp_portal.icons import icon_svg
from cecfp_portal.navigation import Entry, entries_for
from cecfp_portal.thai import written_date, written_moment
from cecfp_portal.tones import OUTCOMES, STANDINGS, STATUSES, Tone

register = template.Library()


@register.simple_tag
def cell(field: BoundField, css: str = "") -> SafeString:
    """One cell of a table that is worked in: the control with its label, written without a template."""
    return format_html(
        '<td data-label="{}" class="{}"><label class="visually-hidden" for="{}">{}</label>{}</td>',
        field.label, css, field.id_for_label, field.label, field,
    )  # fmt: skip


@register.simple_tag
def quick_field(field: BoundField) -> SafeString:
    """A field as `django/forms/field.html` writes it, for tables with hundreds of them."""
    if field.use_fieldset or hasattr(field.field, "asks"):
        return field.as_field_group()
    optional = "" if field.field.required else format_html(' <span class="field-optional">({})</span>', _("optional"))
    hint = format_html('<div class="field-hint" id="{}_helptext">{}</div>', field.auto_id, field.help_text)
    return format_html(
        '<div class="field{}" id="{}_group"><label for="{}">{}{}</label>{}{}{}</div>',
        " has-error" if field.errors else "", field.auto_id, field.id_for_label, field.label, optional,
        hint if field.help_text else "", field.errors or "", field,
    )  # fmt: skip


@register.simple_tag
def stamped(template_name: str, **values: str) -> SafeString:
    """A small template that differs from line to line in a few plain texts: rendered once, then filled in."""
    marks = tuple(sorted(values))
    text = _stamp(template_name, get_language() or "th", marks)
    for name in marks:
        text = text.replace(_MARK.format(name), escape(values[name]))
    return mark_safe(text)  # noqa: S308 - the template's own output with escaped texts in it


_MARK = "%{}%"


@lru_cache(maxsize=64)
def _stamp(template_name: str, language: str, names: tuple[str, ...]) -> str:
    return render_to_string(template_name, {name: _MARK.format(name) for name in names})


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An inlined icon; hidden from screen readers unless it has a label."""
    return icon_svg(name, label)


@register.simple_tag
def tag(text: str, tone: str = "neutral", icon: str = "") -> SafeString:
    """A tag of icon, word and colour: `{% tag _("Draft") tone="info" icon="pencil" %}`."""
    return _part("tag", text=text, tone=tone, icon=icon)


@register.simple_tag
def status_tag(code: str, label: str) -> SafeString:
    """The tag of an application's status; the caller gives the words."""
    return _toned(STATUSES, code, label)


@register.simple_tag
def standing_tag(code: str, label: str = "") -> SafeString:
    """The tag of a certificate's standing (active, suspended, revoked, surrendered, superseded, expired)."""
    return _toned(STANDINGS, code, label)


@register.simple_tag
def standing_icon(code: str) -> SafeString:
    """The icon of a certificate's standing, for the panel that tells it in big words."""
    return icon_svg(STANDINGS.get(code, STANDINGS["unknown"]).icon)


@register.simple_tag
def outcome_tag(code: str, short: bool = False) -> SafeString:
    """The tag of a rule's outcome (pass, fail, review, invalid, technical, pending)."""
    tone = OUTCOMES.get(code, OUTCOMES["pending"])
    return _part("tag", text=tone.short if short else tone.word, tone=tone.tone, icon=tone.icon)


@register.simple_block_tag(takes_context=True)
def card(context: Any, content: str, title: str = "", id: str = "", level: int = 2) -> SafeString:  # noqa: A002
    """A white panel: `{% card title=_("Product") %}…{% endcard %}`."""
    return _part("card", content=content, title=title, id=id, level=level)


@register.simple_block_tag
def notice(content: str, title: str = "", tone: str = "info", icon: str = "") -> SafeString:
    """A coloured strip with an icon; tones info, ok, warn, bad, technical, neutral."""
    return _part("notice", content=content, title=title, tone=tone, icon=icon or _NOTICE_ICONS.get(tone, "info"))


@register.simple_block_tag
def row(content: str, label: str, change: str = "", change_label: str = "", anchor: str = "") -> SafeString:
    """One fact inside `<dl class="summary-list">`, with a link to change it where `change` is given."""
    return _part("row", content=content, label=label, change=change, change_label=change_label, anchor=anchor)


@register.simple_block_tag
def clause_row(
    content: str, outcome: str, title: str, clause: str = "", next_step: str = "", anchor: str = "", level: int = 3
) -> SafeString:
    """A rule's outcome with its sentence, inside `<ul class="clause-rows">`."""
    tone = OUTCOMES.get(outcome, OUTCOMES["pending"])
    return _part(
        "clause_row", content=content, outcome=tone, title=title, clause=clause, next_step=next_step, anchor=anchor,
        level=level,
    )  # fmt: skip


@register.simple_block_tag
def timeline_item(
    content: str, title: str, when: datetime | None = None, who: str = "", icon: str = "circle", tone: str = "neutral"
) -> SafeString:
    """One event inside `<ol class="timeline">`."""
    return _part("timeline_item", content=content, title=title, when=when, who=who, icon=icon, tone=tone)


@register.simple_block_tag
def empty_state(content: str, title: str, icon: str = "inbox", level: int = 2) -> SafeString:
    """What stands where a list has nothing to show; the content says what to do next."""
    return _part("empty_state", content=content, title=title, icon=icon, level=level)


@register.simple_block_tag
def poll(content: str, url: str, every: str = "2s", target: str = "this") -> SafeString:
    """A waiting panel that htmx replaces by `url` every two seconds, with a plain link for those without script.

    The answer of `url` is the finished panel, or the same panel again; the finished one holds no `poll`.
    Where more than the panel changes, `target` names the element to replace.
    """
    return _part("poll", content=content, url=url, every=every, target=target)


@register.simple_tag
def task(url: str, title: str, state: str, note: str = "") -> SafeString:
    """One section inside `<ol class="task-list">`; states are todo, started, attention, done, blocked."""
    return _part("task", url=url, title=title, state=state, note=note)


@register.simple_tag
def figure(label: str, value: Any, unit: str = "", note: str = "", tone: str = "", url: str = "") -> SafeString:
    """A key figure inside `<div class="figures">`."""
    return _part("figure", label=label, value=value, unit=unit, note=note, tone=tone, url=url)


@register.simple_tag
def tab(url: str, label: str, current: bool = False, count: int | None = None) -> SafeString:
    """One item inside `<nav class="tabs"><ul>`."""
    return _part("tab", url=url, label=label, current=current, count=count)


@register.simple_tag
def crumb(url: str, label: str) -> SafeString:
    """One step of the breadcrumb: put these in the page's `breadcrumb` block."""
    return _part("crumb", url=url, label=label)


@register.simple_tag(takes_context=True)
def language_switch(context: Any) -> SafeString:
    """The link to this very page in the other language, in that language's own words."""
    request = context.get("request")
    language, name = ("en", "English") if (get_language() or "th").startswith("th") else ("th", "ภาษาไทย")
    url = translate_url(request.get_full_path(), language) if request else f"/{language}/"
    return _part("language_switch", url=url, language=language, name=name)


@register.simple_tag(takes_context=True)
def navigation(context: Any) -> list[Entry]:
    """The entries of the main navigation that the person may use."""
    request = context.get("request")
    if request is None or not hasattr(request, "user"):
        return []
    return entries_for(request, context.get("portal", {}).get("memberships", ()))


@register.filter
def thai_date(value: date | datetime | None, style: str = "long") -> str:
    """A day in the page's language: Buddhist era on Thai pages, Common Era on English ones."""
    return written_date(value, get_language() or "th", style) if value else ""


@register.filter
def thai_datetime(value: datetime | None, style: str = "long") -> str:
    """Day and time in Bangkok, in the page's language."""
    return written_moment(value, get_language() or "th", style) if value else ""


@register.filter
def said(value: dict[str, str] | None) -> str:
    """The page's language out of {"th": …, "en": …}, falling back to Thai."""
    if not value:
        return ""
    return value.get((get_language() or "th")[:2]) or value.get("th", "")


@register.filter
def in_language(value: Any, name: str) -> str:
    """The page's language out of a pair of attributes: `organisation|in_language:"name"` reads name_th or name_en."""
    language = (get_language() or "th")[:2]
    return getattr(value, f"{name}_{language}", "") or getattr(value, f"{name}_th", "")


@register.filter
def stylesheets(names: str) -> list[str]:
    """The paths of named style sheets below static/css."""
    return [f"css/{name}.css" for name in names.split()]


@register.filter
def widget_kind(field: BoundField) -> str:
    """How field.html arranges a field: check, choices, file, hidden or plain."""
    return {
        "checkbox": "check", "radioselect": "choices", "checkboxselectmultiple": "choices",
        "clearablefile": "file", "file": "file", "files": "file", "hidden": "hidden",
    }.get(field.widget_type, "plain")  # fmt: skip


_NOTICE_ICONS = {
    "info": "info",
    "ok": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-x",
    "technical": "wrench",
    "neutral": "info",
    "success": "circle-check",
    "error": "circle-x",
    "warning": "triangle-alert",
}


def _toned(tones: dict[str, Tone], code: str, label: str) -> SafeString:
    tone = tones.get(code, Tone("neutral", "circle"))
    return _part("tag", text=label or tone.word, tone=tone.tone, icon=tone.icon)


def _part(name: str, /, **context: Any) -> SafeString:
    return SafeString(render_to_string(f"components/{name}.html", context).strip())
