"""Figures on labelled pages that may rise and never sink; measured only where the data is at hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from benchmarks.extraction.__main__ import measure
from benchmarks.extraction.labelled import MISSING, collection, folder
from benchmarks.extraction.peers import readers

FLOORS: Mapping[str, Mapping[str, float]] = {
    "pieces": {"pieces F1": 0.923, "headline": 0.858, "date": 0.842, "authors F1": 0.608},
    "marked-up": {"body F1": 0.895, "headline": 0.68, "date": 0.965},
    "plain": {"body F1": 0.893},
}


@pytest.mark.parametrize("part", FLOORS)
def test_figures_do_not_sink(part: str) -> None:
    if folder() is None:
        pytest.skip(MISSING)
    ours = dict(readers())["news archive"]
    figures = measure(ours, list(collection(part))).figures()
    for name, floor in FLOORS[part].items():
        value = figures[name]
        assert value is not None
        assert value >= floor, f"{part}: {name} sank to {value:.3f}, below {floor}"
