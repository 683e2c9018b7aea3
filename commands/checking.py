"""The command that audits an archive: check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.commands.frame import archive_path, command
from dateline.commands.reading import options_named, reading_options
from dateline.commands.streams import standard_input
from dateline.commands.terminal import progress_of, say, show_lines, width
from dateline.commands.values import now

if TYPE_CHECKING:
    from dateline.upkeep.audit import Report

__all__ = ["check"]


@command()
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--against", is_flag=True, help="Compare the archive with what these files and folders hold.")
@click.option("--repair", is_flag=True, help="Mend what was found, and check again.")
@click.option("--even-if-empty", is_flag=True, help="Believe that all articles are gone if nothing is there any more.")
@click.option("--no-extract", is_flag=True, help="With --repair: do not look for people, places and dates.")
@reading_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def check(
    paths: tuple[str, ...],
    against: bool,
    repair: bool,
    even_if_empty: bool,
    no_extract: bool,
    as_json: bool,
    **options: Any,
) -> int:
    """Check that the archive is sound, or that it holds what some files say. Exits with 1 if something was found.

    Alone: the store, every checksum of the index, and whether the two agree. With --against: whether each record of
    the files is stored, current, and found by its own rarest words, and whether articles came from there that are there
    no more. Give the options that the files were added with.

    \b
    dateline check
    dateline check --against news/ --map title=headline
    dateline check --against news/ --repair
    """
    if against != bool(paths):
        raise click.UsageError("--against goes with the paths to compare with: dateline check --against PATH…")
    report = compared(paths, repair, even_if_empty, no_extract, options) if against else alone(repair)
    if as_json:
        show_lines([audit_json(report)])
    else:
        tell(report, "record" if against else "article")
    return 2 if report.failed else 0 if report.sound else 1


def alone(repair: bool) -> Report:
    """Audit the archive against itself."""
    from dateline.upkeep.audit import audit_archive, mend_archive  # start-up: only who checks needs it

    progress = progress_of("articles checked")
    try:
        return (mend_archive if repair else audit_archive)(archive_path(), progress=progress.reach)
    finally:
        progress.end()


def compared(
    paths: tuple[str, ...], repair: bool, even_if_empty: bool, no_extract: bool, options: dict[str, Any]
) -> Report:
    """Audit the archive against files."""
    from dateline.index.intake.plan import total_size  # start-up: only who checks needs it
    from dateline.upkeep.audit import audit_sources, mend_from_sources  # start-up: the same

    chosen = options_named(options)
    archive = archive_path()
    progress = progress_of("records checked")
    if progress.live:
        progress.total = total_size(paths)
    try:
        if repair:
            return mend_from_sources(
                archive,
                paths,
                chosen,
                even_if_empty=even_if_empty,
                extract=not no_extract,
                follow=progress.advance,
                clock=now,
            )
        return audit_sources(
            archive,
            paths,
            chosen,
            even_if_empty=even_if_empty,
            standard_input=standard_input(),
            follow=progress.advance,
        )
    finally:
        progress.end()


def tell(report: Report, what: str) -> None:
    """Print what was found, one a line, and the closing line."""
    from dateline.upkeep.audit.output import (
        closing_text,
        failures_text,
        findings_text,  # start-up: only who checks needs it
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
    from dateline.upkeep.audit.output import report_json  # start-up: only who checks needs it

    return report_json(report)
