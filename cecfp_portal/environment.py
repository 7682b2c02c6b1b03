"""Strict reading of the process environment: a missing or malformed value stops the start with advice."""

import os
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None, *, advice: str = "") -> str:
    """Return a setting as text; without a default a missing one raises ImproperlyConfigured with `advice`."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. {advice}".strip())
    return value


def flag(name: str, default: bool = False) -> bool:
    """Return a yes/no setting; anything that is neither raises ImproperlyConfigured."""
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int) -> int:
    """Return a whole-number setting; anything else raises ImproperlyConfigured."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error


def listed(name: str, default: str = "") -> list[str]:
    """Return a comma-separated setting as a list without blanks."""
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def database(name: str = "DATABASE_URL") -> dict[str, object]:
    """Return Django's database dictionary from a postgresql:// URL.

    Both forms are understood: `postgresql://user:password@host:port/name` and, for a socket directory,
    `postgresql:///name?host=/directory&user=portal`.
    """
    url = urlsplit(
        text(name, advice="Set it to postgresql://user:password@host:port/name, or start the portal with `make run`.")
    )
    if url.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(f"{name} must be a postgresql:// URL: PostgreSQL is the only database.")
    query = {key: values[-1] for key, values in parse_qs(url.query).items()}
    database_name = unquote(url.path.lstrip("/"))
    if not database_name:
        raise ImproperlyConfigured(f"{name} names no database.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": query.get("user") or unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.get("host") or url.hostname or "",
        "PORT": str(url.port or query.get("port", "")),
    }
