"""Reads docker-compose.yml as the tests need it: services with their variables filled in."""

import re
from pathlib import Path
from typing import Any

import yaml

CHECKOUT = Path(__file__).resolve().parents[2]
OWN_SERVICES = ("migrate", "web", "worker", "signer", "beat")
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def compose_text() -> str:
    """Return the file as it is written."""
    return (CHECKOUT / "docker-compose.yml").read_text()


def services() -> dict[str, dict[str, Any]]:
    """Return the services, anchors resolved, variables as they stand."""
    return yaml.safe_load(compose_text())["services"]


def filled(value: str, given: dict[str, str]) -> str:
    """Return a value as compose would hand it on, with `given` as the content of .env."""

    def replace(found: re.Match[str]) -> str:
        name, operator, default = found.groups()
        if operator == "?":
            return given[name]
        return given.get(name) or default or ""

    return VARIABLE.sub(replace, value).replace("$$", "$")


def settings_names() -> set[str]:
    """Return the environment variables cecfp_portal/settings.py reads."""
    source = (CHECKOUT / "cecfp_portal" / "settings.py").read_text()
    named = set(re.findall(r"environment\.(?:text|flag|number|listed|database)\(\s*\"(\w+)\"", source))
    return named | {"DATABASE_URL"}
