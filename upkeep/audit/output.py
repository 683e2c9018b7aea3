"""What an audit found, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from dateline.searcher.render.json_form import SCHEMA, dump
from dateline.searcher.render.lines import as_line
from dateline.searcher.render.wrapping import wrap
from dateline.upkeep.audit.findings import KINDS, Finding, Kind, Report

__all__ = ["closing_text", "failures_text", "findings_text", "report_json"]

# What --repair cannot mend: the store is the truth, and a record that cannot be read has to be mended where it is.
UNMENDABLE = frozenset({"store", "unread"})
WIDTH = max(map(len, KINDS)) + 1


def findings_text(report: Report, *, width: int | None = None) -> Iterator[str]:
    """Yield a line for each finding but the sources that failed: `failures_text` has those."""
    found = (finding for finding in report.findings if finding not in report.failed)
    for finding in found:
        yield from wrap(as_line(f"{finding.kind:{WIDTH}}{_about(finding)}{finding.message}"), width, WIDTH)


def failures_text(report: Report) -> Iterator[str]:
    """Yield a line for each source that was named and cannot be read."""
    return (as_line(f"{_about(finding)}{finding.message}") for finding in report.failed)


def closing_text(report: Report, what: str) -> str:
    """Return in one line what was looked at, and what was found; ``what``: record or article."""
    checked = f"{report.checked:,} {what}{'' if report.checked == 1 else 's'} checked"
    if report.wordless:
        checked += f" ({report.wordless:,} without words, which only their ids find)"
    mended = f"; mended: {in_words(report.mended)}" if report.mended else ""
    if report.sound:
        return f"{checked}{mended}: sound" if not mended else f"{checked}{mended}; now sound"
    counts = report.counts()
    hint = "" if mended or not counts.keys() - UNMENDABLE else "; --repair mends what it can"
    return f"{checked}{mended}; found: {in_words(counts)}{hint}"


def report_json(report: Report) -> str:
    """Return a report as one object."""
    return dump(
        {
            "schema": SCHEMA,
            "checked": report.checked,
            "wordless": report.wordless,
            "notes": list(report.notes),
            "findings": [asdict(finding) for finding in report.findings],
            "mended": dict(report.mended),
            **({"failed": [asdict(finding) for finding in report.failed]} if report.failed else {}),
        }
    )


def in_words(counts: Mapping[Kind, int]) -> str:
    """Return counts in words."""
    return ", ".join(f"{count:,} {kind}" for kind, count in counts.items())


def _about(finding: Finding) -> str:
    """Return where a finding is, as one names it."""
    place = finding.file if finding.line is None else f"{finding.file}:{finding.line}"
    return "".join(f"{each}: " for each in (place, finding.id) if each)
