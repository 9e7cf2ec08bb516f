"""The files of a new rule: its module, its sample page and what must be read from that."""

from __future__ import annotations

import json
import keyword
import re
from dataclasses import Field, dataclass, fields
from pathlib import Path
from textwrap import wrap
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from lxml import etree

from indexer.encoding import decode
from indexer.extract import extract
from indexer.extract.evidence import host_of
from indexer.extract.tree import drop_unread, parse
from indexer.page import Page, Rejected
from indexer.rulemaking.rule import read_by, rule_of
from indexer.sites import Rule, rules_by_host
from search.article import Article
from search.errors import NewsArchiveError

_SECOND_LEVEL = frozenset("ac co com edu gov net org".split())
_NOT_KEPT = frozenset({"found"})
_LONGEST_LINE = 100
_MODULE = '''\
"""{name}."""

from __future__ import annotations

from indexer.sites import Rule

HOSTS = ({hosts}{comma})

RULES = (
    Rule(
{rule}
    ),
)
'''


@dataclass(frozen=True, slots=True)
class Start:
    """A newspaper's first rule, ready to be written."""

    host: str
    rule: Rule
    page: bytes
    article: Article
    """As the rule reads it."""
    general: Article
    """As the page is read without it."""

    @property
    def module(self) -> Path:
        """Where the rule goes, from the project's folder."""
        return Path("indexer/sites") / f"{module_name(self.host)}.py"

    @property
    def sample(self) -> Path:
        """Where the page goes; the expected JSON stands beside it."""
        return Path("tests/pages") / self.host / f"{_slug(self.article)}.html"

    def files(self) -> dict[Path, bytes]:
        """What is written where."""
        return {
            self.module: module_text(self.host, self.rule, self.article.source).encode(),
            self.sample: self.page,
            self.sample.with_suffix(".json"): expected(self.article).encode(),
        }


def start(page: Page) -> Start:
    """The rule for the newspaper of a page. Raises NewsArchiveError with what is missing."""
    general = _article(page)
    host = host_of(general.url)
    if not host:
        raise NewsArchiveError(f"{page.origin} does not say what its address is: give it with --url.")
    if host in rules_by_host():
        raise NewsArchiveError(
            f"{host} has a rule already: add a further one to its module, with the last day of the old layout as"
            " valid_until, and this page to its samples."
        )
    soup = _soup(page)
    rule = rule_of(page, general, soup)
    if rule is None:
        raise NewsArchiveError(
            f"No selector tells headline and story of {page.origin} from the rest: try another page of the paper."
        )
    read = read_by(page, host, rule)
    assert isinstance(read, Article), "a rule is only given when it read the page"
    return Start(host, rule, _as_declared(page), read, general)


def write(started: Start, into: Path) -> list[Path]:
    """Write the files under a folder and return them. Raises NewsArchiveError when one is there already."""
    files = {into / path: content for path, content in started.files().items()}
    for path in files:
        if path.exists():
            raise NewsArchiveError(f"{path} is there already: nothing was written.")
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return list(files)


def module_name(host: str) -> str:
    """``www.lantern-post.co.uk`` as ``lantern_post``."""
    labels = host.removeprefix("www.").split(".")[:-1] or [host]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    name = re.sub(r"\W+", "_", "_".join(labels).encode("ascii", "ignore").decode()).strip("_") or "paper"
    return f"paper_{name}" if name[0].isdigit() or keyword.iskeyword(name) else name


def module_text(host: str, rule: Rule, source: str) -> str:
    """The module: hosts, one rule, nothing that needs to be filled in."""
    name = re.sub(r'["\\\s]+', " ", source or host).strip().rstrip(".")
    return _MODULE.format(
        name=name,
        hosts=", ".join(map(_quoted, dict.fromkeys((host, host.removeprefix("www."))))),
        comma="" if host.startswith("www.") else ",",
        rule="\n".join(f"        {each.name}={_value(getattr(rule, each.name))}," for each in _filled(rule)),
    )


def expected(article: Article) -> str:
    """The article as the tests compare it: every field that has a value, and the doubts even when there are none."""
    values = article.to_json()
    kept = {name: value for name, value in values.items() if name not in _NOT_KEPT and (value or name == "doubts")}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def _article(page: Page) -> Article:
    found = extract(page)
    if isinstance(found, Rejected):
        raise NewsArchiveError(
            f"{page.origin} holds no article to begin a rule with ({found.reason.rstrip('.')}): name another page."
        )
    return found


def _soup(page: Page) -> BeautifulSoup:
    """The page much as rules see it; every selector is tried on what they really see."""
    root = parse(decode(page.html, page.charset))
    drop_unread(root)
    return BeautifulSoup(etree.tostring(root, method="html", encoding="unicode"), "lxml")


def _as_declared(page: Page) -> bytes:
    """The page's bytes; as UTF-8 when only the server's header said in what they are written."""
    text = decode(page.html, page.charset)
    return page.html if decode(page.html) == text else text.encode("utf-8", "replace")


def _slug(article: Article) -> str:
    words = re.findall(r"[a-z0-9]+", article.headline.casefold())
    return "-".join(words[:6]) or urlsplit(article.url).path.strip("/").replace("/", "-")[:40] or "story"


def _filled(rule: Rule) -> list[Field[Any]]:
    return [each for each in fields(rule) if getattr(rule, each.name)]


def _value(text: str) -> str:
    """A string literal, over several lines when it is long."""
    if len(text) <= _LONGEST_LINE:
        return _quoted(text)
    *pieces, last = wrap(text, _LONGEST_LINE, break_long_words=False, break_on_hyphens=False)
    return "\n".join(
        ["(", *(f"            {_quoted(each)}" for each in (*(f"{piece} " for piece in pieces), last)), "        )"]
    )


def _quoted(text: str) -> str:
    """A string literal in double quotes, as JSON and Python share it."""
    return json.dumps(text, ensure_ascii=False)
