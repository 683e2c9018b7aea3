"""What writes a file of an archive does it by `index/files.py`, which makes it durable."""

from __future__ import annotations

import ast
import re

from tests.repo.sources import package_modules, parsed, place

# Writers of a file that is given its name once, and of one that is gone before the segment is there.
OTHERS = {"dateline.index.files", "dateline.index.segment.merging"}
WRITES = {"fsync", "write_bytes", "write_text"}
TO_REPLACE = re.compile(r"[wa]")


def is_write(call: ast.Call) -> bool:
    """Return whether a call writes a file as a whole, syncs one, or gives one the name of another."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "open":
        return any(isinstance(each, ast.Constant) and TO_REPLACE.match(str(each.value)) for each in call.args)
    if name not in ("replace", "rename") or not isinstance(call.func, ast.Attribute):
        return name in WRITES
    # A path is given one argument, a text two, a date named ones.
    return ast.unparse(call.func.value) == "os" or (len(call.args) == 1 and not call.keywords)


def test_files_of_an_archive_are_replaced_in_one_place() -> None:
    modules = {name: path for name, path in package_modules().items() if name.startswith("dateline.index.")}
    found = {
        name: [place(path, node) for node in ast.walk(parsed(path)) if isinstance(node, ast.Call) and is_write(node)]
        for name, path in modules.items()
    }
    assert {name: places for name, places in found.items() if places and name not in OTHERS} == {}
    assert found["dateline.index.files"]
