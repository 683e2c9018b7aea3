"""The group of all commands: its table, how a command is declared, the options of every command, the archive named.

A command is a click command in a module of this folder. The module is imported when the command is called, so that a
call loads no other command.
"""

from __future__ import annotations

import importlib
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

__all__ = [
    "PROGRAM",
    "Command",
    "Group",
    "archive_path",
    "archive_to_fill",
    "command",
    "commands",
    "words_after_dashes",
]


PROGRAM = "dateline"
# The module of each command; the command has its name there.
COMMANDS = {
    "add": "add",
    "check": "check",
    "delete": "delete",
    "eval": "evaluate",
    "extract": "extract",
    "facets": "facets",
    "fields": "fields",
    "people": "authority",
    "places": "authority",
    "read": "read",
    "rebuild": "rebuild",
    "search": "search",
    "show": "show",
    "stats": "stats",
    "why": "why",
}
MAIN_HELP = """Search a news archive, and add to it.

The archive is --archive DIR, else $DATELINE_ARCHIVE, else the nearest .dateline/ in this folder or one above it.
"""


def keep_archive(context: click.Context, _: click.Parameter, value: str | None) -> None:
    """Store the archive that a call names in its context."""
    if value is not None:
        if not value:
            raise click.BadParameter("the name of the folder is empty")
        context.find_root().obj = value


def keep_colour(context: click.Context, _: click.Parameter, value: str | None) -> None:
    """Store the --color of a call in its context."""
    if value is not None:
        context.find_root().meta[COLOUR] = value


# Options of every command.
SHARED: tuple[click.Parameter, ...] = (
    click.Option(
        ["--archive"],
        metavar="DIR",
        expose_value=False,
        is_eager=True,
        callback=keep_archive,
        help="Folder of the archive.",
    ),
    click.Option(
        ["--color"],
        type=click.Choice(["auto", "always", "never"]),
        expose_value=False,
        is_eager=True,
        callback=keep_colour,
        help="Color results (auto: on a terminal).",
    ),
)
AFTER_DASHES = "dateline.after_dashes"  # where the context keeps the words that follow --
# Parameters that are not names of files.
TEXTS = frozenset(("query", "words", "id", "ids", "filters", "facets", "today"))
HELP = HelpOption("-h", "--help")
# Click would read -harbour as -h, so commands with words declare --help alone; `Command.parse_args` looks for -h.
HELP_OF_WORDS = HelpOption("--help")


class Context(click.Context):
    """The context of a call; its help is as wide as the terminal."""

    formatter_class = HelpPage


class Command(click.Command):
    """A command with the shared options, which can thus be given before or after its name.

    With ``words``, an unknown -word is one of its arguments and not an option.
    """

    context_class = Context

    def __init__(self, name: str | None, *, words: bool = False, **options: Any) -> None:
        super().__init__(name, context_settings={"ignore_unknown_options": words}, **options)
        self.params += SHARED
        self._words = words

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; -h asks for help anywhere before --."""
        if self._words:
            end = args.index("--") if "--" in args else len(args)
            ctx.meta[AFTER_DASHES] = frozenset(args[end + 1 :])
            args = ["--help", *args] if "-h" in args[:end] else args
        left = super().parse_args(ctx, args)
        _check_texts(ctx)
        return left

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return the option that shows the help."""
        return HELP_OF_WORDS if self._words else HELP


def _check_texts(context: click.Context) -> None:
    """Raise UsageError for a text among the parameters that was not given in UTF-8; names of files may be any bytes."""
    for name in TEXTS & context.params.keys():
        value = context.params[name]
        values = value if isinstance(value, tuple) else (value,)
        for text in (each for each in values if isinstance(each, str)):  # `--words` of `eval` is a flag
            try:
                text.encode()
            except UnicodeEncodeError:
                shown = text.encode(errors="replace").decode()
                raise click.UsageError(
                    f"{shown!r:.60} is not UTF-8: set the terminal, or the program that calls dateline, to UTF-8"
                ) from None


class Group(click.Group):
    """A group of commands with the shared options."""

    context_class = Context

    def __init__(self, name: str | None, **options: Any) -> None:
        super().__init__(name, **options)
        self.params += SHARED

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return the option that shows the help."""
        return HELP

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that a call names. Raises UsageError for an unknown name, with the most similar one."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            from dateline.searcher.query.misspelling import nearest_names  # start-up: only wrong names need it

            near = ["--help"] if name == "help" else nearest_names(name, self.list_commands(ctx), 1)
            shown = name.encode(errors="replace").decode()
            meant = f"; did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"there is no command {shown!r:.60}{meant}", ctx)
        return super().resolve_command(ctx, args)


class Commands(Group):
    """The group of `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, whose module is imported now, or None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        loaded: click.Command = getattr(importlib.import_module(f"dateline.commands.{COMMANDS[cmd_name]}"), cmd_name)
        return loaded


def show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Show the version and end."""
    if wanted and not context.resilient_parsing:
        show_lines([f"{PROGRAM} {__version__}"])
        context.exit()


@click.group(cls=Commands, help=MAIN_HELP)
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
    name: str, *, words: bool = False, group: click.Group | None = None, **texts: Any
) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command, of a ``group`` or of the program. With ``words``, an unknown -word is one of its arguments."""
    declare = click.command if group is None else group.command
    return declare(name, cls=Command, words=words, **texts)


def words_after_dashes() -> frozenset[str]:
    """Return the words that follow -- in the call of a command with words: none of them is an option."""
    words: frozenset[str] = click.get_current_context().meta.get(AFTER_DASHES, frozenset())
    return words


def archive_path() -> str:
    """Return the archive that the call or $DATELINE_ARCHIVE names, else the nearest one. Raises ArchiveMissing."""
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


def archive_to_fill() -> str:
    """Return the archive to use if there is one, else the folder to make it in."""
    try:
        return archive_path()
    except ArchiveMissing:
        return HERE
