"""The programming interface, health, and what happens when the archive cannot be searched."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.catalogue import Catalogue
from search.errors import ArchiveBusy, DamagedArchive, EngineError, IndexOutdated, NewsArchiveError
from search.report import results_json
from tests.webui.reading import parsed
from tests.webui.stories import STORIES, held
from webui.app import create_app


def test_it_answers_as_the_command_line_does(client: FlaskClient, catalogue: Catalogue) -> None:
    told = client.get("/api/search?q=harbour&author=Tom+Okafor&exclude=page:A10&after=2012&limit=5").get_json()
    found = catalogue.search(
        "harbour", author="Tom Okafor", exclude={"page": ["A10"]}, after="2012", sort="relevance", limit=5
    )
    assert told == results_json(found)
    assert told["total"] == 1


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("after=last+week", "last week"),
        ("sort=upside-down", "upside-down"),
        ("limit=many", "limit"),
        ("limit=101", "100"),
        ("offset=-1", "offset"),
        ("exclude=colour:red", "exclude"),
        ("secton=World", "secton"),
        ("q=" + "x" * 2000, "1,000"),
    ],
)
def test_bad_requests_are_answered_with_a_sentence(client: FlaskClient, query: str, word: str) -> None:
    response = client.get(f"/api/search?{query}")
    assert response.status_code == 400
    assert word in response.get_json()["error"]


def test_unknown_addresses_and_methods_are_answered_as_json(client: FlaskClient) -> None:
    assert "error" in client.get("/api/nothing").get_json()
    response = client.post("/api/search")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_limit_and_offset_walk_through_everything(client: FlaskClient) -> None:
    found = []
    for offset in range(0, 60, 20):
        found += client.get(f"/api/search?limit=20&offset={offset}").get_json()["hits"]
    assert len({hit["id"] for hit in found}) == len(STORIES)


def test_health_tells_what_is_searchable(client: FlaskClient) -> None:
    told = client.get("/health").get_json()
    assert told["status"] == "ok"
    assert told["articles"] == len(STORIES)
    assert told["seen"] >= len(STORIES)


class Failing(Catalogue):
    """A catalogue whose searches fail as a broken index or archive makes them fail."""

    def __init__(self, real: Catalogue, error: Exception) -> None:
        super().__init__(real.archive, real.engine)
        self.error = error

    def answer(self, *_: object, **__: object) -> object:  # type: ignore[override]
        raise self.error


@pytest.mark.parametrize("kind", [EngineError, IndexOutdated, ArchiveBusy, DamagedArchive])
def test_an_archive_that_cannot_be_searched_is_said_to_be_back_soon(
    catalogue: Catalogue, kind: type[NewsArchiveError]
) -> None:
    client = create_app(Failing(catalogue, kind("The index was made by an older version: rebuild it."))).test_client()
    page = client.get("/search?q=harbour")
    assert page.status_code == 503
    assert "older version: rebuild it" in parsed(page.text).one("main").text
    assert "older version" in client.get("/api/search").get_json()["error"]
    health = client.get("/health")
    assert health.status_code == 503
    assert health.get_json()["status"] == "unavailable"


@pytest.mark.parametrize("address", ["/search", "/", "/api/search", "/health"])
def test_our_mistakes_are_not_told_to_readers(
    catalogue: Catalogue, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = create_app(Failing(catalogue, RuntimeError("secret path /etc/shadow"))).test_client()
    response = client.get(address)
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    assert "Content-Security-Policy" in response.headers
    assert response.is_json == (address in {"/api/search", "/health"})
    assert "secret path" in caplog.text


def test_stories_added_while_the_site_is_open_are_found(tmp_path: Path) -> None:
    directory = tmp_path / "archive"
    with held(directory, STORIES[:1]) as catalogue:
        client = create_app(catalogue).test_client()
        assert client.get("/api/search").get_json()["total"] == 1
        held(directory, STORIES[1:3]).close()
        assert client.get("/api/search").get_json()["total"] == 3
