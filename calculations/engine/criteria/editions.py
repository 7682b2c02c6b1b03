"""The editions there are, by id, oldest first."""

from __future__ import annotations

from collections.abc import Mapping

from calculations.engine.criteria import Edition
from calculations.engine.criteria.ce_cfp_2563 import CE_CFP_2563

EDITIONS: Mapping[str, Edition] = {edition.id: edition for edition in (CE_CFP_2563,)}
