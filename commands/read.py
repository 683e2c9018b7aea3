"""The command that shows what the readers make of files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from dateline.commands.group import command
from dateline.commands.notes import ArticleNotes
from dateline.commands.progress import start_progress
from dateline.commands.sources import note_options, reading_options, source_options
from dateline.commands.streams import standard_input
from dateline.commands.terminal import say, show_lines
from dateline.index.errors import InputError, NoArticle, ReadError
from dateline.searcher.render.records import record_json
from dateline.searcher.render.skipped import kinds_text, linked_text

if TYPE_CHECKING:
    from dateline.index.intake import ReadArticle

__all__ = ["read"]


class ReadRun:
    """The articles of one `read`, as they are read; prints what is skipped, and notes.

    `failed` counts the paths that were named and cannot be read, `kinds` the files that are not read, by suffix.
    """

    def __init__(self, paths: Sequence[str], options: dict[str, Any]) -> None:
        from dateline.index.intake import read_articles  # start-up: only who reads files needs the readers

        self.count = self.passed_over = self.skipped = self.incomplete = self.failed = 0
        self.kinds = Counter[str]()
        self._named = set(paths)
        self._quiet = options["quiet"]
        self.progress = start_progress("articles read", quiet=options["quiet"])
        self._notes = ArticleNotes(options, self.progress.say)
        self.taken = read_articles(
            paths, source_options(options), standard_input=standard_input(), unread_suffixes=self.kinds
        )

    def __iter__(self) -> Iterator[ReadArticle]:
        for each in self.taken:
            if isinstance(each, NoArticle):
                self.passed_over += 1
                if not self._quiet:
                    self.progress.say(str(each))
                continue
            if isinstance(each, ReadError):
                self.skipped += 1
                self.failed += isinstance(each, InputError) and each.file in self._named
                self.progress.say(str(each))
                continue
            for failed in each.failed:
                self.progress.say(f"{each.where}: read without {failed}")
            self.incomplete += bool(each.failed)
            self._notes.take(each.where, each.article.notes)
            self.count += 1
            self.progress.step()
            yield each

    def end(self) -> None:
        """End the line of progress, and print the notes that are left."""
        self.progress.end()
        self._notes.finish()

    def closing(self) -> list[str]:
        """Return the closing lines; none if no path that was named can be read."""
        if self.failed and not self.count and self.failed == self.skipped:
            return []
        others = ((self.passed_over, "passed over"), (self.skipped, "skipped"))
        counts = ", ".join([f"{self.count:,} read", *(f"{count:,} {what}" for count, what in others if count)])
        return [*filter(None, [kinds_text(self.kinds), linked_text(self.kinds)]), counts]


@command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@reading_options
@click.option("--dry-run", is_flag=True, help="Only count the articles.")
@click.option("--explain", "explained", is_flag=True, help="Add what each step of cleaning changed, as `cleaning`.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each article (the default).")
@click.option("--strict", is_flag=True, help="Exit with 2 if anything was skipped.")
@note_options
def read(paths: tuple[str, ...], dry_run: bool, explained: bool, as_json: bool, strict: bool, **options: Any) -> int:
    """Show what a reader makes of files, folders, or - for standard input; no archive is needed.

    \b
    dateline read page.html
    dateline read archive.zip --dry-run
    """
    from dateline.index.cleaning import explain  # start-up: only this command needs it

    stream = ReadRun(paths, options)
    shown = (record_json(each, explain(each.raw) if explained else None) for each in stream if not dry_run)
    show_lines(shown, streamed=True)
    stream.end()
    for line in () if options["quiet"] else stream.closing():
        say(line)
    return 2 if stream.failed or (strict and (stream.skipped or stream.incomplete)) else 0 if stream.count else 1
