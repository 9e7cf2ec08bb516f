"""The command and its server, as processes and sockets."""

from __future__ import annotations

import json
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import pytest

from search.errors import BadRequest
from tests.webui.running import COMMAND, running
from tests.webui.stories import STORIES, TUNNEL, held
from webui.cli import main
from webui.server import address, listen
from webui.settings import SETTINGS


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("server") / "archive"
    held(directory).close()
    return directory


def test_it_serves_what_the_archive_holds(archive: Path) -> None:
    with running(archive, "--port", "0", "--title", "The Herald") as site:
        with urlopen(f"{site}/health") as response:
            assert json.load(response)["articles"] == len(STORIES)
        with urlopen(f"{site}/search?q=tunnel") as response:
            page = response.read().decode()
    assert "The Herald" in page
    assert "<mark>tunnel</mark>" in page


def test_many_readers_at_once_get_their_own_answers(archive: Path) -> None:
    def total(number: int) -> int:
        with urlopen(f"{site}/api/v1/search?q=%22report+number+{number}%22") as response:
            return int(json.load(response)["total"])

    with running(archive, "--port", "0", "--workers", "3") as site, ThreadPoolExecutor(12) as readers:
        assert set(readers.map(total, [*range(45)] * 3)) == {1}


def test_a_taken_port_gives_way_to_the_next_free_one() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with listen("127.0.0.1", port) as other:
            assert port < other.getsockname()[1] <= port + 20


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 8000), ("127.0.0.1", 70_000), ("no.such.host.invalid", 8000)])
def test_an_address_that_is_not_ours_is_refused_with_a_sentence(host: str, port: int) -> None:
    with pytest.raises(BadRequest) as refused:
        listen(host, port)
    assert str(refused.value).endswith(".")


def test_a_site_for_all_machines_is_shown_under_an_address_that_opens() -> None:
    with listen("0.0.0.0", 0) as everywhere:
        assert address(everywhere).startswith("http://127.0.0.1:")


def test_a_directory_without_an_archive_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--archive", str(tmp_path / "nothing")]) == 1
    told = capsys.readouterr().err
    assert "holds no archive" in told
    assert len(told.strip().splitlines()) == 1


def test_help_names_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    told = capsys.readouterr().out
    for row in SETTINGS:
        assert row.option in told


def test_an_interrupt_ends_it_quietly(archive: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "--archive", str(archive), "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert "http://" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in told


def test_behind_a_proxy_links_keep_its_prefix(archive: Path) -> None:
    options = ("--port", "0", "--base-url", "https://paper.example/archive/")
    with running(archive, *options) as site, urlopen(f"{site}/archive/search?q=tunnel") as response:
        page = response.read().decode()
    assert 'href="/archive/article/' in page
    assert TUNNEL.headline.split()[0] in page
