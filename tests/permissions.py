"""Tests of what permissions refuse, which the superuser runs as nobody: the system refuses the superuser nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

__all__ = ["bound_by_permissions"]

NOBODY = 65534


@contextmanager
def bound_by_permissions() -> Iterator[Path]:
    """Give a folder of its own to a user whom permissions bind, and be that user meanwhile.

    What is imported later than at the beginning may not be readable to that user.
    """
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has other permissions")
    with TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() != 0:
            yield folder
            return
        os.chown(folder, NOBODY, -1)
        os.seteuid(NOBODY)
        try:
            if not os.access(folder, os.W_OK, effective_ids=True):
                pytest.skip(f"nobody may not reach {folder.parent}")
            yield folder
        finally:
            os.seteuid(0)
