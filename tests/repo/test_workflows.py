"""The workflows, issue forms and hooks: valid by their schemas, and what they run is there."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.repo.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
CONFIG = ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"
HOOKS = ROOT / ".pre-commit-config.yaml"
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.github-issue-forms": [path for path in FORMS if path != CONFIG],
    "vendor.github-issue-config": [CONFIG],
}
HOOK_KEYS = {"id", "name", "entry", "language", "types", "pass_filenames"}
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def texts_of(value: object, key: str) -> Iterator[str]:
    """Yield each text under a key, however deep it is."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key and isinstance(inner, str):
                yield inner
            yield from texts_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner, key)


def parsed_yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("schema", SCHEMAS)
def test_each_file_is_valid(schema: str) -> None:
    command = [sys.executable, "-P", "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, SCHEMAS[schema])]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stdout + shown.stderr


def test_workflows_and_hooks_run_what_is_there() -> None:
    workflows = [parsed_yaml(str(path)) for path in WORKFLOWS]
    commands = [*texts_of(workflows, "run"), *texts_of(parsed_yaml(HOOKS.name), "entry")]
    assert len(commands) > 10
    made = {name for command in commands for name in re.findall(r"\bmake ([a-z]+)", command)}
    assert made - TARGETS == set()
    paths = {path for command in commands for path in re.findall(r"(?:\.ci|tests|corpus|tools)/[\w./-]*", command)}
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def test_hooks_are_local_and_have_names_of_their_own() -> None:
    (repository,) = parsed_yaml(HOOKS.name)["repos"]
    assert repository["repo"] == "local"
    names = [hook["id"] for hook in repository["hooks"]]
    assert len(names) == len(set(names))
    for hook in repository["hooks"]:
        assert {"id", "name", "entry", "language"} <= hook.keys() <= HOOK_KEYS, hook["id"]


def test_the_pythons_of_the_tests_and_of_the_wheels_are_the_same() -> None:
    tested = parsed_yaml(".github/workflows/tests.yml")["jobs"]["suite"]["strategy"]["matrix"]["python"]
    wheels = [build.removesuffix("-*").replace("cp3", "3.") for build in PROJECT["tool"]["cibuildwheel"]["build"]]
    assert tested == wheels
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["project"]["classifiers"]))
    assert set(named) <= set(tested)
    assert PROJECT["project"]["requires-python"] == f">={tested[0]}"
