"""``news-index site new``: begin the rule of a newspaper from one of its pages."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.commands.command import OK, Command
from indexer.page import Page
from indexer.readers import Unreadable, read
from search.errors import NewsArchiveError
from search.terminal import plain

if TYPE_CHECKING:
    from indexer.rulemaking.layout import Start

_DESCRIPTION = """\
Write a first site rule for a newspaper from one of its pages: a module with selectors for headline, story and the
other fields that were read from the page, every one of them tried on it; the page itself as a sample; and the JSON
that must be read from it. The tests take all three up as they stand.

PAGE is a saved page, or an address, which is then fetched once (at most 32 MB, within 30 seconds).
"""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=["new"], help="what to do: begin a rule")
    parser.add_argument("page", metavar="PAGE", help="a saved page, or the address of one")
    parser.add_argument(
        "--into",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the project's folder, in which indexer/sites and tests/pages stand (default: this folder)",
    )
    parser.add_argument("--url", default="", help="the address of a saved page that does not say what it was")


def _run(arguments: Namespace) -> int:
    from indexer.rulemaking.layout import start, write  # noqa: PLC0415  only this command makes rules

    started = start(_page(arguments.page, arguments.url))
    written = write(started, arguments.into)
    print("\n".join(_report(started, written)))
    return OK


def _page(named: str, url: str) -> Page:
    from indexer.rulemaking.fetch import fetch, is_address  # noqa: PLC0415  and only this one goes to the web

    if is_address(named):
        return fetch(named)
    items = list(read([Path(named)]))
    if len(items) == 1 and isinstance(items[0], Page):
        return replace(items[0], url=url or items[0].url)
    reason = items[0].reason if items and isinstance(items[0], Unreadable) else "it holds more than one page"
    raise NewsArchiveError(f"{named}: {reason}; name one saved page.")


def _report(started: Start, written: list[Path]) -> Iterator[str]:
    for path in written:
        yield f"wrote {path}"
    article = started.article
    yield f"The rule for {started.host} reads “{plain(article.headline)}”, {len(article.body)} paragraphs."
    if article.body != started.general.body:
        yield (
            f"Without the rule {len(started.general.body)} paragraphs are read; compare the two, and mend body and drop"
            " where the rule is wrong."
        )
    missing = [name for name in ("authors", "date", "section") if not getattr(article, name)]
    if missing:
        yield f"Nothing was found for {', '.join(missing)}: add selectors where the page prints them."
    yield "Next:"
    yield f"  1. read {written[2]} against the page, and correct it where the page says otherwise"
    yield f"  2. take from {written[0]} what general extraction reads as well: a rule says only what differs"
    yield "  3. add a second page of another day to the same folder, with its JSON"
    yield '  4. make test TESTS="tests/indexer/extract/test_pages.py tests/indexer/test_sites.py"'


COMMAND = Command("begin a newspaper's rule from one of its pages", _DESCRIPTION, _arguments, _run)
