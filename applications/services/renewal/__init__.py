"""A new case in the place of a certified one: renewal and variation begin with a copy of what was certified."""

from applications.services.renewal.opening import open_successor, successor_of

__all__ = ["open_successor", "successor_of"]
