"""The table era: one story, set in several hundred ways, is always read alike, without any rule for its newspaper."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.extract import extract
from indexer.page import Page
from search.article import Article
from tests.indexer.extract.layouts import HEADLINE, PAPER, PARAGRAPHS, RELATED, page, pages

PAGES = pages()


@pytest.mark.parametrize(("with_related", "html"), [each[1:] for each in PAGES], ids=[each[0] for each in PAGES])
def test_a_story_is_read_alike_however_it_is_set(with_related: bool, html: str) -> None:
    found = extract(
        Page(origin="a.htm", url="https://www.gull.example/nsp/nation/2012/10/03/keepers.htm", html=html.encode())
    )
    assert isinstance(found, Article), found.reason
    assert found.headline == HEADLINE
    assert found.body == PARAGRAPHS
    assert (found.date, found.page, found.section) == (date(2012, 10, 3), "B12", ("Nation",))
    assert (found.source, found.language, found.authors) == (PAPER, "en", ())
    assert [link.title for link in found.related] == ([name for name, _ in RELATED] if with_related else [])
    assert all(link.url.startswith("https://www.gull.example/nsp/") for link in found.related)
    assert found.doubts == ()


@pytest.mark.parametrize("wrap", ["<html><body><pre>{}</pre></body></html>", "{}"])
def test_a_page_of_plain_text_is_read_by_its_blank_lines(wrap: str) -> None:
    lines = ("The story appears on", "Page B12", "October 3, 2012", "Home » Nation", HEADLINE, *PARAGRAPHS)
    text = "\n\n".join((*lines, f"Copyright © 1999- {PAPER}. All rights reserved."))
    found = extract(Page(origin="a.txt", url="", html=wrap.format(text).encode()))
    assert isinstance(found, Article), found.reason
    assert (found.headline, found.body, found.page) == (HEADLINE, PARAGRAPHS, "B12")
    assert (found.date, found.section, found.source) == (date(2012, 10, 3), ("Nation",), PAPER)


def test_how_each_field_was_found_is_kept() -> None:
    found = extract(Page(origin="a.htm", url="", html=page("h1", "br", "site", "beside").encode()))
    assert isinstance(found, Article)
    assert found.url == "file:a.htm"
    assert found.found["page"] == found.found["date"] == "box “The story appears on”"
    assert found.found["section"] == "breadcrumb"
    assert found.found["source"] == "copyright line"
    assert found.found["related"] == "box “Related News”"
