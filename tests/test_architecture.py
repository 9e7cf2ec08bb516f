"""The rules on the rooms' doors, read from the code's own imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("search", "indexer", "webui")

FORBIDDEN = {"search": {"indexer", "webui"}, "indexer": {"webui"}, "webui": {"indexer"}}
"""Room -> rooms that it may not know."""

ONLY_IN = {
    "bs4": ("indexer/",),
    "lxml": ("indexer/",),
    "warcio": ("indexer/",),
    "flask": ("webui/",),
    "werkzeug": ("webui/",),
    "waitress": ("webui/",),
    "nltk": ("search/analysis.py",),
    "sqlite3": ("search/archive/",),
    "whoosh": ("search/",),
}
"""Library -> the places that may import it."""

AT_IMPORT = {"open", "connect", "getenv", "read_text", "read_bytes", "mkdir", "Popen", "run", "urlopen"}
"""Calls that touch the world; none may run while a module is being imported."""


def modules() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Every module that a file imports, in full."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            found.add(node.module or "")
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_is_something_to_check() -> None:
    paths = list(modules())
    assert len(paths) > 50
    assert sum(len(imports(path)) for path in paths) > 200
    assert "bs4" in {each.partition(".")[0] for path in paths for each in imports(path)}


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_keep_to_their_doors(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        strangers = {each.partition(".")[0] for each in imports(path)} & FORBIDDEN[room]
        assert not strangers, f"{name(path)} imports {strangers}"


@pytest.mark.parametrize("library", ONLY_IN)
def test_libraries_keep_to_their_places(library: str) -> None:
    importers = [name(path) for path in modules() if any(each.partition(".")[0] == library for each in imports(path))]
    assert importers, f"nothing imports {library}: drop its rule or its dependency"
    for importer in importers:
        assert importer.startswith(ONLY_IN[library]), f"{importer} imports {library}"


def test_nothing_touches_the_world_at_import() -> None:
    for path in modules():
        for call in _calls_at_import(ast.parse(path.read_text(encoding="utf-8"))):
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            assert called not in AT_IMPORT, f"{name(path)}:{call.lineno} calls {called} while it is imported"


def _calls_at_import(node: ast.AST) -> Iterator[ast.Call]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test) == "__name__ == '__main__'":
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from _calls_at_import(child)


def test_every_module_says_what_it_is_for() -> None:
    for path in modules():
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{name(path)} has no docstring"


def test_the_error_tree_is_drawn_whole() -> None:
    tree = ast.parse((ROOT / "search/errors.py").read_text(encoding="utf-8"))
    drawn = ast.get_docstring(tree) or ""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            assert node.name in drawn.split(), f"{node.name} is missing from the tree in search/errors.py"
