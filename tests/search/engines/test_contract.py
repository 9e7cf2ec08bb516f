"""What every engine must do, run on every engine there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from search.engine import Answer, Change, Choice, Engine, Request
from search.engines import ENGINES, open_engine
from search.facets import FACETS
from search.query import parse
from search.results import Sort
from tests.search.factory import article

ARTICLES = (
    article("Harbour tunnel delayed", "The tunnel under the harbour will open late.", "Costs rose to $1.2bn.",
            date="2012-05-09", section=("City",), page="A1", authors=("Ana Reyes",), source="Herald"),
    article("Tunnel opens", "The mayor opened the harbour tunnel on Monday.",
            date="2014-02-28", section=("City", "Transport"), page="A3", source="Herald",
            authors=("Ana Reyes", "Zoë Šimánek")),
    article("Ferry strike", "Ferries stopped. No ferry ran in the harbour. The ferry crews want more.",
            date="2014-03-01", section=("Business",), page="B2", authors=("José Ibáñez",), source="Herald"),
    article("Counter-piracy patrols", "The counter-piracy patrol left the gulf. 港口 officials agreed.",
            date="2016-02-29", section=("World", "Asia"), place="GENEVA", source="Wire", language="en"),
    article("Undated notice", "A counterpiracy lecture at the harbour.", source="Wire"),
)  # fmt: skip


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    made = open_engine(f"{request.param}:", tmp_path)
    made.apply([Change(number, number, each) for number, each in enumerate(ARTICLES, 1)])
    yield made
    made.close()


def ask(engine: Engine, text: str, **fields: object) -> Answer:
    fields.setdefault("choices", {})
    return engine.ask(Request(tree=parse(text, engine.frequency).tree, **fields))  # type: ignore[arg-type]


def ids(answer: Answer) -> list[int]:
    return [match.id for match in answer.matches]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {1, 2, 3, 4, 5}),
        ("tunnel", {1, 2}),
        ("harbour tunnel", {1, 2}),
        ("harbour -tunnel", {3, 5}),
        ("-harbour", {4}),
        ("NOT (tunnel OR ferry)", {4, 5}),
        ("tunnel OR ferry", {1, 2, 3}),
        ("harbour (mayor OR crews)", {2, 3}),
        ('"harbour tunnel"', {1, 2}),
        ('"tunnel harbour"', set()),
        ('"tunnel opened"', {2}),
        ('="tunnel opened"', set()),
        ('"monday mayor"~5', {2}),
        ('"monday mayor"~4', set()),
        ("opening", {1, 2}),
        ("=opened", {2}),
        ("ferr*", {3}),
        ("tu*el", {1, 2}),
        ("mayer~", {2}),
        ("counterpiracy", {4, 5}),
        ("counter-piracy", {4, 5}),
        ("counter piracy", {4, 5}),
        ("$1.2bn", {1}),
        ('"1.2 billion"', {1}),
        ("港口", {4}),
        ("港", {4}),
        ("口", {4}),
        ("Reyes", {1, 2}),
        ("author:simanek", {2}),
        ("author:Ibáñez", {3}),
        ("headline:harbour", {1}),
        ("section:transport", {2}),
        ("page:a3", {2}),
        ("page:A*", {1, 2}),
        ("place:geneva", {4}),
        ("language:EN", {4}),
        ("source:wire", {4, 5}),
        ("on:2014", {2, 3}),
        ("on:2014-02", {2}),
        ("after:2014-02-28", {2, 3, 4}),
        ("after:2014-03", {3, 4}),
        ("before:2012-05-09", {1}),
        ("before:2014-02", {1, 2}),
        ("on:2016-02", {4}),
        ("before:2016-02-28", {1, 2, 3}),
        ("after:2012 before:2014 tunnel", {1, 2}),
        ("ferry OR on:2012", {1, 3}),
        ("-after:2000", {5}),
        ("nosuchword", set()),
        ("!!!", set()),
    ],
)
def test_finds_exactly_these(engine: Engine, text: str, expected: set[int]) -> None:
    answer = ask(engine, text)
    assert set(ids(answer)) == expected
    assert answer.total == len(expected)


def test_ranks_the_article_that_is_about_it_first(engine: Engine) -> None:
    assert ids(ask(engine, "tunnel OR ferry OR strike"))[0] == 3


def test_scores_fall(engine: Engine) -> None:
    scores = [match.score for match in ask(engine, "harbour OR tunnel").matches]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0


def test_sorts_by_day_with_the_undated_last(engine: Engine) -> None:
    assert ids(ask(engine, "", sort=Sort.NEWEST)) == [4, 3, 2, 1, 5]
    assert ids(ask(engine, "", sort=Sort.OLDEST)) == [1, 2, 3, 4, 5]


def test_pages_tile_the_whole(engine: Engine) -> None:
    for sort in Sort:
        whole = ids(ask(engine, "", sort=sort))
        pages = [ids(ask(engine, "", sort=sort, offset=place, limit=2)) for place in range(0, 6, 2)]
        assert sum(pages, []) == whole  # noqa: RUF017 - three short pages


def test_days_are_included_at_both_ends(engine: Engine) -> None:
    bounded = ask(engine, "", after=date(2014, 2, 28), before=date(2014, 3, 1))
    assert set(ids(bounded)) == {2, 3}
    assert dict(bounded.days) == {date(2014, 2, 28).toordinal(): 1, date(2014, 3, 1).toordinal(): 1}


def test_counts_every_facet(engine: Engine) -> None:
    facets = ask(engine, "harbour").facets
    assert facets["section"] == {"City": 2, "City / Transport": 1, "Business": 1}
    assert facets["author"] == {"Ana Reyes": 2, "Zoë Šimánek": 1, "José Ibáñez": 1}
    assert facets["year"] == {"2012": 1, "2014": 2}
    assert facets["page"] == {"A1": 1, "A3": 1, "B2": 1}
    assert set(facets) == set(FACETS)


def test_a_choice_narrows_all_but_its_own_facet(engine: Engine) -> None:
    answer = ask(engine, "harbour", choices={"section": Choice(frozenset({"city"}))})
    assert set(ids(answer)) == {1, 2}
    assert answer.facets["section"] == {"City": 2, "City / Transport": 1, "Business": 1}
    assert answer.facets["author"] == {"Ana Reyes": 2, "Zoë Šimánek": 1}


def test_no_more_values_are_counted_than_asked_for_but_those_chosen_are(engine: Engine) -> None:
    chosen = {"section": Choice(frozenset({"business"}))}
    facets = ask(engine, "harbour", choices=chosen, values=1).facets
    assert facets["section"] == {"City": 2, "Business": 1}
    assert len(facets["author"]) == 1


def test_counts_may_be_left_out(engine: Engine) -> None:
    answer = ask(engine, "harbour", counts=False)
    assert (answer.total, len(answer.matches), dict(answer.facets), dict(answer.days)) == (4, 4, {}, {})


def test_several_values_widen_and_several_facets_narrow(engine: Engine) -> None:
    choices = {"section": Choice(frozenset({"city", "business"})), "year": Choice(frozenset({"2014"}))}
    assert set(ids(ask(engine, "", choices=choices))) == {2, 3}


def test_unwanted_values_are_left_out(engine: Engine) -> None:
    answer = ask(engine, "", choices={"section": Choice(unwanted=frozenset({"city"}))})
    assert set(ids(answer)) == {3, 4, 5}


def test_a_changed_article_is_found_as_it_now_is(engine: Engine) -> None:
    engine.apply([Change(6, 1, article("Bridge planned", "A bridge instead."))])
    assert set(ids(ask(engine, "tunnel"))) == {2}
    assert set(ids(ask(engine, "bridge"))) == {1}
    assert (engine.count, engine.seen) == (5, 6)
    assert ask(engine, "").facets["year"] == {"2014": 2, "2016": 1}


def test_a_removed_article_is_gone(engine: Engine) -> None:
    engine.apply([Change(6, 2, None)])
    assert set(ids(ask(engine, "tunnel"))) == {1}
    assert engine.count == 4
    assert ask(engine, "").total == 4


def test_rebuilding_forgets_what_was_there(engine: Engine) -> None:
    engine.rebuild([Change(9, 7, ARTICLES[0])])
    assert ids(ask(engine, "")) == [7]
    assert (engine.count, engine.seen) == (1, 9)


def test_an_empty_engine_answers(tmp_path: Path) -> None:
    for scheme in ENGINES:
        empty = open_engine(f"{scheme}:", tmp_path)
        assert (empty.count, empty.seen) == (0, 0)
        answer = ask(empty, "tunnel")
        assert (answer.total, answer.matches) == (0, ())
        assert list(empty.terms("body", "t")) == []
        empty.close()


def test_knows_its_terms(engine: Engine) -> None:
    assert engine.frequency("body", "harbour") == 4
    assert engine.frequency("body", "absent") == 0
    assert list(engine.terms("body_exact", "ferr")) == [("ferries", 1), ("ferry", 1)]
    assert dict(engine.similar("body_exact", "feryr", 2))["ferry"] == 1
    assert engine.frequencies("body", ["harbour", "absent", "tunnel"]) == [4, 0, 2]


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("text", ["", "harbour OR tunnel", "-harbour", "nosuchword"])
def test_all_numbers_come_in_the_order_of_the_pages(engine: Engine, text: str, sort: Sort) -> None:
    tree = parse(text, engine.frequency).tree
    asked = Request(tree=tree, choices={"source": Choice(unwanted=frozenset({"wire"}))}, sort=sort, limit=2, offset=1)
    pages = [engine.ask(replace(asked, limit=1, offset=offset)) for offset in range(len(ARTICLES))]
    assert engine.ids(asked).tolist() == [match.id for page in pages for match in page.matches]


def test_the_commonest_terms_come_first(engine: Engine) -> None:
    for fieldname, prefix in (("body_exact", ""), ("body_exact", "h"), ("author", "z"), ("body", "nosuchword")):
        by_alphabet = list(engine.terms(fieldname, prefix))
        told = engine.commonest(fieldname, prefix, 4)
        counts = sorted((count for _, count in by_alphabet), reverse=True)
        assert [count for _, count in told] == counts[:4]
        assert set(told) <= set(by_alphabet)
