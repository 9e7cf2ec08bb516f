"""The search page: what is found, what narrows it, and that its address holds the whole question."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from search.catalogue import Catalogue
from search.facets import FACETS
from search.results import Sort
from tests.webui.reading import Document, parsed
from tests.webui.stories import STORIES
from webui.state import PARAMETERS, State, read


def page(client: FlaskClient, address: str) -> Document:
    response = client.get(address)
    assert response.status_code == 200
    return parsed(response.text)


def headlines(document: Document) -> list[str]:
    return [" ".join(tag.text.split()) for tag in document.all("h2") if "Filters" not in tag.text]


def total(document: Document) -> str:
    return " ".join(document.one("p", role="status").text.split())


def test_a_query_finds_its_stories_and_marks_its_words(client: FlaskClient) -> None:
    document = page(client, "/search?q=harbour+ferries")
    assert total(document) == "2 stories"
    assert {mark.text.lower() for mark in document.all("mark")} >= {"harbour"}


def test_without_words_everything_is_shown_newest_first(client: FlaskClient) -> None:
    document = page(client, "/search")
    assert total(document).startswith(f"{len(STORIES)} stories")
    days = [tag.attributes["datetime"] for tag in document.all("time")]
    assert days == sorted(days, reverse=True)


def test_facets_widen_within_and_narrow_across(client: FlaskClient) -> None:
    document = page(client, "/search?source=City+Herald")
    nation = next(tag for tag in document.all("a", class_="pick") if tag.text.strip().startswith("Nation "))
    assert nation.text.split() == ["Nation", "2"]
    narrowed = page(client, nation.attributes["href"])
    assert sorted(headlines(narrowed)) == [
        "Ferry line counts its last passengers",
        "Harbour tunnel opens after nine years",
    ]
    world = next(tag for tag in narrowed.all("a", class_="pick") if tag.text.strip().startswith("World "))
    assert total(page(client, world.attributes["href"])) == "3 stories"


def test_a_value_can_be_left_out_and_taken_back(client: FlaskClient) -> None:
    everything = page(client, "/search?q=harbour")
    drop = next(tag for tag in everything.all("a", class_="drop") if "Leave out Ana Reyes" in tag.text)
    without = page(client, drop.attributes["href"])
    assert headlines(without) == ["Ferry line counts its last passengers"]
    chip = without.link("Not Author")
    assert total(page(client, chip.attributes["href"])) == total(everything)


def test_chips_take_away_one_filter_and_keep_the_rest(client: FlaskClient) -> None:
    document = page(client, "/search?q=harbour&section=Nation&author=Tom+Okafor&after=2012&before=2012-05&sort=oldest")
    assert [tag.text.split()[0] for tag in document.all("a") if "remove this filter" in tag.text] == [
        "Section",
        "Author",
        "From",
        "To",
    ]
    kept = document.link("Section Nation").query
    assert ("section", "Nation") not in kept
    assert {("q", "harbour"), ("author", "Tom Okafor"), ("after", "2012"), ("sort", "oldest")} <= set(kept)


@pytest.mark.parametrize(
    ("after", "before", "count"),
    [
        ("2012-05-09", "2012-05-09", 2),
        ("May 9 2012", "2012", 3),
        ("2012-05-10", "2012-05-10", 1),
        ("2010", "2011", 2),
        ("", "2009", 0),
    ],
)
def test_both_ends_of_a_date_range_are_included(client: FlaskClient, after: str, before: str, count: int) -> None:
    document = parsed(client.get("/search", query_string={"after": after, "before": before}).text)
    assert total(document).split()[0] == (str(count) if count else "No")


def test_a_date_that_cannot_be_read_keeps_what_was_typed(client: FlaskClient) -> None:
    response = client.get("/search?q=harbour&after=last+week")
    assert response.status_code == 400
    document = parsed(response.text)
    assert "last week" in document.one("p", role="alert").text
    assert document.one("input", name="after").attributes["value"] == "last week"
    assert document.one("input", name="q").attributes["value"] == "harbour"


def test_the_form_carries_every_filter_along(client: FlaskClient) -> None:
    address = "/search?q=harbour&section=Nation&exclude=author%3ALiu+Wei&limit=25&after=2012&sort=newest"
    document = page(client, address)
    fields = {(tag.attributes["name"], tag.attributes.get("value", "")) for tag in document.all("input")}
    chosen = next(tag for tag in document.all("option") if "selected" in tag.attributes)
    empty = {("before", ""), ("around", "")}
    assert fields - empty | {("sort", chosen.attributes["value"])} == set(parse_qsl(urlsplit(address).query))


def test_pages_lead_through_all_the_hits_without_a_gap(client: FlaskClient) -> None:
    seen: list[str] = []
    address = "/search?q=weather"
    while address:
        document = page(client, address)
        seen += headlines(document)
        following = document.all("a", rel="next")
        address = following[0].attributes["href"] if following else ""
    assert len(seen) == len(set(seen)) == 45


def test_counts_alone_can_be_asked_for(client: FlaskClient) -> None:
    told = client.get("/api/v1/search?q=weather&limit=0").get_json()
    assert (told["total"], told["hits"]) == (45, [])
    assert total(page(client, "/search?q=weather&limit=0")).startswith("45 stories")


def test_too_many_filters_are_refused(client: FlaskClient) -> None:
    filters = "&".join(f"author=a{number}" for number in range(21))
    assert client.get(f"/search?{filters}").status_code == 400
    assert client.get(f"/search?{filters.partition('&')[2]}").status_code == 200


def test_paging_reaches_beyond_the_end_without_harm(client: FlaskClient) -> None:
    assert total(page(client, "/search?q=weather&offset=4000")).startswith("45 stories")
    assert client.get("/search?offset=99999999999999999999").status_code == 400


def test_bars_of_the_timeline_narrow_to_their_period(client: FlaskClient) -> None:
    document = page(client, "/search?q=harbour+OR+weather+OR+treaty")
    title = next(tag for tag in document.all("title") if ": 1 story" in tag.text and "2010" in tag.text)
    bar = document.tags[document.tags.index(title) - 1]
    narrowed = page(client, bar.attributes["href"])
    assert headlines(narrowed) == ["Ministers sign a fishing treaty"]
    assert dict(narrowed.link("Date ").query) == {"q": "harbour OR weather OR treaty"}


def test_undated_stories_are_counted(client: FlaskClient) -> None:
    assert "1 undated" in client.get("/search").text


def test_a_notice_that_offers_a_query_is_a_link_to_it(client: FlaskClient) -> None:
    document = page(client, "/search?q=harbuor&sort=oldest")
    offered = document.link("Did you mean")
    assert offered.query == [("q", "harbour"), ("sort", "oldest")]
    assert total(page(client, offered.attributes["href"])) == "2 stories"


def test_hits_keep_the_way_back(client: FlaskClient) -> None:
    address = "/search?q=harbour&section=Nation&sort=oldest"
    hit = page(client, address).link("Ferry line")
    back = page(client, hit.attributes["href"]).link("Back to the results")
    assert back.attributes["href"] == address


def test_presets_end_with_the_archive(client: FlaskClient) -> None:
    document = page(client, "/search?q=weather&before=2011")
    last_year = document.link("Last year")
    assert dict(last_year.query) == {"q": "weather", "after": "2012-01-22"}
    chosen = page(client, last_year.attributes["href"])
    assert chosen.link("Last year").attributes["aria-current"] == "true"


def test_everything_on_a_page_fits_a_slow_line(client: FlaskClient) -> None:
    for address in ("/", "/search", "/search?limit=25", "/issues", "/sections", "/help", "/section/Weather"):
        assert len(client.get(address).data) < 60_000, address


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=20)
facets = st.sampled_from(sorted(FACETS))
pairs = st.lists(st.tuples(facets, words), max_size=4, unique_by=lambda pair: (pair[0], pair[1].casefold())).map(tuple)


states = st.builds(
    State,
    q=st.text(max_size=50).map(str.strip),
    wanted=pairs,
    unwanted=pairs,
    after=words,
    before=words,
    sort=st.sampled_from(Sort),
    around=words,
    limit=st.none() | st.integers(0, 100),
    offset=st.integers(0, 10**9),
)


@given(states)
def test_a_state_is_read_back_as_it_was_written(state: State) -> None:
    assert read(state.parameters()) == state
    assert {name for name, _ in state.parameters()} <= {parameter.name for parameter in PARAMETERS}


@given(pairs, facets, words)
def test_choosing_twice_changes_nothing_and_choosing_ends_exclusion(
    wanted: tuple[tuple[str, str], ...], facet: str, value: str
) -> None:
    others = (pair for pair in wanted if pair[0] != facet or pair[1].casefold() != value.casefold())
    state = State(wanted=tuple(others))
    assert state.toggled(facet, value).toggled(facet, value) == state
    assert state.excluding(facet, value).excluding(facet, value) == state
    assert not state.excluding(facet, value).toggled(facet, value).unwanted


def test_capital_letters_make_no_difference_to_a_filter(client: FlaskClient) -> None:
    document = page(client, "/search?q=harbour&section=nAtion&exclude=author%3Aana+reyes")
    assert headlines(document) == ["Ferry line counts its last passengers"]
    picked = next(tag for tag in document.all("a", class_="pick") if tag.text.split()[0] == "Nation")
    assert picked.attributes["aria-current"] == "true"
    assert "section" not in dict(picked.query)
    assert client.get("/section/nation").status_code == 200


def test_page_and_interface_give_the_same_totals(client: FlaskClient, catalogue: Catalogue) -> None:
    for query in ("q=harbour", "q=weather&page=B1", "exclude=source:City+Herald", "after=2012&before=2012"):
        told = client.get(f"/api/v1/search?{query}").get_json()["total"]
        assert total(parsed(client.get(f"/search?{query}").text)).split()[0] == str(told)
