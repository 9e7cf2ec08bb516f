"""The language of the story: what the page says, unless its words plainly say otherwise."""

from __future__ import annotations

import re
from collections import Counter

from indexer.extract import jsonld
from indexer.extract.evidence import Candidate, Evidence

_COMMON = {
    "en": "the of and to in that is was for on with as by at it from are his which were has said this",
    "de": "der die und das den von zu mit sich des auf ist im dem nicht ein eine als auch es an werden aus",
    "fr": "le la les des et du une est que dans pour qui sur par au pas plus ne ce avec il sont son",
    "es": "el la de que y en los se del las por un con una para su es al lo como más pero sus",
    "it": "il di che la e per un del della è con non si le una sono nel dei al da gli alla più",
    "pt": "o a de que e do da em um para com não uma os no se na por mais as dos como ao",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als door bij",
    "sv": "och att det som en på är av för med till den har inte om ett de var från",
    "da": "og at det er en til på af for med der den har ikke som de et var fra",
    "no": "og det er en til på av for med som den har ikke de et at var fra om",
    "fi": "ja on ei että se oli hän mutta kun myös ovat tai kuin sen joka mukaan",
    "pl": "w i z na się nie do to że jest o jak za po od przez dla są ale",
    "cs": "a v se na je že s z o do to i ve pro jako za by ale jsou",
    "tr": "ve bir bu da de için ile olarak daha çok olan gibi en ne kadar sonra",
    "ro": "și de în la a cu pe din că este nu care un o pentru mai",
    "hu": "a az és hogy nem is egy volt meg csak már de ez mint",
    "id": "yang dan di dengan untuk dari ini pada tidak dalam itu akan juga",
    "vi": "và của là có trong được cho không người với các một những",
}
_LANGUAGES: dict[str, list[str]] = {}
for _code, _words in _COMMON.items():
    for _word in dict.fromkeys(_words.split()):
        _LANGUAGES.setdefault(_word, []).append(_code)
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.1),
    ("ko", re.compile("[\uac00-\ud7af]"), 0.2),
    ("zh", re.compile("[\u4e00-\u9fff]"), 0.2),
    ("uk", re.compile("[іїєґІЇЄҐ]"), 0.02),
    ("ru", re.compile("[\u0400-\u04ff]"), 0.3),
    ("el", re.compile("[\u0370-\u03ff]"), 0.3),
    ("he", re.compile("[\u0590-\u05ff]"), 0.3),
    ("fa", re.compile("[پچژگ]"), 0.02),
    ("ar", re.compile("[\u0600-\u06ff]"), 0.3),
    ("hi", re.compile("[\u0900-\u097f]"), 0.3),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.3),
)
_SAMPLE = 1500
_CODE = re.compile(r"^([a-z]{2,3})(?:[-_]|$)", re.I)


def language(evidence: Evidence) -> Candidate[str] | None:
    """The ISO 639 code; the page's own word, unless the text is plainly of another language."""
    if evidence.rule is not None and evidence.rule.rule.language:
        return Candidate(evidence.rule.rule.language, f"site rule {evidence.host}")
    detected = detect(" ".join(evidence.body)[:_SAMPLE])
    for candidate in _declared(evidence):
        match = _CODE.match(candidate.value.strip())
        code = match[1].lower() if match else ""
        if code and detected and code != detected and not {code, detected} <= {"no", "nb", "nn", "da"}:
            evidence.doubt(f"The page says its language is {code} ({candidate.how}), but its words are {detected}.")
            break
        if code:
            return Candidate(code, candidate.how)
    return Candidate(detected, "common words") if detected else None


def detect(text: str) -> str:
    """The language of a text by script and common words; ``""`` when it is too short or unclear to tell."""
    words = _WORD.findall(text.lower())
    letters = sum(map(len, words))
    if letters < 40:
        return ""
    if not text.isascii():
        for code, pattern, share in _SCRIPTS:
            if len(pattern.findall(text)) > share * letters:
                return code
    scores = Counter(code for word in words if word in _LANGUAGES for code in _LANGUAGES[word])
    (code, best), (_, second) = (*scores.most_common(2), ("", 0), ("", 0))[:2]
    return code if best >= max(4, 0.08 * len(words)) and best > 1.25 * second else ""


def declared_language(evidence: Evidence) -> str:
    """What the page says of its language, with its region: ``en-GB``."""
    return next((candidate.value.replace("_", "-") for candidate in _declared(evidence)), "")


def _declared(evidence: Evidence) -> list[Candidate[str]]:
    root = evidence.root
    own = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
    said = [Candidate(own, "html lang"), *evidence.metas("content-language", "language", "dc.language", "og:locale")]
    said.append(Candidate(jsonld.text(evidence.story.get("inLanguage")), "JSON-LD inLanguage"))
    return [candidate for candidate in said if _CODE.match(candidate.value)]
