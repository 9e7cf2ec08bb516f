"""Small files that browsers and robots ask for."""

from __future__ import annotations

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from webui import urls
from webui.site import site

ROBOTS = """User-agent: *
Disallow: /search
Disallow: /api/
"""
"""Stories, issues and section fronts may be indexed; the endless space of searches need not be."""


def static(digest: str, name: str) -> ResponseReturnValue:
    """``/static/<digest>/site.css``: kept for a year under the right digest, for a minute under an old one."""
    asset = site().assets.get(name)
    if asset is None:
        abort(404)
    response = Response(asset.content, content_type=asset.content_type)
    current = digest == asset.digest
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "public, max-age=60"
    return response


def favicon() -> ResponseReturnValue:
    """``/favicon.ico``: browsers that ask for it by habit get our SVG."""
    asset = site().assets["icon.svg"]
    response = Response(asset.content, content_type=asset.content_type)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def robots() -> ResponseReturnValue:
    """``/robots.txt``."""
    return Response(ROBOTS, content_type="text/plain; charset=utf-8")


def opensearch() -> ResponseReturnValue:
    """``/opensearch.xml`` (OpenSearch 1.1), which lets a browser search the archive from its address bar."""
    text = render_template(
        "opensearch.xml",
        title=site().settings.title[:16],
        search=urls.absolute(urls.search()),
        icon=urls.absolute(urls.static("icon.svg")),
    )
    return Response(text, content_type="application/opensearchdescription+xml; charset=utf-8")
