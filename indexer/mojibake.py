"""Text that was decoded wrongly once before it was saved: ``CafÃ©`` for ``Café``, ``â€œ`` for ``“``.

It comes about when UTF-8 is read as windows-1252 and written as UTF-8 again, by the paper's own systems or by a saver;
often only a part of a page was. The way back is the same two steps in reverse, where they lead to valid UTF-8
(RFC 3629, section 3) and nobody can have meant what stands there.
"""

from __future__ import annotations

import re

_UNDEFINED = {byte: chr(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""Bytes that windows-1252 leaves open; browsers read them as control characters (WHATWG Encoding Standard)."""
_LETTERS = {byte: _UNDEFINED.get(byte) or bytes([byte]).decode("cp1252") for byte in range(0x80, 0x100)}
_BYTES = {letter: byte for byte, letter in _LETTERS.items()}

_TRACE = re.compile(b"\xc3(?:[\x82\x83\x8e\x90]\xc2|\xa2\xe2\x82\xac|[\xa4-\xa8]\xc2[\xa1-\xbf]|\xa3\xc2\x81)")
"""In UTF-8: ``Ã``, ``Â``, ``Ð`` or ``Î`` before a character from U+0080 to U+00BF; ``â€``; ``ä`` to ``è`` before
a sign; ``ã`` before a control character. Few pages without misread text have any of them; bytes are searched fast."""

_FEWEST = 3
"""Sequences from which on a text may be taken for misread as a whole; one or two may be what somebody meant."""


def _letters(first: int, last: int) -> str:
    return "[" + "".join(re.escape(_LETTERS[byte]) for byte in range(first, last + 1)) + "]"


_NEXT = _letters(0x80, 0xBF)
_SEQUENCE = re.compile(
    rf"{_letters(0xC2, 0xDF)}{_NEXT}|{_letters(0xE0, 0xEF)}{_NEXT}{{2}}|{_letters(0xF0, 0xF4)}{_NEXT}{{3}}"
)
"""Any character above ASCII, misread."""
_SURE = re.compile("Ã[\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf\u0178]|â€[˜™œ\u009d“”¦¢]|Â[£§°]")
"""Misread letters of Western Europe, quotation marks and dashes, which stand beside each other in no language."""
_ABOVE_ASCII = re.compile(r"[^\x00-\x7f]")


def repaired(text: str, html: bytes) -> str:
    """The text of a page as it was meant; ``html`` is what it was decoded from.

    Everything is repaired where at least half of what is not ASCII is misread; else what is misread beyond doubt.
    """
    if not _TRACE.search(html):
        return text
    sequences = _SEQUENCE.findall(text)
    wholly = len(sequences) >= _FEWEST and 2 * sum(map(len, sequences)) >= len(_ABOVE_ASCII.findall(text))
    return (_SEQUENCE if wholly else _SURE).sub(_meant, text)


def _meant(misread: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[letter] for letter in misread[0]).decode("utf-8")
    except UnicodeDecodeError:
        return misread[0]
