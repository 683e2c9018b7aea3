"""The build backend: setuptools, and a C compiler if the machine has none.

pip asks `get_requires_for_build_wheel` what to install before a build. If no C compiler works, that includes ziglang, a
C compiler in a wheel, with which setup.py then compiles the kernels. What is missing, and cannot be installed, is named
in one sentence.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import Any

# Only a build without isolation can lack them: otherwise pip has installed what pyproject.toml requires.
if missing := " and ".join(name for name in ("setuptools", "Cython") if find_spec(name) is None):
    sys.exit(f"A build without isolation needs {missing}: `python -m pip install setuptools Cython`, then try again.")

import c_compiler
from setuptools import build_meta
from setuptools.build_meta import (
    build_sdist,
    get_requires_for_build_sdist,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

# If a requirement cannot be fetched, pip shows it, and nothing that this module printed. So the requirement says what
# to do, as a version that is excluded and does not exist.
ADVICE = "!=0+no-C-compiler-works-here-install-gcc-or-clang"
FETCHED = (
    "No C compiler works here, so the build needs {requirement}, which contains one: if it cannot be fetched, install "
    "gcc or clang, then install Dateline again."
)


def get_requires_for_build_wheel(config_settings: dict[str, Any] | None = None) -> list[str]:
    """Return the requirements of a wheel build beside pyproject.toml's list."""
    return [*_compilers(), *build_meta.get_requires_for_build_wheel(config_settings)]


def get_requires_for_build_editable(config_settings: dict[str, Any] | None = None) -> list[str]:
    """Return the requirements of an editable build beside pyproject.toml's list."""
    return [*_compilers(), *build_meta.get_requires_for_build_editable(config_settings)]


def build_wheel(
    wheel_directory: str, config_settings: dict[str, Any] | None = None, metadata_directory: str | None = None
) -> str:
    """Build a wheel; exit with a message, and without the output of a build, if nothing can compile the kernels."""
    c_compiler.require_compiler()
    return build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(
    wheel_directory: str, config_settings: dict[str, Any] | None = None, metadata_directory: str | None = None
) -> str:
    """Build an editable wheel; exit with a message if nothing can compile the kernels."""
    c_compiler.require_compiler()
    return build_meta.build_editable(wheel_directory, config_settings, metadata_directory)


def _compilers() -> list[str]:
    requirements = c_compiler.requirements()
    for requirement in requirements:
        sys.stderr.write(FETCHED.format(requirement=requirement) + "\n")  # pip shows it with -v, other programs always
    return [f"{requirement},{ADVICE}" for requirement in requirements]
