"""Front page, section fronts, issues, help and the small files: and that no link leads nowhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search import open_archive
from search.article import Article
from search.catalogue import Catalogue
from search.facets import FACETS
from search.query.help import OPERATORS
from tests.webui.reading import parsed
from tests.webui.stories import STORIES, TREATY, TUNNEL, held
from webui import assets, urls
from webui.app import create_app
from webui.settings import Settings
from webui.state import PARAMETERS


def test_the_front_page_opens_with_the_latest_issue(client: FlaskClient) -> None:
    document = parsed(client.get("/").text)
    assert document.one("h1").text == "News Archive"
    assert "Weather report number" in document.one("article", class_="lead").text
    assert document.link("Sunday, January 20, 2013").attributes["href"] == "/issue/2013-01-20"
    assert any(tag.attributes["href"] == "/section/Weather" for tag in document.all("a"))
    assert f"{len(STORIES)} stories" in document.one("p", class_="ear").text
    assert document.one("form").attributes["role"] == "search"


def test_an_empty_archive_says_what_to_do(tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive", create=True) as empty:
        client = create_app(empty).test_client()
        assert "news-index add" in client.get("/").text
        for address in ("/search", "/sections", "/issues", "/api/v1/search", "/health"):
            assert client.get(address).status_code == 200
        assert client.get("/issues/2012").status_code == 404


def test_sections_hold_what_is_under_them(client: FlaskClient) -> None:
    document = parsed(client.get("/sections").text)
    assert document.link("Nation").attributes["href"] == "/section/Nation"
    front = client.get("/section/Nation").text
    assert "Harbour tunnel opens" in front
    assert "Ferry line counts" in front
    assert "Ferry line counts" not in client.get("/section/Nation/Transport").text


def test_a_section_whose_name_holds_a_slash_has_a_front(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        address = urls.section(TREATY.section)
    assert address == "/section/World/Asia~1Pacific"
    assert TREATY.headline in client.get(address).text


@pytest.mark.parametrize("path", [("a", "b"), ("~", "/"), ("~1", "~0/~"), ("%2F", "?#")])
def test_section_addresses_are_read_back(app: Flask, path: tuple[str, ...]) -> None:
    with app.test_request_context():
        joined = "/".join(name.replace("~", "~0").replace("/", "~1") for name in path)
        assert urls.section_path(joined) == path


def test_a_section_front_can_be_turned_to_its_end(client: FlaskClient) -> None:
    seen: set[str] = set()
    address = "/section/Weather"
    while address:
        document = parsed(client.get(address).text)
        seen |= {tag.attributes["href"] for tag in document.all("a") if tag.attributes["href"].startswith("/article/")}
        following = document.all("a", rel="next")
        address = following[0].attributes["href"] if following else ""
    assert len(seen) == 45


def test_the_calendar_counts_every_issue(client: FlaskClient) -> None:
    document = parsed(client.get("/issues").text)
    assert document.one("h1").text == "Issues of 2013"
    days = [tag for tag in document.all("a") if tag.attributes["href"].startswith("/issue/")]
    assert len(days) == 20
    assert sum(int(day.attributes["aria-label"].split()[1]) for day in days) == 45
    year = document.link("2012")
    assert "May 3" in " ".join(parsed(client.get(year.attributes["href"]).text).one("caption").text.split())


def test_an_issue_shows_its_pages_in_order(client: FlaskClient) -> None:
    document = parsed(client.get("/issue/2012-05-09").text)
    assert [tag.text for tag in document.all("h2")] == ["Page A3", "Page A10"]
    assert document.one("a", rel="prev").text == "‹ March 4, 2011"
    assert document.one("a", rel="next").text == "May 10, 2012 ›"
    page = parsed(client.get(document.link("Page A10").attributes["href"]).text)
    assert [tag.text for tag in page.all("h3")] == ["Ferry line counts its last passengers"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/issue/1912-05-09", 404),
        ("/issue/2012-05-09/Z9", 404),
        ("/issue/2012-05-10/unknown", 200),
        ("/issue/2012-13-45", 400),
        ("/issue/yesterday", 400),
        ("/issues/1912", 404),
        ("/issues/12", 404),
        ("/section/Nowhere", 404),
        ("/section/", 404),
    ],
)
def test_what_was_never_printed_is_said_to_be_missing(client: FlaskClient, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    if status != 200:
        assert parsed(response.text).one("input", id="q")


def test_help_shows_every_row_of_every_table(client: FlaskClient) -> None:
    text = parsed(client.get("/help").text).one("main").text
    for operator in OPERATORS:
        assert operator.syntax in text
        assert operator.meaning in text
    for facet in FACETS.values():
        assert facet.help in text
    for parameter in PARAMETERS:
        assert parameter.name in text


def test_every_example_of_the_help_page_can_be_tried(client: FlaskClient) -> None:
    document = parsed(client.get("/help").text)
    tried = [tag.attributes["href"] for tag in document.all("a") if "/search?q=" in tag.attributes["href"]]
    assert len(tried) >= len(OPERATORS)
    for address in tried:
        assert client.get(address).status_code == 200


def test_no_link_on_any_page_leads_nowhere(client: FlaskClient) -> None:
    waiting, seen = ["/"], {"/"}
    while waiting and len(seen) < 400:
        address = waiting.pop(0)
        response = client.get(address)
        assert response.status_code == 200, address
        if not response.content_type.startswith("text/html"):
            continue
        document = parsed(response.text)
        for tag in (*document.all("a"), *document.all("link"), *document.all("script")):
            target = tag.attributes.get("href", tag.attributes.get("src", ""))
            if target.startswith("#"):
                assert [each for each in document.tags if each.attributes.get("id") == target[1:]], (address, target)
            target = urljoin(address, target).partition("#")[0]
            if target.startswith("/") and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert len(seen) > 300


def test_ids_are_unique_and_every_field_has_a_label(client: FlaskClient, catalogue: Catalogue) -> None:
    for address in ("/", "/search?q=harbour", "/article/1?q=harbour", "/issues", "/help", "/nowhere"):
        document = parsed(client.get(address).text)
        ids = [tag.attributes["id"] for tag in document.tags if "id" in tag.attributes]
        assert len(ids) == len(set(ids)), address
        assert len(document.all("h1")) == 1, address
        for name in ("main", "header", "footer"):
            assert document.all(name), (address, name)
        assert document.one("html").attributes["lang"] == "en"
        labelled = {tag.attributes.get("for") for tag in document.all("label")}
        assert "q" in labelled


def test_static_files_are_kept_under_their_content(client: FlaskClient) -> None:
    for name, asset in assets.load().items():
        current = client.get(f"/static/{asset.digest}/{name}")
        assert "immutable" in current.headers["Cache-Control"]
        assert current.data == asset.content
        assert "immutable" not in client.get(f"/static/old/{name}").headers["Cache-Control"]
    assert client.get("/static/0/../app.py").status_code == 404
    assert client.get("/static/0/app.py").status_code == 404


def test_an_unchanged_page_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/search?q=harbour")
    second = client.get("/search?q=harbour", headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 304
    assert not second.data


def test_a_browser_can_learn_to_search(catalogue: Catalogue) -> None:
    client = create_app(
        catalogue, Settings(base_url="https://news.example/", title="Old & New <News> Archive")
    ).test_client()
    root = ElementTree.fromstring(client.get("/opensearch.xml").data)
    namespace = "{http://a9.com/-/spec/opensearch/1.1/}"
    url = root.find(f"{namespace}Url")
    assert url is not None
    assert url.attrib["template"] == "https://news.example/search?q={searchTerms}"
    assert (root.findtext(f"{namespace}ShortName") or "") == "Old & New <News>"


def test_robots_may_read_stories_but_not_search_for_ever(client: FlaskClient) -> None:
    assert "Disallow: /search" in client.get("/robots.txt").text


def test_authors_are_filed_by_their_last_names(client: FlaskClient) -> None:
    document = parsed(client.get("/authors").text)
    names = [tag.text for tag in document.all("a") if "author=" in tag.attributes["href"]]
    assert names.index("Tom Okafor") < names.index("Ana Reyes") < names.index("Liu Wei")
    assert "2" in document.one("main").text.partition("Tom Okafor")[2][:4]


def test_a_long_list_of_authors_is_divided_by_letters(tmp_path: Path) -> None:
    signed = [
        Article(url=f"https://x.example/{n}", headline=f"Story {n}", body=("Text.",), authors=(f"Ana {c}{n:03}",))
        for n, c in enumerate("BCD" * 110)
    ]
    with held(tmp_path / "archive", signed) as catalogue:
        client = create_app(catalogue).test_client()
        first = parsed(client.get("/authors").text)
        assert len([tag for tag in first.all("a") if "author=" in tag.attributes["href"]]) == 110
        second = parsed(client.get(first.link("C, 110 names").attributes["href"]).text)
        assert second.link("Ana C001")


def test_sources_lead_to_what_they_printed(client: FlaskClient) -> None:
    document = parsed(client.get("/sources").text)
    post = parsed(client.get(document.link("Evening Post").attributes["href"]).text)
    assert "1 story" in " ".join(post.one("p", role="status").text.split())


def test_a_day_of_the_year_is_remembered(client: FlaskClient) -> None:
    document = parsed(client.get("/on-this-day?day=05-09").text)
    assert document.link("2012").attributes["href"] == "/issue/2012-05-09"
    assert document.link(TUNNEL.headline)
    assert document.link("May 10").attributes["href"] == "/on-this-day?day=05-10"
    assert "no issue of this day" in parsed(client.get("/on-this-day?day=07-07").text).one("main").text
    assert client.get("/on-this-day?day=02-29").status_code == 200
    assert client.get("/on-this-day?day=02-31").status_code == 400
    assert client.get("/on-this-day").status_code == 200
