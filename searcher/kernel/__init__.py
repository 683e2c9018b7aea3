"""The hot loops of the read side: compiled modules, as in `dateline.index.kernel`."""

from __future__ import annotations

import os

from dateline.index.kernel import require_kernels

__all__: list[str] = []

require_kernels(os.path.dirname(__file__))
