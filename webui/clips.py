"""The clippings that a request is concerned with, whichever of the two places keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from flask import g

from search.archive import Holding
from search.archive.clippings import LONGEST_NOTE, MOST, Clipping, Clippings
from search.errors import NoSuchArticle
from search.exports import Frame, bibtex, ris, table
from search.exports.format import line
from webui import forgery, urls
from webui.site import site


class Collected:
    """What this server keeps for its one reader; nothing where each browser keeps its own."""

    @cached_property
    def _file(self) -> Clippings | None:
        path = site().settings.personal
        return Clippings(Path(path)) if path else None

    @property
    def personal(self) -> bool:
        """Whether the server keeps them."""
        return self._file is not None

    @property
    def file(self) -> Clippings:
        """Where they are kept. Raises NoSuchArticle where no server keeps any."""
        if self._file is None:
            raise NoSuchArticle("Clippings are kept in the browser here: there is nothing to send to the server.")
        return self._file

    @cached_property
    def all(self) -> tuple[Clipping, ...]:
        """Everything collected, in its order."""
        return self._file.all() if self._file else ()

    @cached_property
    def ids(self) -> frozenset[int]:
        """The numbers of the stories collected."""
        return frozenset(each.id for each in self.all)

    @property
    def token(self) -> str:
        """For the forms that change them."""
        return forgery.token()


def collected() -> Collected:
    """The clippings of the present request."""
    if "clippings" not in g:
        g.clippings = Collected()
    return g.clippings  # type: ignore[no-any-return]  # flask.g holds anything


@dataclass(frozen=True, slots=True)
class Noted:
    """A story that is held, with the note to it."""

    holding: Holding
    note: str


def noted(clippings: Iterable[Clipping]) -> tuple[Noted, ...]:
    """The stories among them that are held, in their order; each once."""
    wanted = {each.id: each.note[:LONGEST_NOTE] for each in list(clippings)[:MOST]}
    held = site().catalogue.archive.holdings(wanted)
    return tuple(Noted(held[number], note) for number, note in wanted.items() if number in held)


def as_csv(stories: Iterable[Noted]) -> Iterator[str]:
    """The columns of every export and one more, the note."""
    frame = _frame()
    yield table.MARK + table.row(["note", *table.COLUMNS])
    for each in stories:
        yield table.row([each.note, *(cell(each.holding, frame) for cell in table.COLUMNS.values())])


def as_ris(stories: Iterable[Noted]) -> Iterator[str]:
    """An entry for each, the note under N1."""
    for each in stories:
        written = ris.entry(each.holding.article, _address(each.holding))
        yield written.replace("ER  - ", f"N1  - {line(each.note)}\r\nER  - ") if each.note else written


def as_bibtex(stories: Iterable[Noted]) -> Iterator[str]:
    """An entry for each, the note under annote."""
    for each in stories:
        written = bibtex.entry(each.holding.id, each.holding.article, _address(each.holding))
        note = f"  annote = {{{bibtex.escaped(each.note)}}},\n}}\n"
        yield (written.removesuffix("}\n") + note if each.note else written) + "\n"


def _frame() -> Frame:
    return Frame(link=_address)


def _address(held: Holding) -> str:
    return urls.absolute(urls.article(held.id))


@dataclass(frozen=True, slots=True)
class Written:
    """A file that clippings can be taken away as."""

    label: str
    suffix: str
    content_type: str
    write: Callable[[Iterable[Noted]], Iterator[str]]


FILES: Final[Mapping[str, Written]] = {
    "csv": Written("CSV", "csv", table.FORMAT.content_type, as_csv),
    "ris": Written("RIS", "ris", ris.FORMAT.content_type, as_ris),
    "bibtex": Written("BibTeX", "bib", bibtex.FORMAT.content_type, as_bibtex),
}
