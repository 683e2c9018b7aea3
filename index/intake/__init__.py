"""Read the files that paths name, and add their articles to an archive.

`reading` yields the articles of files. `run` adds them to an archive: it plans what to read (`plan`), reads it in
portions, in this process or in others (`portions`, `workers`, `worker`), and stores the articles in the order of the
plan. The archive records the progress, so that an interrupted run can be resumed. `opening` makes archives and opens
them for writing; `session` changes store, index and stories together.
"""

from __future__ import annotations

from dateline.index.intake.reading import Options, ReadArticle, read_articles

__all__ = ["Options", "ReadArticle", "read_articles"]
