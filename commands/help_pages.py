"""The pages of --help, as wide as the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

from dateline.commands.streams import USUAL_WIDTH, width_of
from dateline.commands.terminal import show_lines
from dateline.searcher.render.wrapping import wrap

__all__ = ["HelpOption", "HelpPage"]

WIDEST = 100  # longer lines are hard to read
NARROW = 70
DEEPER = 4  # further indent of the rest of a wrapped line


class HelpPage(click.HelpFormatter):
    """A page of help; no line is wider than the terminal."""

    def __init__(self, *_: Any, **__: Any) -> None:
        super().__init__(width=min(width_of(sys.stdout) or USUAL_WIDTH, WIDEST))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and their meanings; on a narrow terminal the column of terms is narrower."""
        super().write_dl(list(rows), col_max if self.width >= NARROW else self.width // 4, col_spacing)

    def getvalue(self) -> str:
        """Return the page."""
        lines = [line.rstrip() for line in super().getvalue().splitlines()]
        return "\n".join(line for each in lines for line in wrap(each, self.width, indent_of(each) + DEEPER)) + "\n"


class HelpOption(click.Option):
    """The option --help; its line in the help names -h as well."""

    def __init__(self, *names: str) -> None:
        super().__init__(
            names,
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=show_help,
            help="Show this message and exit.",
        )

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return its line in the help."""
        return "-h, --help", self.help or ""


def show_help(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Show the help of a command and end."""
    if wanted and not context.resilient_parsing:
        show_lines(context.get_help().splitlines())
        context.exit()


def indent_of(line: str) -> int:
    """Return the columns before the first word of a line."""
    return len(line) - len(line.lstrip(" "))
