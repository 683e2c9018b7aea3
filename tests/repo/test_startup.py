"""A program that only searches pays for nothing it does not use: Whoosh costs 65 ms to import, NumPy 45 ms."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.index import Archive, Article

# Coverage loads modules of its own.
pytestmark = pytest.mark.no_cover

HEAVY = {
    "dataclasses",
    "hashlib",
    "shutil",
    "bz2",
    "signal",
    "whoosh",
    "numpy",
    "dateutil",
    "hypothesis",
    "pytest",
    "multiprocessing",
    "asyncio",
    "setuptools",
    "Cython",
}
LIBRARY = """
from dateline.searcher import open_archive
with open_archive(sys.argv[1]) as archive:
    results = archive.search("harbour bridge", facets=["places"])
    assert results.total == 1
    assert results.hits[0].article.title
"""
COMMAND = """
sys.argv = ["dateline", "--archive", sys.argv[1], "search", "harbour bridge", "--facet", "places"]
from dateline.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("startup") / "news"
    with Archive.create(path) as made:
        made.add(Article(id="1", title="Harbour bridge opens", body="The bridge opened in Sydney.", places=("Sydney",)))
        made.commit()
    return path


def modules_loaded_by(code: str, archive: Path) -> set[str]:
    """Run the code in a fresh Python; return the top-level packages it loaded."""
    return {name.split(".")[0] for name in names_loaded_by(code, archive)}


def names_loaded_by(code: str, archive: Path) -> list[str]:
    """Run the code in a fresh Python; return the modules it loaded."""
    program = f"import sys\n{code}\nimport json\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    shown = subprocess.run([sys.executable, "-P", "-c", program, archive], capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    names: list[str] = json.loads(shown.stdout.splitlines()[-1])
    return names


@pytest.mark.slow
@pytest.mark.parametrize("code", [LIBRARY, COMMAND], ids=["library", "command"])
def test_a_plain_search_loads_no_heavy_package(code: str, archive: Path) -> None:
    assert not HEAVY & modules_loaded_by(code, archive)


@pytest.mark.slow
@pytest.mark.parametrize("code", [LIBRARY, COMMAND], ids=["library", "command"])
def test_a_plain_search_loads_nothing_that_finds_or_reads(code: str, archive: Path) -> None:
    unused = (
        "dateline.index.readers.formats",
        "dateline.index.entities.dates.finding",
        "dateline.index.entities.tagging",
        *(
            f"dateline.index.kernel._{kernel}"
            for kernel in ("clauses", "dates", "likeness", "marks", "signatures", "surroundings", "tagging")
        ),
    )
    assert not [name for name in names_loaded_by(code, archive) if name.startswith(unused)]


@pytest.mark.slow
def test_a_plain_search_compiles_few_patterns(archive: Path) -> None:
    """Those of names of files and fields, of plain words, of the beginning of a snippet, and of colours."""
    code = f"""
import re
made = []
compile_now = re._compiler.compile
def counted(source, flags=0):
    frame = sys._getframe(1)
    while frame.f_code.co_filename.endswith(("re/__init__.py", "functools.py", "index/pattern.py")):
        frame = frame.f_back
    if "dateline" in frame.f_globals["__name__"]:
        made.append(source)
    return compile_now(source, flags)
re._compiler.compile = counted
{COMMAND}
assert len(made) <= 8, made
"""
    names_loaded_by(code, archive)


@pytest.mark.slow
def test_the_modules_that_clean_compile_no_patterns(archive: Path) -> None:
    code = """
from dateline.index import pattern
import dateline.index.metadata.top_lines as lines, dateline.index.cleaning.notices as notices
late = [each for module in (lines, notices) for each in vars(module).values() if isinstance(each, pattern._Late)]
assert len(late) > 10 and not any("search" in vars(each) for each in late)
"""
    names_loaded_by(code, archive)


@pytest.mark.slow
def test_the_collector_looks_at_no_modules_of_a_command(archive: Path) -> None:
    code = f"""
import atexit, gc, os
def check():
    if not gc.get_freeze_count():
        os._exit(3)
atexit.register(check)
looked = []
gc.callbacks.append(lambda phase, info: looked.append("dateline.commands.search" in sys.modules))
{COMMAND}
assert not any(looked)
gc.callbacks.clear()
"""
    names_loaded_by(code, archive)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["add", "extract", "read"])
def test_commands_that_do_not_search_load_no_engine(command: str, archive: Path) -> None:
    loaded = names_loaded_by(f"import dateline.cli, dateline.commands.{command}", archive)
    engine = ("dateline.searcher.archive", "dateline.searcher.engine.snapshot", "dateline.searcher.kernel.")
    assert not [name for name in loaded if name.startswith(engine)]


@pytest.mark.slow
def test_importing_dateline_alone_loads_neither_side(archive: Path) -> None:
    code = "import dateline; assert not [name for name in sys.modules if name.startswith('dateline.')]"
    assert "dateline" in modules_loaded_by(code, archive)


@pytest.mark.slow
def test_the_readers_of_documents_are_loaded_with_the_first_document(archive: Path) -> None:
    loaded = names_loaded_by("import dateline.index.readers", archive)
    office = [name for name in loaded if name.startswith("dateline.index.readers.office.")]
    assert office == ["dateline.index.readers.office.kinds"]


@pytest.mark.slow
def test_the_readers_of_pages_are_loaded_with_the_first_page(archive: Path) -> None:
    pages = ("dateline.index.readers.formats.html", "dateline.index.readers.page.")
    loaded = names_loaded_by("import dateline.index.readers, dateline.index.intake.run", archive)
    assert not [name for name in loaded if name.startswith(pages)]
    code = """
from dateline.index.readers.formats.pages import read_html
page = b"<title>Ferry</title><h1>Ferry</h1><p>The ferry to the island sailed on Monday with forty people on board.</p>"
assert len(list(read_html(iter([page]), "a.html"))) == 1
"""
    assert len([name for name in names_loaded_by(code, archive) if name.startswith(pages)]) > 1


@pytest.mark.slow
def test_a_short_text_compiles_few_patterns_of_dates(archive: Path) -> None:
    code = """
from datetime import date
from dateline.index.entities.extraction import extract
from dateline.index.entities.dates.atoms import RULES
from dateline.index.entities.dates.patterns import compiled, compiled_usual
assert compiled.cache_info().currsize == compiled_usual.cache_info().currsize == 0
assert extract("The ferry ran aground on Monday.", date(2016, 12, 14)).dates
assert 0 < compiled.cache_info().currsize + compiled_usual.cache_info().currsize < len(RULES) / 4
"""
    names_loaded_by(code, archive)


def test_an_interrupt_while_the_program_is_loaded_is_one_line() -> None:
    program = """
import sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == "dateline.commands.terminal":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
import dateline.cli
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "dateline: stopped\n")
