"""The way from one page of a list to the others, to any depth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from webui.stories import Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Which part of a list is shown (counted from 1) and the links to other parts; None in ``pages`` is a gap."""

    first: int
    last: int
    total: int
    previous: str
    next: str
    pages: tuple[Anchor | None, ...]


def paging(total: int, offset: int, limit: int, link: Callable[[int], str]) -> Paging:
    """Links among the pages of a list of ``total`` entries of which ``limit`` are shown from ``offset`` on."""
    present, final = offset // limit, max(total - 1, 0) // limit
    return Paging(
        first=min(offset + 1, total),
        last=min(offset + limit, total),
        total=total,
        previous=link(max(offset - limit, 0)) if offset else "",
        next=link(offset + limit) if offset + limit < total else "",
        pages=tuple(_page(number, present, limit, link) for number in _shown(present, final)) if final else (),
    )


def _shown(present: int, final: int) -> list[int | None]:
    """The first page, the last one and those around the present one; None where some are left out."""
    wanted = sorted({0, final, *range(max(present - 2, 0), min(present + 2, final) + 1)})
    shown: list[int | None] = []
    for number in wanted:
        if shown and number - (shown[-1] or 0) > 1:
            shown.append(None)
        shown.append(number)
    return shown


def _page(number: int | None, present: int, limit: int, link: Callable[[int], str]) -> Anchor | None:
    if number is None:
        return None
    return Anchor(f"{number + 1:,}", link(number * limit), current=number == present)
