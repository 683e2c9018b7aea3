"""The report of an audit, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.index.dataclass import asdict
from dateline.searcher.render.json_form import SCHEMA, dump
from dateline.searcher.render.lines import as_line
from dateline.searcher.render.wrapping import wrap
from dateline.upkeep.audit.findings import KINDS, Finding, Kind, Report

__all__ = ["closing_text", "failures_text", "findings_text", "report_json"]

# Kinds that cannot be repaired: there is no copy of the store, and a person must correct a file that a person wrote.
UNREPAIRABLE = frozenset({"store", "names", "unread"})
WIDTH = max(map(len, KINDS)) + 1


def findings_text(report: Report, *, width: int | None = None) -> Iterator[str]:
    """Yield a line for each finding, except unreadable sources (`failures_text`)."""
    found = (finding for finding in report.findings if finding not in report.failed)
    for finding in found:
        yield from wrap(as_line(f"{finding.kind:{WIDTH}}{_about(finding)}{finding.message}"), width, WIDTH)


def failures_text(report: Report) -> Iterator[str]:
    """Yield a line for each source that cannot be read."""
    return (as_line(f"{_about(finding)}{finding.message}") for finding in report.failed)


def closing_text(report: Report, what: str) -> str:
    """Return a line with what was checked and found; ``what`` is record or article."""
    checked = f"{report.checked:,} {what}{'' if report.checked == 1 else 's'} checked"
    if report.wordless:
        checked += f" ({report.wordless:,} without words, which only their ids find)"
    repaired = f"; repaired: {describe_counts(report.repaired)}" if report.repaired else ""
    if report.sound:
        return f"{checked}{repaired}: sound" if not repaired else f"{checked}{repaired}; now sound"
    counts = report.counts()
    hint = "" if repaired or not counts.keys() - UNREPAIRABLE else "; --repair fixes what it can"
    return f"{checked}{repaired}; found: {describe_counts(counts)}{hint}"


def report_json(report: Report) -> str:
    """Return a report as one object."""
    return dump(
        {
            "schema": SCHEMA,
            "checked": report.checked,
            "wordless": report.wordless,
            "notes": list(report.notes),
            "findings": [asdict(finding) for finding in report.findings],
            "mended": dict(report.repaired),
            **({"failed": [asdict(finding) for finding in report.failed]} if report.failed else {}),
        }
    )


def describe_counts(counts: Mapping[Kind, int]) -> str:
    """Return counts as text."""
    return ", ".join(f"{count:,} {kind}" for kind, count in counts.items())


def _about(finding: Finding) -> str:
    """Return the place of a finding."""
    place = finding.file if finding.line is None else f"{finding.file}:{finding.line}"
    return "".join(f"{each}: " for each in (place, finding.id) if each)
