"""Near-copies: which texts are, how families come and go in the archive, and how results show each once."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.archive import Archive
from search.archive.schema import FORMAT
from search.article import Article
from search.catalogue import Catalogue
from search.copies import FEWEST_WORDS, THRESHOLD, band_keys, likeness, shingles
from search.engines import ENGINES
from search.errors import NoSuchArticle
from search.question import Question
from tests.search.factory import article, capture, catalogue

WORDS = [f"w{number}" for number in range(4000)]


def prose(seed: int, length: int = 200) -> list[str]:
    """A text of its own."""
    return random.Random(seed).choices(WORDS, k=length)


def touched(words: list[str], count: int, seed: int = 1) -> list[str]:
    """The text with so many words, far apart, changed."""
    made = list(words)
    for number in range(count):
        made[(number + 1) * len(made) // (count + 1)] = f"new{seed}n{number}"
    return made


def story(name: str, words: list[str], day: str | None = "2012-05-09", **fields: str) -> Article:
    return article(name, " ".join(words), date=day, **fields)


# -- which texts are copies


def jaccard(one: list[str], other: list[str]) -> float:
    """The definition, on the shingles themselves."""
    first, second = ({tuple(words[at : at + 5]) for at in range(len(words) - 4)} for words in (one, other))
    return len(first & second) / len(first | second)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 60))
def test_likeness_is_that_of_the_shingles(one: int, other: int, changes: int) -> None:
    first, second = prose(one), touched(prose(other), changes)
    found = likeness(shingles([" ".join(first)]), shingles([" ".join(second)]))
    assert found == pytest.approx(jaccard(first, second))


def test_case_marks_and_paragraphs_are_no_difference() -> None:
    words = prose(1)
    cut = [" ".join(words[:90]), " ".join(words[90:])]
    assert likeness(shingles([" ".join(words)]), shingles([part.upper() + "!" for part in cut])) == 1


def test_scripts_without_spaces_have_shingles_of_characters() -> None:
    text = "市议会星期二投票决定在冬季风暴来临之前加深旧港口" + "工程师说挖泥船将从北码头开始作业渔船将停泊在河对岸"
    assert likeness(shingles([text]), shingles([text.replace("星期二", "星期三")])) > THRESHOLD


def test_short_texts_have_no_copies() -> None:
    assert len(shingles([" ".join(prose(1, FEWEST_WORDS - 1))])) == 0
    assert len(band_keys(shingles(["Up."]))) == 0
    assert likeness(shingles([]), shingles([])) == 0


def test_alike_texts_have_a_band_in_common_and_others_have_not() -> None:
    missed = strangers = 0
    for seed in range(100):
        words = prose(seed)
        keys = set(band_keys(shingles([" ".join(words)])).tolist())
        near = touched(words, 8)
        assert jaccard(words, near) > 0.6
        missed += not keys & set(band_keys(shingles([" ".join(near)])).tolist())
        strangers += bool(keys & set(band_keys(shingles([" ".join(prose(seed + 1000))])).tolist()))
    assert missed <= 2
    assert strangers == 0


def test_signatures_are_the_same_in_every_process_and_version() -> None:
    keys = band_keys(shingles([" ".join(f"word{number}" for number in range(60))]))
    assert keys[:2].tolist() == [9185421078925678573, 8319463224496504207]


# -- families in the archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive.create(tmp_path / "archive")
    yield made
    made.close()


def keep(archive: Archive, *articles: Article) -> None:
    with archive.writer() as writer:
        for each in articles:
            writer.keep(capture(f"{each.url} {hash(each.body)}"), each)


def test_copies_find_each_other_in_any_order(archive: Archive) -> None:
    words = prose(1)
    keep(archive, story("One", words), story("Other", prose(2)), story("Two", touched(words, 5)))
    keep(archive, story("Three", touched(words, 5, seed=2)))
    assert (archive.copies(1), archive.copies(2), archive.copies(3)) == ((3, 4), (), (1, 4))
    assert archive.families() == [(1, 1), (3, 1), (4, 1)]
    assert archive.status().copies == 3


def test_texts_of_far_days_are_no_copies_and_undated_ones_may_be(archive: Archive) -> None:
    words = prose(1)
    keep(archive, story("May", words), story("July", touched(words, 1), day="2012-07-09"))
    assert archive.copies(1) == ()
    keep(archive, story("Undated", touched(words, 2), day=None))
    assert archive.copies(3) == (1, 2)


def test_a_later_story_joins_two_families_into_the_older(archive: Archive) -> None:
    words = prose(1, 400)
    left, right = words[:230], words[170:]
    keep(archive, story("A", left), story("A again", touched(left, 1)))
    keep(archive, story("B", right), story("B again", touched(right, 1)))
    assert archive.families() == [(1, 1), (2, 1), (3, 2), (4, 2)]
    keep(archive, story("Both", words))
    assert archive.families() == [(number, 1) for number in range(1, 6)]


def test_an_article_that_changes_or_goes_leaves_its_family(archive: Archive) -> None:
    words = prose(1)
    keep(archive, story("One", words), story("Two", touched(words, 3)), story("Three", touched(words, 4)))
    keep(archive, story("Two", prose(9)))
    assert (archive.copies(1), archive.copies(2)) == ((3,), ())
    with archive.writer() as writer:
        writer.remove(3)
    assert archive.families() == []
    keep(archive, story("Four", touched(words, 6)))
    assert archive.copies(1) == (4,)
    with pytest.raises(NoSuchArticle):
        archive.article(3)


def test_a_text_that_returns_each_week_costs_no_more_than_its_neighbours(archive: Archive) -> None:
    words = prose(1)
    keep(archive, *(story(f"Tides {day}", touched(words, 1, day), f"2012-05-{day:02}") for day in range(1, 29)))
    assert len(archive.copies(1)) == 27


def test_an_archive_of_the_first_format_goes_on(archive: Archive) -> None:
    words = prose(1)
    keep(archive, story("One", words), story("Two", touched(words, 3)), story("Three", prose(2)))
    archive.close()
    with closing(sqlite3.connect(archive.path)) as connection:
        connection.executescript("DROP TABLE copies; DROP TABLE bands; PRAGMA user_version = 1;")
    old = Archive.open(archive.directory)
    assert (old.copies(1), old.families()) == ((), [])
    keep(old, story("Four", touched(words, 5)))
    assert old.copies(4) == ()
    with old.writer() as writer:
        assert [writer.compare(2), writer.compare(2), writer.compare(2)] == [2, 1, 0]
    assert old.copies(4) == (1, 2)
    with closing(sqlite3.connect(archive.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    old.close()


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=8))
def test_families_are_what_comparing_everything_gives(
    tmp_path_factory: pytest.TempPathFactory, kept: list[tuple[int, int, int]]
) -> None:
    """Whatever is filed, and filed again with another text: who stands together does so by likeness, and who is alike
    stands together."""
    archive = Archive.create(tmp_path_factory.mktemp("families") / "archive")
    for number, base, changes in kept:
        with archive.writer() as writer:
            writer.keep(capture(f"{number}"), story(f"Story {number}", touched(prose(base), changes, seed=number)))
    held = {change.id: change.article.body[0].split() for change in archive.changes() if change.article}
    for one, other in combinations(held, 2):
        alike = jaccard(held[one], held[other]) >= THRESHOLD
        assert alike == (other in archive.copies(one))
    archive.close()


# -- results


@pytest.fixture(params=sorted(ENGINES))
def papers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Catalogue]:
    """Articles 1 to 6: wire copy in 1, 3 and 4, another pair in 5 and 6, and 2 alone; all of them on the harbour."""
    wire, other = ["harbour", *prose(1)], ["harbour", "harbour", *prose(2)]
    made = catalogue(
        tmp_path / "archive",
        [
            story("Herald", wire, "2012-05-09", source="Herald"),
            story("Alone", ["harbour", *prose(3)], "2012-05-10"),
            story("Packet", touched(wire, 4), "2012-05-11", source="Packet"),
            story("Gull", touched(wire, 5, seed=2), "2012-05-08", source="Gull"),
            story("Post", other, "2012-05-07"),
            story("Courier", touched(other, 3), "2012-05-12"),
        ],
        engine=f"{request.param}:",
    )
    yield made
    made.close()


def test_each_group_is_shown_once_by_its_best_hit(papers: Catalogue) -> None:
    results = papers.search("harbour", sort="newest", fold=True)
    assert [(hit.id, hit.copies) for hit in results.hits] == [(6, (5,)), (3, (1, 4)), (2, ())]
    assert (results.total, results.groups) == (6, 3)
    assert sum(1 + len(hit.copies) for hit in results.hits) == results.total
    assert sum(bucket.count for bucket in results.timeline) == 6


def test_unfolded_results_are_as_they_were(papers: Catalogue) -> None:
    results = papers.search("harbour", sort="newest")
    assert [hit.id for hit in results.hits] == [6, 3, 2, 1, 4, 5]
    assert (results.total, results.groups) == (6, 6)
    assert all(hit.copies == () for hit in results.hits)


def test_only_copies_that_were_found_are_folded(papers: Catalogue) -> None:
    results = papers.search("harbour", source=["Herald", "Gull"], sort="newest", fold=True)
    assert [(hit.id, hit.copies) for hit in results.hits] == [(1, (4,))]
    assert (results.total, results.groups) == (2, 1)


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_folded_pages_tile_the_folded_whole(papers: Catalogue, sort: str) -> None:
    whole = papers.search("harbour", sort=sort, fold=True)
    pages = [papers.search("harbour", sort=sort, fold=True, limit=1, offset=at) for at in range(4)]
    assert [hit.id for page in pages for hit in page.hits] == [hit.id for hit in whole.hits]
    assert {page.groups for page in pages} == {3}
    assert [held.id for held in papers.every(Question.of("harbour", sort=sort), fold=True)] == [
        hit.id for hit in whole.hits
    ]
    plain = {hit.id: hit.score for hit in papers.search("harbour", sort=sort).hits}
    assert all(hit.score == plain[hit.id] for hit in whole.hits)


def test_copies_of_an_article(papers: Catalogue) -> None:
    assert [hit.article.source for hit in papers.copies(1)] == ["Packet", "Gull"]
    assert papers.copies(2) == ()
    assert papers.copies(99) == ()


def test_a_family_that_grows_is_seen_at_the_next_question(papers: Catalogue) -> None:
    assert papers.search("harbour", fold=True).groups == 3
    with papers.archive.writer() as writer:
        writer.keep(capture("late"), story("Late", touched(["harbour", *prose(3)], 2)))
    papers.catch_up()
    results = papers.search("harbour", fold=True)
    assert (results.total, results.groups) == (7, 3)
