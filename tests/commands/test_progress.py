"""The line that shows how far a run is."""

from __future__ import annotations

import pytest

from dateline.commands.progress import Progress


@pytest.mark.parametrize("width", [None, 80, 12])
def test_the_line_stays_on_one_line_of_the_terminal(width: int | None) -> None:
    written: list[str] = []
    said: list[str] = []
    progress = Progress("articles read", written.append, say=said.append, live=True, width=width)
    progress.reach(1_234_567)
    progress.say("a.txt: note: something")
    whole = "1,234,567 articles read"
    assert written == [f"\r{whole if width != 12 else whole[:11]}\x1b[K", "\r\x1b[K"]
    assert said == ["a.txt: note: something"]


def test_what_is_no_terminal_gets_the_messages_alone() -> None:
    written: list[str] = []
    said: list[str] = []
    progress = Progress("articles read", written.append, say=said.append, live=False)
    for _ in range(1000):
        progress.step()
    progress.say("a message")
    progress.end()
    assert (written, said) == ([], ["a message"])
