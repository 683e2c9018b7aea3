"""The command that lists the fields of an archive."""

from __future__ import annotations

from dateline.commands.group import archive_path, command
from dateline.commands.options import json_option
from dateline.commands.terminal import show_lines, width
from dateline.searcher import open_archive
from dateline.searcher.render.overview import fields_json, fields_text

__all__ = ["fields"]


@command("fields")
@json_option
def fields(as_json: bool) -> int:
    """List the fields of articles, for queries, filters and facets."""
    with open_archive(archive_path()) as archive:
        as_text = fields_text(archive.fields, width=width())
        show_lines([fields_json(archive.fields)] if as_json else as_text)
    return 0
