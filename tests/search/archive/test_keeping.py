"""What keeping, refusing and removing come to."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.archive import Archive, Capture, Outcome
from search.article import Article, Link
from search.errors import NoSuchArticle
from tests.search.factory import article, capture

EARLY, LATE, LATER = (datetime(year, 1, 1, tzinfo=UTC) for year in (2012, 2013, 2014))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive.create(tmp_path / "archive")
    yield made
    made.close()


def keep(archive: Archive, *kept: tuple[Capture, Article]) -> list[Outcome]:
    with archive.writer() as writer:
        return [writer.keep(*each) for each in kept]


def texts(archive: Archive, id: int = 1) -> list[str]:
    return [holding.article.body[0] for holding in archive.versions(id)]


def test_a_story_is_new_once(archive: Archive) -> None:
    story = article("Sea wall", "It stands.")
    assert keep(archive, (capture("a"), story), (capture("b"), story)) == [Outcome.NEW, Outcome.SAME]
    assert archive.article(1).article == story
    assert archive.origins(1) == ("a", "b")


def test_notes_on_the_reading_make_no_new_text(archive: Archive) -> None:
    better = article("Sea wall", "It stands.", found={"headline": "h1"}, doubts=("No date.",))
    assert keep(archive, (capture("a"), article("Sea wall", "It stands.")), (capture("b"), better))[1] == Outcome.SAME


@pytest.mark.parametrize(
    ("order", "outcomes"),
    [((EARLY, LATE), [Outcome.NEW, Outcome.UPDATED]), ((LATE, EARLY), [Outcome.NEW, Outcome.EARLIER])],
)
def test_a_page_saved_twice_may_be_read_in_either_order(
    archive: Archive, order: tuple[datetime, ...], outcomes: list[Outcome]
) -> None:
    saves = [
        (capture(str(saved), fetched=saved), article("Sea wall", "It falls." if saved is LATE else "It stands."))
        for saved in order
    ]
    assert keep(archive, *saves) == outcomes
    assert texts(archive) == ["It stands.", "It falls."]
    assert [holding.current for holding in archive.versions(1)] == [False, True]
    assert archive.article(1).version == 2
    assert archive.article(1).saved == LATE


@pytest.mark.parametrize("order", list(permutations([(EARLY, "one"), (LATE, "two"), (LATER, "one")])))
def test_a_text_that_returns_is_current_again_in_whatever_order_it_is_read(
    archive: Archive, order: tuple[tuple[datetime, str], ...]
) -> None:
    for saved, text in order:
        keep(archive, (capture(str(saved), fetched=saved), article("Sea wall", text)))
    assert archive.article(1).article.body == ("one",)
    assert archive.article(1).saved == LATER
    assert archive.status().versions == 2


@settings(max_examples=40, deadline=None)
@given(
    saves=st.lists(st.sampled_from("abc"), min_size=1, max_size=6).flatmap(
        lambda s: st.permutations(list(enumerate(s)))
    )
)
def test_the_text_saved_last_is_current(tmp_path_factory: pytest.TempPathFactory, saves: list[tuple[int, str]]) -> None:
    archive = Archive.create(tmp_path_factory.mktemp("orders") / "archive")
    for year, text in saves:
        keep(archive, (capture(str(year), fetched=datetime(2000 + year, 1, 1, tzinfo=UTC)), article("Wall", text)))
    assert archive.article(1).article.body == (dict(saves)[max(dict(saves))],)
    assert sorted(texts(archive)) == sorted({text for _, text in saves})
    (change,) = archive.changes()
    assert change.article == archive.article(1).article
    archive.close()


def test_reading_an_old_copy_without_a_date_does_not_bring_its_text_back(archive: Archive) -> None:
    keep(archive, (capture("a"), article("Wall", "one")), (capture("b"), article("Wall", "two")))
    assert keep(archive, (capture("copy of a"), article("Wall", "one"))) == [Outcome.SAME]
    assert archive.article(1).article.body == ("two",)


def test_the_same_story_at_a_second_address_is_one_article(archive: Archive) -> None:
    first = article("Sea wall", "It stands.", url="https://paper.example/1", date="2012-05-09")
    second = article("SEA WALL", "It stands.", url="https://paper.example/print/1", date="2012-05-09")
    assert keep(archive, (capture("a"), first), (capture("b"), second)) == [Outcome.NEW, Outcome.DUPLICATE]
    assert archive.addresses(1) == (first.url, second.url)
    assert archive.ids([first.url, second.url, "https://elsewhere.example/"]) == {first.url: 1, second.url: 1}
    assert keep(archive, (capture("c"), second)) == [Outcome.SAME]


def test_a_standing_column_of_another_day_is_another_article(archive: Archive) -> None:
    monday = article("Tides", "High at noon.", url="https://paper.example/1", date="2012-05-07")
    tuesday = article("Tides", "High at noon.", url="https://paper.example/2", date="2012-05-08")
    assert keep(archive, (capture("a"), monday), (capture("b"), tuesday)) == [Outcome.NEW, Outcome.NEW]


def test_an_address_that_later_tells_another_story_becomes_its_own_article(archive: Archive) -> None:
    first = article("Sea wall", "It stands.", url="https://paper.example/1")
    shared = article("Sea wall", "It stands.", url="https://paper.example/front")
    other = article("Ferry", "It sank.", url="https://paper.example/front")
    outcomes = keep(archive, (capture("a"), first), (capture("b"), shared), (capture("c"), other))
    assert outcomes == [Outcome.NEW, Outcome.DUPLICATE, Outcome.NEW]
    assert archive.id_of("https://paper.example/front") == 2
    assert archive.addresses(1) == (first.url,)
    assert keep(archive, (capture("d"), other), (capture("e"), first)) == [Outcome.SAME, Outcome.SAME]


def test_knows_which_bytes_were_read_from_where(archive: Archive) -> None:
    with archive.writer() as writer:
        writer.keep(capture("a", digest="1"), article())
        writer.reject(capture("b", digest="2"), "No headline.")
        assert [writer.holds(*each) for each in (("a", "1"), ("b", "2"), ("a", "2"), ("c", "1"))] == [
            True, True, False, False,
        ]  # fmt: skip


def test_refusing_a_page_keeps_the_article_read_from_it_before(archive: Archive) -> None:
    keep(archive, (capture("a", digest="1"), article("Sea wall")))
    with archive.writer() as writer:
        writer.reject(capture("a", digest="2", url="https://paper.example/sea-wall"), "It is empty.")
    assert archive.article(1).article.headline == "Sea wall"
    (rejection,) = archive.rejected()
    assert (rejection.origin, rejection.url, rejection.reason) == (
        "a", "https://paper.example/sea-wall", "It is empty.",
    )  # fmt: skip
    keep(archive, (capture("a", digest="3"), article("Sea wall")))
    assert list(archive.rejected()) == []


def test_rejections_come_latest_first_and_in_pages(archive: Archive) -> None:
    with archive.writer() as writer:
        for name in "abc":
            writer.reject(capture(name), f"Reason {name}.")
    assert [each.origin for each in archive.rejected()] == ["c", "b", "a"]
    assert [each.origin for each in archive.rejected(limit=1, offset=1)] == ["b"]


def _capture_with_page(origin: str, html: bytes) -> Capture:
    return Capture(origin=origin, url="", digest=f"digest of {origin}", original=zlib.compress(html))


def test_a_removed_article_is_gone_with_its_pages_and_does_not_return(archive: Archive) -> None:
    keep(
        archive,
        (_capture_with_page("a", b"<p>one"), article("Wall", "one")),
        (_capture_with_page("b", b"<p>two"), article("Wall", "two")),
        (_capture_with_page("c", b"<p>two again"), article("Wall", "two")),
        (_capture_with_page("d", b"<p>other"), article("Ferry", "other")),
    )
    with archive.writer() as writer:
        writer.remove(1)
        assert all(writer.holds(name, f"digest of {name}") for name in "abc")
    with pytest.raises(NoSuchArticle):
        archive.article(1)
    assert (archive.versions(1), archive.addresses(1), archive.origins(1)) == ((), (), ())
    assert archive.id_of("https://paper.example/wall") is None
    assert archive.original(2) == b"<p>other"
    assert _pages_held(archive) == [b"<p>other"]
    assert [(change.id, change.article is None) for change in archive.changes()] == [(2, False), (1, True)]
    assert len(list(archive.rejected())) == 3


def _pages_held(archive: Archive) -> list[bytes]:
    with closing(sqlite3.connect(archive.path)) as connection:
        return [zlib.decompress(html) for (html,) in connection.execute("SELECT html FROM originals")]


def test_a_number_is_never_given_twice(archive: Archive) -> None:
    keep(archive, (capture("a"), article("One")), (capture("b"), article("Two")))
    with archive.writer() as writer:
        writer.remove(2)
        writer.keep(capture("c"), article("Three"))
    assert archive.id_of("https://paper.example/three") == 3


def test_removing_what_is_not_there_says_so(archive: Archive) -> None:
    with pytest.raises(NoSuchArticle, match="no article 7"), archive.writer() as writer:
        writer.remove(7)


def test_an_error_takes_back_what_was_not_committed(archive: Archive) -> None:
    with pytest.raises(ZeroDivisionError), archive.writer() as writer:
        writer.keep(capture("a"), article("One"))
        writer.commit()
        writer.keep(capture("b"), article("Two"))
        raise ZeroDivisionError
    assert archive.status().articles == 1
    assert keep(archive, (capture("b"), article("Two"))) == [Outcome.NEW]


def test_originals_come_back_as_they_were(archive: Archive) -> None:
    page = bytes(range(256)) * 50
    keep(archive, (_capture_with_page("a", page), article("One")), (capture("b"), article("Two")))
    assert archive.original(1) == page
    assert archive.original(2) is None
    assert archive.original(3) is None


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "a\0b", "\0", "\x1b[31m", "\ufeff", "😀", "\ud83d\ude00"])
def test_broken_text_does_not_stop_the_work(archive: Archive, text: str) -> None:
    strange = article(text, text, url=f"https://paper.example/{text}", authors=(text,), related=(Link(text, text),))
    assert keep(archive, (capture(text, url=text), strange), (capture("b"), strange)) == [Outcome.NEW, Outcome.SAME]
    with archive.writer() as writer:
        writer.reject(capture("c" + text, url=text), text)
        assert writer.holds("c" + text, f"digest of c{text}")
    assert archive.id_of(strange.url) == 1
    held = archive.article(1).article
    assert (held.headline + held.url).encode()
    assert len(held.headline) == len(text)


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
articles = st.builds(
    Article,
    url=names,
    headline=names,
    body=st.lists(names, max_size=3).map(tuple),
    dek=names,
    authors=st.lists(names, max_size=2).map(tuple),
    date=st.none() | st.dates(),
    section=st.lists(names.filter(lambda name: name and "/" not in name), max_size=3).map(tuple),
    page=names,
    place=names,
    source=names,
    language=names,
    tags=st.lists(names, max_size=2).map(tuple),
    related=st.lists(st.builds(Link, names, names), max_size=2).map(tuple),
    found=st.dictionaries(names, names, max_size=2),
    doubts=st.lists(names, max_size=2).map(tuple),
)


@given(made=articles)
def test_an_article_survives_json(made: Article) -> None:
    written = json.loads(json.dumps(made.to_json()))
    assert Article.from_json(written) == made
    assert Article.from_json(written | {"of a later version": 1}) == made
