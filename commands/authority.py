"""The commands on the people or the places of an archive: the list, and the edits of the authority file."""

from __future__ import annotations

import click

from dateline.commands.group import Group, archive_path, command
from dateline.commands.options import FACET_LIMIT, json_option
from dateline.commands.terminal import print_notes, say, show_lines, width
from dateline.commands.values import WholeNumber
from dateline.searcher import Note, open_archive

__all__ = ["people", "places"]


# The edits of the authority file: their arguments, and the help of each.
EDITS = {
    "merge": ("INTO NAME…", "Count every NAME, and its aliases, as INTO."),
    "split": ("KEY NAME [ID…]", "Count KEY as NAME in these articles, or in all."),
    "rename": ("NAME NEW", "Show and count NAME as NEW; the old name still finds it."),
    "hide": ("NAME…", "Exclude NAME from search and facets."),
    "show": ("NAME…", "Include a hidden NAME again."),
    "alias": ("NAME ALIAS…", "Count every ALIAS as NAME."),
    "import": ("FILE", "Import an authority file (.toml); for places, also a gazetteer (.csv, .jsonl)."),
    "undo": ("[VERSION]", "Undo the last change, or go back to a VERSION."),
}
GROUP_HELP = """Merge, split, rename and hide the {0} of the archive.

The changes are kept in authority.toml, in the folder of the archive, which can also be edited by hand. They are in
effect from the next search; the index is not rebuilt.

\b
{1}
"""


def authority_group(kind: str, example: str) -> click.Group:
    """Return the group of commands on the ``people`` or the ``places`` of an archive."""
    group = Group(kind, help=GROUP_HELP.format(kind, example))
    for name, (arguments, does) in EDITS.items():
        declare_edit(group, kind, name, arguments, does)

    @command("list", group=group, help=f"List the {kind} with their aliases.")
    @click.argument("words", nargs=-1, metavar="[WORD…]")
    @click.option("--limit", default=FACET_LIMIT, show_default=True, type=WholeNumber(min=0), help="Most to list.")
    @json_option
    def list_(words: tuple[str, ...], limit: int, as_json: bool) -> int:
        from dateline.upkeep import names_output as entities_output  # start-up: only this command needs it
        from dateline.upkeep.curate import list_entities  # start-up: only this command needs it

        with open_archive(archive_path()) as archive:
            listing = list_entities(archive, kind, words)
        print_notes([Note(listing.problem, 0, 0)] if listing.problem else [], "")
        as_text = entities_output.listing_text(listing, limit, width=width())
        show_lines([entities_output.listing_json(listing, limit)] if as_json else as_text)
        return 0 if listing.entities else 1

    return group


def declare_edit(group: click.Group, kind: str, name: str, arguments: str, does: str) -> None:
    """Declare the command of one edit."""
    least = sum(not each.startswith("[") for each in arguments.split())
    most = None if "…" in arguments else len(arguments.split())

    @command(name, group=group, help=does)
    @click.argument("words", nargs=-1, required=least > 0, metavar=arguments)
    def edit(words: tuple[str, ...]) -> int:
        from dateline.upkeep.curate import edit_entities  # start-up: only this command needs it

        if len(words) < least or (most is not None and len(words) > most):
            raise click.UsageError(f"{kind} {name} takes {arguments}")
        done, notes = edit_entities(archive_path(), kind, name, words)
        print_notes([Note(note, 0, 0) for note in notes], "")
        say(done)
        return 0


people = authority_group("people", "dateline people merge 'Muammar Gaddafi' 'Moammar Qadhafi'")
places = authority_group("places", "dateline places hide Jordan")
