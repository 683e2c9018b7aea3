"""The hot loops of the write side: compiled modules, each imported by the modules that use it.

The stub beside each (``_terms.pyi`` for ``_terms``) has its types and its documentation.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES

from dateline.index.errors import KernelsMissing

__all__ = ["require_kernels"]


def require_kernels(folder: str) -> None:
    """Raise KernelsMissing, with what to do, if a kernel with a stub in a folder is not compiled for this Python."""
    try:
        names = set(os.listdir(folder))
    except OSError:  # a program that packs its modules into one file imports them in its own way
        return
    stubs = sorted(name.removesuffix(".pyi") for name in names if name.startswith("_") and name.endswith(".pyi"))
    missing = [stub for stub in stubs if not any(stub + suffix in names for suffix in EXTENSION_SUFFIXES)]
    if missing:
        raise KernelsMissing(
            f"Dateline's kernels ({', '.join(missing)}) are not compiled for Python {sys.version_info[0]}."
            f"{sys.version_info[1]}: run `make build/.kernels` in a clone, or else install Dateline again"
        )


if sys.byteorder != "little":  # the files are mapped into memory as they are
    raise KernelsMissing("Dateline needs a little-endian machine: its index is read in place")
require_kernels(os.path.dirname(__file__))
