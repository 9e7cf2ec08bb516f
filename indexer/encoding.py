"""Bytes of a saved page into text, whatever they were said to be.

Strict UTF-8 comes before every declaration: text of another encoding practically never passes as UTF-8,
while savers and servers often declare what the page no longer is. Labels are widened as browsers do
(the WHATWG Encoding Standard): ``gb2312`` is read as gb18030 and ``iso-8859-1`` as windows-1252.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from indexer.mojibake import repaired

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}

_NO_CHARSETS = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
)
"""Codecs of Python that no page is written in."""
_PAIRED = frozenset({"gb18030", "big5hkscs", "cp932", "cp949", "euc_jp"})
"""Encodings that write a letter as two bytes, the first of them at least always above ASCII."""
_WESTERN = frozenset({"cp1252", "iso8859-15", "iso8859-2", "cp1250", "cp1254", "mac-roman"})
"""Encodings of languages whose letters above ASCII stand alone among plain ones."""
_GUESSES = [
    *("cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949", "iso2022_jp"),
]

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_CONTROL_BYTES = bytes(byte for byte in range(0x20) if byte not in b"\t\n\f\r\x1b")
"""No encoding without a byte order mark uses these for anything else."""
_META = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_MARK_IN_WORD = re.compile(
    r"[a-z][\u00a1-\u00b6\u00b8-\u00bf\u00d7\u00f7\u0178\u0192\u02c6\u2020\u2021\u2030\u2122][a-z]"
)
_CENTRAL_WORDS = re.compile(rb"\b(?:je|na|jsou|nie|jest|nem|hogy|egy|pre|ako)\b", re.I)
_WESTERN_WORDS = re.compile(rb"\b(?:the|of|der|und|die|les|des|une|los|del|que|het|och|det|il|da)\b", re.I)
_HEAD = 8192
_SAMPLE = 6000
_ABOVE_ASCII = re.compile(rb"[\x80-\xff]+")
_JAPANESE_ESCAPE = re.compile(rb"\x1b\$[@B]")


def decode(html: bytes, declared: str = "") -> str:
    """The page's text; ``declared`` is the charset of the HTTP header. Never raises: the worst case is U+FFFD."""
    for bom, name in _BOMS:
        if html.startswith(bom):
            return _CONTROLS.sub("", html[len(bom) :].decode(name, "replace"))
    html = html.translate(None, _CONTROL_BYTES)
    if _JAPANESE_ESCAPE.search(html, 0, 1 << 20):
        return html.decode("iso2022_jp", "replace")
    if text := _utf8(html):
        return repaired(text, html)
    return _as_declared(html, declared) or _as_detected(html)


def codec_name(label: str) -> str:
    """Python's name for the widest encoding that browsers read under a label; ``""`` for an unknown label."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
        "".encode(name)
    except (LookupError, ValueError, UnicodeError):
        return ""
    return "" if name in _NO_CHARSETS else _SUPERSETS.get(name, name)


def _utf8(html: bytes) -> str:
    """The text when it is UTF-8 but for the odd broken byte (a cut page, a pasted quotation mark)."""
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        text = html.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]+", text))
    return text if broken * 20 < whole or (broken == 1 and html[-3:] and text.endswith("\ufffd")) else ""


def _as_declared(html: bytes, declared: str) -> str:
    in_page = _META.search(html, 0, _HEAD)
    for label in (declared, in_page[1].decode("ascii", "replace") if in_page else ""):
        name = codec_name(label) if label else ""
        if name and not name.startswith("utf") and _plausible(html, name):
            return html.decode(name, "replace")
    return ""


def _plausible(html: bytes, name: str) -> bool:
    """Whether the bytes look like the encoding: it can decode them, and its high bytes stand as they should."""
    text = html.decode(name, "replace")
    runs = [len(run[0]) for run in _ABOVE_ASCII.finditer(html, 0, 1 << 20)]
    if text.count("\ufffd") * 50 > len(runs):
        return False
    if name in _PAIRED:
        return 2 * sum(run == 1 for run in runs) <= len(runs)
    return name not in _WESTERN or 2 * sum(runs) <= 5 * len(runs)


def _as_detected(html: bytes) -> str:
    if _reads_as_western(html):
        return html.decode("cp1252", "replace")
    best = from_bytes(_sample(html), cp_isolation=_GUESSES).best()
    name = codec_name(best.encoding) if best else ""
    return html.decode(name or "cp1252", "replace")


def _reads_as_western(html: bytes) -> bool:
    """Whether windows-1252 makes sense: nothing but letters within words, and not more Central European words."""
    sample = _sample(html)
    if not _plausible(sample, "cp1252") or _MARK_IN_WORD.search(sample.decode("cp1252", "replace")):
        return False
    return len(_CENTRAL_WORDS.findall(html, 0, 1 << 16)) <= len(_WESTERN_WORDS.findall(html, 0, 1 << 16))


def _sample(html: bytes) -> bytes:
    """The stretches that tell encodings apart: the high bytes and the words about them."""
    pieces: list[bytes] = []
    size = 0
    for run in re.finditer(rb"[^<>]{0,60}[\x80-\xff]+[^<>]{0,60}", html[: 1 << 20]):
        pieces.append(run[0])
        size += len(run[0])
        if size > _SAMPLE:
            break
    return b" ".join(pieces)
