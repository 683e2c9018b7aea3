"""Messages of PHP in the text of an article: these go, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.cleaning.leaks import drop_php_messages
from tests.growth import assert_linear

PLACE = "in /srv/www/post.php on line 31"


def dropped(text: str) -> tuple[str, list[str]]:
    notes: list[str] = []
    return drop_php_messages(text, notes), [note.partition(": ")[2] for note in notes]


@pytest.mark.parametrize(
    "message",
    [
        f"Notice: Undefined index: x {PLACE}",
        f"PHP Notice:  Undefined index: x {PLACE}",
        f"Warning: Division by zero {PLACE}",
        f"Deprecated: Function eregi() is deprecated {PLACE}",
        f"Strict Standards: Only variables should be passed by reference {PLACE}",
        f"Parse error: syntax error, unexpected '}}' {PLACE}",
        f"Fatal error: Call to undefined function foo() in bar() {PLACE}",
        f"Fatal error: Uncaught Error: no in /a.php:3\nStack trace:\n#0 /b.php(7): f()\n#1 {{main}}\n  thrown {PLACE}",
        "<br />\n<b>Warning</b>:  fopen(): failed in <b>C:\\Program Files\\x.php</b> on line <b>12</b><br />",
        "Notice: x in wp-includes/post.php on line 2",
        "Warning: x in phar:///srv/a.phar/b.php on line 2",
        "Notice: x in /srv/a.php(12) : eval()'d code on line 1",
    ],
)
def test_each_kind_of_message_is_dropped_and_quoted(message: str) -> None:
    quote = " ".join(message.split())
    assert dropped(f"One.\n\n{message}\n\nTwo.") == ("One.\n\nTwo.", [quote])
    assert dropped(f"One.{message}") == ("One.", [quote])
    assert dropped(f"One. {message}\nTwo.") == ("One.\nTwo.", [quote])
    assert dropped(f"{message}\nTwo.") == ("Two.", [quote])
    assert dropped(f"One {message} two.") == ("One two.", [quote])
    assert dropped(message) == ("", [quote])


@pytest.mark.parametrize(
    "text",
    [
        "Notice: the library is closed on Monday.",
        "Public Notice: bids are opened in Room 3 on line 4 of the form.",
        "Warning: do not wait in line 5 on line 6",
        "Notice: see the fault in /srv/www/post.php",
        "Trains in /north sector stopped on line 7",
        "A fault in /srv/www/post.php on line 31 was found",
        "Notice: two lines\napart in /srv/www/post.php on line 31",
        "notice: small letters in /srv/www/post.php on line 31",
        "  thrown in /srv/www/post.php on line 31",
        "",
    ],
)
def test_a_text_that_is_no_whole_message_is_left_alone(text: str) -> None:
    assert dropped(text) == (text, [])


def test_only_the_message_nearest_to_its_path_goes() -> None:
    text, _ = dropped(f"Notice: the hall is closed. Warning: Division by zero {PLACE}")
    assert text == "Notice: the hall is closed."


def test_equal_messages_are_counted_and_many_are_summed_up() -> None:
    notes: list[str] = []
    drop_php_messages(f"Notice: x {PLACE}\n" * 3, notes)
    assert notes == [f"dropped a PHP message (3 times): Notice: x {PLACE}"]
    notes = []
    assert drop_php_messages("".join(f"Notice: {n} {PLACE}\n" for n in range(500)), notes).strip() == ""
    assert len(notes) < 30
    assert "more PHP messages" in notes[-1]


def test_a_long_message_is_quoted_in_part() -> None:
    notes: list[str] = []
    drop_php_messages(f"Warning: {'x' * 1000} {PLACE}", notes)
    assert len(notes[0]) < 500


PIECES = st.sampled_from(
    [
        "Notice: ",
        "Warning: ",
        "x ",
        " in /a.php",
        " on line 3",
        "\n",
        "<br />",
        "PHP ",
        "<b>",
        "\nStack trace:\n",
        "thrown",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_is_left_is_part_of_the_text_and_a_note_tells_of_what_is_not(text: str) -> None:
    left, notes = dropped(text)
    rest = iter(text)
    assert all(character in rest for character in left)
    assert bool(notes) == (left != text)


@pytest.mark.parametrize(
    "unit",
    [" on line 1", " in / on line 1", "Notice: ", "Notice: x in /y on line 1\n", "thrown in /x on line 1\n", "<br />"],
)
def test_hostile_texts_take_time_linear_in_their_length(unit: str) -> None:
    assert_linear(lambda size: drop_php_messages(unit * (size // len(unit)), []), 500_000)
