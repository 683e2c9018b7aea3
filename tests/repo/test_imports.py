"""Who may import whom: cli → commands → upkeep → searcher → index, no cycles; heavy packages in named modules only."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repo.sources import ROOT, package_modules, parsed, place

# An import inside a function says why, in a comment on its line or the one before: one of these words, then the reason.
REASONS = re.compile(r"#\s*(start-up|optional|lazy)[:,]\s*\S")

# Whoosh costs 65 ms to import, click belongs to the command line, and dateutil's parser knows today's date.
ONLY_IN = {
    "whoosh": {"dateline.index.analysis.whoosh_schema", "dateline.index.analysis.whoosh", "dateline.searcher.whoosh"},
    "click": {"dateline.cli", *(name for name in package_modules() if name.startswith("dateline.commands"))},
    "dateutil": {"dateline.index.dates.queries", "dateline.index.entities.dates.arithmetic"},
}

# What the modules of the store call a connection to its database, and the object that has them.
CONNECTED = {"connection", "_connection", "_access"}

BARE = {"index", "searcher", "upkeep", "commands", "cli"}
NAMES = sorted(package_modules())


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each import with what it imports: `import a.b` gives a.b, `from a import b` gives a.b too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def run_at_import(tree: ast.Module) -> Iterator[ast.stmt]:
    """Yield the imports that run when the module is loaded: not those for types, not those in functions."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif not for_types and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            pending.extend(ast.iter_child_nodes(node))


def modules_imported(path: Path) -> set[str]:
    """Return the modules of the package that this one imports, in functions too, but not those for types."""
    tree = parsed(path)
    found = {name for node, name in imports(tree) if is_in(name, "dateline") and not for_types_only(tree, node)}
    return {name if name in package_modules() else name.rpartition(".")[0] for name in found}


def cycle_from(name: str, graph: dict[str, set[str]], path: tuple[str, ...], done: set[str]) -> tuple[str, ...] | None:
    if name in path:
        return (*path[path.index(name) :], name)
    if name in done:
        return None
    for next_name in sorted(graph.get(name, ())):
        if next_name != name and (found := cycle_from(next_name, graph, (*path, name), done)):
            return found
    done.add(name)
    return None


# From below: none imports what stands behind it. That nothing imports the command line is a test of its own.
FLOORS = ("dateline.index", "dateline.searcher", "dateline.upkeep", "dateline.commands")


def is_above_the_index(name: str) -> bool:
    return any(is_in(name, floor) for floor in FLOORS[1:])


@pytest.mark.parametrize("name", [name for name in NAMES if any(is_in(name, floor) for floor in FLOORS)])
def test_imports_go_one_way(name: str) -> None:
    path = package_modules()[name]
    floor = next(number for number, each in enumerate(FLOORS) if is_in(name, each))
    wrong = [
        place(path, node)
        for node, what in imports(parsed(path))
        if any(is_in(what, above) for above in FLOORS[floor + 1 :])
    ]
    assert not wrong


@pytest.mark.parametrize("name", [name for name in NAMES if name != "dateline.__main__"])
def test_nothing_imports_the_command_line(name: str) -> None:
    path = package_modules()[name]
    wrong = [place(path, node) for node, what in imports(parsed(path)) if is_in(what, "dateline.cli")]
    assert not wrong


@pytest.mark.parametrize("name", NAMES)
def test_imports_are_absolute_and_of_the_full_name(name: str) -> None:
    path = package_modules()[name]
    relative = [place(path, n) for n in ast.walk(parsed(path)) if isinstance(n, ast.ImportFrom) and n.level]
    bare = [place(path, n) for n, what in imports(parsed(path)) if what.split(".")[0] in BARE]
    assert not relative + bare


@pytest.mark.parametrize("name", NAMES)
def test_heavy_packages_are_imported_in_named_modules_only(name: str) -> None:
    path = package_modules()[name]
    for node, what in imports(parsed(path)):
        allowed = ONLY_IN.get(what.split(".")[0])
        assert allowed is None or name in allowed, f"{place(path, node)} imports {what}"


@pytest.mark.parametrize("name", NAMES)
def test_an_import_inside_a_function_says_why(name: str) -> None:
    path = package_modules()[name]
    lines = path.read_text(encoding="utf-8").splitlines()
    at_import = set(run_at_import(parsed(path)))
    for node, what in imports(parsed(path)):
        in_function = node not in at_import and node.col_offset > 0 and not for_types_only(parsed(path), node)
        if in_function:
            said = REASONS.search("\n".join(lines[node.lineno - 2 : node.end_lineno]))
            assert said, f"{place(path, node)} imports {what} inside a function without `# start-up: …` or the like"


def for_types_only(tree: ast.Module, wanted: ast.stmt) -> bool:
    blocks = [n for n in ast.walk(tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test)]
    return any(wanted in ast.walk(block) for block in blocks)


def test_no_module_imports_itself_in_a_circle_nor_hides_one_in_a_function() -> None:
    graph = {name: modules_imported(path) for name, path in package_modules().items()}
    done: set[str] = set()
    for name in sorted(graph):
        assert (found := cycle_from(name, graph, (), done)) is None, " → ".join(found)


@pytest.mark.parametrize("name", [name for name in NAMES if not is_in(name, "dateline.index.store")])
def test_only_the_store_sees_a_connection_to_its_database(name: str) -> None:
    path = package_modules()[name]
    tree = parsed(path)
    wrong = [place(path, node) for node, what in imports(tree) if what.split(".")[0] == "sqlite3"]
    wrong += [
        place(path, node)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in CONNECTED)
        or (isinstance(node, ast.Name | ast.arg) and (node.id if isinstance(node, ast.Name) else node.arg) in CONNECTED)
    ]
    assert not wrong


def test_kernels_import_no_module_of_the_searcher_into_the_index() -> None:
    for path in (ROOT / "index").rglob("*.p[yx][xdi]"):
        assert "dateline.searcher" not in path.read_text(encoding="utf-8"), path.name


def loaded_with(name: str) -> set[str]:
    """Return the modules of the package that are loaded with this one."""
    loaded, pending = set[str](), [name]
    while pending:
        if (at := pending.pop()) not in loaded and at in package_modules():
            loaded.add(at)
            tree = parsed(package_modules()[at])
            at_import = set(run_at_import(tree))
            pending += [
                part for node, what in imports(tree) if node in at_import for part in (what, what.rpartition(".")[0])
            ]
    return loaded


def test_adding_articles_loads_no_search_engine() -> None:
    rooms = ("dateline.searcher.query", "dateline.searcher.engine", "dateline.searcher.results")
    assert not [name for name in loaded_with("dateline.commands.add") if any(is_in(name, room) for room in rooms)]
    assert "dateline.searcher.engine.words" in loaded_with("dateline.searcher.render.lines")


@pytest.mark.slow
def test_the_folders_are_not_loaded_a_second_time_under_their_bare_names() -> None:
    code = (
        "import sys, dateline.cli, dateline.commands, dateline.index, dateline.searcher, dateline.upkeep;"
        f"print(sorted({BARE} & {{name.split('.')[0] for name in sys.modules}}))"
    )
    shown = subprocess.run([sys.executable, "-P", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (shown.returncode, shown.stdout.strip()) == (0, "[]"), shown.stderr
    assert not BARE & set(sys.modules)
