"""A newspaper's first rule from one page: it works as it stands, and no rule touches another newspaper's pages."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

from indexer.cli import main
from indexer.extract import extract
from indexer.page import Page, Rejected
from indexer.rulemaking.fetch import fetch
from indexer.rulemaking.layout import module_name, start
from indexer.rulemaking.rule import read_by
from indexer.sites import Rule, reading_by, rules_by_host
from search.article import Article
from search.errors import NewsArchiveError
from tests.sample import Sheet, sheets, stories

ROOT = Path(__file__).resolve().parents[2]
SHEETS = list(sheets(stories()))
KEPT = sorted((ROOT / "tests/pages").glob("*/*.html"))

STORY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry to sail again - The Gull</title>
<link rel="canonical" href="https://www.gull.example/town/ferry-to-sail"></head><body>
<nav class="crumbs"><ul><li><a href="/">Home</a></li><li><a href="/town">Town</a></li></ul></nav>
<div id="story-8817"><h1 class="hed sc-aXbYcZ">Ferry to sail again</h1><p class="stand">It was laid up for a year.</p>
<div class="signed">By Mara Teller</div><span class="day">9 May 2012</span>
<div class="text"><p>The ferry across the bay will sail again from Monday, its owners said, after a year ashore.</p>
<div class="promo">Sign up for our harbour letter and never miss a ferry again in your life.</div>
<p>“She has a new engine and an old bell,” said Per Aldin, who has been her master since the winter of 1991.</p>
<p>Tickets will cost what they did before, and bicycles will go free until the end of the summer holidays.</p></div>
</div></body></html>"""


def gull(html: str = STORY, url: str = "https://www.gull.example/town/ferry-to-sail") -> Page:
    return Page(origin="ferry.html", url=url, html=html.encode())


def read(page: Page) -> Article:
    found = extract(page)
    assert isinstance(found, Article), found.reason
    return found


def test_a_rule_reads_its_page_as_general_extraction_did() -> None:
    started = start(gull())
    assert (started.host, started.module, started.sample.name) == (
        "www.gull.example",
        Path("indexer/sites/gull.py"),
        "ferry-to-sail-again.html",
    )
    assert started.article.body == started.general.body
    assert started.article.found["headline"] == "site rule www.gull.example h1.hed"
    assert started.rule.authors == "div.signed"
    assert started.rule.section == "nav.crumbs li"
    assert not any("8817" in getattr(started.rule, name) for name in ("headline", "body", "date", "dek"))


def test_a_rule_finds_the_next_story_too() -> None:
    rule = start(gull()).rule
    other = STORY.replace("8817", "9021").replace("Ferry to sail again", "Bell stolen").replace("9 May", "12 June")
    found = read_by(gull(other, "https://www.gull.example/town/bell"), "www.gull.example", rule)
    assert isinstance(found, Article)
    assert (found.headline, str(found.date), found.authors) == ("Bell stolen", "2012-06-12", ("Mara Teller",))


@pytest.mark.parametrize("sheet", SHEETS[::8], ids=lambda sheet: sheet.file)
def test_a_rule_can_begin_with_any_layout(sheet: Sheet) -> None:
    html = sheet.data.replace(b"halvernpacket.example", b"gull.example")
    started = start(Page(origin=sheet.file, url="https://www.gull.example/a", html=html))
    assert set(started.article.body) & set(started.general.body)
    assert started.article.headline == started.general.headline
    compile(started.files()[started.module], "gull.py", "exec")


def test_the_command_writes_what_the_tests_take_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "saved.html"
    page.write_text(STORY)
    assert main(["site", "new", str(page), "--into", str(tmp_path / "project")]) == 0
    out = capsys.readouterr().out
    module = tmp_path / "project/indexer/sites/gull.py"
    sample = tmp_path / "project/tests/pages/www.gull.example/ferry-to-sail-again.html"
    assert sample.read_text() == STORY
    assert "Next:\n" in out
    assert "TODO" not in module.read_text()
    truth = json.loads(sample.with_suffix(".json").read_text())
    made = ModuleType("gull")
    exec(compile(module.read_text(), str(module), "exec"), made.__dict__)
    with reading_by(dict.fromkeys(made.HOSTS, made.RULES)):
        values = read(Page(origin="a", url=truth["url"], html=sample.read_bytes())).to_json()
    assert {name: values[name] for name in truth} == truth
    assert truth["body"][0].startswith("The ferry across the bay")
    assert main(["site", "new", str(page), "--into", str(tmp_path / "project")]) == 1
    assert "is there already" in capsys.readouterr().err


def test_what_is_written_passes_the_projects_checks(tmp_path: Path) -> None:
    started = start(gull())
    module = tmp_path / "gull.py"
    module.write_bytes(started.files()[started.module])
    for check in (["check"], ["format", "--check"]):
        ran = subprocess.run(
            [sys.executable, "-m", "ruff", *check, "--config", str(ROOT / "ruff.toml"), str(module)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (gull("<p>Nothing here."), "holds no article"),
        (gull(STORY.replace("canonical", "none"), ""), "--url"),
        (gull(STORY.replace("gull.example", "halvernpacket.example"), "https://www.halvernpacket.example/a"), "a rule"),
    ],
)
def test_what_stands_in_the_way_is_said_in_one_sentence(page: Page, reason: str) -> None:
    with pytest.raises(NewsArchiveError, match=reason):
        start(page)


def test_a_file_that_is_no_page_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["site", "new", str(tmp_path / "absent.html")]) == 1
    assert "no such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.lantern-post.co.uk", "lantern_post"),
        ("news.gull.example", "news_gull"),
        ("20min.example", "paper_20min"),
        ("class.example", "paper_class"),
        ("localhost", "localhost"),
    ],
)
def test_modules_are_named_for_their_hosts(host: str, name: str) -> None:
    assert module_name(host) == name


@pytest.fixture
def server() -> Iterator[str]:
    """A small newspaper's server on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = {
                "/story": (200, "text/html; charset=utf-8", STORY.encode()),
                "/moved": (302, "", b""),
                "/away": (302, "", b""),
                "/picture": (200, "image/png", b"\x89PNG"),
                "/endless": (200, "text/html", b"x"),
                "/large": (200, "text/html", b"x" * 5000),
            }.get(self.path, (404, "text/html", b"gone"))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if status == 302:
                self.send_header("Location", "/story" if self.path == "/moved" else "file:///etc/hosts")
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(body)
                while self.path == "/endless":
                    self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}"
        made.shutdown()
        thread.join()


def test_a_page_is_fetched_from_its_address(server: str) -> None:
    for path in ("/story", "/moved"):
        page = fetch(f"{server}{path}")
        assert (page.url, page.charset, page.html) == (f"{server}/story", "utf-8", STORY.encode())
        assert page.fetched is not None


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/gone", "404"), ("/picture", "image/png"), ("/large", "more than"), ("/away", "cannot be fetched|302")],
)
def test_what_cannot_be_fetched_is_said(server: str, path: str, reason: str) -> None:
    with pytest.raises(NewsArchiveError, match=reason):
        fetch(f"{server}{path}", largest=2000)


def test_a_page_without_end_is_given_up(server: str) -> None:
    with pytest.raises(NewsArchiveError, match="did not arrive"):
        fetch(f"{server}/endless", seconds=0.2)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://", "http://[", "https://a b/"])
def test_addresses_that_lead_nowhere_are_said(url: str) -> None:
    with pytest.raises(NewsArchiveError, match="cannot be fetched"):
        fetch(url)


def everything() -> Iterator[tuple[str, Page]]:
    """Every sample page there is, with its host."""
    for path in KEPT:
        url = json.loads(path.with_suffix(".json").read_text())["url"]
        yield path.parent.name, Page(origin=str(path), url=url, html=path.read_bytes())
    for sheet in SHEETS[::4]:
        host = sheet.story.site.partition("//")[2]
        yield host, Page(origin=sheet.file, url=f"https://{host}/{sheet.file}", html=sheet.data)


def test_no_rule_touches_another_newspapers_pages() -> None:
    """Each sample is read with all rules, without each other newspaper's, and with one for elsewhere that takes all."""
    pages = list(everything())
    assert len({host for host, _ in pages}) > 1
    known = dict(rules_by_host())
    greedy = {"elsewhere.example": (Rule(headline="*", body="*", drop="p"),)}
    with_all = {page.origin: extract(page) for _, page in pages}
    for left_out in known:
        without = {host: rules for host, rules in known.items() if host != left_out}
        with reading_by(without | greedy):
            for host, page in pages:
                if host != left_out:
                    found, truth = extract(page), with_all[page.origin]
                    if isinstance(truth, Rejected):
                        assert isinstance(found, Rejected)
                        assert found.reason == truth.reason
                    else:
                        assert found == truth


def test_every_rule_is_needed_by_its_own_newspaper_alone() -> None:
    """No two modules speak for one host: the second would silently take the place of the first."""
    claims: dict[str, str] = {}
    for path in sorted((ROOT / "indexer/sites").glob("[a-z]*.py")):
        made = ModuleType(path.stem)
        exec(compile(path.read_text("utf-8"), str(path), "exec"), made.__dict__)
        for host in made.HOSTS:
            assert claims.setdefault(host, path.stem) == path.stem, f"{host} is claimed twice"
    assert claims
