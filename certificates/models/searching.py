"""Expressions certificates are found by; the register's queries and the indexes use the same."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Lower


class LetterPairs(Func):
    """Every two letters that stand beside each other: what a trigram index cannot find two-letter words by."""

    function = "letter_pairs"
    output_field = ArrayField(models.TextField())


class NumberEnd(Func):
    """The last part of a number in small letters, which is all that people type of it."""

    function = "regexp_replace"
    output_field = models.CharField()

    def __init__(self, number: str) -> None:
        super().__init__(Lower(number), Value("^.* "), Value(""))


class DaysFrom(Func):
    """The days between a date and a column: the order in which the index over both ends of a term can be read.

    From `date.min` on it is the oldest first, from `date.max` on the newest first, and what an end of the term shuts
    out is never looked at, where an index in the order of one end would walk past all of it.
    """

    template = "(%(expressions)s)"
    arg_joiner = " <-> "
    output_field = models.IntegerField()

    def __init__(self, name: str, day: date) -> None:
        super().__init__(name, Value(day))
