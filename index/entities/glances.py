"""What most texts lack, seen at a glance: what looks over the mentions of a text (`dateline.index.kernel._glances`)."""

from __future__ import annotations

from typing import Final

from dateline.index.entities.mention import DateMention, PersonMention, PlaceMention
from dateline.index.kernel._glances import Mentions

__all__ = ["MENTIONS"]

MENTIONS: Final = Mentions(PersonMention, PlaceMention, DateMention)
