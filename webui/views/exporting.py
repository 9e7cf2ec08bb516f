"""Everything that a question finds, as a file; and what the archive has filed of it last, as a feed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from flask import Response, abort, request, stream_with_context
from flask.typing import ResponseReturnValue

from search.archive import Holding
from search.errors import BadRequest
from search.exports import FORMATS, Format, Frame, blocks
from search.listing import Listing
from webui import generation, urls
from webui.site import site
from webui.state import State, read

ENTRIES = 50
"""Articles in a feed."""

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def export(format: str) -> ResponseReturnValue:
    """``/export/csv?q=tunnel``: all of the page of results in its order, sent while it is read.

    Raises BadRequest when there is more than the site's setting allows in one export.
    """
    chosen = FORMATS.get(format)
    if chosen is None:
        abort(404)
    if (unchanged := generation.unchanged()) is not None:
        return unchanged
    state = read(request.args.items(multi=True)).at(0)
    listing = site().catalogue.every(state.question(), fold=state.fold)
    within_limit(listing)
    return sent(chosen, listing, _frame(state), f"{_slug(state.q)}.{chosen.suffix}")


def feed() -> ResponseReturnValue:
    """``/feed?q=tunnel``: the articles of a saved search that were filed last, the latest first."""
    if (unchanged := generation.unchanged()) is not None:
        return unchanged
    state = read(request.args.items(multi=True)).at(0)
    listing = site().catalogue.every(state.question(), fold=state.fold)
    newest = list(listing.read(listing.newest_filed(state.limit or ENTRIES)))
    updated = max((held.added for held in newest), default=NEVER)
    atom = FORMATS["atom"]
    text = "".join(atom.write(newest, replace(_frame(state), updated=updated)))
    return generation.marked(Response(text, content_type=atom.content_type))


def within_limit(listing: Listing) -> None:
    """Raises BadRequest when a listing is longer than the site's setting allows."""
    most = site().settings.export_limit
    if most and len(listing) > most:
        raise BadRequest(
            f"{len(listing):,} articles were found, and this site exports at most {most:,} at once:"
            " narrow the dates and export part by part."
        )


def sent(format: Format, holdings: Iterable[Holding], frame: Frame, name: str) -> Response:
    """Articles as a file that is written while it is sent."""
    body = stream_with_context(blocks(format.write(holdings, frame)))
    response = generation.marked(Response(body, content_type=format.content_type))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def permalink(held: Holding) -> str:
    """An article's permanent address."""
    return urls.absolute(urls.article(held.id))


def titled(text: str, address: str, page: str = "") -> Frame:
    """What an export of a query says of itself."""
    title = site().settings.title
    return Frame(title=f"{text} – {title}" if text else title, address=address, page=page, link=permalink)


def _frame(state: State) -> Frame:
    return titled(state.q, urls.absolute(request.full_path.rstrip("?")), urls.absolute(urls.search(state)))


def _slug(text: str) -> str:
    """The question's words as a file's name."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:60].rstrip("-") or "everything"
