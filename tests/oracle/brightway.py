"""Inventories computed by brightway, in an environment of its own; nothing here is ours but the way in."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Read before brightway is imported: its projects are thrown away with this directory.
os.environ.setdefault("BRIGHTWAY2_DIR", tempfile.mkdtemp(prefix="brightway-"))

import bw2calc
import bw2data

Amounts = Mapping[str, float]
CO2 = ("emissions", "co2")
METHOD = ("climate",)


@dataclass(frozen=True)
class Process:
    """One run makes ``makes`` of its own product, uses other products and emits carbon dioxide."""

    makes: float
    uses: Sequence[tuple[str, float]]
    emits: float


def written(name: str, processes: Mapping[str, Process]) -> None:
    """Write the processes as a database of a fresh project, with one emission and one method."""
    bw2data.projects.set_current(name)
    bw2data.Database("emissions").write({CO2: {"name": "co2", "type": "emission", "exchanges": []}})
    method = bw2data.Method(METHOD)
    method.register()
    method.write([(CO2, 1.0)])
    bw2data.Database("system").write({("system", key): _node(key, process) for key, process in processes.items()})


def _node(key: str, process: Process) -> dict[str, Any]:
    exchanges = [{"input": ("system", key), "amount": process.makes, "type": "production"}]
    exchanges += [
        {"input": ("system", other), "amount": amount, "type": "technosphere"} for other, amount in process.uses
    ]
    exchanges.append({"input": CO2, "amount": process.emits, "type": "biosphere"})
    return {"name": key, "exchanges": exchanges}


def prepared(demand: Amounts) -> tuple[dict[int, float], list[Any]]:
    """Demand and data packages as brightway's own calculation takes them."""
    wanted = {bw2data.get_activity(("system", key)): amount for key, amount in demand.items()}
    indexed, packages, _ = bw2data.prepare_lca_inputs(demand=wanted, method=METHOD)
    return indexed, packages


def score(indexed: Mapping[int, float], packages: Sequence[Any]) -> float:
    """Inventory and impact assessment: what the engine's report is measured against."""
    lca = bw2calc.LCA(demand=indexed, data_objs=packages)
    lca.lci()
    lca.lcia()
    return float(lca.score)
