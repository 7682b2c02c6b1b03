"""Expressions certificates are found by; the register's queries and the indexes use the same."""

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
