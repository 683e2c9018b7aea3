"""What the commands hang from: the group, the way one is declared, the options that all have, the archive one means."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from dateline import __version__
from dateline.commands.help_pages import HelpOption, HelpPage
from dateline.commands.terminal import COLOUR, show_lines
from dateline.index.errors import ArchiveMissing
from dateline.index.layout import HERE

__all__ = ["PROGRAM", "Command", "Group", "archive_path", "command", "commands"]


PROGRAM = "dateline"
MAIN_HELP = """Search a news archive, and fill it.

The archive is --archive DIR, else $DATELINE_ARCHIVE, else the nearest .dateline/ in this folder or one above it.
"""


def keep_archive(context: click.Context, _: click.Parameter, value: str | None) -> None:
    """Keep which archive a call names, for all of the call."""
    if value is not None:
        if not value:
            raise click.BadParameter("it names no folder")
        context.find_root().obj = value


def keep_colour(context: click.Context, _: click.Parameter, value: str | None) -> None:
    """Keep what a call says of colour, for all of the call."""
    if value is not None:
        context.find_root().meta[COLOUR] = value


# The options of every command.
SHARED: tuple[click.Parameter, ...] = (
    click.Option(
        ["--archive"],
        metavar="DIR",
        expose_value=False,
        is_eager=True,
        callback=keep_archive,
        help="The archive's folder.",
    ),
    click.Option(
        ["--color"],
        type=click.Choice(["auto", "always", "never"]),
        expose_value=False,
        is_eager=True,
        callback=keep_colour,
        help="Color the results; auto: on a terminal.",
    ),
)
HELP = HelpOption("-h", "--help")
# The parser would find -h in -harbour, so of words it reads --help alone; `Command.parse_args` looks for -h.
HELP_OF_WORDS = HelpOption("--help")


class Context(click.Context):
    """A call; its pages of help are as wide as the terminal."""

    formatter_class = HelpPage


class Command(click.Command):
    """A command with the options that all have, which may thus stand before or after its name.

    With ``words``, an unknown -word is one of its arguments and not an option.
    """

    context_class = Context

    def __init__(self, name: str | None, *, words: bool = False, **options: Any) -> None:
        super().__init__(name, context_settings={"ignore_unknown_options": words}, **options)
        self.params += SHARED
        self._words = words

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; -h is help wherever an option may stand."""
        if self._words:
            end = args.index("--") if "--" in args else len(args)
            args = ["--help", *args] if "-h" in args[:end] else args
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return the option that shows the help."""
        return HELP_OF_WORDS if self._words else HELP


class Group(click.Group):
    """A group of commands, with the options that all have."""

    context_class = Context

    def __init__(self, name: str | None, **options: Any) -> None:
        super().__init__(name, **options)
        self.params += SHARED

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return the option that shows the help."""
        return HELP


def show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Show the version and end."""
    if wanted and not context.resilient_parsing:
        show_lines([f"{PROGRAM} {__version__}"])
        context.exit()


@click.group(cls=Group, help=MAIN_HELP)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=show_version,
    help="Show the version and exit.",
)
def commands() -> None:
    """Hold the commands."""


def command(
    *names: str, words: bool = False, group: click.Group | None = None, **texts: Any
) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command. With `words`, an unknown -word is one of its arguments and not an option."""
    return (group or commands).command(*names, cls=Command, words=words, **texts)


def archive_path() -> str:
    """Return the archive to use: as named, else the nearest one there is."""
    named = click.get_current_context().find_root().obj or os.environ.get("DATELINE_ARCHIVE")
    if named:
        return str(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if os.path.isdir(folder / HERE) or os.path.islink(folder / HERE):
            return str(folder / HERE)
    raise ArchiveMissing(
        f"there is no archive here: no {HERE}/ in {here} or above it; `dateline add FILES…` makes one, "
        "--archive DIR names one"
    )
