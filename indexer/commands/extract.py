"""``news-index extract``: show what would be read from pages, and keep nothing."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any

from indexer.commands.command import INCOMPLETE, OK, Command, page_arguments, print_json
from indexer.explain import Explanation, explain, explain_article
from indexer.explain.show import lines_of
from indexer.page import Page
from indexer.readers import Item, Ready, Refused, Unreadable, read
from indexer.run.pool import Pool, in_this_process
from indexer.run.work import Worked
from search.article import Article

_DESCRIPTION = """\
Print what would be read from pages, and keep nothing.

As jsonl, one object a page, with the fields origin, url, headline, dek, authors, date, section, page, place, source,
language, tags, body (a list of paragraphs), related (a list of titles and addresses), found (how each field was
found) and doubts; of a page without an article, origin and rejected, the reason. As json, the same objects spread
over lines; as text, the page for reading.

With --explain, each field with what stands behind it: how it was found, how sure that is (sure, likely, guessed,
doubtful), which other places of the page confirm it and which say something else. For reading unless another format
is asked for.
"""

_FIELDS = (
    *("origin", "url", "headline", "dek", "authors", "date", "section", "page", "place", "source", "language"),
    *("tags", "body", "related", "found", "doubts"),
)

Extracted = tuple[str, Article | str]
"""Where it was read, and the article or the reason why there is none."""


def _arguments(parser: ArgumentParser) -> None:
    page_arguments(parser)
    parser.add_argument(
        "--format", choices=sorted(_FORMATS), help="how to print it (default: jsonl, with --explain text)"
    )
    parser.add_argument(
        "--explain", action="store_true", help="say for each field how it was found, how sure it is and what conflicts"
    )


def _run(arguments: Namespace) -> int:
    if arguments.explain:
        return _explain(arguments)
    status, show = OK, _FORMATS[arguments.format or "jsonl"]
    items = read(arguments.paths)
    with ExitStack() as stack:
        done = in_this_process(items)
        if arguments.jobs > 1:
            done = stack.enter_context(Pool(arguments.jobs)).map(items)
        for item, worked in done:
            show(*_extracted(item, worked))
            status = INCOMPLETE if isinstance(item, Unreadable) else status
    return status


def _explain(arguments: Namespace) -> int:
    status, show = OK, _EXPLANATIONS[arguments.format or "text"]
    for item in read(arguments.paths):
        show(_explained(item))
        status = INCOMPLETE if isinstance(item, Unreadable) else status
    return status


def _explained(item: Item) -> Explanation:
    if isinstance(item, Page):
        return explain(item)
    origin, made = _extracted(item, None)
    return Explanation(origin, (), (), made) if isinstance(made, str) else explain_article(origin, made, {})


def _extracted(item: Item, worked: Worked | None) -> Extracted:
    if isinstance(item, Ready):
        return item.origin, item.article
    if isinstance(item, Unreadable):
        return item.origin, f"It could not be read: {item.reason}."
    if isinstance(item, Refused):
        return item.origin, item.reason
    assert isinstance(item, Page)
    assert worked is not None
    return item.origin, worked.article or worked.reason


def _values(origin: str, made: Article | str) -> dict[str, Any]:
    if isinstance(made, str):
        return {"origin": origin, "rejected": made}
    values = {"origin": origin, **made.to_json()}
    return {name: values[name] for name in _FIELDS}


def _as_jsonl(origin: str, made: Article | str) -> None:
    print_json(_values(origin, made))


def _as_json(origin: str, made: Article | str) -> None:
    _print_spread(_values(origin, made))


def _print_spread(values: dict[str, Any]) -> None:
    print(json.dumps(values, ensure_ascii=False, indent=2))


def _as_text(origin: str, made: Article | str) -> None:
    print("\n".join([f"== {origin}", *([made] if isinstance(made, str) else _lines(made)), ""]))


def _lines(article: Article) -> Iterator[str]:
    """The filled fields a line each, then the paragraphs apart."""
    values: dict[str, Any] = article.to_json()
    for name in ("headline", "dek", "url", "authors", "date", "section", "page", "place", "source", "language", "tags"):
        if values[name]:
            value = values[name]
            yield f"{name:>9}: {', '.join(value) if isinstance(value, list) else value}"
    for paragraph in article.body:
        yield f"\n{paragraph}"
    for link in article.related:
        yield f"\n  related: {link.title} <{link.url}>"
    for doubt in article.doubts:
        yield f"\n    doubt: {doubt}"


_FORMATS: Mapping[str, Callable[[str, Article | str], None]] = {
    "json": _as_json,
    "jsonl": _as_jsonl,
    "text": _as_text,
}
_EXPLANATIONS: Mapping[str, Callable[[Explanation], None]] = {
    "json": lambda explanation: _print_spread(explanation.to_json()),
    "jsonl": lambda explanation: print_json(explanation.to_json()),
    "text": lambda explanation: print("\n".join(lines_of(explanation))),
}

COMMAND = Command("print what would be read from pages, and keep nothing", _DESCRIPTION, _arguments, _run)
