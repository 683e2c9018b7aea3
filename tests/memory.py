"""Temporary folders in memory: an archive is written with many syncs, of which property tests wait for thousands."""

from __future__ import annotations

import os
import tempfile

__all__ = ["folder_in_memory"]

MEMORY = "/dev/shm"


def folder_in_memory() -> tempfile.TemporaryDirectory[str]:
    """Return a new folder, as a context manager; it is on the disk if the system has no file system in memory."""
    there = os.path.isdir(MEMORY) and os.access(MEMORY, os.W_OK)
    return tempfile.TemporaryDirectory(dir=MEMORY if there else None)
