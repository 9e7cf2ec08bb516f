"""The documentation is held to the code: what exists is described, and what is described works."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.commands import COMMANDS
from search.cli import parser as search_parser
from search.facets import FACETS
from search.fields import FIELDS
from search.query.help import OPERATORS
from tests.search.factory import article, catalogue
from webui.routes import ROUTES
from webui.settings import SETTINGS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def plainly(markdown: str) -> str:
    """Markdown without the marks that a table's cell may need."""
    return re.sub(r"[`*]", "", markdown)


def test_every_operator_is_in_the_readers_guide() -> None:
    guide = read("docs/READER.md")
    for operator in OPERATORS:
        assert f"`{operator.example}`" in guide, operator
        assert plainly(operator.meaning) in plainly(guide), operator


def test_every_field_is_an_operator() -> None:
    assert {f"{name}:" for name in FIELDS} <= {operator.syntax for operator in OPERATORS}


def test_every_facet_is_in_the_readers_guide_and_on_the_command_line() -> None:
    guide, help_text = read("docs/READER.md"), search_parser().format_help()
    for facet in FACETS.values():
        assert f"| {facet.label} |" in guide
        assert f"--{facet.name} " in help_text


def test_every_command_is_in_the_keepers_guide() -> None:
    guide = read("docs/ADMIN.md")
    for name in COMMANDS:
        assert f"`news-index {name}" in guide


def test_every_setting_is_in_the_keepers_guide() -> None:
    guide = read("docs/ADMIN.md")
    for setting in SETTINGS:
        assert f"| `{setting.option}` | `{setting.variable}` | {setting.help}" in guide


def test_every_dependency_has_its_reason() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    decisions = read("docs/DECISIONS.md").casefold()
    extras = setup["options.extras_require"]
    for line in "\n".join([setup["options"]["install_requires"], *extras.values()]).split():
        if library := re.match(r"[\w-]+", line):
            assert library.group().casefold() in decisions, f"{library.group()} has no line in docs/DECISIONS.md"


def test_every_make_target_is_documented() -> None:
    documented = read("README.md") + read("docs/DEVELOPER.md")
    declared = re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.MULTILINE)
    assert declared
    for target in declared.group(1).split():
        assert f"make {target}" in documented


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_named_paths_exist() -> None:
    for path in re.findall(
        r"`((?:search|indexer|webui|data|tests|benchmarks|docs)/[\w./-]*)`", read("docs/ARCHITECTURE.md")
    ):
        assert (ROOT / path).exists(), path


def test_the_python_example_runs(tmp_path: Path) -> None:
    made = catalogue(
        tmp_path / "data/archive", [article("Tunnel opens", "At last.", date="2014-01-01", section=("City",))]
    )
    made.close()
    (example,) = re.findall(r"```python\n(.*?)```", read("docs/DEVELOPER.md"), re.DOTALL)
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == "1 ['Tunnel opens']\n"


def test_every_page_of_the_site_is_in_a_guide() -> None:
    guides = read("docs/READER.md") + read("docs/ADMIN.md") + read("docs/API.md")
    for route in ROUTES:
        first = "/".join(re.sub(r"<(?:\w+\([^)]*\)|path):", "<", route.rule).split("/")[:3])
        known = route.rule in {"/", "/favicon.ico", "/robots.txt"} or route.rule.startswith("/static/")
        assert known or f"`{first}" in guides or f"/{route.rule.split('/')[1]}" in guides, route.rule
