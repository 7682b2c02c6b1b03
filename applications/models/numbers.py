"""Numbers in drafts: the text as typed is kept, the parsed value beside it may be missing."""

from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from django.db import models
from django.db.models import Q

from calculations.engine.quantities import parse_number
from cecfp_portal.wording import Words

MAX_DIGITS = 60
DECIMAL_PLACES = 30


LIMIT = Decimal("1e30")


def decimal_or_none(typed: str) -> Decimal | None:
    """Return the exact decimal of a number as typed, or None where it is no number or lies outside the columns.

    >>> decimal_or_none("1,234.50"), decimal_or_none("NaN"), decimal_or_none("1e40")
    (Decimal('1234.5'), None, None)
    """
    parsed = parse_number(typed)
    if not isinstance(parsed, Fraction):
        return None
    with localcontext(prec=2 * MAX_DIGITS):
        value = Decimal(parsed.numerator) / Decimal(parsed.denominator)
    is_exact = Fraction(value) == parsed and -value.as_tuple().exponent <= DECIMAL_PLACES  # type: ignore[operator]
    return value if is_exact and abs(value) < LIMIT else None


def typed_text(label: Words) -> models.CharField:
    """Return the column for a number as typed."""
    return models.CharField(label, max_length=60, blank=True)


def parsed_value() -> models.DecimalField:
    """Return the column for the parsed number; None while the text is empty or not a number."""
    return models.DecimalField(
        max_digits=MAX_DIGITS, decimal_places=DECIMAL_PLACES, null=True, blank=True, editable=False
    )


def finite(model_name: str, *names: str) -> list[models.CheckConstraint]:
    """Return one constraint per column that refuses NaN, which PostgreSQL counts as larger than any number."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lt": LIMIT, f"{name}__gt": -LIMIT}),
            name=f"{model_name}_{name}_finite",
        )
        for name in names
    ]


class TypedNumbersModel(models.Model):
    """A row whose columns `<name>_text` are parsed into `<name>_value` whenever it is saved."""

    class Meta:
        abstract = True

    @classmethod
    def typed_number_names(cls) -> list[str]:
        names = {field.attname for field in cls._meta.concrete_fields}
        return sorted(name[:-5] for name in names if name.endswith("_text") and f"{name[:-5]}_value" in names)

    def parse_typed_numbers(self) -> None:
        for name in self.typed_number_names():
            setattr(self, f"{name}_value", decimal_or_none(getattr(self, f"{name}_text")))

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.parse_typed_numbers()
        if update_fields is not None:
            update_fields = set(update_fields)
            update_fields |= {f"{name}_value" for name in self.typed_number_names() if f"{name}_text" in update_fields}
        super().save(*args, update_fields=update_fields, **kwargs)
