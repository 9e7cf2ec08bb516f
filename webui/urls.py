"""Every address that the site links to is built here, and nowhere else.

Section names may hold any character, so each level of a path is escaped as JSON Pointer escapes its tokens
(RFC 6901: ``~`` as ``~0``, ``/`` as ``~1``) before the levels are joined by slashes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from flask import current_app, request, url_for

from search.facets import FACETS
from webui.state import Pair, State


def home() -> str:
    """The front page."""
    return url_for("home")


def search(state: State | None = None) -> str:
    """The results of a question; without one, everything, newest first."""
    return _with(url_for("search"), state)


def api(state: State) -> str:
    """The same results as JSON."""
    fold = (("fold", "true"),) if state.fold else ()
    return _with(url_for("api_search"), state.shown(share=False, fold=False), fold)


def api_page() -> str:
    """The programming interface, described for people."""
    return url_for("api_page")


def api_root() -> str:
    """What every address of the programming interface begins with."""
    return url_for("openapi").removesuffix("/openapi.json")


def values(facet: str, state: State, find: str = "", order: str = "") -> str:
    """All values of a facet among what a question finds; those that hold ``find``, in an order of that page."""
    return _with(url_for("values", facet=facet), state, (("find", find), ("order", order)))


def advanced(state: State | None = None) -> str:
    """The form that writes a query."""
    return _with(url_for("advanced"), state)


def outside(name: str, state: State, **parts: Any) -> str:
    """Another view of what a question finds, under the name of its route."""
    return _with(url_for(name, **parts), state.at(0))


def compare(state: State, queries: Iterable[str], *, as_file: bool = False) -> str:
    """Several queries over time; the state's filters hold for all of them."""
    path = url_for("compare_table" if as_file else "compare")
    pairs = [*(("q", query) for query in queries), *state.parameters()]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def concordance(state: State, order: str) -> str:
    """Words in context, in an order of that page."""
    return _with(url_for("concordance"), state, (("order", order),))


def article(number: int, state: State | None = None) -> str:
    """A story; with a question, its hits are marked and the way back to the results is kept."""
    return _with(url_for("article", number=number), state)


def saved(number: int) -> str:
    """The page that a story was read from, as a download."""
    return url_for("saved", number=number)


def saved_text(number: int) -> str:
    """The same as plain text, to be read."""
    return url_for("saved_text", number=number)


def versions(number: int, earlier: int | None = None, later: int | None = None) -> str:
    """What changed from one version of a story to another; from the last but one to the last."""
    return url_for("versions", number=number, earlier=earlier, later=later)


def authors(letter: str = "", offset: int = 0) -> str:
    """Everybody who signed a story; those under one letter."""
    return url_for("authors", letter=letter or None, offset=offset or None)


def sources(offset: int = 0) -> str:
    """Every publication."""
    return url_for("sources", offset=offset or None)


def values_of(facet: str) -> str:
    """All values of a facet in the whole archive."""
    return values(facet, State())


def on_this_day(day: str = "") -> str:
    """What was printed on a day of the year (``05-09``), in every year held."""
    return url_for("on_this_day", day=day or None)


def certificate(text: str = "") -> str:
    """What has changed since a certificate; without one, the form that takes it."""
    return url_for("verify", text=text or None)


def admin(action: str = "") -> str:
    """The keeper's page, or what one of its forms is sent to."""
    return url_for(f"admin_{action}" if action else "admin")


def rejected(offset: int = 0) -> str:
    """Refused pages."""
    return url_for("admin_rejected", offset=offset or None)


def clippings() -> str:
    """What was collected."""
    return url_for("clippings")


def pdf(number: int) -> str:
    """A story as a PDF."""
    return url_for("pdf", number=number)


def reference(number: int, suffix: str) -> str:
    """A story as a file for reference managers."""
    return url_for("reference", number=number, suffix=suffix)


def facet(name: str, value: str) -> str:
    """Everything under one value of a facet."""
    if name not in FACETS:
        raise KeyError(name)
    return search(State(wanted=((name, value),)))


def tag(name: str) -> str:
    """Everything that carries a publisher's keyword, as the query language asks for it."""
    return search(State(q=f'tag:"{name.replace(chr(34), " ")}"'))


def sections() -> str:
    """The index of sections."""
    return url_for("sections")


def section(path: tuple[str, ...], offset: int = 0) -> str:
    """A section front."""
    joined = "/".join(name.replace("~", "~0").replace("/", "~1") for name in path)
    return url_for("section", path=joined, offset=offset or None)


def section_path(joined: str) -> tuple[str, ...]:
    """The section path that :func:`section` wrote into an address."""
    return tuple(name.replace("~1", "/").replace("~0", "~") for name in joined.split("/") if name)


def issues(year: int | None = None) -> str:
    """The calendar of issues; of one year, or of the latest."""
    return url_for("issues", year=year)


def issue(day: date, page: str = "", offset: int = 0) -> str:
    """An issue, or one print page of it."""
    return url_for("issue", day=day.isoformat(), page=page or None, offset=offset or None)


def help_page(anchor: str = "") -> str:
    """How to ask."""
    return url_for("help_page") + (f"#{anchor}" if anchor else "")


def spoken(code: str) -> str:
    """The present page in another language."""
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"{request.path}?{urlencode([*pairs, ('lang', code)])}"


def static(name: str) -> str:
    """A file of ours, under an address that changes with its content."""
    digest = current_app.extensions["newsarchive"].assets[name].digest
    return url_for("static_file", digest=digest, name=name)


def absolute(path: str) -> str:
    """The full address of one of ours, for what leaves the site: mail, citations, OpenSearch."""
    base: str = current_app.extensions["newsarchive"].settings.base_url
    parts = urlsplit(base or request.url_root)
    return f"{parts.scheme}://{parts.netloc}{path}"


def mail(subject: str, body: str) -> str:
    """A ``mailto:`` link without a recipient (RFC 6068: line breaks are CRLF, spaces ``%20``)."""
    lines = "\r\n".join(body.splitlines())
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"


def is_web(address: str) -> bool:
    """Whether an address found on a page may be linked to: http and https only."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _with(path: str, state: State | None, more: Iterable[Pair] = ()) -> str:
    pairs = [*(state.parameters() if state else ()), *(pair for pair in more if pair[1])]
    return f"{path}?{urlencode(pairs)}" if pairs else path
