"""The commands on the people or the places of an archive: the list, and the edits of the authority file."""

from __future__ import annotations

import click

from dateline.commands.group import Group, archive_path, command
from dateline.commands.options import FACET_LIMIT, json_option
from dateline.commands.terminal import print_notes, say, show_lines, width
from dateline.searcher import Note, open_archive

__all__ = ["people", "places"]


# The edits of the authority file: their arguments, and what each does.
EDITS = {
    "merge": ("INTO NAME…", "Let every NAME, and all that means it, mean INTO."),
    "split": ("KEY NAME [ID…]", "Let KEY mean NAME in these articles, else in all."),
    "rename": ("NAME NEW", "Show and count NAME as NEW; the old name still finds it."),
    "hide": ("NAME…", "Find and count every NAME no more."),
    "show": ("NAME…", "Find and count every NAME again that was hidden."),
    "alias": ("NAME ALIAS…", "Let every ALIAS mean NAME too."),
    "import": ("FILE", "Take an authority file (.toml); for places, a gazetteer too (.csv, .jsonl)."),
    "undo": ("[VERSION]", "Take the last change back, or go to a VERSION."),
}
CURATING_HELP = """Say who is who among the {0} of the archive.

What is said here is kept in authority.toml, in the archive's folder, which may be edited by hand too. It counts
from the next search on; nothing is rebuilt.

\b
{1}
"""


def authority_group(kind: str, example: str) -> click.Group:
    """Return the group of commands on the ``people`` or the ``places`` of an archive."""
    group = Group(kind, help=CURATING_HELP.format(kind, example))
    for name, (arguments, does) in EDITS.items():
        declare_edit(group, kind, name, arguments, does)

    @command("list", group=group, help=f"List {kind} with what else means each.")
    @click.argument("words", nargs=-1, metavar="[WORD…]")
    @click.option("--limit", default=FACET_LIMIT, show_default=True, type=click.IntRange(min=0), help="Most to list.")
    @json_option
    def list_(words: tuple[str, ...], limit: int, as_json: bool) -> int:
        from dateline.upkeep import names_output as entities_output  # start-up: the same
        from dateline.upkeep.curate import list_entities  # start-up: most calls edit nothing

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
        from dateline.upkeep.curate import edit_entities  # start-up: most calls edit nothing

        if len(words) < least or (most is not None and len(words) > most):
            raise click.UsageError(f"{kind} {name} wants {arguments}")
        done, notes = edit_entities(archive_path(), kind, name, words)
        print_notes([Note(note, 0, 0) for note in notes], "")
        say(done)
        return 0


people = authority_group("people", "dateline people merge 'Muammar Gaddafi' 'Moammar Qadhafi'")
places = authority_group("places", "dateline places hide Jordan")
