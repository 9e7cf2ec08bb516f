"""Export formats, one module each; this table makes the site's addresses, the command line's choices and the help.

A format is a generator: it is given holdings one after the other and yields text, so that a whole archive can be
exported without being held in memory.
"""

from __future__ import annotations

from collections.abc import Mapping

from search.exports import atom, bibtex, jsonl, ris, table
from search.exports.format import Format, Frame, blocks

__all__ = ["FORMATS", "Format", "Frame", "blocks"]

FORMATS: Mapping[str, Format] = {
    each.name: each for each in (table.FORMAT, jsonl.FORMAT, ris.FORMAT, bibtex.FORMAT, atom.FORMAT)
}
