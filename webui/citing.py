"""A story in one line, as a footnote or a letter to a friend takes it."""

from __future__ import annotations

from search.article import Article
from webui import urls
from webui.text import long_date

LONGEST_SUBJECT = 150


def citation(article: Article, permalink: str) -> str:
    """Author, headline, newspaper, day, page and address, in the order of the Chicago Manual's notes."""
    quoted = f"“{article.headline or 'Untitled'},”"
    day = long_date(article.date) if article.date else "n.d."
    page = f"page {article.page}" if article.page else ""
    parts = (_names(article.authors), f"{quoted} {article.source}".strip(), day, page, permalink)
    return ", ".join(part for part in parts if part).replace(",”,", ",”") + "."


def mail_link(article: Article, permalink: str) -> str:
    """A ``mailto:`` link that a reader's own mail program opens."""
    day = long_date(article.date) if article.date else ""
    origin = ", ".join(part for part in (article.source, day, article.page and f"page {article.page}") if part)
    lines = [article.headline, origin, "", permalink]
    return urls.mail(article.headline[:LONGEST_SUBJECT], "\n".join(lines))


def _names(authors: tuple[str, ...]) -> str:
    if len(authors) < 3:
        return " and ".join(authors)
    return ", ".join(authors[:-1]) + ", and " + authors[-1]
