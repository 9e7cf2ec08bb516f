"""The keeper's pages: closed unless opened, entered with a token, and running the real command."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.catalogue import Catalogue
from search.errors import BadRequest
from tests.webui.reading import parsed
from tests.webui.stories import TUNNEL, held
from webui.app import create_app
from webui.settings import Settings
from webui.site import Site

TOKEN = "a-token-that-nobody-guesses"
STORY = "This is a paragraph of a story that is long enough to be read as one, and says so at some length. " * 4
PAGE = f"""<html><head><title>Lighthouse sold</title><meta property="og:type" content="article">
<meta property="og:title" content="Lighthouse sold to a painter"></head>
<body><article><h1>Lighthouse sold to a painter</h1>
<p>{STORY}</p><p>{STORY}</p><p>{STORY}</p></article></body></html>"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Catalogue]:
    with held(tmp_path / "archive", [TUNNEL]) as catalogue:
        yield catalogue


@pytest.fixture
def keeper(own: Catalogue, tmp_path: Path) -> FlaskClient:
    (tmp_path / "pages").mkdir()
    settings = Settings(admin_token=TOKEN, admin_folders=str(tmp_path / "pages"), upload_limit=1)
    client = create_app(own, settings).test_client()
    assert client.post("/admin/enter", data={"token": token(client), "secret": TOKEN}).status_code == 303
    return client


def token(client: FlaskClient) -> str:
    return parsed(client.get("/admin").text).all("input", name="token")[0].attributes["value"]


def done(client: FlaskClient) -> str:
    """The page when the command has ended: asking again is how a browser without scripts waits, too."""
    for _ in range(3000):
        text = client.get("/admin").text
        if "is running" not in text:
            return text
        assert 'http-equiv="refresh"' in text
    raise AssertionError("the command never ends")


def test_the_pages_are_closed_unless_a_setting_opens_them(client: FlaskClient) -> None:
    for path in ("/admin", "/admin/rejected"):
        assert client.get(path).status_code == 404
    for path in ("/admin/enter", "/admin/run", "/admin/upload", "/admin/leave"):
        assert client.post(path, data={"secret": ""}).status_code == 404


def test_a_short_token_is_refused_at_once(own: Catalogue) -> None:
    with pytest.raises(BadRequest, match="16 characters"):
        create_app(own, Settings(admin_token="short"))


def test_only_the_token_opens_and_guessing_is_slow(own: Catalogue) -> None:
    client = create_app(own, Settings(admin_token=TOKEN)).test_client()
    for _ in range(5):
        wrong = client.post("/admin/enter", data={"token": token(client), "secret": "wrong"})
        assert wrong.status_code == 403
        assert "not the token" in wrong.text
    right = client.post("/admin/enter", data={"token": token(client), "secret": TOKEN})
    assert right.status_code == 403
    assert "wait a minute" in right.text
    assert client.post("/admin/run", data={"do": "check", "token": token(client)}).status_code == 400


def test_the_cookie_tells_nothing_and_is_read_by_no_script(own: Catalogue) -> None:
    client = create_app(own, Settings(admin_token=TOKEN, base_url="https://news.example/archive")).test_client()
    cookie = client.post("/admin/enter", data={"token": token(client), "secret": TOKEN}).headers["Set-Cookie"]
    assert {"HttpOnly", "Secure", "SameSite=Strict", "Path=/admin"} <= set(cookie.split("; "))
    assert TOKEN not in cookie
    assert client.get("/admin").headers["Cache-Control"] == "no-store"


def test_a_form_from_elsewhere_starts_nothing(keeper: FlaskClient) -> None:
    assert keeper.post("/admin/run", data={"do": "rebuild"}).status_code == 400
    assert "news-index rebuild" not in keeper.get("/admin").text


def test_a_folder_is_added_with_its_progress_and_what_was_refused(keeper: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "pages" / "story.html").write_text(PAGE)
    (tmp_path / "pages" / "empty.html").write_text("<html></html>")
    sent = {"token": token(keeper), "do": "add", "path": str(tmp_path / "pages")}
    assert keeper.post("/admin/run", data=sent).status_code == 303
    text = done(keeper)
    assert "is done" in text, text
    assert re.search(r"Articles</dt><dd>2, 2 in the index", text)
    assert "empty.html" in keeper.get("/admin/rejected").text
    assert "sold to a painter" in keeper.get("/search?q=lighthouse").text


@pytest.mark.parametrize("path", ["/etc", "pages/../..", "", "--help", "\0", "/nowhere/at/all"])
def test_no_other_folder_can_be_named(keeper: FlaskClient, tmp_path: Path, path: str) -> None:
    inside = tmp_path / "pages" / path if path.startswith("pages") else Path(path)
    sent = {"token": token(keeper), "do": "add", "path": str(inside) if path != "\0" else path}
    assert keeper.post("/admin/run", data=sent).status_code == 400


def test_a_link_out_of_the_folder_is_seen_through(keeper: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "pages" / "out").symlink_to("/etc")
    sent = {"token": token(keeper), "do": "add", "path": str(tmp_path / "pages" / "out")}
    assert keeper.post("/admin/run", data=sent).status_code == 400


def test_files_are_uploaded_within_bounds(keeper: FlaskClient, own: Catalogue) -> None:
    sent = {"token": token(keeper), "files": (io.BytesIO(PAGE.encode()), "../../evil name.html")}
    assert keeper.post("/admin/upload", data=sent).status_code == 303
    assert "is done" in done(keeper)
    assert [path.name for path in (own.archive.directory / "uploads").iterdir()] == ["evil_name.html"]
    assert own.archive.status().articles == 2
    large = keeper.post("/admin/upload", data=bytes(2_000_000), content_type="multipart/form-data; boundary=x")
    assert large.status_code == 413
    assert keeper.post("/admin/upload", data={"token": token(keeper)}).status_code == 400


def test_commands_run_one_at_a_time_and_say_what_they_found(keeper: FlaskClient) -> None:
    form = {"token": token(keeper), "do": "rebuild"}
    assert keeper.post("/admin/run", data=form).status_code == 303
    second = keeper.post("/admin/run", data={**form, "do": "check"})
    assert second.status_code in {303, 400}
    assert "is done" in done(keeper)
    keeper.post("/admin/run", data={**form, "do": "check"})
    assert "All is well" in done(keeper)
    assert keeper.post("/admin/run", data={**form, "do": "rm -rf"}).status_code == 400


def test_leaving_ends_the_session(keeper: FlaskClient) -> None:
    form = {"token": token(keeper), "do": "check"}
    assert keeper.post("/admin/leave", data=form).status_code == 303
    assert keeper.post("/admin/run", data=form).status_code == 400
    assert keeper.get("/admin/rejected").status_code == 303


def test_one_site_has_one_secret_of_its_own(own: Catalogue) -> None:
    first, second = (create_app(own).extensions["newsarchive"] for _ in range(2))
    assert isinstance(first, Site)
    assert first.secret != second.secret
