"""The wheel holds the package and nothing else, and installs where there is no C compiler."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import dateline
from tests.repo.sources import ROOMS, ROOT, project_files

PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
INFO = f"dateline-{dateline.__version__}.dist-info/"


def copy_of_the_sources(folder: Path) -> Path:
    """Copy what a clone holds, so that nothing built before lies about."""
    for path in project_files():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    return folder


def build(kind: str, sources: Path, **environment: str) -> Path:
    """Build --wheel or --sdist of the sources with the tools installed here; return the file."""
    command = [sys.executable, "-P", "-m", "build", kind, "--no-isolation", "--outdir", "made", "."]
    shown = subprocess.run(
        command, cwd=sources, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert shown.returncode == 0, shown.stdout + shown.stderr
    (made,) = (sources / "made").iterdir()
    return made


@pytest.fixture(scope="module")
def plain_wheel(tmp_path_factory) -> Path:
    """A wheel built where every compiler fails: quick, and the case that must not fail."""
    return build("--wheel", copy_of_the_sources(tmp_path_factory.mktemp("plain")), CC="/bin/false", CXX="/bin/false")


@pytest.fixture(scope="module")
def sdist(tmp_path_factory) -> list[str]:
    """The names in the source distribution, without its folder."""
    with tarfile.open(build("--sdist", copy_of_the_sources(tmp_path_factory.mktemp("sdist")))) as archive:
        return [name.partition("/")[2] for name in archive.getnames()]


def files_of(folder: str) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in project_files() if path.is_relative_to(ROOT / folder)}


def test_the_packages_are_the_folders_with_an_init() -> None:
    inits = [path.parent for room in ROOMS for path in (ROOT / room).rglob("__init__.py")]
    assert sorted(PACKAGES) == sorted(
        ["dateline", *(".".join(["dateline", *path.relative_to(ROOT).parts]) for path in inits)]
    )


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_nothing_else(plain_wheel: Path) -> None:
    names = zipfile.ZipFile(plain_wheel).namelist()
    kinds = (".py", ".pyi", ".bin", ".json")
    modules = {name for room in ROOMS for name in files_of(room) if name.endswith(kinds)}
    expected = {"dateline/" + name for name in modules | {"__init__.py", "__main__.py", "cli.py", "py.typed"}}
    assert {name for name in names if not name.startswith(INFO)} == expected
    assert INFO + "licenses/LICENSE" in names


@pytest.mark.slow
def test_a_compiled_wheel_adds_the_kernels_and_nothing_else(tmp_path: Path, plain_wheel: Path) -> None:
    kernels = {path.stem for path in ROOT.glob("*/kernel/_*.pyx")}
    if not {path.name.split(".")[0] for path in ROOT.glob("*/kernel/_*.so")} >= kernels:
        pytest.skip("no C compiler has built the kernels here")
    names = zipfile.ZipFile(build("--wheel", copy_of_the_sources(tmp_path))).namelist()
    added = {name for name in names if not name.startswith(INFO)} - set(zipfile.ZipFile(plain_wheel).namelist())
    assert all("/kernel/_" in name and name.endswith((".so", ".pyd")) for name in added)
    assert {Path(name).name.split(".")[0] for name in added} == kernels


@pytest.mark.slow
def test_a_wheel_without_kernels_searches_and_says_once_that_it_is_slow(tmp_path: Path, plain_wheel: Path) -> None:
    with zipfile.ZipFile(plain_wheel) as archive:
        archive.extractall(tmp_path / "site")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "import dateline; assert dateline.__file__.startswith(sys.argv[1]), dateline.__file__;"
        "from dateline.index import Archive, Article; from dateline.searcher import open_archive;"
        "made = Archive.create(sys.argv[2]); made.add(Article(title='Bridge opens')); made.commit(); made.close();"
        "archive = open_archive(sys.argv[2]); assert archive.search('bridges').total == 1; archive.close()"
    )
    command = [sys.executable, "-P", "-c", program, tmp_path / "site", tmp_path / "news"]
    environment = {key: value for key, value in os.environ.items() if key != "DATELINE_PLAIN"}
    shown = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    assert shown.stderr.count("Warning:") == 1, shown.stderr


@pytest.mark.slow
def test_the_source_distribution_can_build_and_test(sdist: list[str]) -> None:
    for folder in ("index", "searcher", "upkeep", "tests", "corpus", "docs", "benchmarks", "tools"):
        assert files_of(folder) <= set(sdist), folder
    assert {"Makefile", "setup.py", "pyproject.toml", "LICENSE", "CHANGELOG.md", ".ci/run"} <= set(sdist)
    assert {"__init__.py", "__main__.py", "cli.py", "py.typed"} <= set(sdist)
    assert not [name for name in sdist if name.endswith((".so", ".c", ".pyc")) or name.startswith("build")]
