"""``news-index check``: whether archive and index are sound and agree."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from indexer.commands.command import FAILED, OK, Command, opened, say
from search.terminal import add_archive_option

if TYPE_CHECKING:
    from search.catalogue import Catalogue

_DESCRIPTION = """\
Check that the archive's file is sound and that the index holds what the archive holds. Nothing is changed.
Exit status 1 when something is wrong.
"""


def _run(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        troubles = _troubles(catalogue)
        for trouble in troubles:
            say(trouble)
        if not troubles:
            print(f"All is well: {catalogue.archive.status().articles:,} articles, and the index holds them.")
    return FAILED if troubles else OK


def _troubles(catalogue: Catalogue) -> list[str]:
    held, indexed = catalogue.archive.status().articles, catalogue.engine.count
    damage = [
        *(f"the archive's file is damaged: {each}; restore it from a copy" for each in catalogue.archive.verify()),
        *(f"the index is damaged: {each}; run 'news-index rebuild'" for each in catalogue.engine.verify()),
    ]
    if held == indexed:
        return damage
    return [*damage, f"the archive holds {held:,} articles and the index {indexed:,}: run 'news-index rebuild'"]


COMMAND = Command("check that archive and index are sound", _DESCRIPTION, add_archive_option, _run)
