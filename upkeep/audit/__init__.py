"""The audit: checks that an archive is consistent, and that it contains what its sources contain.

report = audit_archive("news")                              the archive itself
report = audit_sources("news", ["incoming/"])               the archive against files
repair_archive("news"), repair_from_sources("news", …)      the same, with repairs
"""

from __future__ import annotations

from dateline.upkeep.audit.findings import KINDS, Finding, Kind, Report
from dateline.upkeep.audit.repair import repair_archive, repair_from_sources
from dateline.upkeep.audit.soundness import audit_archive
from dateline.upkeep.audit.sources import audit_sources

__all__ = [
    "KINDS",
    "Finding",
    "Kind",
    "Report",
    "audit_archive",
    "audit_sources",
    "repair_archive",
    "repair_from_sources",
]
