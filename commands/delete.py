"""The command that deletes articles."""

from __future__ import annotations

import click

from dateline.commands.group import archive_path, command
from dateline.commands.terminal import say
from dateline.commands.values import now

__all__ = ["delete"]


@command("delete")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
def delete(ids: tuple[str, ...]) -> int:
    """Delete articles from search; the store keeps their versions."""
    from dateline.index.archive import Archive  # start-up: only who writes needs it

    with Archive.open(archive_path(), clock=now) as archive:
        archive.delete(*ids)
    say(f"{len(ids):,} deleted")
    return 0
