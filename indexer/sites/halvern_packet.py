"""The Halvern Packet, our sample newspaper: the model for other newspapers' modules.

Its pages are read as well without any rule; a rule earns its place where a layout misleads the general reading.
"""

from __future__ import annotations

from datetime import date

from indexer.sites import Rule

HOSTS = ("www.halvernpacket.example", "halvernpacket.example")

_TABLES = Rule(
    valid_until=date(2013, 9, 30),
    headline="font[size='5'] > b",
    body="td > font[face='Times New Roman']",
    source="The Halvern Packet",
)

_CMS = Rule(
    valid_until=date(2017, 12, 31),
    headline="h1.title",
    dek="h2.standfirst",
    authors=".meta .byline",
    date=".meta .dateline",
    section=".breadcrumb",
    page=".meta .print",
    body=".field-body",
    drop=".related-inset",
    related=".block-related li a",
    source="The Halvern Packet",
)

_MODERN = Rule(
    headline="article.story h1",
    dek=".story__dek",
    authors=".story__byline a",
    date=".story__meta > time",
    section="nav.crumbs li",
    body=".story__body > p:not(.story__print)",
    related="section.related a.related__card",
    source="The Halvern Packet",
)

RULES = (_TABLES, _CMS, _MODERN)
