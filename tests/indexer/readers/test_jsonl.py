from __future__ import annotations

import gzip
import json
import lzma
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers import Item, Ready, Refused, Unreadable, read
from indexer.readers import items as limits
from indexer.readers.ready import to_article
from search.article import Article, Link


def made(**values: Any) -> Article:
    article = to_article(values, "wire/7", date(2026, 1, 1))
    assert isinstance(article, Article), article
    return article


def written(place: Path, content: bytes) -> list[Item]:
    place.write_bytes(content)
    return list(read([place]))


def test_every_documented_key_is_read() -> None:
    article = made(
        url="http://lantern.example/1", headline="Harbour works", dek="In spring.", date="2012-05-09",
        section="World / Asia", authors=["Marta Quill", "By Li Wei"], source="The Lantern", page="A3", place="PORT",
        language="en", tags=["harbour"], body=["One.", "Two."], related=[{"title": "Before", "url": "/0"}],
    )  # fmt: skip
    assert article == Article(
        url="http://lantern.example/1", headline="Harbour works", dek="In spring.", date=date(2012, 5, 9),
        section=("World", "Asia"), authors=("Marta Quill", "Li Wei"), source="The Lantern", page="A3", place="PORT",
        language="en", tags=("harbour",), body=("One.", "Two."), related=(Link("Before", "/0"),), found=article.found,
    )  # fmt: skip
    assert article.found["headline"] == "JSON headline"


def test_what_an_archive_exports_comes_back_as_it_was() -> None:
    article = Article(
        url="http://lantern.example/1", headline="Harbour works", body=("One.", "Two."), authors=("Marta Quill",),
        date=date(2012, 5, 9), section=("World", "Asia"), page="A3", tags=("a", "b"), related=(Link("x", "/y"),),
        found=dict.fromkeys(("url", "headline", "body", "authors", "date", "section", "page", "tags", "related",
                             "updated", "agency", "edition", "image", "caption", "corrections"), "h1"),
        updated=date(2012, 5, 10), agency="Tidewire", edition="Late", image="http://lantern.example/1.jpg",
        caption="The quay.", corrections=("It was Monday.",),
        doubts=("The page was cut.",),
    )  # fmt: skip
    assert to_article(article.to_json(), "wire/1", date(2026, 1, 1)) == article


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2012-08-15", date(2012, 8, 15)),
        ("1987-02-26T15:01:01", date(1987, 2, 26)),
        ("6/15/17", date(2017, 6, 15)),
        ("12/1/2016", date(2016, 12, 1)),
        ("May 9, 2012", date(2012, 5, 9)),
        ("9 May 2012", date(2012, 5, 9)),
        ("", None),
    ],
)
def test_days_are_written_in_many_ways(written: str, day: date | None) -> None:
    article = made(title="x", body="y", date=written)
    assert (article.date, article.doubts) == (day, ())


@pytest.mark.parametrize("written", ["0001-11-30", "2050-01-01", "yesterday", "2012-13-45"])
def test_a_day_that_cannot_be_is_left_out_with_a_doubt(written: str) -> None:
    article = made(title="x", body="y", date=written)
    assert article.date is None
    assert "was left out" in article.doubts[0]


def test_wrapped_lines_are_joined_and_an_indented_line_begins_a_paragraph() -> None:
    body = "Showers continued in\nthe Bahia zone, a long-\nawaited change.\n    The dry period\nends.\n Reuter"
    assert made(title="x", source="Reuters", body=body).body == (
        "Showers continued in the Bahia zone, a long-awaited change.",
        "The dry period ends.",
    )


def test_blank_lines_and_long_lines_are_paragraphs() -> None:
    long = "A sentence that no machine wrapped at any width, for it is far longer than a hundred characters wide." * 2
    assert made(title="x", body=f"One.\n\n\n{long}\n{long}").body == ("One.", long, long)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One &amp; two.</p><p>Three<br>four.</p><script>x()</script>", ("One & two.", "Three", "four.")),
        ("AT&amp;T said <b>no</b>.", ("AT&T said no.",)),
        ("Sears <S> bought Agilent <A> at 3 < 4.", ("Sears <S> bought Agilent <A> at 3 < 4.",)),
    ],
)
def test_markup_is_reduced_to_text_and_what_only_looks_like_it_stays(text: str, expected: tuple[str, ...]) -> None:
    assert made(title="x", body=text).body == expected


def test_lists_of_sections_give_tags_and_datelines_give_places() -> None:
    article = made(title="x", section=["cocoa", "trade"], tags=["trade", "bahia"], dateline="ANN ARBOR, Mich, Oct 20 -")
    assert (article.section, article.tags, article.place) == (("cocoa",), ("trade", "bahia"), "ANN ARBOR, Mich")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee and Bo Chen, Reuters", ("Ann Lee", "Bo Chen")),
        ("S.V. Dáte; Tom Mc Carthy & Eve Noor", ("S.V. Dáte", "Tom Mc Carthy", "Eve Noor")),
        ("", ()),
    ],
)
def test_bylines_are_names(line: str, names: tuple[str, ...]) -> None:
    assert made(title="x", authors=line, source="Reuters").authors == names


def test_an_article_without_address_is_known_by_its_source_and_number() -> None:
    assert made(title="x", source="The Wire", id="r-1").url == "jsonl:The%20Wire/r-1"
    assert made(title="x", id=12).url == "jsonl:wire/12"
    assert made(title="x", url="javascript:alert(1)").url == "jsonl:wire/7"


def test_a_missing_headline_or_body_is_made_up_for_and_doubted() -> None:
    flash = made(body="Fed sets rate. " * 40)
    assert flash.headline.startswith("Fed sets rate.")
    assert len(flash.headline) <= 121
    assert flash.doubts
    assert made(title="Fed sets rate").doubts
    assert to_article({"title": " ", "body": []}, "wire/7") == "The object has neither a headline nor a body."


ODD_TEXT = st.text(st.characters(exclude_categories=[]), max_size=20)
ODD_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ODD_TEXT | st.builds("http://{}".format, ODD_TEXT),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["title", "url", "body"]), inner),
    max_leaves=5,
)
KEYS = ("url", "title", "body", "date", "section", "authors", "source", "related", "found", "id", "dateline", "doubts")


@given(st.dictionaries(st.sampled_from(KEYS), ODD_VALUES))
def test_no_values_whatever_make_an_article_that_cannot_be_stored(values: dict[str, Any]) -> None:
    article = to_article(values, "wire/7")
    if isinstance(article, Article):
        json.dumps(article.to_json(), ensure_ascii=False).encode("utf-8")
        assert article.headline
        assert article.url


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.xz", "a.ndjson"])
def test_bad_lines_are_said_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    lines = b'\xef\xbb\xbf{"title": "One"}\n\n{"title": \n[1]\n{"id": 5}\n\xff\n{"title": "Two"}'
    content = {"a.jsonl.gz": gzip.compress(lines), "a.jsonl.xz": lzma.compress(lines)}.get(name, lines)
    one, broken, array, bare, binary, two = written(tmp_path / name, content)
    assert isinstance(one, Ready)
    assert isinstance(two, Ready)
    assert isinstance(broken, Unreadable)
    assert isinstance(array, Unreadable)
    assert isinstance(binary, Unreadable)
    assert isinstance(bare, Refused)
    ends = [item.origin.rpartition("/")[2] for item in (one, broken, array, bare, binary, two)]
    assert ends == ["1", "3", "4", "5", "6", "7"]


def test_an_endless_line_is_passed_over(tmp_path: Path) -> None:
    content = gzip.compress(bytes(limits.ITEM_LIMIT * 2 + 5) + b'\n{"title": "After"}\n')
    endless, after = written(tmp_path / "bomb.jsonl.gz", content)
    assert isinstance(endless, Unreadable)
    assert "longer than 64 MB" in endless.reason
    assert isinstance(after, Ready)
    assert after.origin.endswith("!/2")


def test_a_file_that_is_cut_gives_every_whole_line(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"title": f"Story {number}", "id": number}).encode() + b"\n" for number in range(999))
    *whole, last = written(tmp_path / "a.jsonl.gz", gzip.compress(lines)[:-300])
    assert len(whole) > 100
    assert all(isinstance(item, Ready) for item in whole)
    assert isinstance(last, Unreadable)
    assert "cut off" in last.reason


def test_a_body_that_is_xhtml_is_read_without_a_warning() -> None:
    body = '\n<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></html>'
    assert made(title="A", body=body).body == ("One.", "Two.")
