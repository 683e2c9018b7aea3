"""Which of the first lines of a text may begin with a dateline: those with a dash or a colon behind a name."""

def heads_in(text: str, lines: int, reach: int) -> list[int]:
    """Return where such lines begin, of the first ``lines`` that are not empty.

    After blanks, a line begins with a letter that is no small one of Latin-1. A dash (``-`` before a blank, ``--`` or
    ``—``) or a colon follows, with a blank, a quotation mark or a capital after it, at most ``reach`` characters on.
    """
