"""What programs read beside a story's page: schema.org's NewsArticle (JSON-LD), and Memento's headers (RFC 7089)."""

from __future__ import annotations

import json
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from flask import Response
from markupsafe import Markup

from search.archive import Holding
from webui import urls

_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end or open an element of HTML, as JSON may write it instead."""


def news_article(held: Holding) -> dict[str, Any]:
    """The story as a NewsArticle (https://schema.org/NewsArticle), without its text, which the page itself holds."""
    article = held.article
    permalink = urls.absolute(urls.article(held.id))
    values: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": permalink,
        "url": permalink,
        "headline": article.headline,
        "description": article.dek,
        "datePublished": article.date.isoformat() if article.date else "",
        "dateModified": article.updated.isoformat() if article.updated else "",
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "Organization", "name": article.source} if article.source else "",
        "articleSection": list(article.section),
        "printPage": article.page,
        "printEdition": article.edition,
        "dateline": article.place,
        "inLanguage": article.language,
        "keywords": list(article.tags),
        "image": article.image if urls.is_web(article.image) else "",
        "correction": list(article.corrections),
        "isBasedOn": article.url if urls.is_web(article.url) else "",
    }
    return {name: value for name, value in values.items() if value}


def script(held: Holding) -> Markup:
    """The NewsArticle for a ``<script type="application/ld+json">``; no text of a page can leave that element."""
    text = json.dumps(news_article(held), ensure_ascii=False)
    return Markup("".join(_IN_SCRIPT.get(character, character) for character in text))  # noqa: S704 - escaped above


def as_memento(response: Response, held: Holding) -> Response:
    """The answer marked as what an address of the web held at a moment, when the story has such an address."""
    if urls.is_web(held.article.url):
        response.headers["Memento-Datetime"] = format_datetime(held.saved, usegmt=True)
        original = quote(held.article.url, safe="%/:=&?~#+!$,;@()*[]")
        response.headers["Link"] = f'<{original}>; rel="original"'
    return response
