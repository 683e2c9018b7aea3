"""The build backend: setuptools, and a C compiler if the machine has none.

pip asks `get_requires_for_build_wheel` what to install before a build. If no C compiler works, that includes ziglang, a
C compiler in a wheel, with which setup.py then compiles the kernels.
"""

from __future__ import annotations

from typing import Any

import c_compiler
from setuptools import build_meta
from setuptools.build_meta import (
    build_editable,
    build_sdist,
    build_wheel,
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


def get_requires_for_build_wheel(config_settings: dict[str, Any] | None = None) -> list[str]:
    """Return the requirements of a wheel build beside pyproject.toml's list."""
    return [*c_compiler.requirements(), *build_meta.get_requires_for_build_wheel(config_settings)]


def get_requires_for_build_editable(config_settings: dict[str, Any] | None = None) -> list[str]:
    """Return the requirements of an editable build beside pyproject.toml's list."""
    return [*c_compiler.requirements(), *build_meta.get_requires_for_build_editable(config_settings)]
