"""Whether a witness says the same as the article, each field in its own terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from indexer.extract.likeness import bare, same, title_parts
from search.article import SECTION_SEPARATOR

_MOST_OF_IT = 0.5
"""Share of a declared list or text that must be in the article's for both to be the same one."""


def agree(field: str, value: Any, said: str) -> bool:
    """Whether a statement supports a field's value, which is as :meth:`search.article.Article.to_json` gives it."""
    return _TESTS.get(field, _same_text)(value, said)


def _same_text(value: Any, said: str) -> bool:
    return same(str(value), said)


def _title(value: Any, said: str) -> bool:
    return any(same(str(value), part) for part in title_parts(said))


def _summary(value: Any, said: str) -> bool:
    """One may be cut short where the other goes on."""
    one, other = bare(str(value)), bare(said)
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and longer.startswith(shorter)


def _people(value: Any, said: str) -> bool:
    return {bare(each) for each in value} == {bare(each) for each in said.split(",")}


def _address(value: Any, said: str) -> bool:
    try:
        one, other = urlsplit(str(value)), urlsplit(said)
    except ValueError:
        return False
    return one.path.rstrip("/") == other.path.rstrip("/") and one.query == other.query


def _path(value: Any, said: str) -> bool:
    """A statement may name a part of the path only, or more than it: home before it, the story behind it."""
    names = [bare(each) for each in str(value).split(SECTION_SEPARATOR)]
    said_names = {bare(each) for each in re.split(r"\s*[/,>»]\s*", said)}
    return bool(said_names & set(names))


def _language(value: Any, said: str) -> bool:
    return said[:2].casefold() == str(value)[:2].casefold()


def _several(value: Any, said: str) -> bool:
    """Most of what is said is among the values."""
    wanted = {bare(each) for each in re.split(r"[,;|]", said)} - {""}
    return len(wanted & {bare(each) for each in value}) > _MOST_OF_IT * len(wanted)


def _text(value: Any, said: str) -> bool:
    """The story declared may be cut short; what there is of it stands in the story."""
    words, held = said.casefold().split(), set(" ".join(value).casefold().split())
    return bool(words) and sum(word in held for word in words) > 0.9 * len(words)


_TESTS: Mapping[str, Callable[[Any, str], bool]] = {
    "url": _address,
    "headline": _title,
    "dek": _summary,
    "authors": _people,
    "section": _path,
    "language": _language,
    "tags": _several,
    "image": _address,
    "body": _text,
}
