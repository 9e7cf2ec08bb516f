"""From a page's HTML to an article, or to the reason why there is none.

Evidence first: what the newspaper's own rule says, then what the page declares, then what is printed on it. Each field
is a module with a table of ways to find it, best first; the article keeps how each was found.
"""

from __future__ import annotations

from lxml import etree

from indexer.addresses import from_comment
from indexer.encoding import decode
from indexer.extract import jsonld
from indexer.extract.address import address
from indexer.extract.assemble import article_of, lines_of_body, locate
from indexer.extract.body import declared_story, is_little, story_of
from indexer.extract.evidence import Evidence, host_of, meta_of
from indexer.extract.paragraphs import Paragraph
from indexer.extract.refusal import is_binary, refusal
from indexer.extract.rules import reading_of
from indexer.extract.story import place_of
from indexer.extract.tree import ancestors, break_preformatted, drop_unread, parse, size_of, text_size
from indexer.page import Page, Rejected
from search.article import Article

LARGEST = 32 << 20
"""Bytes; no newspaper ever printed a page of 32 MB, but crawlers save films as pages."""

MOST_TEXT = 1_000_000
"""Characters that a reader can see; a long story has thirty thousand."""
MOST_ELEMENTS = 30_000
"""Ordinary pages have two thousand; this many are read in about a second."""


def extract(page: Page) -> Article | Rejected:
    """The article on a page, or why there is none. Never raises, whatever the bytes are."""
    if len(page.html) > LARGEST:
        return Rejected(page, f"The page has {len(page.html) >> 20} MB; more than {LARGEST >> 20} MB is no article.")
    if not page.html.strip():
        return Rejected(page, "The page is empty.")
    if is_binary(page.html):
        return Rejected(page, "The file holds no text but binary data, such as an image.")
    try:
        return _extract(page)
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
        etree.LxmlError,
    ) as error:
        # A fault of ours on one page must not stop the other hundred thousand; the reason names it.
        return Rejected(page, f"The page could not be read ({type(error).__name__}: {error}).")


def _extract(page: Page) -> Article | Rejected:
    text = decode(page.html, page.charset)
    root = parse(text)
    if root is None:
        return Rejected(page, "The page holds no markup and no text.")
    if (size := size_of(root)) > MOST_ELEMENTS:
        return Rejected(page, f"The page has {size} elements; more than {MOST_ELEMENTS} are a dump.")
    where = address(page, root, from_comment(page.html))
    evidence = Evidence(page=page, root=root, url=where.value, meta=meta_of(root), nodes=jsonld.nodes_of(root))
    drop_unread(root)
    if len(text) > MOST_TEXT and (length := text_size(root)) > MOST_TEXT:
        return Rejected(page, f"The page has {length} characters of text; more than {MOST_TEXT} are a book.")
    break_preformatted(root)
    evidence.rule = reading_of(root, host_of(where.value), page.fetched.date() if page.fetched else None)
    paragraphs = _paragraphs(evidence)
    evidence.body = tuple(each.text for each in paragraphs)
    reason = refusal(evidence, paragraphs)
    return Rejected(page, reason) if reason else article_of(evidence, where, paragraphs)


def _paragraphs(evidence: Evidence) -> list[Paragraph]:
    """The story by the newspaper's rule, by the weight of the page's text, or out of the page's data, and how."""
    if evidence.rule is not None:
        evidence.how = f"site rule {evidence.host} {evidence.rule.rule.body}"
        paragraphs = evidence.rule.paragraphs()
        evidence.body = tuple(each.text for each in paragraphs)
        locate(evidence, lines_of_body(evidence))
        return paragraphs
    evidence.how = "longest text of the page"
    place = place_of(evidence.outline, evidence.root)
    printed = story_of(place) if place.lines else []
    evidence.container = place.container
    evidence.around = frozenset(ancestors(place.container))
    locate(evidence, place.lines)
    declared = declared_story(str(evidence.story.get("articleBody") or "")) if is_little(printed) else []
    if is_little(declared):
        return printed
    evidence.how = "JSON-LD articleBody"
    return declared
