"""A certificate as pairs of label and value in both languages, the reader's language first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

from cecfp_portal.thai import english_date, local_day, thai_date, written_moment
from certificates import wording
from certificates.content import CertificateContent
from certificates.models import Certificate, Standing
from certificates.wording import LABELS, Words


@dataclass(frozen=True)
class Pair:
    """A text in the reader's language and, where it differs, in the other."""

    first: str
    second: str
    first_language: str

    @property
    def second_language(self) -> str:
        return "en" if self.first_language == "th" else "th"

    @property
    def html(self) -> SafeString:
        """Both texts as they stand in a page, markup in them as text; the page behind a QR code shows dozens."""
        if not self.second:
            return SafeString(escape(self.first))
        second = f'<span class="second" lang="{self.second_language}">{escape(self.second)}</span>'
        return SafeString(f"{escape(self.first)} {second}")


@dataclass(frozen=True)
class Fact:
    """One line of what a certificate states; a short one leaves room beside it, pieces of a number are kept whole."""

    label: Pair
    value: Pair
    note: str = ""
    is_short: bool = False
    is_in_pieces: bool = False


@dataclass(frozen=True)
class StandingNow:
    """What the first screen tells: the standing, since when, why."""

    code: str
    word: Pair
    explanation: Pair
    reason: Pair | None = None
    successor: Certificate | None = None


class Speaker:
    """Puts words in the reader's order."""

    def __init__(self, language: str) -> None:
        self.language = "en" if language == "en" else "th"

    def pair(self, words: Words) -> Pair:
        """Return the words with the reader's language first; the second is empty where both are the same."""
        first, second = (words.en, words.th) if self.language == "en" else (words.th, words.en)
        return Pair(first or second, second if first and second != first else "", self.language)

    def same(self, text: str) -> Pair:
        """Return a text that reads alike in both languages."""
        return Pair(text, "", self.language)

    def labels(self) -> dict[str, Pair]:
        """Return every fixed label."""
        return {name: self.pair(words) for name, words in LABELS.items()}

    def day(self, day: date) -> Pair:
        """Return a day in both eras."""
        return self.pair(Words(thai_date(day), english_date(day)))

    def moment(self, at: datetime) -> Pair:
        """Return day and time in both eras."""
        return self.pair(Words(written_moment(at, "th"), written_moment(at, "en")))


def standing_now(certificate: Certificate | None, speaker: Speaker, *, on: date) -> StandingNow:
    """Return what to tell about a certificate, or about a code nobody was given."""
    code = certificate.standing(on).value if certificate else "unknown"
    since, reason, successor = what_happened(certificate, code, on) if certificate else (None, None, None)
    since = since or on
    until = certificate.valid_until if certificate else on
    explained = wording.EXPLANATIONS[code]
    named = {
        "since_th": thai_date(since),
        "since_en": english_date(since),
        "until_th": thai_date(until),
        "until_en": english_date(until),
    }
    return StandingNow(
        code=code,
        word=speaker.pair(wording.STANDINGS[code]),
        explanation=speaker.pair(Words(explained.th.format(**named), explained.en.format(**named))),
        reason=speaker.pair(reason) if reason else None,
        successor=successor,
    )


def what_happened(
    certificate: Certificate, code: str, on: date
) -> tuple[date | None, Words | None, Certificate | None]:
    """Return since when, why, and by which newer certificate a standing came about; nothing while it is in force."""
    reasoned: dict[str, Any] = {Standing.REVOKED: certificate.revocations, Standing.SUSPENDED: certificate.suspensions}
    if code in reasoned:
        row = next(row for row in reasoned[code].all() if row.is_in_force(on))
        return row.began_on, Words(row.reason_th, row.reason_en), None
    if code in (Standing.SURRENDERED, Standing.SUPERSEDED):
        ending = certificate.endings.all()[0]
        return local_day(ending.ended_at), None, ending.successor
    return certificate.valid_until + timedelta(days=1) if code == Standing.EXPIRED else None, None, None


def main_facts(content: CertificateContent, speaker: Speaker) -> list[Fact]:
    """Return what a person in a shop wants to know."""
    return [
        _fact(speaker, "product", Words(content.product_th, content.product_en)),
        _fact(speaker, "holder", Words(content.holder_th, content.holder_en)),
        _short(speaker, wording.FOOTPRINT, f"{content.footprint} {content.footprint_unit}", wording.PER_UNIT),
        _short(speaker, wording.share_words(content.route), f"{content.recycled_share_percent} %", wording.BY_WEIGHT),
        Fact(speaker.pair(LABELS["number"]), speaker.same(content.number), is_short=True, is_in_pieces=True),
        Fact(speaker.pair(LABELS["valid_until"]), speaker.day(content.valid_until), is_short=True),
    ]


def _short(speaker: Speaker, label: Words, value: str, of_what: Words) -> Fact:
    """Return a figure; what it is of stands below it in the reader's language."""
    note = of_what.en if speaker.language == "en" else of_what.th
    return Fact(speaker.pair(label), speaker.same(value), note, is_short=True)


def further_facts(content: CertificateContent, speaker: Speaker) -> list[Fact]:
    """Return everything else that is printed."""
    kind, market = wording.KINDS[content.kind], wording.MARKETS[content.market]
    pairs = {
        **({"model": Words(content.model, content.model)} if content.model else {}),
        "type": wording.route_words(content.route, content.activity),
        **_recognised(content),
        "form": Words(f"{kind.th} {market.th}", f"{kind.en}, {market.en}"),
        "functional_unit": Words(content.functional_unit_th, content.functional_unit_en),
        "product_unit": Words(content.product_unit_th, content.product_unit_en),
        "boundary": wording.BOUNDARIES[content.boundary],
        "pcr": Words(content.pcr_th, content.pcr_en),
        "criteria": Words(content.criteria_th, content.criteria_en),
        "guideline": Words(content.guideline_th, content.guideline_en),
        "body": Words(content.verification_body_th, content.verification_body_en),
        "statement": Words(content.statement_number, content.statement_number),
        "address": Words(content.holder_address_th, content.holder_address_en),
    }
    meeting = Words(
        f"ครั้งที่ {content.meeting_round} วันที่ {thai_date(content.meeting_on)}",
        f"No. {content.meeting_round}, {english_date(content.meeting_on)}",
    )
    return [
        *(_fact(speaker, name, words) for name, words in pairs.items()),
        *(_fact(speaker, "site", words) for words in _sites(content)),
        _fact(speaker, "meeting", meeting),
        Fact(speaker.pair(LABELS["approved_on"]), speaker.day(content.approved_on)),
        Fact(speaker.pair(LABELS["valid_from"]), speaker.day(content.valid_from)),
    ]


def _recognised(content: CertificateContent) -> dict[str, Words]:
    if not content.recognised_body_th:
        return {}
    return {
        "recognised_body": Words(content.recognised_body_th, content.recognised_body_en),
        "recognised_number": Words(content.recognised_number, content.recognised_number),
    }


def _sites(content: CertificateContent) -> list[Words]:
    licence = LABELS["licence"]
    return [
        Words(f"{site.name_th} {licence.th} {site.licence}", f"{site.name_en}, {licence.en} {site.licence}")
        if site.licence
        else Words(site.name_th, site.name_en)
        for site in content.factories
    ]


def _fact(speaker: Speaker, name: str, words: Words) -> Fact:
    return Fact(speaker.pair(LABELS[name]), speaker.pair(words))
