"""The one byte form of a case, its rulings and its context, and the SHA-256 taken over it."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from types import NoneType
from typing import Any


class NotCanonicalError(ValueError):
    """Raised for data that has no canonical form: a float, a key that is not text, an unknown type."""


_SURROGATES = re.compile("[\ud800-\udfff]")


def _text(value: str, path: str) -> str:
    if _SURROGATES.search(value):
        raise NotCanonicalError(f"{path}: a lone surrogate has no UTF-8 form")
    return unicodedata.normalize("NFC", value)


def _normalised(value: Any, path: str) -> Any:
    if isinstance(value, str):
        return _text(value, path)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Mapping):
        plain: dict[str, Any] = {}
        for key, item in value.items():
            if not isinstance(key, str):
                raise NotCanonicalError(f"{path}: a key is not text")
            name = _text(key, path)
            if name in plain:
                raise NotCanonicalError(f"{path}.{name}: the key appears twice")
            plain[name] = _normalised(item, f"{path}.{name}")
        return plain
    if isinstance(value, (list, tuple)):
        return [_normalised(item, f"{path}[{index}]") for index, item in enumerate(value)]
    raise NotCanonicalError(f"{path}: {type(value).__name__} has no canonical form")


_SCALARS = {str, int, bool, NoneType}
_NODES = {dict, list, *_SCALARS}


def _is_plain(value: Any) -> bool:
    """Whether nothing but JSON's own types stands in it, floats apart; types are compared whole levels at a time."""
    waiting = [value]
    while waiting:
        node = waiting.pop()
        inside = node.values() if type(node) is dict else node if type(node) is list else (node,)
        types = set(map(type, inside))
        if not types <= _NODES or (type(node) is dict and not set(map(type, node)) <= {str}):
            return False
        if not types <= _SCALARS:
            waiting += [item for item in inside if type(item) is dict or type(item) is list]
    return True


def _dumped(plain: Any) -> str:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical_json(value: Any) -> bytes:
    """Sorted keys, NFC text, no spaces, UTF-8 as it is; a float is refused.

    >>> canonical_json({"b": "2", "a": ["1"]})
    b'{"a":["1"],"b":"2"}'
    """
    try:
        return _canonical_text(value).encode("utf-8")
    except RecursionError as error:
        raise NotCanonicalError("nested too deep for a canonical form") from error


def _canonical_text(value: Any) -> str:
    if _is_plain(value):
        text = _dumped(value)
        # No text composes with the quotation mark before it, so the whole is normalised where every part is.
        if text.isascii() or (unicodedata.is_normalized("NFC", text) and not _SURROGATES.search(text)):
            return text
    return _dumped(_normalised(value, "$"))


def printed_json(value: Any) -> bytes:
    """The form for people and files: keys sorted and indented, so that equal values are equal bytes."""
    return json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False).encode("utf-8") + b"\n"


def sha256_of(value: Any) -> str:
    """Lower-case hexadecimal SHA-256 over the canonical form."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def case_sha256(case: Mapping[str, Any]) -> str:
    """Hash over presentation and judged together: which revision this is."""
    return sha256_of(case)


def judged_sha256(case: Mapping[str, Any]) -> str:
    """Hash over the judged part alone: what statement, rulings and decision bind."""
    return sha256_of(case.get("judged"))
