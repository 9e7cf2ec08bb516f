"""The wire agency that a story is credited to: in the byline, in the dateline, or at its very end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.extract import jsonld
from indexer.extract.corrections import is_correction
from indexer.extract.evidence import Candidate, Evidence

_NAMES = {
    "Reuters": "reuters|thomson reuters",
    "Associated Press": "ap|associated press|the associated press|a\\.p\\.",
    "Agence France-Presse": "afp|agence france[- ]presse",
    "dpa": "dpa|deutsche presse-agentur|dpa-afx",
    "Xinhua": "xinhua|xinhua news agency|新华社|新華社",
    "ANSA": "ansa",
    "EFE": "efe|agencia efe|europa press",
    "APA": "apa|austria presse agentur",
    "SID": "sid",
    "epd": "epd",
    "KNA": "kna",
    "Keystone-SDA": "sda|keystone-sda|keystone/sda|ats",
    "UPI": "upi|united press international",
    "Bloomberg": "bloomberg|bloomberg news",
    "PA Media": "pa media|press association",
    "Kyodo": "kyodo|kyodo news|共同通信|共同",
    "Jiji": "jiji|jiji press|時事通信",
    "Yonhap": "yonhap|연합뉴스",
    "TASS": "tass|itar-tass|тасс",
    "Interfax": "interfax|интерфакс",
    "PTI": "pti|press trust of india",
    "ANI": "ani",
    "IANS": "ians",
    "PAP": "pap|polska agencja prasowa",
    "CTK": "čtk|ctk",
    "TT": "tt",
    "NTB": "ntb",
    "Ritzau": "ritzau",
    "STT": "stt",
    "ANP": "anp",
    "Belga": "belga",
    "Lusa": "lusa",
    "Anadolu": "anadolu|anadolu agency|anadolu ajansı|aa",
    "Antara": "antara",
    "Bernama": "bernama",
}
_KNOWN = {name: agency for agency, names in _NAMES.items() for name in names.replace("\\", "").split("|")}
_PARTS = re.compile(
    r"\s*(?:[,;/|+&\u00b7]|\s-\s|\s[\u2013\u2014]\s|\b(?:with|mit|and|und|et|y|e|by|von|par|por|via|from|quelle|"
    r"source|fuente)\b:?)\s*",
    re.I,
)
_DATELINE = re.compile(r"^.{2,50}?\(([^()]{2,30})\)\s*(?:[\u2014\u2013:-]|--)")
_AT_END = re.compile(r"(?:^|[\s.!?\u201d\"])[(\[\u2014\u2013-]\s*([A-Za-z\u00c0-ſ /,.-]{2,40}?)\s*[)\]]?$")
_SHORTEST = 3
"""Letters of an abbreviation that counts however it is written; shorter ones must be capitals."""


def agency(evidence: Evidence) -> Candidate[str] | None:
    """The agency by its usual name."""
    for said in _places(evidence):
        for part in _PARTS.split(said.value):
            name = part.strip(" .()[]")
            found = _KNOWN.get(name.casefold())
            if found and (len(name) > _SHORTEST or not name.islower() or name == found):
                return Candidate(found, said.how)
    return None


def _places(evidence: Evidence) -> Iterator[Candidate[str]]:
    for key in ("author", "creator", "sourceOrganization", "provider"):
        for value in jsonld.listed(evidence.story.get(key)):
            yield Candidate(jsonld.text(value), f"JSON-LD {key}")
    yield from evidence.metas("author", "article:author", "byl", "dc.creator", "dc.source", "source")
    for line in evidence.lines[max(0, evidence.opening - 8) : evidence.opening]:
        if len(line.text) <= 80:
            yield Candidate(line.text, "line above the story")
    if evidence.body:
        if match := _DATELINE.match(evidence.body[0]):
            yield Candidate(match[1], "dateline")
        last = next((text for text in reversed(evidence.body) if not is_correction(text)), "")
        if match := _AT_END.search(last[-60:]):
            yield Candidate(match[1], "end of the story")
    for line in evidence.lines[evidence.ending : evidence.ending + 2]:
        if len(line.text) <= 40:
            yield Candidate(line.text, "line below the story")
