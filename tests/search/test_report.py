"""Results as JSON: plain values, the same for every interface."""

from __future__ import annotations

import json
from pathlib import Path

from search.facets import FACETS
from search.report import hit_json, results_json
from tests.search.factory import article, catalogue


def test_results_are_plain_json(tmp_path: Path) -> None:
    stories = [
        article(
            "Sea wall", "The sea wall stands.", date="2012-05-09", section=("City", "Port"), page="A1", authors=("Ana",)
        ),
        article("Undated", "A wall."),
    ]
    with catalogue(tmp_path / "archive", stories) as made:
        results = made.search("wall", year=2012, sort="oldest")
        values = results_json(results)
    assert json.loads(json.dumps(values)) == values
    assert values == {
        "total": 1,
        "groups": 1,
        "hits": [hit_json(results.hits[0])],
        "facets": {
            "section": [
                {"value": "City", "count": 1, "selected": False},
                {"value": "City / Port", "count": 1, "selected": False},
            ],
            "source": [],
            "author": [{"value": "Ana", "count": 1, "selected": False}],
            "year": [{"value": "2012", "count": 1, "selected": True}],
            "page": [{"value": "A1", "count": 1, "selected": False}],
        },
        "timeline": [{"period": "2012-05-09", "count": 1}],
        "notices": [],
    }
    assert set(values["facets"]) == set(FACETS)


def test_an_undated_hit_has_no_date(tmp_path: Path) -> None:
    with catalogue(tmp_path / "archive", [article("Undated", "A wall.")]) as made:
        (hit,) = made.search("wall").hits
    written = hit_json(hit)
    assert written["date"] is None
    assert written["marks"] == [[2, 6]]
    assert written["score"] == round(hit.score, 4)
