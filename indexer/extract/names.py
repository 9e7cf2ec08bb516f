"""People out of bylines: no “By”, no roles, no agencies, no name of the paper."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"^(?:(?:posted|written|reported|published|geschrieben|veröffentlicht|text)?\s*(?:by|von|par|por|da|di|av|af|"
    r"door|przez)\b:?"
    r"|authors?:?|autor(?:in|en)?:|text:|words:|story by|von:)\s+",
    re.I,
)
_SPLIT = re.compile(
    r"\s*(?:,|;|\||/|•|·|\n)\s*|\s+(?:and|und|et|y|e|og|och|en|i|&|with|mit|avec)\s+|\s+-\s+|\s+[–—]\s+"
)
_CUT = re.compile(
    r"\s*(?:[|•·]|\(|\[|\s[–—-]\s|,?\s+(?:for|of|at|in|auf|für|aus|from|is an?|was|updated|published|on|am|"
    r"posted|in)\s|"
    r"\d{1,2}[./:]\d|\d{4}|https?:|www\.|@|follow\b).*$",
    re.I | re.S,
)
_ROLES = re.compile(
    r"\b(?:staff|editors?|reporters?|correspondents?|writers?|contributors?|columnists?|bureau|desk|news|"
    r"newsroom|team|press|"
    r"agenc(?:y|ies)|agentur|redaktion|redakteur(?:in)?|online|redaktionsmitglied|admin|administrator|author|"
    r"autor|guest|gast|associated|reuters|"
    r"afp|dpa|xinhua|bloomberg|ap|upi|ansa|efe|apa|sid|wires?|services?|magazine|times|daily|post|herald|tribune|"
    r"gazette|"
    r"journal|media|network|group|gmbh|inc|ltd|llc|university|universität|institute|institut|foundation|stiftung|"
    r"blog|verlag|company|"
    r"community|department|ministry|council|board|office|committee|chief|president|director|professor|producer|"
    r"photographer|"
    r"photos?|photograph(?:s|er)?|video|illustration|special to|the|com|de|org|net|editorial|rédaction|redacción|"
    r"redazione|nachrichten|unknown|anonymous|"
    r"none|null|undefined|user|root|webmaster|info)\b",
    re.I,
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
    if not 1 <= len(words) <= _MOST_WORDS or len(name) > _LONGEST or len(name) < 2 or _ROLES.search(name):
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


def from_slug(slug: str) -> str:
    """``jane-q-doe`` as ``Jane Q Doe``."""
    return " ".join(part.capitalize() for part in re.split(r"[-_.+]", slug) if part)


def _clean(part: str) -> str:
    text = _OPENING.sub("", part)
    text = _CUT.sub("", f"{text}").strip(" .,;:|*-–—•\"“”'()[]")
    text = _TITLES.sub("", text) or text
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
