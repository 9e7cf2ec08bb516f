"""Inputs that no newspaper would print: pages mutated in many ways, and bytes that are no page.

Input number ``n`` of a seed is the same on every machine with the same pages, so that a failure can be looked at again.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extraction import labelled
from benchmarks.fuzz.packing import PACKS

_ROOT = Path(__file__).resolve().parents[2]
_OWN = ("data/sample/pages", "data/sample/broken", "tests/pages")
_SUFFIXES = (".html", ".htm", ".xhtml", ".gz")
_TAGS = "div p table tr td span a b i ul li h1 h2 font center form article section nav aside script style pre".split()
_ATTRIBUTES = ("class=story", "id=x", "itemprop=headline", "datetime=2012-05-09", "rel=author", 'href="/a/b"', "style=")
_CHARSETS = ("utf-8", "utf-16", "windows-1251", "gb2312", "big5", "shift_jis", "koi8-r", "iso-8859-1", "utf-7", "x", "")
_WORDS = "the council voted on Tuesday, by Ann Lee — 9 May 2012 “so” Page A3 中文 é &amp; &#0; &#xD800; ] > \x00".split(
    " "
)
_ALPHABETS = (b"<>/=\"' abp\n", b"&#;x0123456789abcdef<", b"\xc3\xa9\xe2\x80\x99\xff <p>", b"<!-->[]CDATA ")
_DEEP, _MANY = 100_000, 20_000


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its bytes, what was done to make it, and what the server is made to say of its encoding."""

    kind: str
    data: bytes
    charset: str
    name: str = "fuzz.html"
    """The name of the file that it is; by its end the reader is chosen."""


class Inputs:
    """The inputs of a seed over some pages."""

    def __init__(self, seed: int, pages: Sequence[bytes]) -> None:
        self._seed = seed
        self._pages = pages

    def __getitem__(self, number: int) -> Input:
        chance = random.Random(f"{self._seed} {number}")
        kind = chance.choices(list(_KINDS), [weight for weight, _ in _KINDS.values()])[0]
        data = _KINDS[kind][1](chance, self._pages)
        suffix = kind.rpartition(" ")[2] if kind.startswith(_CONTAINER) else ".html"
        return Input(kind, data, chance.choice(_CHARSETS) if chance.random() < 0.2 else "", f"fuzz{suffix}")


def own_pages() -> list[bytes]:
    """Our own sample pages, in order."""
    paths = sorted(path for place in _OWN for path in (_ROOT / place).rglob("*") if path.suffix in _SUFFIXES)
    return [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths]


def real_pages() -> list[bytes]:
    """The pages of the development data, in order; none where it is absent."""
    root = labelled.folder()
    paths = sorted(path for path in root.rglob("*") if path.suffix in _SUFFIXES[:2]) if root else []
    return [path.read_bytes() for path in paths if path.is_file()]


Maker = Callable[[random.Random, Sequence[bytes]], bytes]


def _mutated(chance: random.Random, pages: Sequence[bytes]) -> bytes:
    """Stretches removed, repeated, moved, overwritten, a few or a few hundred of them."""
    page = bytearray(chance.choice(pages))
    for _ in range(chance.choice((1, 5, 30, 300))):
        place, size = chance.randrange(len(page) + 1), chance.choice((1, 1, 8, 60, 400))
        piece = page[place : place + size]
        change = chance.randrange(5)
        if change == 0:
            del page[place : place + size]
        elif change == 1:
            page[place:place] = piece * chance.randint(1, 5)
        elif change == 2:
            page[place : place + size] = chance.randbytes(size)
        elif change == 3:
            page[place : place + 1] = bytes([(page[place : place + 1] or b"a")[0] ^ (1 << chance.randrange(8))])
        else:
            target = chance.randrange(len(page) + 1)
            page[target:target] = piece
    return bytes(page)


def _tags_moved(chance: random.Random, pages: Sequence[bytes]) -> bytes:
    """Whole tags lost, doubled and exchanged, as careless programs leave them."""
    pieces = chance.choice(pages).split(b"<")
    for _ in range(chance.choice((1, 5, 50))):
        place, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        change = chance.randrange(3)
        if change == 0:
            pieces[place], pieces[other] = pieces[other], pieces[place]
        elif change == 1:
            pieces.insert(place, pieces[other])
        elif len(pieces) > 1:
            del pieces[place]
    return b"<".join(pieces)


def _cut(chance: random.Random, pages: Sequence[bytes]) -> bytes:
    page = chance.choice(pages)
    start = chance.choice((0, 0, chance.randrange(len(page) + 1)))
    return page[start : chance.randint(start, len(page))]


def _spliced(chance: random.Random, pages: Sequence[bytes]) -> bytes:
    one, other = chance.choice(pages), chance.choice(pages)
    return one[: chance.randint(0, len(one))] + other[chance.randint(0, len(other)) :]


def _misread(chance: random.Random, pages: Sequence[bytes]) -> bytes:
    """A page in another encoding than it says, or decoded and encoded wrongly once or twice."""
    text = chance.choice(pages).decode("utf-8", "replace")
    for _ in range(chance.randint(0, 2)):
        text = text.encode("utf-8").decode("cp1252", "replace")
    return text.encode(
        chance.choice(("utf-8", "utf-16", "utf-16-be", "cp1251", "gb18030", "euc_jp", "cp1252")), "replace"
    )


def _data_damaged(chance: random.Random, pages: Sequence[bytes]) -> bytes:
    """The page's JSON-LD exchanged for values of other kinds than anybody expects."""
    values = ("null", "[]", "{}", "1e999", '"x"', "[[[[]]]]", '{"@type": ["NewsArticle", null]}', "[" * 5000, "9" * 400)
    fields = ("headline", "author", "datePublished", "articleBody", "publisher", "articleSection", "keywords", "@graph")
    inside = ", ".join(f'"{name}": {chance.choice(values)}' for name in fields)
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", {inside}}}</script>'.encode()
    return chance.choice(pages).replace(b"</head>", script + b"</head>", 1)


def _markup(chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Tags and words drawn at random."""
    made: list[str] = []
    for _number in range(chance.randint(1, 400)):
        tag = chance.choice(_TAGS)
        made.append(f"<{tag} {chance.choice(_ATTRIBUTES)}>" if chance.random() < 0.5 else f"</{tag}>")
        made += chance.choices(_WORDS, k=chance.randint(0, 12))
    return " ".join(made).encode("utf-8", "surrogatepass")


def _noise(chance: random.Random, _: Sequence[bytes]) -> bytes:
    return chance.randbytes(chance.choice((0, 1, 10, 1000, 20_000)))


def _printable_noise(chance: random.Random, _: Sequence[bytes]) -> bytes:
    alphabet = chance.choice(
        (b"<>/=\"' abp\n", b"&#;x0123456789abcdef<", b"\xc3\xa9\xe2\x80\x99\xff <p>", b"<!-->[]CDATA ")
    )
    return bytes(chance.choices(alphabet, k=chance.choice((10, 1000, 20_000))))


def _deep(chance: random.Random, pages: Sequence[bytes]) -> bytes:
    """A page inside a hundred thousand elements, closed or not."""
    tag = chance.choice(_TAGS).encode()
    depth = chance.choice((3000, _MANY, _DEEP))
    closed = (b"</" + tag + b">") * depth if chance.random() < 0.5 else b""
    return (b"<" + tag + b">") * depth + chance.choice(pages)[:20_000] + closed


def _repeated(chance: random.Random, pages: Sequence[bytes]) -> bytes:
    """One stretch of a page thousands of times."""
    page = chance.choice(pages)
    place = chance.randrange(len(page) + 1)
    piece = page[place : place + chance.choice((3, 40, 400))]
    return page[:place] + piece * chance.choice((100, 2000)) + page[place:]


def _damaged(pack: Callable[[bytes], bytes]) -> Maker:
    """A container with one page, some of its bytes overwritten, lost or repeated."""

    def make(chance: random.Random, pages: Sequence[bytes]) -> bytes:
        packed = bytearray(pack(chance.choice(pages)))
        for _ in range(chance.choice((0, 1, 4, 30))):
            place, size = chance.randrange(len(packed) + 1), chance.choice((1, 4, 50))
            packed[place : place + size] = chance.choice(
                (b"", chance.randbytes(size), packed[place : place + size] * 3)
            )
        return bytes(packed[: chance.choice((len(packed), len(packed), chance.randint(0, len(packed))))])

    return make


_CONTAINER = "in a damaged"

_KINDS: Mapping[str, tuple[int, Maker]] = {
    "mutated": (180, _mutated),
    "tags moved": (160, _tags_moved),
    "cut": (180, _cut),
    "spliced": (50, _spliced),
    "misread": (40, _misread),
    "data damaged": (60, _data_damaged),
    "random markup": (140, _markup),
    "random bytes": (80, _noise),
    "random signs": (70, _printable_noise),
    "repeated": (7, _repeated),
    "nested": (1, _deep),
    **{f"{_CONTAINER} {suffix}": (4, _damaged(pack)) for suffix, pack in PACKS.items()},
}
"""Kind -> its weight, and how it is made."""
KINDS = tuple(_KINDS)
