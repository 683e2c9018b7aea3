"""What must not stand in the project: paths of somebody's machine, and doings that belong to the command line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repo.sources import ROOT, package_modules, parsed, place, project_files

# Built from pieces, so that this file does not hold what it looks for.
SLASH = "/"
MACHINE_PATHS = [
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.{SLASH}]){SLASH}(?:work|root|farm){SLASH}",
        rf"(?<![\w.{SLASH}]){SLASH}(?:home|Users){SLASH}[a-z]",
        rf"(?<![\w.{SLASH}]){SLASH}tmp{SLASH}\w",
        rf"\.\.{SLASH}" + "shared",
        r"\.lib" + "rary",
        r"py" + r"pi\.org|pythonhosted\." + "org",
    )
]
# Articles whose point is a leaked path, as pages leak them.
MAY_LEAK = ("corpus/",)

BELOW_THE_COMMAND_LINE = [
    name for name in package_modules() if not name.startswith(("dateline.cli", "dateline.commands"))
]
PRINTS_OR_ENDS = {"print", "input", "breakpoint", "exit", "quit", "sys.exit", "os._exit", "os.abort"}
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
CLOCKS = re.compile(
    r"(^|\.)(date\.today|datetime\.(now|today|utcnow)|time\.(time|time_ns|localtime|gmtime|ctime)|tz\.tzlocal)$"
)
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "dill"}


def calls(path: Path) -> Iterator[tuple[ast.AST, str]]:
    """Yield every name that is called or passed on, as written: sys.exit, date.today …"""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call | ast.keyword):
            what = node.func if isinstance(node, ast.Call) else node.value
            if isinstance(what, ast.Name | ast.Attribute):
                yield node, ast.unparse(what)


def test_no_file_names_a_path_or_host_of_the_machine_it_was_written_on() -> None:
    found = []
    for path in project_files():
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(MAY_LEAK):
            continue
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1):
            found += [f"{name}:{number}: {line.strip()[:80]}" for pattern in MACHINE_PATHS if pattern.search(line)]
    assert not found


@pytest.mark.parametrize("name", BELOW_THE_COMMAND_LINE)
def test_the_library_neither_prints_nor_exits_nor_runs_text(name: str) -> None:
    path = package_modules()[name]
    wrong = [f"{place(path, node)} {what}" for node, what in calls(path) if what in PRINTS_OR_ENDS | RUNS_TEXT]
    leaving = [n for n in ast.walk(parsed(path)) if isinstance(n, ast.Name) and n.id == "SystemExit"]
    assert not wrong + [place(path, node) for node in leaving]


@pytest.mark.parametrize("name", BELOW_THE_COMMAND_LINE)
def test_the_library_reads_no_clock(name: str) -> None:
    path = package_modules()[name]
    assert not [f"{place(path, node)} {what}" for node, what in calls(path) if CLOCKS.search(what)]


@pytest.mark.parametrize("name", sorted(package_modules()))
def test_nothing_that_could_run_code_from_a_file_is_imported(name: str) -> None:
    path = package_modules()[name]
    for node in ast.walk(parsed(path)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
        assert not UNSAFE_MODULES & {name.split(".")[0] for name in names}, place(path, node)


# The one module that turns whatever one article or file raises into a value, which is reported.
CATCHING = "dateline.index.failure"


@pytest.mark.parametrize("name", sorted(set(package_modules()) - {CATCHING}))
def test_no_error_is_swallowed_whole(name: str) -> None:
    path = package_modules()[name]
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
            raises = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
            assert raises or not broad, f"{place(path, node)} catches everything and lets nothing out"
