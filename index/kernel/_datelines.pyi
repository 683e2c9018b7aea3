"""Which of the first lines of a text begin as a dateline does: with a name, and a dash or a colon behind it."""

def heads_in(text: str, lines: int, reach: int) -> list[tuple[int, int, int]]:
    """Return where such lines are, of the first ``lines`` that are not empty: start and end of the name, and the mark.

    After blanks, a line begins with a letter that is no small one of Latin-1. At most 120 characters follow, then maybe
    blanks, and a dash (``-`` before a blank, ``--`` or ``—``) or a colon, with a blank, a quotation mark or a capital
    after it, all within ``reach`` characters.
    """
