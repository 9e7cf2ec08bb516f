"""The sample newspaper holds what it promises, and its printed pages are those of its stories."""

from __future__ import annotations

import gzip
import html
import zipfile
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from xml.etree import ElementTree

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.sample import HERE, WARC, ZIP, Era, Into, Story, press, sheets, stories

EDITION = stories()
RETOLD = "first-save"
NOISE = ("shopping cart", "Internet Explorer", "70090000123", "Free for subscribers", "newsletter")

Contents = dict[str, object]


def loose(folder: Path) -> Contents:
    """The loose pages, unpacked: what a compressor writes differs between its versions."""
    files = [path for path in (folder / "pages").rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): unpacked(path) for path in files}


def unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def members(folder: Path) -> Contents:
    with zipfile.ZipFile(folder / ZIP) as archive:
        return {entry.filename: (entry.date_time, archive.read(entry)) for entry in archive.infolist()}


def visits(folder: Path) -> Contents:
    found: Contents = {}
    with (folder / WARC).open("rb") as stream:
        for record in ArchiveIterator(stream):
            head = record.rec_headers
            key = f"{record.rec_type} {head.get_header('WARC-Target-URI')}"
            status = record.http_headers.statusline if record.http_headers else ""
            found[key] = (head.get_header("WARC-Date"), status, record.content_stream().read())
    return found


def transfers() -> Counter[str]:
    """How the answers in the crawl were sent: coding, status and kind, counted."""
    told: Counter[str] = Counter()
    with (HERE / WARC).open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response":
                fields = record.http_headers
                names = ("Content-Encoding", "Transfer-Encoding", "Content-Type")
                told.update([fields.get_statuscode(), *(fields.get_header(name, "") for name in names)])
    return told


@pytest.fixture(scope="module")
def reprint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reprint")
    press(EDITION, folder)
    return folder


@pytest.mark.parametrize("read", [loose, members, visits])
def test_the_pages_kept_here_are_those_of_the_stories(read: Callable[[Path], Contents], reprint: Path) -> None:
    assert read(HERE) == read(reprint)


def test_printing_twice_gives_the_same_bytes(reprint: Path, tmp_path: Path) -> None:
    press(EDITION, tmp_path)
    for path in (path for path in reprint.rglob("*") if path.is_file()):
        assert path.read_bytes() == (tmp_path / path.relative_to(reprint)).read_bytes(), path.name


def test_every_page_carries_the_whole_story() -> None:
    for sheet in sheets(EDITION):
        text = html.unescape(sheet.data.decode(sheet.story.charset))
        for part in (sheet.story.headline, sheet.story.dek, *sheet.story.authors, *sheet.story.body):
            assert part in text, (sheet.file, part)


def test_there_are_about_sixty_stories_over_the_years() -> None:
    assert 60 <= len(EDITION) <= 70
    assert {story.date.year for story in EDITION} >= set(range(2009, 2025))
    assert len({story.section for story in EDITION}) >= 15
    assert {len(story.section) for story in EDITION} == {1, 2}


@pytest.mark.parametrize("story", EDITION, ids=lambda story: story.name)
def test_a_story_is_whole(story: Story) -> None:
    text = "\n".join(story.body)
    assert 150 <= len(text.split()) <= 500
    assert len(story.body) >= 3
    assert story.url.startswith("https://www.") and story.site.endswith(".example")
    assert story.headline and story.source and story.section and story.page and story.tags
    assert not [word for word in NOISE if word.casefold() in text.casefold()]
    assert text.startswith(story.place)
    assert story.saved.utcoffset() is not None and story.saved.date() >= story.date


def test_related_links_point_to_earlier_stories_of_ours() -> None:
    printed = {story.url: story for story in EDITION}
    for story in EDITION:
        for url in story.related:
            assert printed[url].date <= story.date, (story.name, url)
            assert url != story.url
    assert sum(bool(story.related) for story in EDITION) >= 40


def test_running_stories_can_be_followed() -> None:
    instalments = Counter(tag for story in EDITION if story.source.endswith("Packet") for tag in story.tags)
    for thread in ("harbour tunnel", "Eastmole inquiry", "port cyber attack", "counter-piracy", "Saltgate Rovers"):
        assert instalments[thread] >= 4, thread
    assert instalments["Arrel flood"] >= 6


def test_issues_have_pages_and_pages_have_stories() -> None:
    issues = Counter(story.date for story in EDITION if not story.name.endswith(RETOLD))
    assert sum(count >= 3 for count in issues.values()) >= 8
    folios = Counter((story.date, story.page) for story in EDITION if not story.name.endswith(RETOLD))
    assert max(folios.values()) >= 2


@pytest.mark.parametrize("era", Era)
def test_every_layout_is_in_use(era: Era) -> None:
    assert sum(story.era is era for story in EDITION) >= 10


@pytest.mark.parametrize("into", Into)
def test_every_container_is_in_use(into: Into) -> None:
    assert sum(story.into is into for story in EDITION) >= 10


@pytest.mark.parametrize("suffix", [".htm", ".html", ".xhtml", ".html.gz"])
def test_every_kind_of_file_is_printed(suffix: str) -> None:
    assert list((HERE / "pages").rglob(f"*{suffix}"))


def test_xhtml_pages_are_well_formed() -> None:
    for path in (HERE / "pages").rglob("*.xhtml"):
        assert ElementTree.parse(path).getroot().tag.endswith("html")


def test_every_charset_and_language_is_in_use() -> None:
    assert {story.charset for story in EDITION} == {"utf-8", "windows-1252", "gb18030"}
    assert {story.language for story in EDITION} == {"en", "de", "fr"}


def test_one_story_was_saved_again_after_it_was_amended() -> None:
    twice = [url for url, count in Counter(story.url for story in EDITION).items() if count > 1]
    first, second = sorted((story for story in EDITION if story.url in twice), key=lambda story: story.saved)
    assert first.into is Into.PAGES and second.into is Into.ZIP
    assert first.headline == second.headline and first.body != second.body


def test_some_stories_were_saved_at_two_addresses() -> None:
    again = [story for story in EDITION if story.again]
    assert {story.era for story in again} == {Era.TABLES, Era.MODERN}
    addresses = [sheet.address for sheet in sheets(EDITION)]
    assert len(addresses) == len(EDITION) + len(again)


def test_one_wire_story_was_printed_by_two_newspapers() -> None:
    (theirs,) = [story for story in EDITION if story.source == "The Skerrow Evening Post"]
    (ours,) = [story for story in EDITION if story.date == theirs.date and story is not theirs]
    alike = SequenceMatcher(None, " ".join(ours.body).split(), " ".join(theirs.body).split()).ratio()
    assert 0.8 < alike < 1
    assert ours.site != theirs.site


def test_the_crawl_met_more_than_articles() -> None:
    told = transfers()
    assert all(told[each] for each in ("gzip", "chunked", "image/gif", "404", "302"))
    kinds = {key.split()[0] for key in visits(HERE)}
    assert kinds == {"warcinfo", "request", "response", "metadata"}


def test_damaged_pages_are_at_hand() -> None:
    broken = {path.name: path.stat().st_size for path in (HERE / "broken").iterdir()}
    assert len(broken) == 8
    assert [name for name, size in broken.items() if not size] == ["empty.html"]


@pytest.mark.parametrize(
    "words",
    ["Zoë Šimánek", "José Ibáñez", "O'Brien", "O’Brien", "counter-piracy", "counterpiracy", "沈玉兰"],
)
def test_names_that_are_hard_to_search_for_are_there(words: str) -> None:
    assert any(words in f"{story.headline} {' '.join(story.body)}" for story in EDITION)


@pytest.mark.parametrize("words", ["$1.2bn", "R&D", "HT&T", "U.N.", "U.S.", "C++"])
def test_words_that_are_hard_to_search_for_are_there(words: str) -> None:
    assert any(words in f"{story.headline} {' '.join(story.body)}" for story in EDITION)


def test_data_is_no_package() -> None:
    assert not list(HERE.parent.rglob("__init__.py"))
