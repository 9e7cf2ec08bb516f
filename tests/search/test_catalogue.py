"""The catalogue as readers and other programs use it: counts, filters, pages, notices, keeping up with the archive."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import search
from search.catalogue import FACET_VALUES, Catalogue
from search.engines import ENGINES
from search.errors import BadRequest, NoSuchArticle, NotAnArchive
from search.question import Question
from search.results import Results, Sort
from tests.search.factory import article, capture, catalogue
from tests.search.processes import Connection, child

ARTICLES = (
    article("Harbour tunnel delayed", "The tunnel under the harbour will open late.", "It costs $1.2bn.",
            date="2012-05-09", section=("City",), page="A1", authors=("Ana Reyes",), source="Herald"),
    article("Tunnel opens", "The mayor opened the harbour tunnel on Monday.",
            date="2014-02-28", section=("City", "Transport"), page="A3", source="Herald",
            authors=("Ana Reyes", "Zoë Šimánek")),
    article("Ferry strike", "Ferries stopped. No ferry ran in the harbour.",
            date="2014-03-01", section=("Business",), page="B2", authors=("José Ibáñez",), source="Herald"),
    article("Undated notice", "A lecture at the harbour.", source="Wire"),
)  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """An archive that no test changes."""
    with catalogue(tmp_path_factory.mktemp("shared") / "archive", ARTICLES) as made:
        yield made


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Catalogue]:
    with catalogue(tmp_path / "archive", ARTICLES) as made:
        yield made


def ids(results: Results) -> list[int]:
    return [hit.id for hit in results.hits]


def counts(results: Results, facet: str) -> dict[str, int]:
    return {each.value: each.count for each in results.facets[facet]}


def notices(results: Results) -> str:
    return " ".join(notice.text for notice in results.notices)


def test_an_empty_question_gives_everything_newest_first(shared: Catalogue) -> None:
    results = shared.search()
    assert (results.total, results.sort, ids(results)) == (4, Sort.NEWEST, [3, 2, 1, 4])
    assert results.undated == 1
    assert results.notices == ()


def test_words_are_answered_by_relevance_and_exclusions_alone_are_not(shared: Catalogue) -> None:
    assert shared.search("tunnel").sort is Sort.RELEVANCE
    assert shared.search("-tunnel").sort is Sort.NEWEST
    assert shared.search("on:2014").sort is Sort.NEWEST
    assert shared.search("tunnel", sort="oldest").sort is Sort.OLDEST


def test_hits_hold_the_article_with_its_words_marked(shared: Catalogue) -> None:
    (hit,) = shared.search("mayor").hits
    assert hit.article == ARTICLES[1]
    assert [hit.snippet.text[slice(*span)] for span in hit.snippet.marks] == ["mayor"]
    assert [hit.headline.text[slice(*span)] for span in shared.search("opening").hits[0].headline.marks] != [""]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"section": "City"}, {1, 2}),
        ({"section": "CITY / transport"}, {2}),
        ({"section": ["City", "Business"]}, {1, 2, 3}),
        ({"section": "City", "year": 2014}, {2}),
        ({"year": ["2012", 2014]}, {1, 2, 3}),
        ({"author": "zoë šimánek"}, {2}),
        ({"page": ("A1", "B2")}, {1, 3}),
        ({"source": ""}, {1, 2, 3, 4}),
        ({"exclude": {"section": "City"}}, {3, 4}),
        ({"exclude": {"section": "City", "source": ["wire"]}}, {3}),
        ({"section": "City", "exclude": {"year": 2012}}, {2}),
        ({"section": "Nowhere"}, set()),
        ({"after": "2014"}, {2, 3}),
        ({"after": "2014-02-28", "before": "2014-02"}, {2}),
        ({"before": date(2012, 5, 9)}, {1}),
        ({"after": "", "before": None}, {1, 2, 3, 4}),
    ],
)
def test_filters(shared: Catalogue, filters: dict[str, Any], expected: set[int]) -> None:
    assert set(ids(shared.search("harbour", **filters))) == expected


def test_facets_are_counted_without_their_own_filter_and_tell_what_is_chosen(shared: Catalogue) -> None:
    results = shared.search("harbour", section="city")
    assert counts(results, "section") == {"City": 2, "Business": 1, "City / Transport": 1}
    assert counts(results, "year") == {"2012": 1, "2014": 1}
    assert [each.value for each in results.facets["section"] if each.selected] == ["City"]
    assert [each.value for each in results.facets["section"]] == ["City", "Business", "City / Transport"]


def test_what_was_chosen_stays_listed_with_nothing_under_it(shared: Catalogue) -> None:
    results = shared.search("mayor", source="The Times")
    assert results.total == 0
    (chosen,) = [each for each in results.facets["source"] if each.selected]
    assert (chosen.value.casefold(), chosen.count) == ("the times", 0)


def test_facets_list_the_most_frequent_values_and_whatever_was_chosen(tmp_path: Path) -> None:
    many = [article(f"Story {n}", authors=(f"Author {n:03}",), date="2012-05-09") for n in range(FACET_VALUES + 20)]
    with catalogue(tmp_path / "archive", many) as made:
        last = f"Author {FACET_VALUES + 19:03}"
        assert len(made.search().facets["author"]) == FACET_VALUES
        listed = made.search(author=last).facets["author"]
        assert len(listed) == FACET_VALUES + 1
        assert listed[-1].value == last


def test_the_timeline_holds_every_dated_match(shared: Catalogue) -> None:
    results = shared.search("harbour")
    assert sum(bucket.count for bucket in results.timeline) == results.total - results.undated == 3
    assert shared.search("lecture").timeline == ()


def test_pages_tile_the_whole(shared: Catalogue) -> None:
    for sort in set(Sort) - {Sort.AROUND}:
        pages = [ids(shared.search("harbour", sort=sort, limit=3, offset=offset)) for offset in (0, 3, 6)]
        assert sorted(sum(pages, [])) == [1, 2, 3, 4]  # noqa: RUF017 - three short pages
        assert [len(page) for page in pages] == [3, 1, 0]
    assert shared.search("harbour", limit=0).hits == ()
    assert shared.search("harbour", limit=0).total == 4
    assert len(shared.search("harbour", limit=10**12, offset=1).hits) == 3
    assert shared.search("harbour", offset=10**12).hits == ()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"sort": "best"}, "There is no order “best”: sort by relevance, newest, oldest, around."),
        ({"sort": "around"}, "Around which day? Give one beside the order, such as 2012-05-09."),
        ({"around": "soon"}, "“soon” is not a date: write 2012, 2012-05, 2012-05-09 or May 9 2012."),
        ({"limit": -1}, "limit may not be less than 0: give a whole number."),
        ({"offset": -1}, "offset may not be less than 0: give a whole number."),
        ({"after": "soon"}, "“soon” is not a date: write 2012, 2012-05, 2012-05-09 or May 9 2012."),
        ({"before": "2013-02-29"}, "“2013-02-29” is not a day of the calendar: check its month and day."),
        ({"after": "2013", "before": "2012"}, "No day is both after 2013-01-01 and before 2012-12-31: swap the two dates."),  # noqa: E501
        ({"exclude": {"colour": "red"}}, "There is no facet “colour”: use one of section, source, author, year, page."),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_said_in_a_sentence(
    shared: Catalogue, wrong: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadRequest) as raised:
        shared.search("harbour", **wrong)
    assert str(raised.value) == sentence


def test_words_that_no_article_has_together_are_met_in_part(shared: Catalogue) -> None:
    results = shared.search("mayor strike")
    assert set(ids(results)) == {2, 3}
    assert "No article has all of these words" in notices(results)
    assert shared.search('"mayor" strike').total == 0
    assert shared.search("mayor AND strike").total == 0


def test_a_long_question_is_met_by_its_telling_words(shared: Catalogue) -> None:
    assert set(ids(shared.search("what did the mayor say about a strike"))) == {2, 3}


def test_another_spelling_is_offered(shared: Catalogue) -> None:
    for typed, better in (("harbuor", "harbour"), ("tunel", "tunnel"), ("Ibanes", "ibanez"), ("ferry -tunel", None)):
        offered = [notice.query for notice in shared.search(typed).notices if notice.query]
        assert offered == ([better] if better else [])
        assert better is None or shared.search(better).total


def test_an_offered_spelling_keeps_the_rest_of_the_query(shared: Catalogue) -> None:
    (notice,) = (notice for notice in shared.search("Harbuor -ferry section:city").notices if notice.query)
    assert notice.query == "harbour -ferry section:city"
    assert notice.text == f"Did you mean “{notice.query}”?"


def test_an_archive_that_was_never_indexed_says_so(tmp_path: Path) -> None:
    with search.open_archive(tmp_path / "archive", create=True) as made:
        assert notices(made.search("harbour")) == ""
        with made.archive.writer() as writer:
            writer.keep(capture("a"), ARTICLES[0])
        assert "has not been indexed yet" in notices(made.search("harbour"))


def test_an_article_removed_since_it_was_indexed_is_not_shown(own: Catalogue) -> None:
    with own.archive.writer() as writer:
        writer.remove(2)
    assert ids(own.search("harbour", sort="oldest")) == [1, 3, 4]
    assert own.related(1) == () or all(hit.id != 2 for hit in own.related(1))
    with pytest.raises(NoSuchArticle):
        own.article(2)
    with pytest.raises(NoSuchArticle):
        own.related(2)
    assert own.catch_up() == 1
    assert own.search("harbour").total == 3


def test_catching_up_counts_what_it_took_in(own: Catalogue) -> None:
    assert own.catch_up() == 0
    with own.archive.writer() as writer:
        writer.keep(capture("new"), article("Bridge", "A bridge."))
        writer.keep(capture("changed"), article("Ferry strike", "It ended.", date="2014-03-01"))
        writer.remove(4)
    told: list[int] = []
    assert own.catch_up(told.append) == sum(told) == 3
    assert (own.search("bridge").total, own.search("ended").total, own.search("lecture").total) == (1, 1, 0)
    assert own.rebuild() == 5  # a removed article is an entry of the log, too
    assert own.engine.count == own.archive.status().articles == 4


def test_another_archive_in_the_place_of_the_one_indexed_is_indexed_anew(own: Catalogue, tmp_path: Path) -> None:
    own.close()
    with catalogue(tmp_path / "other", [article("Bridge", "A bridge.")]) as other:
        other.close()
        shutil.copy(other.archive.path, own.archive.path)
    with search.open_archive(own.archive.directory) as swapped:
        swapped.catch_up()
        assert swapped.search("harbour").total == 0
        assert ids(swapped.search("bridge")) == [1]


def test_an_archive_restored_from_a_copy_is_indexed_anew(tmp_path: Path) -> None:
    made = catalogue(tmp_path / "archive", ARTICLES)
    copy = tmp_path / "copy.sqlite"
    with closing(sqlite3.connect(made.archive.path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    _keep(made, "lost bridge", "lost viaduct")
    made.catch_up()
    made.close()
    for each in made.archive.directory.glob("archive.sqlite*"):
        each.unlink()
    copy.rename(made.archive.path)
    with search.open_archive(made.archive.directory) as restored:
        _keep(restored, "new pier", "new quay", "new lock")
        restored.catch_up()
        assert restored.search("lost").total == 0
        assert restored.search("new").total == 3
        assert restored.engine.count == restored.archive.status().articles


def _keep(made: Catalogue, *headlines: str) -> None:
    with made.archive.writer() as writer:
        for headline in headlines:
            writer.keep(capture(headline), article(headline, "text"))


@pytest.mark.parametrize("scheme", sorted(ENGINES))
def test_every_engine_serves_a_catalogue(tmp_path: Path, scheme: str) -> None:
    with catalogue(tmp_path / "archive", ARTICLES, engine=f"{scheme}:") as made:
        assert set(ids(made.search("harbour tunnel"))) == {1, 2}
    with search.open_archive(tmp_path / "archive", engine=f"{scheme}:") as opened:
        assert opened.search("harbour").total == 4


@pytest.mark.parametrize("url", ["", "lucene:", "whoosh", "whoosh:x", ":"])
def test_an_unknown_engine_is_a_bad_request(own: Catalogue, url: str) -> None:
    with pytest.raises(BadRequest, match="There is no engine"):
        search.open_archive(own.archive.directory, engine=url)


def test_no_archive_is_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive):
        search.open_archive(tmp_path / "absent")
    assert list(tmp_path.iterdir()) == []


def keep_and_index(connection: Connection, directory: Path, rounds: int) -> None:
    with search.open_archive(directory) as opened:
        for number in range(rounds):
            _keep(opened, f"Harbour story {number}")
            opened.catch_up()
    connection.send("done")


def test_threads_search_while_another_process_adds(own: Catalogue) -> None:
    failures: list[BaseException] = []
    stop = threading.Event()

    def ask() -> None:
        try:
            before = 0
            while not stop.is_set():
                results = own.search("harbour", limit=100)
                assert results.total >= before
                assert len(results.hits) == results.total
                before = results.total
        except BaseException as error:  # noqa: BLE001 - told to the test, which fails
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    with child(keep_and_index, own.archive.directory, 12) as other:
        said = other.heard()
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert said == ["done"]
    assert own.search("harbour").total == 16


def test_every_value_of_a_facet_can_be_listed_for_a_question(shared: Catalogue) -> None:
    everything = shared.values("section")
    assert shared.values("section", Question()) == everything
    found = shared.search("harbour")
    assert shared.values("section", Question(text="harbour")) == found.facets["section"]
    chosen = Question.of("harbour", section=found.facets["section"][0].value)
    assert [each.value for each in shared.values("section", chosen) if each.selected] == [
        found.facets["section"][0].value
    ]


def test_around_a_day_or_a_month_the_nearest_come_first(tmp_path: Path) -> None:
    days = ("2010-06-15", "2012-05-02", "2012-07-01", "2015-01-01")
    with catalogue(tmp_path / "archive", [article(f"Ferry {day}", "A ferry.", date=day) for day in days]) as made:
        for asked in ({"around": "2012-05"}, {"around": "2012-05-09", "sort": "around"}, {"around": date(2012, 5, 20)}):
            results = made.search("ferry", **asked)
            assert [hit.id for hit in results.hits] == [2, 3, 1, 4]
            assert results.sort is Sort.AROUND
        assert [hit.id for hit in made.search("", around="2014").hits] == [4, 3, 2, 1]
        assert [hit.id for hit in made.search("ferry", around="2012", sort="oldest").hits] == [1, 2, 3, 4]


def test_a_question_around_a_day_is_kept_whole() -> None:
    question = Question.of("ferry", around="2012-05")
    assert Question.from_json(question.to_json()) == question
