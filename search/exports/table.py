"""CSV for spreadsheets (RFC 4180), in UTF-8 with the byte order mark without which Excel takes it for another code.

Spreadsheets run a cell that begins with one of ``= + - @``, a tab or a line break as a formula. Such a cell is given
an apostrophe at its beginning, as OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection): spreadsheets
take that as "this is text", programs can take it off again. Those that want the texts unchanged read JSON Lines.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from search.archive import Holding
from search.exports.format import Format, Frame

MARK: Final = "\ufeff"

DANGEROUS: Final = tuple("=+-@\t\r\n＝＋－＠")
"""What a formula begins with; in East Asian editions also with a character of full width."""

LIST: Final = "; "
"""Between authors, and between tags."""

COLUMNS: Final[Mapping[str, Callable[[Holding, Frame], str]]] = {
    "id": lambda held, _: str(held.id),
    "date": lambda held, _: held.article.date.isoformat() if held.article.date else "",
    "updated": lambda held, _: held.article.updated.isoformat() if held.article.updated else "",
    "headline": lambda held, _: held.article.headline,
    "dek": lambda held, _: held.article.dek,
    "authors": lambda held, _: LIST.join(held.article.authors),
    "agency": lambda held, _: held.article.agency,
    "section": lambda held, _: held.article.section_path,
    "page": lambda held, _: held.article.page,
    "edition": lambda held, _: held.article.edition,
    "place": lambda held, _: held.article.place,
    "source": lambda held, _: held.article.source,
    "language": lambda held, _: held.article.language,
    "tags": lambda held, _: LIST.join(held.article.tags),
    "url": lambda held, _: held.article.url,
    "permalink": lambda held, frame: frame.link(held),
    "version": lambda held, _: str(held.version),
    "saved": lambda held, _: held.saved.isoformat(timespec="seconds"),
    "corrections": lambda held, _: "\n\n".join(held.article.corrections),
    "text": lambda held, _: "\n\n".join(held.article.body),
}
"""Heading -> what stands under it."""


def neutral(text: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) else text


def write(holdings: Iterable[Holding], frame: Frame) -> Iterator[str]:
    """A row for each article under a row of headings."""
    yield MARK + row(COLUMNS)
    for held in holdings:
        yield row(cell(held, frame) for cell in COLUMNS.values())


def row(cells: Iterable[str]) -> str:
    """One row of a table, neutralised."""
    written = io.StringIO()
    csv.writer(written).writerow([neutral(cell) for cell in cells])
    return written.getvalue()


FORMAT: Final = Format(
    name="csv",
    label="CSV",
    suffix="csv",
    content_type="text/csv; charset=utf-8; header=present",
    help="a table for spreadsheets; cells that would run as formulas begin with an apostrophe",
    write=write,
)
