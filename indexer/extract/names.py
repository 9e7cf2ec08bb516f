"""People out of bylines: no “By”, no roles, no agencies, no name of the paper."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"(?i:^(?:(?:posted|written|reported|published|story|geschrieben|veröffentlicht|publiziert|eingestellt|erstellt|"
    r"gespeichert|text|im wortlaut|pressemitteilung|(?:ein )?(?:artikel|beitrag)|"
    r"escrito|publicado|rédigé|publié|scritto|pubblicato)?\s*(?:by|von|par|por|da|di|av|af|door|przez|oleh)\b:?"
    r"|(?:authors?|autor(?:in|en|a|e|es)?|auteure?s?|text|words|interview|foto und text):?)\s+)"
    r"|^(?:By|Author|Autor|Von)(?=[A-Z])",
)
_SPLIT = re.compile(
    r"\s*(?:,|;|\||/|•|·|\n)\s*|\s+(?:and|And|AND|und|UND|et|y|e|og|och|en|i|&|\+|with|With|mit|avec|con|com|ve|dan|"
    r"и)\s+"
    r"|\s+-\s+|\s+[–—]\s+"
)
_CUT = re.compile(
    r"\s*(?:[|•·]|\(|\[|\s[–—-]\s|,?\s+(?:for|of|at|in|auf|für|aus|from|is an?|was|updated|published|on|am|"
    r"posted|em|en|stand|foto|photo|im gespräch)\b|"
    r"\d{1,2}[./:]\d|\d{4}|https?:|www\.|@|follow\b).*$",
    re.I | re.S,
)
_OFFICES = (
    "staff|editors?|reporters?|correspondents?|writers?|contributors?|columnists?|producer|photographer|"
    "journalist(?:in)?|"
    "chefredakteur(?:in)?|redakteur(?:in)?|redaktionsmitglied|redaktionsleiter(?:in)?|volontär(?:in)?|"
    "korrespondent(?:in)?|reporterin|"
    "autor(?:in)?|author|gastautor(?:in)?|rechtsanwält(?:e|in)|rechtsanwalt|expert(?:e|in)|president|director|"
    "professor|"
    "journaliste|rédact(?:eur|rice)|correspondante?|periodista|redactora?|corresponsal|giornalista|inviat[oa]|"
    "jornalista|repórter|"
    "verslaggever|redacteur|dziennikarz|reporterka|freelance|senior|chief|political|business|sports?|science|health|"
    "deputy|managing"
)
_OFFICE_END = re.compile(rf"(?:[\s,]+(?:{_OFFICES}))+$", re.I)
_OFFICE_START = re.compile(rf"^(?:(?:{_OFFICES})[\s:]+)+(?=\S+ \S)", re.I)
"""What people are, before or behind their names."""
_NO_PEOPLE = re.compile(
    rf"\b(?:{_OFFICES})\b|"
    r"\b(?:bureau|desk|newsdesk|news|newsroom|team|webteam|press|agenc(?:y|ies)|agencia|agence|agentur(?:en)?|"
    r"redaktion|online|admin|"
    r"administrator|"
    r"guest|gast|associated|reuters|xinhua|bloomberg|wires?|services?|magazin|magazine|times|daily|herald|tribune|"
    r"gazette|"
    r"journal|media|network|group|gmbh|inc|ltd|llc|university|universität|institute?|foundation|stiftung|"
    r"landesanstalt|verband|"
    r"blog|verlag|company|community|department|ministry|council|board|committee|"
    r"photos?|photograph(?:s|er)?|foto|video|illustration|special to|editorial|rédaction|redacción|redazione|redação|"
    r"redakcja|"
    r"nachrichten|unknown|anonymous|none|null|undefined|user|root|webmaster|info|artikel|beitrag|datum|interview|"
    r"text|inhalte?|beiträge|alle|posted|published|publiziert|eingestellt|auteur|no author|"
    r"veröffentlicht|pressemitteilung|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday)\b"
    r"|\.(?:com|de|org|net|at|ch|co|info|tv)\b",
    re.I,
)
_OPENINGS = frozenset("by von par por di door av af przez oleh from the no and und".split())
_AGENCIES = re.compile(
    r"\b(?:AFP|DPA|dpa|AP|UPI|ANSA|EFE|APA|SID|EPD|KNA|IPS|PTI|ANI|TASS|PAP|TT|NTB|ATS|SDA|PA|ISNA|IRNA|AAP|Reuters)\b"
)
_TITLES = re.compile(
    r"^(?:dr|prof|mr|mrs|ms|dipl|ing|sir|dame|rev|herr|frau|med|phil)\b\.?(?:[ -](?:ing|med|phil|rer|nat|jur|"
    r"dr)\b\.?)*\s+",
    re.I,
)
_PARTICLES = frozenset(
    "von van der den de del della di da dos du la le el al bin ibn ben ter ten zu zur y e st af av zum vom".split()
)
_LONGEST = 60
_MOST_WORDS = 5


def people(byline: str, not_people: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The people of a byline, in order; ``not_people`` are names of papers and sites in lower case."""
    text = byline.strip()
    while (shorter := _OPENING.sub("", text)) != text:
        text = shorter
    found = [_clean(part) for part in _SPLIT.split(text)]
    names = (name for name in found if name and is_person(name) and name.lower() not in not_people)
    return tuple(dict.fromkeys(names))


def is_person(name: str) -> bool:
    """Whether a text can be a person's name."""
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or len(name) > _LONGEST or len(name) < 2 or _is_office(name):
        return False
    if any(char.isdigit() or char in "@<>{}=?!:%#*_" for char in name):
        return False
    return all(
        word[0].isupper()
        or not word[0].isascii()
        or word.lower() in _PARTICLES
        or word[0] in "'’("
        or word.startswith(("d'", "d’"))
        for word in words
    )


def is_nickname(text: str) -> bool:
    """Whether a text can be the one word under which somebody writes."""
    return bool(re.fullmatch(r"[^\W\d_]{3,20}", text)) and not _is_office(text)


def _is_office(name: str) -> bool:
    return bool(_NO_PEOPLE.search(name) or _AGENCIES.search(name) or name.lower() in _OPENINGS)


def from_slug(slug: str) -> str:
    """``jane-q-doe`` as ``Jane Q Doe``."""
    return " ".join(part.capitalize() for part in re.split(r"[-_.+]", slug) if part)


def _clean(part: str) -> str:
    text = _OPENING.sub("", part)
    text = _CUT.sub("", f"{text}").strip(" .,;:|*-–—•\"“”'()[]")
    text = _TITLES.sub("", text) or text
    text = _OFFICE_START.sub("", _OFFICE_END.sub("", text))
    if text.isupper() and len(text) > 4:
        text = re.sub(r"[^\W\d_]+", lambda word: _cased(word[0]), text)
    return text


def _cased(word: str) -> str:
    low = word.lower()
    if low in _PARTICLES:
        return low
    if low.startswith("mc") and len(low) > 3:
        return f"Mc{low[2:].capitalize()}"
    return (
        word.capitalize()
        if len(word) > 2
        or not set(word) - set("AEIOU")
        or word in ("JO", "ED", "AL", "BO", "CY", "TY", "LI", "XU", "WU", "MA", "HE", "HU", "YU")
        else word
    )
