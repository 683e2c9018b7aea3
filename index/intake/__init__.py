"""From paths to articles in an archive.

`reading` makes articles of files, one after another. `run` brings them into an archive: it plans what is to be read
(`plan`), has it read in portions here or by other processes (`portions`, `workers`, `worker`), stores what comes in
the order of the plan, and keeps in the archive how far it is, so that a run that was cut off can go on.
"""

from __future__ import annotations

from dateline.index.intake.reading import Options, Taken, take_in

__all__ = ["Options", "Taken", "take_in"]
