"""The wheel holds the package and nothing else, and the source distribution what builds and tests it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

import dateline
from tests.repo.sources import ROOMS, ROOT, project_files

pytestmark = pytest.mark.no_cover

PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
INFO = f"dateline-{dateline.__version__}.dist-info/"


def copy_of_the_sources(folder: Path) -> Path:
    """Copy what a clone holds, so that nothing built before lies about."""
    for path in project_files():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    return folder


def build(kind: str, sources: Path) -> Path:
    """Build --wheel or --sdist of the sources with the tools installed here; return the file."""
    command = [sys.executable, "-P", "-m", "build", kind, "--no-isolation", "--outdir", "made", "."]
    shown = subprocess.run(command, cwd=sources, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    (made,) = (sources / "made").iterdir()
    return made


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
def test_the_wheel_holds_the_package_and_nothing_else(tmp_path: Path) -> None:
    wheel = build("--wheel", copy_of_the_sources(tmp_path / "sources"))
    names = zipfile.ZipFile(wheel).namelist()
    kinds = (".py", ".pyi", ".bin", ".json")
    modules = {name for room in ROOMS for name in files_of(room) if name.endswith(kinds)}
    expected = {"dateline/" + name for name in modules | {"__init__.py", "__main__.py", "cli.py", "py.typed"}}
    compiled = {name for name in names if name.endswith(tuple(EXTENSION_SUFFIXES))}
    assert {name for name in names if not name.startswith(INFO)} - compiled == expected
    assert INFO + "licenses/LICENSE" in names
    kernels = {"dateline/" + path.relative_to(ROOT).with_suffix("").as_posix() for path in ROOT.glob("*/kernel/_*.pyx")}
    assert {name.split(".")[0] for name in compiled} == kernels
    assert len(compiled) == len(kernels)


@pytest.mark.slow
def test_the_source_distribution_can_build_and_test(sdist: list[str]) -> None:
    assert {path.relative_to(ROOT).as_posix() for path in project_files()} <= set(sdist)
    assert not [name for name in sdist if name.endswith((".so", ".c", ".pyc")) or name.startswith("build")]
