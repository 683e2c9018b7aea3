"""The command that checks an archive, alone or against its sources, and repairs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.commands.group import archive_path, command
from dateline.commands.options import json_option
from dateline.commands.progress import start_progress
from dateline.commands.sources import reading_options, source_options
from dateline.commands.streams import standard_input
from dateline.commands.terminal import say, show_lines, width
from dateline.commands.values import now

if TYPE_CHECKING:
    from dateline.upkeep.audit import Report

__all__ = ["check"]


@command("check")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--against", is_flag=True, help="Compare the archive with these files and folders.")
@click.option("--repair", is_flag=True, help="Repair what was found, and check again.")
@click.option("--even-if-empty", is_flag=True, help="With --repair: allow an empty source to delete everything.")
@click.option("--no-extract", is_flag=True, help="With --repair: do not find people, places and dates.")
@reading_options
@json_option
def check(
    paths: tuple[str, ...],
    against: bool,
    repair: bool,
    even_if_empty: bool,
    no_extract: bool,
    as_json: bool,
    **options: Any,
) -> int:
    """Check that the archive is sound, or that it matches its sources. The exit code is 1 if something was found.

    Without --against: check the store, the checksums of the index, and that both agree. With --against: check that each
    record of the files is stored, current, and found by its rarest words, and list articles whose record is gone. Give
    the options that the files were added with.

    \b
    dateline check
    dateline check --against news/ --map title=headline
    dateline check --against news/ --repair
    """
    if against != bool(paths):
        raise click.UsageError("--against and the paths to compare with go together: dateline check --against PATH…")
    report = check_against(paths, repair, even_if_empty, no_extract, options) if against else check_alone(repair)
    if as_json:
        show_lines([audit_json(report)])
    else:
        print_report(report, "record" if against else "article")
    return 2 if report.failed else 0 if report.sound else 1


def check_alone(repair: bool) -> Report:
    """Check the store and the index of the archive."""
    from dateline.upkeep.audit import audit_archive, repair_archive  # start-up: only this command needs it

    progress = start_progress("articles checked")
    try:
        return (repair_archive if repair else audit_archive)(archive_path(), progress=progress.reach)
    finally:
        progress.end()


def check_against(
    paths: tuple[str, ...], repair: bool, even_if_empty: bool, no_extract: bool, options: dict[str, Any]
) -> Report:
    """Check the archive against files."""
    from dateline.index.intake.plan import total_size  # start-up: only this command needs it
    from dateline.upkeep.audit import audit_sources, repair_from_sources  # start-up: the same

    chosen = source_options(options)
    archive = archive_path()
    progress = start_progress("records checked")
    if progress.live:
        progress.total = total_size(paths)
    try:
        if repair:
            return repair_from_sources(
                archive,
                paths,
                chosen,
                even_if_empty=even_if_empty,
                extract=not no_extract,
                progress=progress.advance,
                clock=now,
            )
        return audit_sources(
            archive,
            paths,
            chosen,
            even_if_empty=even_if_empty,
            standard_input=standard_input(),
            progress=progress.advance,
        )
    finally:
        progress.end()


def print_report(report: Report, what: str) -> None:
    """Print the findings, one on each line, and the closing line."""
    from dateline.upkeep.audit.output import (
        closing_text,
        failures_text,
        findings_text,  # start-up: only this command needs it
    )

    show_lines(findings_text(report, width=width()))
    for failure in failures_text(report):
        say(failure)
    for note in report.notes:
        say(f"note: {note}")
    if report.checked or report.findings != report.failed or not report.failed:
        say(closing_text(report, what))


def audit_json(report: Report) -> str:
    """Return a report as JSON."""
    from dateline.upkeep.audit.output import report_json  # start-up: only this command needs it

    return report_json(report)
