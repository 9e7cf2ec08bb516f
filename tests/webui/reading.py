"""Pages as a browser would take them apart: with the standard library's parser, which knows what escapes are."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

VOID = {"meta", "link", "input", "br", "img", "hr"}


@dataclass
class Tag:
    name: str
    attributes: dict[str, str]
    text: str = ""

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.attributes["href"]).query)


@dataclass
class Document(HTMLParser):
    """Every tag of a page with its attributes and the text within it."""

    tags: list[Tag] = field(default_factory=list)
    open: list[Tag] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Tag(tag, {name: value or "" for name, value in attrs})
        self.tags.append(found)
        if tag not in VOID:
            self.open.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().name != tag:
            pass

    def handle_data(self, data: str) -> None:
        for each in self.open:
            each.text += data

    def all(self, tagname: str, /, **attributes: str) -> list[Tag]:
        return [
            tag
            for tag in self.tags
            if tag.name == tagname
            and all(tag.attributes.get(key.rstrip("_")) == value for key, value in attributes.items())
        ]

    def one(self, tagname: str, /, **attributes: str) -> Tag:
        found = self.all(tagname, **attributes)
        assert len(found) == 1, f"{len(found)} <{tagname}> with {attributes}"
        return found[0]

    def link(self, text: str) -> Tag:
        found = [tag for tag in self.all("a") if text in " ".join(tag.text.split())]
        assert found, f"no link says {text!r}"
        return found[0]


def parsed(text: str) -> Document:
    document = Document()
    document.feed(text)
    document.close()
    return document
