"""The page's address: the canonical one when it is sane, else the one that the page was saved from."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

from indexer.extract.evidence import Candidate, host_of, split
from indexer.extract.tree import Element
from indexer.page import Page


def address(page: Page, root: Element, saved: str) -> Candidate[str]:
    """The canonical address; a page that never had one is known by its place in the collection."""
    known = page.url if host_of(page.url) else saved
    for candidate in _declared(root, known):
        if _sane(candidate.value, known):
            return candidate
    if known:
        return Candidate(urldefrag(known)[0], "where it was saved from")
    return Candidate(page.url or f"file:{page.origin}", "place in the collection")


def base_of(root: Element, url: str) -> str:
    """What relative links of the page are relative to."""
    base = next((each.get("href") for each in root.iter("base") if each.get("href")), "")
    return absolute(url, base) or url


def absolute(base: str, href: str) -> str:
    """A link as an absolute address of the web, ``""`` when it is none."""
    try:
        joined = urljoin(base, href.strip())
    except ValueError:
        return ""
    return urldefrag(joined)[0] if host_of(joined) and joined.startswith(("http://", "https://")) else ""


def _declared(root: Element, known: str) -> Iterator[Candidate[str]]:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            yield Candidate(absolute(known, link.get("href")), "canonical link")
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() == "og:url":
            yield Candidate(absolute(known, meta.get("content") or ""), "og:url")


def _sane(url: str, known: str) -> bool:
    """Whether a declared address can be this page's: of the same site, and not its front page."""
    if not url:
        return False
    if not known:
        return len(split(url).path) > 1 or bool(split(url).query)
    front = split(url).path in ("", "/") and not split(url).query
    same_site = _site(url) == _site(known)
    return same_site and (not front or split(known).path in ("", "/"))


def _site(url: str) -> str:
    """The host's last labels: enough that www., m. and amp. are one site."""
    labels = host_of(url).split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:])
