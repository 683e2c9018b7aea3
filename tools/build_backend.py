"""The build backend: setuptools, and a C compiler where the machine has none.

pip asks `get_requires_for_build_wheel` what to install before a build. Where no C compiler works, that is ziglang too:
a C compiler in a wheel, which setup.py then compiles the kernels with.
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
    """Return what a build of the wheel needs beside pyproject.toml's list."""
    return [*c_compiler.requirements(), *build_meta.get_requires_for_build_wheel(config_settings)]


def get_requires_for_build_editable(config_settings: dict[str, Any] | None = None) -> list[str]:
    """Return what an editable build needs beside pyproject.toml's list."""
    return [*c_compiler.requirements(), *build_meta.get_requires_for_build_editable(config_settings)]
