"""The audit: is the archive sound, and is what some files say in it, current, and found by its own words?

report = audit_archive("news")                          the archive against itself
report = audit_sources("news", ["incoming/"])           the archive against files
mend_archive("news"), mend_from_sources("news", …)      the same, and what was found mended
"""

from __future__ import annotations

from dateline.upkeep.audit.findings import KINDS, Finding, Kind, Report
from dateline.upkeep.audit.mending import mend_archive, mend_from_sources
from dateline.upkeep.audit.soundness import audit_archive
from dateline.upkeep.audit.sources import audit_sources

__all__ = ["KINDS", "Finding", "Kind", "Report", "audit_archive", "audit_sources", "mend_archive", "mend_from_sources"]
