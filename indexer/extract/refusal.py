"""Why a page is no article, in a sentence for the person who runs the archive."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.extract.evidence import Evidence
from indexer.extract.noise import PROSE_END
from indexer.extract.outline import HEADINGS
from indexer.extract.paragraphs import Paragraph

_FEWEST_WORDS = 20
_FEWEST_ALONE = 8
"""Words of a brief that has a page for itself."""
NO_HEADLINE = "The page has text, but no headline above it."
_ERROR = re.compile(
    r"^(?:\W*(?:error\s*)?(?:40[0-9]|410|50[0-4])\b|(?:http )?error\b.{0,20}$|(?:page|file|article|object|"
    r"seite|document) (?:was |is |could )?(?:not|nicht) (?:be )?(?:found|gefunden)|not found\b|no such page|"
    r"access denied|forbidden|(?:sorry, )?(?:the|this|that) page (?:you|does|could|can|is)|page no longer|"
    r"service unavailable|bad gateway|internal server error)",
    re.I,
)
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|einwilligung|partners?|privacy|datenschutz|personal data|personenbezogen)", re.I
)
_ROBOT = re.compile(
    r"^(?:just a moment|attention required|are you a robot|checking your browser|please (?:enable|verify)|"
    r"pardon our interruption|captcha)",
    re.I,
)
_START = 4096
_TEXT = bytes((*range(0x20, 0x7F), *range(0x80, 0x100))) + b"\t\n\f\r\x1b"
_IDEOGRAPH = re.compile("[\u2e80-\uffef]")
_SHORT = 150
"""Words; a page with more of them is not refused for its heading."""
_TITLE = 20
"""Characters of a linked headline; links of menus have less."""
_TEASER = 60
"""Characters of prose under a linked headline; an article has more, a section front less."""
_LITTLE = 150
"""Characters of text that many linked headlines outweigh."""


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding: too many control characters, as in images and archives."""
    start = data[:_START]
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    return 20 * len(start.translate(None, _TEXT)) > len(start)


def refusal(evidence: Evidence, paragraphs: Sequence[Paragraph]) -> str:
    """The reason to refuse a page, ``""`` when it holds an article."""
    if not evidence.lines:
        return "The page has no text that a reader could see."
    words = sum(_words(each.text) for each in paragraphs)
    return next(filter(None, (reason(evidence, paragraphs, words) for reason in _REASONS)), "")


def _message(evidence: Evidence, _: Sequence[Paragraph], words: int) -> str:
    heading = evidence.title or evidence.lines[0].text
    headings = (heading, *(line.text for line in evidence.lines[:12] if line.is_heading))
    if words < _SHORT and any(_ERROR.search(each) for each in headings):
        return f"The page is an error message (“{heading[:80]}”) and no article."
    if words < _SHORT and _ROBOT.search(heading):
        return f"The page is a visitor check (“{heading[:80]}”) and no article."
    return ""


def _consent(_: Evidence, paragraphs: Sequence[Paragraph], words: int) -> str:
    text = " ".join(each.text for each in paragraphs)
    if words and len(text) < 3000 and len(_CONSENT.findall(text)) * 25 > len(text.split()):
        return "The page shows a request for consent to cookies instead of an article."
    return ""


def _front(evidence: Evidence, paragraphs: Sequence[Paragraph], _: int) -> str:
    if _is_front(evidence, paragraphs):
        return "The page is a list of links to stories, such as a section front, and no article."
    return ""


def _too_short(evidence: Evidence, paragraphs: Sequence[Paragraph], words: int) -> str:
    if words < _FEWEST_WORDS and not _is_alone(evidence, paragraphs):
        return f"The page has no story: only {words} words of running text were found, fewer than {_FEWEST_WORDS}."
    return ""


def _is_alone(evidence: Evidence, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the page shows hardly anything beside a story of a few words."""
    if sum(_words(each.text) for each in paragraphs if each.tag not in HEADINGS) < _FEWEST_ALONE:
        return False
    shown = sum(len(line.text) for line in evidence.lines if not line.is_heading)
    return 10 * sum(len(each.text) for each in paragraphs) >= 9 * shown


def _words(text: str) -> int:
    """Words; an ideograph counts as half a word."""
    spaced = len(text.split())
    return spaced if text.isascii() else max(spaced, len(_IDEOGRAPH.findall(text)) // 2)


def _is_front(evidence: Evidence, paragraphs: Sequence[Paragraph]) -> bool:
    """Linked headlines between the paragraphs, or many of them and hardly a paragraph."""
    if evidence.story.get("articleBody") or "article" in " ".join(evidence.meta.get("og:type", ())):
        return False
    story = [evidence.lines[number] for number in evidence.numbers]
    around = evidence.lines[evidence.opening : evidence.ending]
    titles = sum(line.is_link and _TITLE <= len(line.text) <= 200 for line in around)
    prose = sum(len(line.text) for line in story if not line.is_link and PROSE_END.search(line.text))
    text = sum(len(each.text) for each in paragraphs)
    links = sum(line.is_link and len(line.text) >= 12 for line in evidence.lines)
    return (titles >= 3 and prose < _TEASER * titles) or (links >= 5 and text < _LITTLE)


_REASONS = (_message, _consent, _front, _too_short)
