"""The whole case to read: every section as rows of label and value."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.choices import Boundary, Route, Side
from applications.completeness import SECTIONS
from applications.models import (
    Application,
    BomNode,
    InventoryLine,
    StockBalance,
    TransportLeg,
    recognised_certificate_of,
)
from applications.overview.line_details import line_details
from applications.snapshots.inventory import factor_id, inventory_line, lines_of_case
from applications.views.applicant.journey import section_url
from cecfp_portal.thai import DayRefused, parse_day, written_date


@dataclass(frozen=True)
class Row:
    """One fact: its label, its value in lines, and the place of its field on the section's page."""

    label: str | Promise
    lines: tuple[str, ...]
    anchor: str = ""


@dataclass(frozen=True)
class SummarySection:
    """A section with its rows, and its page where it may be changed."""

    code: str
    title: str | Promise
    url: str
    rows: list[Row] = field(default_factory=list)


def summary(application: Application, *, with_links: bool = False) -> list[SummarySection]:
    """Return all sections in order."""
    return [
        SummarySection(
            code, title, section_url(application, code) if with_links else "", list(_READERS[code](application))
        )
        for code, title in SECTIONS.items()
    ]


def _row(label: str | Promise, *lines: object, anchor: str = "") -> Row:
    shown = tuple(part for line in lines if line for part in str(line).splitlines() if part.strip())
    return Row(label, shown, anchor)


def _joined(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _day(typed: str) -> str:
    try:
        return written_date(parse_day(typed), get_language() or "th")
    except DayRefused:
        return typed


def _organisation(application: Application) -> Iterator[Row]:
    applicant = application.applicant
    yield _row(_("Name"), applicant.name_th, applicant.name_en, anchor="id_name_th")
    branch = _("branch %(number)s") % {"number": applicant.branch_number}
    yield _row(
        _("Juristic person number"),
        applicant.juristic_id and _joined(applicant.juristic_id, branch),
        anchor="id_juristic_id",
    )
    yield _row(_("Address"), applicant.address_th, applicant.address_en, anchor="id_address_th")
    for row in application.application_factories.select_related("factory"):
        factory = row.factory
        share = _("%(share)s %% of the output") % {"share": row.output_share_text} if row.output_share_text else ""
        yield _row(
            _("Factory"),
            _joined(factory.name_th, factory.name_en),
            _joined(factory.licence, share),
            factory.address_th,
            row.maker_name and _("made by %(name)s") % {"name": row.maker_name},
            anchor=f"id_factory-{row.line_id}-name_th",
        )


def _product(application: Application) -> Iterator[Row]:
    yield _row(_("Type"), application.get_route_display(), anchor="id_route")
    yield _row(_("Name"), application.product_name_th, application.product_name_en, anchor="id_product_name_th")
    yield _row(_("Model"), application.product_model, anchor="id_product_model")
    yield _row(_("Technical data"), application.technical_data, anchor="id_technical_data")
    yield _row(_("Kind of product"), application.get_product_kind_display(), anchor="id_product_kind")
    yield _row(_("Market"), application.get_market_display(), anchor="id_market")
    yield _row(_("Product category"), application.category, anchor="id_category")
    yield _row(_("Physical product"), _("yes") if application.is_tangible else _("no"), anchor="id_is_tangible")
    if application.route == Route.CIRCULAR_ACTIVITY:
        yield from _circular(application)


def _circular(application: Application) -> Iterator[Row]:
    held = recognised_certificate_of(application)
    yield _row(
        _("Circular activity"),
        application.get_circular_activity_display(),
        held.get_work_display(),
        anchor="id_circular_activity",
    )
    days = " – ".join(_day(text) for text in (held.issued_text, held.expires_text) if text)
    yield _row(
        _("Certificate of a recognised body"),
        held.body or held.other_body_name,
        _joined(held.number, held.get_activity_display(), held.product_name),
        days,
        anchor="id_body",
    )


def _scope(application: Application) -> Iterator[Row]:
    sent = application.draft_pcr_sent_text
    pcr = (
        application.pcr
        if application.pcr_status == "registered"
        else sent and _("sent on %(day)s") % {"day": _day(sent)}
    )
    yield _row(_("Product category rule (PCR)"), application.get_pcr_status_display(), pcr, anchor="id_pcr_status")
    for name, label in (("functional_unit", _("Functional unit")), ("product_unit", _("Product unit"))):
        unit = getattr(application, f"{name}_unit")
        amount = f"{getattr(application, f'{name}_text')} {_('piece') if unit == 'piece' else unit}".strip()
        words = _joined(getattr(application, f"{name}_th"), getattr(application, f"{name}_en"))
        yield _row(label, amount, words, anchor=f"id_{name}_text")
    yield _row(
        _("Product units in one functional unit"),
        application.product_units_per_functional_unit_text,
        anchor="id_product_units_per_functional_unit_text",
    )
    yield _row(_("System boundary"), Boundary(application.boundary).label if application.boundary else "")
    start, end = application.data_period_start_text, application.data_period_end_text
    yield _row(
        _("Data period"), f"{_day(start)} – {_day(end)}" if start or end else "", anchor="id_data_period_start_text"
    )
    yield _row(
        _("Output of this product in the period"), application.period_output_text, anchor="id_period_output_text"
    )
    mass = f"{application.declared_mass_text} {application.declared_mass_unit}".strip()
    yield _row(_("Mass of one product unit"), application.declared_mass_text and mass, anchor="id_declared_mass_text")
    yield _row(_("Set of emission factors"), application.factor_set, anchor="id_factor_set")


def _composition(application: Application) -> Iterator[Row]:
    nodes = application.bom_nodes.select_related("parent").prefetch_related("portions")
    for node in nodes:
        yield _row(node.name or _("Unnamed part"), *_part_lines(node))
    if not nodes:
        yield _row(_("Parts"))


def _part_lines(node: BomNode) -> Iterator[str]:
    count = f"{node.count_text} × " if node.count_text not in ("", "1") else ""
    mass = f"{count}{node.mass_text} {node.mass_unit}" if node.mass_text else ""
    if not mass and node.input_mass_text:
        mass = f"{count}{node.input_mass_text} {node.mass_unit} × {node.yield_share_text} %"
    yield _joined(mass, node.parent.name if node.parent else "", node.get_role_display())
    for portion in node.portions.all():
        share = f"{portion.share_low_text} %" if portion.share_low_text else ""
        if portion.share_high_text and portion.share_high_text != portion.share_low_text:
            share = f"{portion.share_low_text}–{portion.share_high_text} %"
        yield _joined(portion.material, portion.get_origin_display(), share)
        if portion.is_recycled:
            arose = _joined(
                portion.get_waste_origin_kind_display(), portion.waste_origin_name, portion.waste_origin_licence
            )
            yield _("waste arose: %(place)s") % {"place": arose or "–"}
            yield _("reprocessor: %(name)s") % {
                "name": _joined(portion.reprocessor_name, portion.reprocessor_licence) or "–"
            }


def _documents(application: Application) -> Iterator[Row]:
    rows = application.evidence.filter(removed_at=None).select_related("document")
    for row in rows:
        yield _row(row.get_kind_display(), _joined(row.title, row.number), row.document.original_name)
    if not rows:
        yield _row(_("Documents"))


def _stock(application: Application) -> Iterator[Row]:
    balances = application.stock_balances.prefetch_related("deliveries__evidence__document")
    for balance in balances:
        yield _row(balance.material or _("Unnamed material"), *_stock_lines(balance))
    if not balances:
        yield _row(_("Recycled materials"))


def _stock_lines(balance: StockBalance) -> Iterator[str]:
    names = ("opening", "used_here", "used_elsewhere", "losses", "closing")
    for name in names:
        typed = getattr(balance, f"{name}_text")
        label = balance._meta.get_field(f"{name}_text").verbose_name  # type: ignore[union-attr]
        yield f"{label}: {typed} {balance.mass_unit}" if typed else f"{label}: –"
    for delivery in balance.deliveries.all():
        mass = f"{delivery.mass_text} {balance.mass_unit}" if delivery.mass_text else ""
        share = f"{delivery.recycled_share_text} %" if delivery.recycled_share_text else ""
        number = delivery.evidence.number if delivery.evidence else ""
        yield _("received: %(delivery)s") % {
            "delivery": _joined(_day(delivery.received_text), delivery.supplier, number, mass, share)
        }


def _inventory(application: Application) -> Iterator[Row]:
    yield from _lines(application, Side.PRODUCT)
    if application.workbook_total_text:
        own = f"{application.workbook_total_text} kgCO₂e"
        yield _row(_("Total of your own workbook"), own, anchor="id_workbook_total_text")


def _comparator(application: Application) -> Iterator[Row]:
    yield _row(_("How the comparator was obtained"), application.get_comparator_method_display())
    if application.comparator_total_text:
        yield _row(_("Declared total"), f"{application.comparator_total_text} kgCO₂e")
    yield _row(_("Reason and source"), application.comparator_reason)
    if application.comparator_method == "measured":
        yield from _lines(application, Side.COMPARATOR)


def _lines(application: Application, side: str) -> Iterator[Row]:
    lines = [(line, legs) for line, legs in lines_of_case(application) if line.side == side]
    for line, legs in lines:
        yield _row(line.name or _("Unnamed line"), *_line_lines(line, legs))
    if not lines:
        yield _row(_("Inventory lines"))


def _line_lines(line: InventoryLine, legs: Sequence[TransportLeg]) -> Iterator[str]:
    total = f"{line.period_total_text} {line.period_total_unit}" if line.period_total_text else ""
    yield _joined(line.get_stage_display(), line.get_kind_display(), total)
    if line.is_cut_off:
        yield _("cut off: %(reason)s") % {"reason": line.cut_off_reason or "–"}
    factor = line.factor or line.own_factor
    if factor:
        yield _("factor: %(name)s") % {"name": factor}
    yield from line_details(inventory_line(line, legs), _factor_names(line, legs))


def _factor_names(line: InventoryLine, legs: Sequence[TransportLeg]) -> dict[str, str]:
    pairs = [(line.combustion_factor, line.combustion_own_factor)]
    for leg in legs:
        pairs += [(leg.factor, leg.own_factor), (leg.return_factor, leg.return_own_factor)]
    named = ((factor_id(factor, own), factor or own) for factor, own in pairs)
    return {code: str(name) for code, name in named if code}


def _verification(application: Application) -> Iterator[Row]:
    engagement = application.engagements.filter(ended_at=None).select_related("organisation", "verifier").first()
    body = engagement.organisation if engagement else None
    name = (body.name_en if get_language() == "en" and body.name_en else body.name_th) if body else ""
    state = ""
    if engagement:
        state = (
            _("accepted by %(name)s") % {"name": engagement.verifier}
            if engagement.accepted_at
            else _("asked, not answered yet")
        )
    yield _row(_("Verification body"), name, state, anchor="id_organisation")
    yield _row(_("Consultant"), application.consultant_name or _("none"), anchor="id_consultant_name")


_READERS: dict[str, Callable[[Application], Iterator[Row]]] = {
    "organisation": _organisation,
    "product": _product,
    "scope": _scope,
    "composition": _composition,
    "documents": _documents,
    "stock": _stock,
    "inventory": _inventory,
    "comparator": _comparator,
    "verification": _verification,
}
