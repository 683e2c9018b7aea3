"""The version is written once and the rest agrees with it; so does the list of dependencies with its reasons."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version

import dateline
from tests.repo.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def package_names(requirements: list[str]) -> list[str]:
    return [re.match(r"[\w.-]+", line).group() for line in requirements]


def test_the_version_is_written_in_one_place() -> None:
    assert "version" in PROJECT["project"]["dynamic"]
    assert PROJECT["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "dateline.__version__"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", dateline.__version__)


def test_what_is_installed_has_the_version() -> None:
    assert version("dateline") == dateline.__version__


def test_the_changelog_begins_with_the_version() -> None:
    newest = re.search(r"^## \[(\S+)\] - (\S+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest
    assert newest[1] == dateline.__version__
    assert re.fullmatch(r"unreleased|\d{4}-\d\d-\d\d", newest[2])


def test_every_dependency_has_its_reason_and_no_other_is_told() -> None:
    told = re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs/dependencies.md").read_text(encoding="utf-8"), re.MULTILINE)
    lists = [PROJECT["project"]["dependencies"], PROJECT["build-system"]["requires"]]
    lists += PROJECT["project"]["optional-dependencies"].values()
    # Asked for by the build where no C compiler works.
    lists.append(
        re.findall(r'^ZIG = "(.+)"$', (ROOT / "tools/c_compiler.py").read_text(encoding="utf-8"), re.MULTILINE)
    )
    # Extras may share a package.
    assert set(told) == {name for requirements in lists for name in package_names(requirements)}
