"""Clippings as one ZIP that needs no network and no program but a browser, with the means to prove it unchanged.

``SHA256SUMS`` names every other file with its digest, as ``sha256sum --check`` reads it. Dates inside are fixed, so the
same clippings give the same bytes. Saved pages are put in as text: opened from a disk, their scripts would run.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from webui.clips import FILES, Noted
from webui.language import say
from webui.site import site
from webui.text import long_date

FOLDER = "clippings"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP can hold."""


def pack(stories: Sequence[Noted], dossier: str) -> bytes:
    """The archive file; ``dossier`` is the page that shows them all."""
    files = dict(_files(stories, dossier))
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as packed:
        for name, content in {**files, "SHA256SUMS": sums.encode()}.items():
            entry = ZipInfo(f"{FOLDER}/{name}", EPOCH)
            entry.compress_type = ZIP_DEFLATED
            packed.writestr(entry, content)
    return whole.getvalue()


def _files(stories: Sequence[Noted], dossier: str) -> Iterator[tuple[str, bytes]]:
    yield "index.html", dossier.encode()
    yield "site.css", site().assets["site.css"].content
    for form in FILES.values():
        yield f"clippings.{form.suffix}", "".join(form.write(stories)).encode()
    for each in stories:
        yield f"stories/{each.holding.id}.txt", _plain(each).encode("utf-8", "replace")
        original = site().catalogue.archive.original(each.holding.id)
        if original is not None:
            yield f"pages/{each.holding.id}.html.txt", original


def _plain(each: Noted) -> str:
    article = each.holding.article
    day = long_date(article.date) if article.date else say("Undated")
    origin = ", ".join(part for part in (article.source, day, article.page) if part)
    lines = (article.headline, origin, ", ".join(article.authors), article.url, each.note, article.dek, *article.body)
    return "\n\n".join(part for part in lines if part) + "\n"
