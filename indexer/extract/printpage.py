"""The print page (folio) and the box that names it: “The story appears on / Page A3 / May 9, 2012”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.extract import jsonld
from indexer.extract.evidence import Candidate, Evidence

_FOLIO = r"(?P<page>[A-Z]{0,3}-?\d{1,3}[A-Z]?)"
_OPENS_BOX = re.compile(
    r"^(?:(?:the|this) )?(?:story|article|report|piece|item|version)?\s*(?:(?:also )?(?:appears|appeared|ran|"
    r"runs|was printed|"
    r"was published|published|printed)|from the (?:print|newspaper)[\w ]*|in (?:the )?print(?: edition)?|"
    r"print (?:edition|version))"
    r"(?: (?:in|on|as))?(?: (?:the )?(?:print(?:ed)?(?: edition)?|newspaper|page))?(?: (?:in|on))?\b",
    re.I,
)
_SAID = (
    re.compile(
        rf"\b(?:in print|appear(?:s|ed)|edition|published|printed|ran)\b.{{0,160}}?\b(?:on )?[Pp]age\s+{_FOLIO}\b"
    ),
    re.compile(rf"\b[Pp]age\s+{_FOLIO}\s+(?:of|in) (?:the|our|[A-Z])"),
    re.compile(r"第\s?(?P<page>[A-Z]?\d{1,3})\s?[版面]|(?<![\w])(?P<other>[A-Z]\d{1,3})\s?版"),
    re.compile(rf"\b(?:Seite|Pagina|Página|Page n°|Strona|Side|Sida)\s+{_FOLIO}\s*(?:der|in der|van|de la|,|$)"),
)
_EDITION = re.compile(
    rf"\b(?:[Pp]rint(?:ed)?|[Nn]ewspaper|[Pp]aper) (?:edition|version|issue)\W{{1,3}}(?:on )?(?:[Pp]age|"
    rf"[Pp]\.)\s*{_FOLIO}\b"
)
_ALONE = re.compile(r"^(?:Page|Pg\.?|P\.?|Seite|Página|Pagina)\s*:?\s*(?P<page>[A-Z]{1,3}-?\d{1,3}[A-Z]?)$", re.I)
_IN_BOX = re.compile(rf"\b(?:Page|Pg\.?|Seite|P\.)\s*:?\s*{_FOLIO}\b(?!\s*(?:of|/)\s*\d)", re.I)
_METAS = ("print_page_number", "printpage", "print-page", "prism.startingpage", "article.page", "pagenumber")
_OF_THE_STORY = re.compile(
    r"^\W*(?:a version of |this |the (?:story|article)|published|printed|appear|in print|page |print|第|Seite)", re.I
)
_HINTS = ("page", "print", "seite", "pagina", "página", "strona", "side", "sida", "pg.", "p.", "appear", "paper", "版")
"""What every line on print has in it; most lines of a page have none of it."""
_NAMED_EDITION = re.compile(
    r"\b((?:[A-Z][\w.'\u2019-]+ ){1,4}[Ee]dition)\b(?<!Print Edition)(?<!print edition)|"
    r"\b((?:[A-ZÄÖÜ]\w+ )?Ausgabe [A-ZÄÖÜ]\w+)\b"
)
_BOX_SIZE = 5
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class PrintBox:
    """What a page says of its place in print."""

    page: str
    date: str
    """The text that holds the issue's date, ``""`` when there is none."""
    how: str


def print_page(evidence: Evidence) -> Candidate[str] | None:
    """The folio, such as ``A3``."""
    for candidate in (*evidence.by_rule("page"), *_declared(evidence)):
        match = re.search(rf"(?:^|[\s:]){_FOLIO}$", candidate.value.strip())
        if match:
            return Candidate(match["page"].upper(), candidate.how)
    box = print_box(evidence)
    return Candidate(box.page, box.how) if box is not None else None


def edition(evidence: Evidence) -> Candidate[str] | None:
    """The print edition that the page names beside its print page: ``New York edition``, ``Late Edition``."""
    declared = jsonld.text(evidence.story.get("printEdition"))
    if declared:
        return Candidate(declared, "JSON-LD printEdition")
    box = print_box(evidence)
    match = _NAMED_EDITION.search(box.date) if box is not None else None
    return Candidate(match[1] or match[2], box.how) if box is not None and match else None


def print_box(evidence: Evidence) -> PrintBox | None:
    """The box or sentence that tells where the story stood in print; looked for once a page."""
    if "print box" not in evidence.kept:
        evidence.kept["print box"] = next(_boxes(evidence), None)
    found: PrintBox | None = evidence.kept["print box"]
    return found


def _declared(evidence: Evidence) -> Iterator[Candidate[str]]:
    for key in ("printPage", "pageStart", "pagination"):
        yield Candidate(jsonld.text(evidence.story.get(key)), f"JSON-LD {key}")
    yield from evidence.metas(*_METAS)


def _boxes(evidence: Evidence) -> Iterator[PrintBox]:
    lines = evidence.lines
    hinted = _hinted([line.text[: _LONGEST + 1].lower() for line in lines])
    outside = [n for n in hinted if not evidence.opening <= n < evidence.ending]
    for number in outside:
        text = lines[number].text
        if len(text) <= 80 and _OPENS_BOX.match(text):
            inside = " ".join(line.text for line in lines[number : number + _BOX_SIZE])[:240]
            if match := _IN_BOX.search(inside):
                rest = inside[match.start() :] if len(text) < 60 else inside
                yield PrintBox(match["page"].upper(), rest, f"box “{text}”")
    for number in outside:
        text = lines[number].text[:_LONGEST]
        if match := _EDITION.search(text):
            yield PrintBox(match["page"].upper(), text, "line on the print edition")
        elif match := _ALONE.match(text):
            near = " ".join(line.text for line in lines[number + 1 : number + 2])
            yield PrintBox(match["page"].upper(), near if len(near) < 40 else "", f"line “{text}”")
    yield from _sentences([lines[n].text for n in hinted])


def _hinted(texts: list[str]) -> list[int]:
    """The numbers of the lines that can say anything of print."""
    whole = "\n".join(texts)
    hints = [hint for hint in _HINTS if hint in whole]
    return [n for n, text in enumerate(texts) if len(text) <= _LONGEST and any(hint in text for hint in hints)]


def _sentences(texts: list[str]) -> Iterator[PrintBox]:
    for text in texts:
        if _OF_THE_STORY.match(text) and any(char.isdigit() for char in text):
            for pattern in _SAID:
                if match := pattern.search(text):
                    folio = match["page"] or match.groupdict().get("other") or ""
                    yield PrintBox(folio.upper(), text, "sentence on the print edition")
