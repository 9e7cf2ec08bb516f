"""Labelled pages for development: pages of others, which are used here and never copied into the project.

``NEWSARCHIVE_DATA`` names the folder that holds ``extraction-dev.tar.xz``; it is unpacked once into ``data/dev``,
which git ignores. Without it there is nothing to measure, and tools and tests say so.
"""

from __future__ import annotations

import json
import os
import re
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lxml import html as markup

PACK = "extraction-dev.tar.xz"
UNPACKED = Path(__file__).resolve().parents[2] / "data" / "dev"
MISSING = f"Set NEWSARCHIVE_DATA to a folder with {PACK} to measure extraction on labelled pages."


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One page and what is known to be on it; what is unknown is empty and not measured."""

    name: str
    url: str
    html: bytes
    headline: str = ""
    authors: tuple[str, ...] = ()
    date: date | None = None
    body: str = ""
    wanted: tuple[str, ...] = ()
    """Pieces of text that the body must hold."""
    unwanted: tuple[str, ...] = ()
    """Pieces of text that the body must not hold."""
    known: Mapping[str, object] = field(default_factory=dict)


def folder() -> Path | None:
    """The unpacked collection, None when there is none."""
    place = os.environ.get("NEWSARCHIVE_DATA", "")
    if not place or not (pack := Path(place) / PACK).exists():
        return None
    target = UNPACKED / PACK.partition(".")[0]
    if not target.exists():
        partial = target.with_suffix(".part")
        with tarfile.open(pack) as tar:
            tar.extractall(partial, filter="data")
        partial.rename(target)
    return target


def collection(name: str) -> Iterator[Labelled]:
    """The pages of one set; raises KeyError for an unknown name and FileNotFoundError when the data is missing."""
    read = SETS[name]
    root = folder()
    if root is None:
        raise FileNotFoundError(MISSING)
    yield from read(root)


def _pieces(root: Path) -> Iterator[Labelled]:
    """Pages with pieces of text that must and must not be in the body."""
    tests = next(root.rglob("evaldata.json")).parent
    for url, known in sorted(json.loads((tests / "evaldata.json").read_text("utf-8")).items()):
        path = next(
            (tests / place / known["file"] for place in ("eval", "cache") if (tests / place / known["file"]).exists()),
            None,
        )
        if path is not None:
            yield Labelled(
                name=known["file"],
                url=url,
                html=path.read_bytes(),
                headline=known.get("title") or "",
                authors=_names(known.get("author")),
                date=_day(known.get("date")),
                wanted=tuple(known.get("with") or ()),
                unwanted=tuple(known.get("without") or ()),
            )


def _marked_up(root: Path) -> Iterator[Labelled]:
    """Pages whose body is given as HTML."""
    for path in sorted(root.rglob("expected-metadata.json")):
        known = json.loads(path.read_text("utf-8"))
        body = markup.fromstring((path.parent / "expected.html").read_text("utf-8") or "<p></p>")
        for block in body.iter("p", "div", "li", "br", "h2", "h3", "td", "blockquote", "pre"):
            block.tail = f"\n{block.tail or ''}"
        yield Labelled(
            name=path.parent.name,
            url=f"https://pages.example/{path.parent.name}",
            html=(path.parent / "source.html").read_bytes(),
            headline=known.get("title") or "",
            date=_day(known.get("publishedTime")),
            body=body.text_content(),
        )


def _plain(root: Path) -> Iterator[Labelled]:
    """Pages whose body is given as plain text; some texts are shouted remarks on a failure, and no truth."""
    for path in sorted(root.rglob("data/html/*.html")):
        text = path.parents[1] / "text" / f"{path.stem}.txt"
        if text.exists() and not (truth := text.read_text("utf-8", "replace")).split("\n")[0].isupper():
            yield Labelled(
                name=path.stem,
                url=f"https://{path.stem}/story",
                html=path.read_bytes(),
                body=truth,
            )


def _names(value: str | list[str] | None) -> tuple[str, ...]:
    return tuple(re.split(r"\s*;\s*", value)) if isinstance(value, str) and value else tuple(value or ())


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


SETS: Mapping[str, Callable[[Path], Iterator[Labelled]]] = {"pieces": _pieces, "marked-up": _marked_up, "plain": _plain}
