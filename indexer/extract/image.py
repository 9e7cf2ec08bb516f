"""The picture that leads the story, and what is printed under it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.extract import jsonld
from indexer.extract.address import absolute, base_of
from indexer.extract.evidence import Candidate, Evidence
from indexer.extract.tree import Element, ancestors, text_of

_SOURCES = ("data-src", "data-original", "data-lazy-src", "src")
"""Where pictures that are loaded late have their address stands before what stands in for them."""
_NO_PICTURE = re.compile(r"^data:|logo|avatar|spacer|pixel|blank\.|placeholder|icon|sprite|\.svg(?:$|\?)", re.I)
_LONGEST = 400
_FRAMES = ("figure", "table", "div")


def image(evidence: Evidence) -> Candidate[str] | None:
    """The picture's absolute address."""
    base = base_of(evidence.root, evidence.url)
    for said in (*_declared(evidence), *_printed(evidence)):
        url = absolute(base, said.value)
        if url and not _NO_PICTURE.search(url):
            return Candidate(url, said.how)
    return None


def caption(evidence: Evidence) -> Candidate[str] | None:
    """The caption of the first picture that has one, in the story or right above it."""
    for figure in _figures(evidence):
        words = next(figure.iter("figcaption"), None)
        text = text_of(words) if words is not None else ""
        if 3 < len(text) <= _LONGEST:
            return Candidate(text, "figure caption")
    return None


def _declared(evidence: Evidence) -> Iterator[Candidate[str]]:
    for value in jsonld.listed(evidence.story.get("image")):
        url = value.get("url") or value.get("contentUrl") if isinstance(value, dict) else value
        yield Candidate(url if isinstance(url, str) else "", "JSON-LD image")
    yield from evidence.metas("og:image", "og:image:url", "twitter:image", "twitter:image:src")


def _printed(evidence: Evidence) -> Iterator[Candidate[str]]:
    for figure in _figures(evidence):
        for picture in figure.iter("img"):
            yield Candidate(
                next((each for name in _SOURCES if (each := picture.get(name))), ""), "picture of the story"
            )


def _figures(evidence: Evidence) -> Iterator[Element]:
    """Figures around and within the story's container."""
    container = evidence.container
    if container is None:
        return
    around = [each for each in ancestors(container) if each.tag in ("article", "main")]
    yield from (around[-1] if around else container).iter("figure")
