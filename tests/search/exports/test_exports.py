"""Every export format: all of the articles, in order, whole, and harmless to whoever opens the file."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.ready import to_article
from search.archive import Holding
from search.article import Article
from search.exports import FORMATS, Frame, blocks
from search.exports.table import COLUMNS, DANGEROUS
from search.question import Question
from tests.search.factory import article, catalogue

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
NASTY = '=HYPERLINK("http://x"),"<b>&amp;\'{}\\ end'

STORIES = (
    article("Harbour tunnel opens", "At last.", "It took nine years.", date="2012-05-09", section=("City", "Roads"),
            authors=("Ana Reyes", "Zoë Šimánek"), source="Herald", page="A3", tags=("tunnel",), language="en"),
    article(NASTY, f"\t{NASTY}\n{NASTY}", authors=("@cmd", NASTY), source="+1", section=("-1",), tags=("＝A1", "\x07")),
    article("港口 隧道", "通车。", dek="第一天", date="0099-01-02", source="日报"),
)  # fmt: skip


def held(number: int, story: Article) -> Holding:
    return Holding(id=number, article=story, version=1, current=True, saved=MOMENT, added=MOMENT)


HELD = [held(number, story) for number, story in enumerate(STORIES, 1)]
FRAME = Frame(
    title="tunnel & ferry",
    address="https://a.example/export/x?q=a&b=c",
    link=lambda held: f"https://a.example/{held.id}",
)


def written(name: str, holdings: list[Holding] = HELD) -> str:
    return "".join(FORMATS[name].write(holdings, FRAME))


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv").removeprefix("\ufeff"), newline="")))


def test_csv_has_a_row_for_each_article_and_a_column_for_each_field() -> None:
    first, _, third = rows()
    assert list(first) == list(COLUMNS)
    assert first["headline"] == "Harbour tunnel opens"
    assert (first["section"], first["authors"]) == ("City / Roads", "Ana Reyes; Zoë Šimánek")
    assert (first["text"], first["permalink"]) == ("At last.\n\nIt took nine years.", "https://a.example/1")
    assert (third["date"], third["text"]) == ("0099-01-02", "通车。")


def test_csv_begins_as_excel_wants_it() -> None:
    assert written("csv").encode().startswith(b"\xef\xbb\xbfid,date,")


def test_no_cell_of_a_csv_is_a_formula() -> None:
    for row in rows():
        for cell in row.values():
            assert not cell.lstrip(" ").startswith(DANGEROUS), cell
    assert rows()[1]["headline"] == "'" + NASTY


def test_jsonl_is_lossless_and_can_be_read_into_an_archive_again() -> None:
    lines = [json.loads(line) for line in written("jsonl").splitlines()]
    assert [Article.from_json(line) for line in lines] == list(STORIES)
    assert [line["id"] for line in lines] == [1, 2, 3]
    again = to_article(lines[0], "anywhere")
    assert isinstance(again, Article)
    assert {**again.to_json(), "found": {}} == STORIES[0].to_json()


def test_ris_has_an_entry_for_each() -> None:
    text = written("ris")
    assert text.count("TY  - NEWS\r\n") == text.count("ER  - \r\n") == 3
    assert "AU  - Ana Reyes\r\nAU  - Zoë Šimánek\r\nT2  - Herald\r\nPY  - 2012\r\nDA  - 2012/05/09\r\n" in text
    assert all(line[2:6] == "  - " for line in text.splitlines())


def test_bibtex_has_balanced_entries_with_keys_of_their_own() -> None:
    text = written("bibtex")
    assert [line for line in text.splitlines() if line.startswith("@")] == [
        f"@article{{story{number}," for number in (1, 2, 3)
    ]
    unescaped = text.replace("\\{", "").replace("\\}", "")
    assert unescaped.count("{") == unescaped.count("}")


def test_atom_is_well_formed_and_says_when_each_was_filed() -> None:
    feed = ET.fromstring(written("atom"))
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [f"https://a.example/{n}" for n in (1, 2, 3)]
    assert feed.findtext(f"{ATOM}title") == "tunnel & ferry"
    assert {entry.findtext(f"{ATOM}updated") for entry in entries} == {"2026-11-23T12:30:00Z"}
    for needed in ("id", "title", "updated"):
        assert all(entry.findtext(f"{ATOM}{needed}") for entry in [feed, *entries])
    assert all(entry.find(f"{ATOM}author") is not None for entry in entries)


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_a_format(headline: str, paragraph: str, name: str) -> None:
    story = Article(url=f"file:{name}", headline=headline, body=(paragraph,), authors=(name,), tags=(name,))
    for format_ in FORMATS:
        b"".join(blocks(FORMATS[format_].write([held(1, story)], FRAME))).decode("utf-8")
    ET.fromstring("".join(FORMATS["atom"].write([held(1, story)], FRAME)))
    table = "".join(FORMATS["csv"].write([held(1, story)], FRAME))
    assert len(list(csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline="")))) == 2


@pytest.mark.parametrize("name", FORMATS)
def test_the_export_is_what_is_on_the_pages_all_of_it(tmp_path: Path, name: str) -> None:
    stories = [article(f"Story {n}", "harbour " * (n % 9 + 1), date=f"20{n % 20:02}-01-01") for n in range(250)]
    with catalogue(tmp_path / "archive", stories) as made:
        asked = Question.of("harbour", after="2003")
        shown = [hit.id for offset in range(0, 250, 50) for hit in made.answer(asked, limit=50, offset=offset).hits]
        text = "".join(FORMATS[name].write(made.every(asked), FRAME))
        places = [text.index(f"https://a.example/{number}" + ending(name)) for number in shown]
        assert len(shown) > 200
        assert places == sorted(places)
        assert text.count("https://a.example/") - text.count("https://a.example/export") == len(shown) * (
            2 if name == "atom" else 1
        )


def ending(name: str) -> str:
    return {"csv": ",", "jsonl": '"', "ris": "\r", "bibtex": "}", "atom": "</id>"}[name]


def many(number: int) -> Iterator[Holding]:
    return (held(each, article(f"Story {each}", f"{each} " * 5000)) for each in range(number))


@pytest.mark.parametrize("name", FORMATS)
def test_memory_does_not_grow_with_what_is_exported(name: str) -> None:
    def peak(number: int) -> int:
        tracemalloc.start()
        size = sum(map(len, blocks(FORMATS[name].write(many(number), FRAME))))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert size > number * 50
        return most

    few = peak(20)
    assert peak(400) < few + 400_000
