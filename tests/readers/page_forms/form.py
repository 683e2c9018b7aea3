"""One page of a form, and what is wanted of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from string import Template
from typing import Final

__all__ = ["DAY", "PARAGRAPHS", "TEXT", "TITLE", "Form"]

TITLE: Final = "A quay for Norwick at last"
DAY: Final = date(2016, 12, 14)
PARAGRAPHS: Final = (
    "The harbour board of Norwick met on Tuesday to hear how the new quay would be paid for, and by whom.",
    "It will cost four million crowns, of which the state pays half, the chairman said after the meeting.",
    "Work begins when the herring boats have left, and is to be done before the first frost of the year.",
    "The board had refused for months to say what the quay would cost, or who was to pay for the cranes.",
)
TEXT: Final = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
SIDE: Final = "Herring prices fall for the third week"


@dataclass(frozen=True)
class Form:
    """A page: ``$T`` stands for the title, ``$P`` for the paragraphs, ``$SIDE`` for a teaser of another article.

    ``kept`` and ``dropped`` are passages that the body has, or has not.
    A ``source`` or ``url`` of None is not compared.
    """

    name: str
    markup: str
    title: str = TITLE
    day: date | None = DAY
    byline: tuple[str, ...] = ("Ailsa Moray",)
    kept: tuple[str, ...] = PARAGRAPHS
    dropped: tuple[str, ...] = ()
    source: str | None = None
    url: str | None = None
    address: str | None = None

    def page(self) -> bytes:
        """Return the page with its text."""
        lines = "".join(f"<p>{line}</p>\n" for line in PARAGRAPHS)
        broken = "<br><br>\n".join(PARAGRAPHS)
        side = f'<a href="/herring">{SIDE}</a>'
        values = {"T": TITLE, "P": lines, "BR": broken, "SIDE": side}
        return Template(self.markup).substitute(values).encode()

    @property
    def unwanted(self) -> tuple[str, ...]:
        """Return the passages that the body must not have."""
        return (SIDE, *self.dropped) if "$SIDE" in self.markup else self.dropped
