"""What the commands hang from: the group, the way one is declared, the archive one means."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from dateline import __version__
from dateline.index.errors import ArchiveMissing

__all__ = ["HERE", "ArchiveAnywhere", "archive_path", "command", "commands"]


HERE = ".dateline"
MAIN_HELP = """Search a news archive, and fill it.

The archive is --archive DIR, else $DATELINE_ARCHIVE, else the nearest .dateline/ in this folder or one above it.
"""


class ArchiveAnywhere(click.Command):
    """A command that takes --archive as well, so that it may stand before or after the command's name."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params.append(archive_option())


def archive_option() -> click.Option:
    """Return the option --archive, which leaves its value in the context."""

    def keep(context: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None:
            context.find_root().obj = value

    return click.Option(
        ["--archive"], metavar="DIR", expose_value=False, is_eager=True, callback=keep, help="The archive's folder."
    )


@click.group(help=MAIN_HELP, params=[archive_option()], context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="dateline %(version)s")
def commands() -> None:
    """Hold the commands."""


def command(
    *names: str, words: bool = False, group: click.Group | None = None, **texts: Any
) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command. With `words`, an unknown -word is one of its arguments and not an option."""
    settings = {"help_option_names": ["--help"] if words else ["-h", "--help"], "ignore_unknown_options": words}
    return (group or commands).command(*names, cls=ArchiveAnywhere, context_settings=settings, **texts)


def archive_path() -> str:
    """Return the archive to use: as named, else the nearest one there is."""
    named = click.get_current_context().find_root().obj or os.environ.get("DATELINE_ARCHIVE")
    if named:
        return str(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / HERE).is_dir():
            return str(folder / HERE)
    raise ArchiveMissing(
        f"there is no archive here: no {HERE}/ in {here} or above it; `dateline add FILES…` makes one, "
        "--archive DIR names one"
    )
