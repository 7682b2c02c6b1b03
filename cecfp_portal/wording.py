"""The type of a sentence for people: text, or text that is translated when it is shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words
else:
    from django.utils.functional import Promise

    Words = str | Promise

__all__ = ["Words"]
