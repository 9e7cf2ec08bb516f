"""From a page's HTML to an article, or to the reason why there is none."""

from __future__ import annotations

from lxml import etree, html

from indexer.encoding import decode
from indexer.page import Page, Rejected
from search.article import Article


def extract(page: Page) -> Article | Rejected:
    """The article on a page. Never raises, whatever the bytes are."""
    text = decode(page.html, page.charset)
    if not text.strip():
        return Rejected(page, "The page is empty.")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return Rejected(page, "The page holds no markup that can be read.")
    body = tuple(" ".join(p.text_content().split()) for p in tree.iter("p"))
    headline = " ".join((tree.findtext(".//h1") or tree.findtext(".//title") or "").split())
    if not headline or not any(body):
        return Rejected(page, "The page holds no story.")
    return Article(url=page.url or f"file:{page.origin}", headline=headline, body=tuple(filter(None, body)))
