"""One picture with its words and its table."""

from dataclasses import dataclass

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class ChartTable:
    """The same figures as a table, for those who do not see the picture."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """One picture in a wide and a narrow form; `description` says in words what it shows."""

    key: str
    title: str
    description: str
    wide: SafeString
    narrow: SafeString
    table: ChartTable
    note: str = ""
