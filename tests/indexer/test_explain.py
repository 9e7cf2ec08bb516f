"""What an explanation says of each field, on pages whose statements agree, conflict or are missing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.explain import Explained, Sureness, explain
from indexer.explain.agreement import agree
from indexer.explain.show import WIDTH, lines_of
from indexer.page import Page
from tests.indexer.samples import story

PROSE = "<p>The town council voted on Tuesday to deepen the old harbour before the winter storms arrive there.</p>" * 3


def page(head: str, body: str = "", url: str = "https://gull.example/town/harbour.html") -> Page:
    html = f"<!doctype html><html><head>{head}</head><body>{body}{PROSE}</body></html>"
    return Page(origin="a.html", url=url, html=html.encode())


def field(name: str, of: Page) -> Explained:
    return next(each for each in explain(of).fields if each.name == name)


def test_what_is_declared_and_printed_alike_is_sure() -> None:
    found = field("headline", page("<title>Harbour to be deepened</title>", "<h1>Harbour to be deepened</h1>"))
    assert found.value == "Harbour to be deepened"
    assert found.sure is Sureness.SURE
    assert {"title", "h1"} <= {each.how for each in found.agreeing}
    assert found.conflicting == ()


def test_what_nothing_confirms_is_a_guess() -> None:
    printed = page("<title>Harbour</title>", "<h1>Harbour to be deepened</h1><p>By Mara Teller</p><p>May 9, 2012</p>")
    assert field("date", printed).sure is Sureness.GUESSED
    assert field("date", printed).value == "2012-05-09"


def test_one_declaration_is_likely() -> None:
    meta = '<title>Harbour works</title><meta property="article:published_time" content="2012-05-09T08:00:00Z">'
    assert field("date", page(meta, "<h1>Harbour works</h1>")).sure is Sureness.LIKELY


def test_statements_that_conflict_are_kept_with_their_places() -> None:
    head = """<title>Harbour works</title><meta property="article:published_time" content="2012-05-09">
      <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour works",
      "datePublished": "2012-05-10"}</script>"""
    found = field("date", page(head, "<h1>Harbour works</h1>", "https://gull.example/2012/05/11/harbour.html"))
    assert found.value == "2012-05-10"
    assert found.sure is Sureness.DOUBTFUL
    assert {(each.value, each.how) for each in found.conflicting} == {
        ("2012-05-09", "meta article:published_time"),
        ("2012-05-11", "URL"),
    }
    text = "\n".join(lines_of(explain(page(head, "<h1>Harbour works</h1>"))))
    assert "but meta article:published_time says “2012-05-09”" in text


def test_a_missing_field_is_said_to_be_missing() -> None:
    found = field("page", page("<title>Harbour works</title>", "<h1>Harbour works</h1>"))
    assert (found.sure, found.value) == (Sureness.MISSING, "")


def test_a_rejected_page_has_its_reason_and_its_witnesses() -> None:
    found = explain(Page(origin="a.html", url="", html=b"<title>Gull</title><h1>Gull</h1><p>Soon here."))
    assert "no story" in found.rejected
    assert found.to_json()["fields"]["headline"]["conflicting"][0] == {"value": "Gull", "found": "title"}


def test_the_table_keeps_to_its_width_and_says_every_field() -> None:
    found = explain(Page(origin="a.html", url="https://lantern.example/1", html=story()))
    lines = list(lines_of(found))
    assert all(len(line) <= WIDTH + 60 for line in lines)
    for each in found.fields:
        assert any(each.name in line for line in lines)
    assert json.loads(json.dumps(found.to_json()))["fields"]["headline"]["sure"] == "sure"


@pytest.mark.parametrize(
    ("name", "value", "said", "same"),
    [
        ("headline", "Sea wall holds", "Sea wall holds | The Gull", True),
        ("headline", "Sea wall holds", "The Gull", False),
        ("dek", "It stood all night.", "It stood all night. Then the", True),
        ("authors", ["Ann Lee", "Bo Ek"], "Bo Ek, Ann Lee", True),
        ("authors", ["Ann Lee"], "Bo Ek", False),
        ("url", "https://gull.example/a", "http://www.gull.example/a/", True),
        ("url", "https://gull.example/a?id=1", "https://gull.example/a?id=2", False),
        ("section", "World / Asia", "Asia", True),
        ("section", "World / Asia", "Sport", False),
        ("language", "en", "en_GB", True),
        ("tags", ["storm", "wall"], "Wall, storm", True),
        ("body", ["It stood. It fell."], "It stood.", True),
        ("body", ["It stood."], "Something else entirely was said here.", False),
        ("date", "2012-05-09", "2012-05-09", True),
    ],
)
def test_each_field_agrees_in_its_own_terms(name: str, value: object, said: str, same: bool) -> None:
    assert agree(name, value, said) is same


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400) | st.text(alphabet="<>/=\"' metaliknh1time{}[]:,@", max_size=400).map(str.encode))
def test_any_bytes_are_explained(data: bytes) -> None:
    assert list(lines_of(explain(Page(origin="a", url="http://[", html=b"<title>A b c</title>" + data))))
