"""Health, and what happens when the archive cannot be searched."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.catalogue import Catalogue
from search.errors import ArchiveBusy, DamagedArchive, EngineError, IndexOutdated, NewsArchiveError
from tests.webui.reading import parsed
from tests.webui.stories import STORIES, held
from webui.app import create_app


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
    assert "older version" in client.get("/api/v1/search").get_json()["detail"]
    health = client.get("/health")
    assert health.status_code == 503
    assert health.get_json()["status"] == "unavailable"


@pytest.mark.parametrize("address", ["/search", "/", "/api/v1/search", "/health"])
def test_our_mistakes_are_not_told_to_readers(
    catalogue: Catalogue, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = create_app(Failing(catalogue, RuntimeError("secret path /etc/shadow"))).test_client()
    response = client.get(address)
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    assert "Content-Security-Policy" in response.headers
    assert response.is_json == (address in {"/api/v1/search", "/health"})
    assert (response.content_type == "application/problem+json") == address.startswith("/api/")
    assert "secret path" in caplog.text


def test_stories_added_while_the_site_is_open_are_found(tmp_path: Path) -> None:
    directory = tmp_path / "archive"
    with held(directory, STORIES[:1]) as catalogue:
        client = create_app(catalogue).test_client()
        assert client.get("/api/v1/search").get_json()["total"] == 1
        held(directory, STORIES[1:3]).close()
        assert client.get("/api/v1/search").get_json()["total"] == 3
