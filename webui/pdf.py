"""A story as a PDF, set with fpdf2 where the extra ``pdf`` is installed.

A PDF carries its letters with it, so fonts are looked for on the server, in the table's order; without any, the
standard fonts of PDF set the languages of Western Europe, other letters as question marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from search.article import Article
from webui.citing import citation
from webui.language import say
from webui.text import long_date, runs_left

if TYPE_CHECKING:
    from fpdf import FPDF

FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
MARGIN, MEASURE = 25, 160
"""Millimetres of an A4 page."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and, where there is one, its bold companion."""

    name: str
    regular: str
    bold: str = ""


FACES: Final = (
    Face("serif", "LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    Face("wide", "DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    Face("wider", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    Face("han", "NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"),
    Face("han2", "DroidSansFallbackFull.ttf"),
    Face("times", "times.ttf", "timesbd.ttf"),
)
"""The first one found sets the page; the others lend it the letters that it lacks."""


def available() -> bool:
    """Whether the library is installed."""
    return find_spec("fpdf") is not None


def fonts() -> tuple[tuple[Face, Path, Path], ...]:
    """The faces that this machine has, with the places of their regular and bold files."""
    files = {path.name: path for folder in FOLDERS for path in Path(folder).glob("**/*.tt[fc]")}
    found = (face for face in FACES if face.regular in files)
    return tuple((face, files[face.regular], files.get(face.bold, files[face.regular])) for face in found)


def typeset(article: Article, permalink: str) -> bytes:
    """The story as a PDF of A4 pages: where it stood, headline, byline, text, and how to cite it."""
    page = _blank(article)
    _line(page, _origin(article), 9, after=2)
    _line(page, article.headline or say("Untitled"), 22, bold=True, after=2)
    if article.dek:
        _line(page, article.dek, 13, after=2)
    _line(page, _byline(article), 9, after=5)
    for paragraph in article.body:
        _line(page, paragraph, 11, after=2.5)
    page.ln(6)
    _line(page, citation(article, permalink), 8, after=0)
    return bytes(page.output())


def _blank(article: Article) -> FPDF:
    from fpdf import FPDF  # noqa: PLC0415 - an extra, and slow to load

    page = FPDF(format="A4")
    page.set_margins(MARGIN, MARGIN)
    page.set_auto_page_break(auto=True, margin=MARGIN)
    page.set_title(article.headline)
    page.set_lang(article.language or "en")
    page.set_author(", ".join(article.authors))
    faces = fonts()
    for face, regular, bold in faces:
        page.add_font(face.name, "", regular)
        page.add_font(face.name, "B", bold)
    page.set_font(faces[0][0].name if faces else "Times")
    if faces:
        page.set_fallback_fonts([face.name for face, _, _ in faces[1:]], exact_match=False)
        if find_spec("uharfbuzz") is not None:
            page.set_text_shaping(use_shaping_engine=True)
    page.add_page()
    return page


def _line(page: FPDF, text: str, size: float, *, bold: bool = False, after: float) -> None:
    if not text:
        return
    page.set_font(style="B" if bold else "", size=size)
    align = "R" if runs_left(text) else "L"
    page.multi_cell(MEASURE, size * 0.5, _encodable(page, text), align=align, new_x="LMARGIN", new_y="NEXT")
    page.ln(after)


def _encodable(page: FPDF, text: str) -> str:
    """The text, for the standard fonts with its dashes and quotes made plain and the rest as question marks."""
    if page.is_ttf_font:
        return text
    plain = text.translate(str.maketrans("‘’“”–—…", "''\"\"--.", ""))
    return plain.encode("latin-1", "replace").decode("latin-1")


def _origin(article: Article) -> str:
    return " · ".join(_origins(article))


def _origins(article: Article) -> Iterator[str]:
    if article.source:
        yield article.source
    if article.date:
        yield long_date(article.date)
    if article.page:
        yield say("Page {page}", page=article.page)
    if article.section:
        yield article.section_path


def _byline(article: Article) -> str:
    by = say("By {authors}", authors=", ".join(article.authors)) if article.authors else ""
    return "   ".join(part for part in (by, article.place) if part)
