"""The engines, chosen by URL; every one of them passes the same contract suite."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from search.engine import Engine
from search.engines.memory import MemoryEngine
from search.engines.whoosh import WhooshEngine
from search.errors import BadRequest

ENGINES: Final[Mapping[str, Callable[[Path], Engine]]] = {
    "whoosh": WhooshEngine,
    "memory": lambda _: MemoryEngine(),
}
"""Scheme of the engine's URL -> what opens it in the archive's directory."""


def open_engine(url: str, directory: Path) -> Engine:
    """The engine that a URL names, ``whoosh:`` or ``memory:``. Raises BadRequest or EngineError."""
    scheme, colon, rest = url.partition(":")
    if not colon or scheme not in ENGINES or rest:
        known = ", ".join(f"{name}:" for name in ENGINES)
        raise BadRequest(f"There is no engine “{url}”: use one of {known}.")
    return ENGINES[scheme](directory)
