"""The commands of ``news-index``, one module each; this table makes the command line and its help."""

from __future__ import annotations

from collections.abc import Mapping

from indexer.commands import add, check, extract, rebuild, reextract, rejected, remove, site, status
from indexer.commands.command import EXIT_STATUSES, Command

__all__ = ["COMMANDS", "EXIT_STATUSES", "Command"]

COMMANDS: Mapping[str, Command] = {
    "add": add.COMMAND,
    "extract": extract.COMMAND,
    "status": status.COMMAND,
    "rejected": rejected.COMMAND,
    "rebuild": rebuild.COMMAND,
    "reextract": reextract.COMMAND,
    "remove": remove.COMMAND,
    "check": check.COMMAND,
    "site": site.COMMAND,
}
