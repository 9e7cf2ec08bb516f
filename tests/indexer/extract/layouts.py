"""Pages of the table era with one story on them, set in every way that such pages were set."""

from __future__ import annotations

from itertools import product

HEADLINE = "Lighthouse keepers win a longer winter leave"
PARAGRAPHS = (
    "The island council voted late on Tuesday to give its eleven lighthouse keepers six more days of leave in winter.",
    "Edda Morrow, the council's chairwoman, rejected the claim that the lamps would go untended in a storm.",
    '"Nobody who has wound that clockwork at four in the morning will call this a luxury," she said.',
    '"It\'s true, as the keepers pointed out, that obviously there are other crews, pilots too, who wait as long," '
    "Morrow told reporters after a sitting that marked the first vote on the lamps since 1987.",
    "The keepers accepted.",
    "The two sides also agreed to meet again in the spring, when the relief boat returns from Port Ansel, Fort Keel in "
    "the south and the naval yard at Grimsey Point.",
)
RELATED = (
    ("Relief boat delayed for a third week", "/nsp/nation/2012/04/30/relief.htm"),
    ("Keepers ask for warmer coats", "https://www.gull.example/nsp/nation/2012/03/02/coats.htm"),
)
PAPER = "Daily Gull"

_BOX = (
    ("The story appears on", "Page B12", "October 3, 2012"),
    ("GET this page in PDF", "Free for subscribers"),
    ("View shopping cart",),
)
_HEADLINES = {
    "h1": "<h1>{}</h1>",
    "h2": "<h2>{}</h2>",
    "font": '<font face="Arial" size="5"><b>{}</b></font><br>',
    "named": '<div class="detail_title">{}</div>',
    "bold": "<p><b>{}</b></p>",
    "cell": '<table><tr><td class="headline">{}</td></tr></table>',
}
_TITLES = {
    "both": f"{HEADLINE} -- {PAPER} | 海鸥日报 -- English Window to the Islands",
    "site": f"{PAPER} | 海鸥日报 -- English Window to the Islands",
    "none": "",
}
_FOOT = (
    f"Copyright © 1999- {PAPER}. All rights reserved.Preferably viewed with Internet Explorer 8 or newer browsers.",
    "沪公网安备 31019999000999号",
)


def pages() -> list[tuple[str, bool, str]]:
    """Every page: what it is called, whether its box names related stories, and its HTML."""
    made = []
    for head, text, title, place in product(
        _HEADLINES, ("p", "br", "font", "div", "cells"), _TITLES, ("beside", "inside", "above", "empty")
    ):
        made.append((f"{head}-{text}-{title}-{place}", place != "empty", page(head, text, title, place)))
    return made


def page(head: str, text: str, title: str, place: str) -> str:
    """One page; ``place`` says where the boxes stand, ``empty`` leaves the related box without links."""
    box = "".join(f'<table border="0"><tr><td>{"<br>".join(lines)}</td></tr></table>' for lines in _BOX)
    links = "".join(f'<tr><td><a href="{url}">{name}</a></td></tr>' for name, url in RELATED)
    related = f'<table><tr><td bgcolor="#eee">Related News</td></tr>{links if place != "empty" else ""}</table>'
    trail = '<div><a href="/">Home</a> » <a href="/nation/">Nation</a></div>'
    story = f"{trail}{_HEADLINES[head].format(HEADLINE)}{_set(text)}"
    return (
        f"<html><head>{f'<title>{_TITLES[title]}</title>' if title != 'none' else ''}</head><body>"
        f'<table width="100%"><tr>{_menu()}</tr></table>{_placed(place, box + related, story)}'
        f'<table><tr><td align="center">{"<br>".join(_FOOT)}<br>'
        '<a href="mailto:">Email this to your friend</a></td></tr></table>'
        "</body></html>"
    )


def _placed(place: str, boxes: str, story: str) -> str:
    if place == "inside":
        return f"<table><tr><td><table align=right><tr><td>{boxes}</td></tr></table>{story}</td></tr></table>"
    if place == "above":
        return f"<table><tr><td>{boxes}</td></tr><tr><td>{story}</td></tr></table>"
    return f'<table><tr><td width="180">{boxes}</td><td>{story}</td></tr></table>'


def _set(text: str) -> str:
    if text == "p":
        return "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    if text == "br":
        return "<br><br>".join(PARAGRAPHS)
    if text == "font":
        return f'<font size="2">{"<br />&nbsp;<br />".join(PARAGRAPHS)}</font>'
    if text == "div":
        return "".join(f'<div class="txt">{each}</div>' for each in PARAGRAPHS)
    return f"<table>{''.join(f'<tr><td>{each}</td></tr>' for each in PARAGRAPHS)}</table>"


def _menu() -> str:
    names = ("Metro", "Business", "Nation", "World", "Sports", "Feature", "Opinion")
    return "".join(f'<td><a href="/{name.lower()}/">{name}</a></td>' for name in names)
