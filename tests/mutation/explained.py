"""Survivors that are right to live, by file, function and number as mutmut counts them, each with its reason."""

EXPLAINED: dict[str, str] = {}
