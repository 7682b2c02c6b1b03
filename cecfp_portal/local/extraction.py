"""Finds the translatable strings of Python files and templates, without the gettext programs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

BASE_DIR = Path(__file__).resolve().parents[2]

_PLAIN = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
_PLURAL = frozenset({"ngettext", "ngettext_lazy"})
_CONTEXT = frozenset({"pgettext", "pgettext_lazy"})
_CONTEXT_PLURAL = frozenset({"npgettext", "npgettext_lazy"})
_CALL = re.compile(r"(?<![\w.])(_|n?p?gettext(?:_lazy|_noop)?)\(")


@dataclass(frozen=True, order=True)
class Message:
    """One string to translate; `plural` and `context` are empty where there are none."""

    msgid: str
    context: str = ""
    plural: str = ""


def _message(call: ast.Call) -> Message | None:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    texts = [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else None for a in call.args]
    shapes = ((_PLAIN, (0,)), (_PLURAL, (0, 1)), (_CONTEXT, (1, 0)), (_CONTEXT_PLURAL, (1, 2, 0)))
    for names, places in shapes:
        if name in names:
            if len(texts) <= max(places) or any(texts[place] is None for place in places):
                return None
            found = [texts[place] or "" for place in places]
            if names is _PLAIN:
                return Message(found[0])
            if names is _PLURAL:
                return Message(found[0], plural=found[1])
            return Message(found[0], context=found[-1], plural=found[1] if names is _CONTEXT_PLURAL else "")
    return None


def messages_of_code(source: str) -> Iterator[Message]:
    """Yield the strings of Python source.

    >>> [message.msgid for message in messages_of_code('_("One " "two"); ngettext("a", "b", n)')]
    ['One two', 'a']
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (message := _message(node)) and message.msgid:
            yield message


def messages_of_template(source: str) -> Iterator[Message]:
    """Yield the strings of a Django template.

    >>> list(messages_of_template('{% load i18n %}{% translate "Send" context "letter" %}'))
    [Message(msgid='Send', context='letter', plural='')]
    """
    marked = templatize(source)
    for match in _CALL.finditer(marked):
        call = _balanced(marked, match.start())
        if call is not None:
            yield from messages_of_code(call)


def _balanced(text: str, start: int) -> str | None:
    """Return the shortest piece from `start` that is a whole Python expression."""
    for end in (match.end() for match in re.finditer(r"\)", text[start:])):
        piece = text[start : start + end]
        try:
            ast.parse(piece, mode="eval")
        except SyntaxError:
            continue
        return piece
    return None


def messages_below(folder: Path) -> dict[Message, set[str]]:
    """Return the strings of every Python file and template below a folder, with the files they stand in."""
    found: dict[Message, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "__pycache__" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        messages = messages_of_code(source) if path.suffix == ".py" else messages_of_template(source)
        for message in messages:
            found.setdefault(message, set()).add(_shown(path))
    return found


def _shown(path: Path) -> str:
    try:
        return path.relative_to(BASE_DIR).as_posix()
    except ValueError:
        return path.name


def messages_of_portal() -> dict[Message, set[str]]:
    """Return every string of the portal's own code and templates."""
    found: dict[Message, set[str]] = {}
    for name in ("applications", "calculations", "certificates", "cecfp_portal", "templates"):
        for message, files in messages_below(BASE_DIR / name).items():
            found.setdefault(message, set()).update(files)
    return found
