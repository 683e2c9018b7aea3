# Where in a run an expression may begin, and the longest match there. Types and documentation are in _grammar.pyi.

from cpython.unicode cimport PyUnicode_1BYTE_DATA, PyUnicode_GET_LENGTH, PyUnicode_READ_CHAR

include "letters.pxi"
include "words.pxi"

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object text)
    object PyUnicode_New(Py_ssize_t size, Py_UCS4 highest)
    bint Py_UNICODE_ISDIGIT(Py_UCS4 code)

cdef enum:
    # What is kept of a word with which a match begins: the number of its rules, of those with its article, and whether
    # no expression begins with it, or one that has more parts does, also with its article.
    NUMBERS = 0x3FF
    OF_ARTICLE = 10
    NO_START = 1 << 20
    COMPOSED = 1 << 21
    COMPOSED_THE = 1 << 22
    ORDINAL = 1 << 23
    MONTH = 1 << 24
    WEEKDAY = 1 << 25
    # What begins at a word, also with its article, or before a range; the last ones are those of `parts_at` as well.
    SHARE = 1 << 26
    SHARE_THE = 1 << 27
    WEEK = 1 << 28
    FROM = 1 << 29
    OF_ROW = 1
    OF_PERIOD = 2
    OF_SHARE = 4
    OF_WEEK = 8
    OF_RANGE = 16
    BEGINNING = 3
    FEW_DIGITS = 49    # 1
    FOUR_DIGITS = 35   # the sign for numbers
    LONG_NUMBER = 4
    LONGEST_DAY = 2
    LAST_DAY = 31
    A_COLON = 58
    A_DASH = 45        # signs of what a run has, beside words
    AN_APOSTROPHE = 39
    A_NUMBER = 49
    A_LONG_NUMBER = 35
    NO_DAY_NUMBER = 48
    LONGEST_NO_START = 8
    MOST_MADE = 1 << 10


cdef class Row:
    # A rule: what it needs, which of the first 128 characters may follow its first word, and how it matches.
    cdef object rule
    cdef object match       # None until it is first tried, which compiles the pattern
    cdef object match_usual # the same for usual runs
    cdef object match_years # and for those with other years
    cdef bint as_printed    # it is not matched in these
    cdef object guard       # says where there may be a match, or None
    cdef uint64_t needs
    cdef uint64_t then[2]
    cdef dict made          # expressions by what was matched, which many runs share

    cdef make(self, found):
        # The expression of a match, None if it is none.
        key = found.group(), found.groups()
        expression = self.made.get(key, NotImplemented)
        if expression is NotImplemented:
            if len(self.made) >= MOST_MADE:
                self.made = {}
            expression = self.made[key] = self.rule.make(found)
        return expression


cdef Row row_of(uint64_t needs, rule):
    cdef Row row = Row()
    row.rule, row.match, row.match_usual, row.match_years = rule, None, None, None
    row.as_printed, row.guard = rule.as_printed, rule.guard
    row.needs, row.made = needs, {}
    row.then[0] = row.then[1] = 0 if rule.then else ~(<uint64_t> 0)
    for code in range(128):
        if chr(code) in rule.then or (" " in rule.then and chr(code).isspace()):
            row.then[code >> 6] |= <uint64_t> 1 << (code & 63)
    return row


cdef inline bint is_quote(Py_UCS4 code) noexcept:
    return code == c"'" or code == 0x2018 or code == 0x2019


cdef class Run:
    # What is known of a run while it is parsed. A row of days, or a period and its end, begins before the last word
    # that may join two days, or a period to its end; -1: there is none.
    cdef str text
    cdef str usual          # None if it is no usual run
    cdef bint years         # it has no other years than usual ones
    cdef bint ascii
    cdef uint64_t has
    cdef Py_ssize_t last_and
    cdef Py_ssize_t last_end
    cdef dict atoms


cdef matched(Row row, Run run, Py_ssize_t start):
    # The match of a rule at an offset, or None.
    if row.guard is not None and not row.guard(run.text, start):
        return None
    if row.as_printed or run.usual is None:
        if row.match is None:
            row.match = row.rule.pattern.match
        return row.match(run.text, start)
    if run.years:
        if row.match_usual is None:
            row.match_usual = row.rule.usual(True).match
        return row.match_usual(run.usual, start)
    if row.match_years is None:
        row.match_years = row.rule.usual(False).match
    return row.match_years(run.usual, start)


include "joints.pxi"
include "usual.pxi"


cdef class Grammar:
    """Finds where in a run an expression may begin, and the longest match of a rule there."""

    cdef object impossible
    cdef object other_number
    cdef object needs_of
    cdef object beginning_at
    cdef Word *firsts
    cdef Word *needed
    cdef list rows          # by number; the first one is None
    cdef dict by_beginning
    cdef frozenset composed
    cdef tuple openings     # what begins with a share, a week or a range
    cdef uint64_t every
    cdef uint64_t with_and  # of what a run has that may have a row of days
    cdef uint64_t with_end  # or a period and its end
    cdef uint64_t with_range
    cdef uint64_t with_clock
    cdef Run last

    def __cinit__(
        self, by_beginning, *, frozenset composed not None, no_start, ordinals, needed, uint64_t every,
        uint64_t with_and, uint64_t with_end, impossible, other_number, needs_of, beginning_at, months=(), weekdays=(),
        openings=((), (), ()), uint64_t with_range=0, uint64_t with_clock=0,
    ):
        cdef dict firsts = dict.fromkeys(no_start, NO_START)
        self.rows, self.by_beginning, self.composed = [None], {}, composed
        self.every, self.with_and, self.with_end, self.impossible = every, with_and, with_end, impossible
        self.other_number, self.needs_of, self.beginning_at = other_number, needs_of, beginning_at
        for beginning, rules in by_beginning.items():
            self.by_beginning[beginning] = tuple([row_of(needs, rule) for needs, rule in rules])
        for beginning in dict.fromkeys((*self.by_beginning, *self.composed)):
            word = beginning.removeprefix("the ")
            shift = OF_ARTICLE if beginning != word else 0
            if not word.isascii():
                continue
            firsts.setdefault(word, 0)
            if beginning in self.by_beginning:
                firsts[word] |= len(self.rows) << shift
                self.rows.append(self.by_beginning[beginning])
            if beginning in self.composed:
                firsts[word] |= COMPOSED_THE if shift else COMPOSED
        for word in ordinals:
            firsts[word] = firsts.get(word, 0) | ORDINAL
        for flag, words in ((MONTH, months), (WEEKDAY, weekdays)):
            for word in words:
                firsts[word] = firsts.get(word, 0) | flag
        self.openings = tuple([frozenset(words) for words in openings])
        self.with_range, self.with_clock = with_range, with_clock
        for flag, the_flag, words in zip((SHARE, WEEK, FROM), (SHARE_THE, 0, 0), openings):
            for beginning in words:
                word = beginning.removeprefix("the ")
                firsts[word] = firsts.get(word, 0) | (flag if word == beginning else the_flag)
        if len(self.rows) > NUMBERS:
            raise ValueError(f"more than {NUMBERS} beginnings are too many")
        self.firsts = make_table(firsts)
        self.needed = make_table(needed)

    def __dealloc__(self):
        free(self.firsts)
        free(self.needed)

    cdef Run run_of(self, str text):
        cdef Run run = self.last
        if run is None or (run.text is not text and run.text != text):
            run = Run()
            run.text, run.atoms = text, {}
            run.ascii = PyUnicode_IS_ASCII(text)
            run.years = True
            run.usual = usual_run(self.firsts, text, &run.years) if run.ascii else None
            run.has = self.bits_of(text, 0) if run.ascii else self.needs_of(text)
            run.last_and = last_row(self.firsts, run) if run.has & self.with_and else -1
            run.last_end = last_period(run) if run.has & self.with_end else -1
            self.last = run
        return run

    cdef uint64_t bits_of(self, str text, Py_ssize_t at):
        # The bits of what rules need that an ASCII text contains from an offset on.
        cdef const uint8_t *letters = <const uint8_t *> PyUnicode_1BYTE_DATA(text)
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), start
        cdef uint64_t bits = self.every, low
        while at < size:
            start, low = at, 0
            if not is_letter(letters[at]):
                bits |= self.bits_of_sign(letters, size, &at)
                continue
            while at < size and is_letter(letters[at]):
                if at < start + BEGINNING:
                    low |= (<uint64_t> (letters[at] | 32)) << (8 * (at - start))
                at += 1
            bits |= flags_of(self.needed, low, 0)
        return bits

    cdef uint64_t bits_of_sign(self, const uint8_t *letters, Py_ssize_t size, Py_ssize_t *at) noexcept:
        # The same for a number or a sign, which `at` is moved behind.
        cdef Py_ssize_t start = at[0]
        cdef uint64_t bits
        cdef int number
        at[0] += 1
        if letters[start] == c"-" or letters[start] == c"/":
            return flags_of(self.needed, A_DASH, 0)
        if letters[start] == c"'":
            return flags_of(self.needed, AN_APOSTROPHE, 0)
        if letters[start] == c":":
            return flags_of(self.needed, A_COLON, 0)
        if not is_digit(letters[start]):
            return 0
        while at[0] < size and is_digit(letters[at[0]]):
            at[0] += 1
        bits = flags_of(self.needed, A_NUMBER, 0)
        if at[0] - start >= LONG_NUMBER:
            return bits | flags_of(self.needed, A_LONG_NUMBER, 0)
        number = letters[start] - 48 if at[0] - start == 1 else (letters[start] - 48) * 10 + letters[start + 1] - 48
        if at[0] - start <= LONGEST_DAY and not 1 <= number <= LAST_DAY:
            bits |= flags_of(self.needed, NO_DAY_NUMBER, 0)
        return bits

    cdef match(self, Run run, Py_ssize_t start, tuple rows, Py_ssize_t then):
        # The longest match at an offset, of equal ones the first; `then` is where the first word ends.
        cdef Py_ssize_t end = start, size
        cdef uint64_t has = self.bits_of(run.text, start) if run.ascii else run.has
        cdef int code = -1
        cdef Row row, best = None
        if then >= 0:
            code = PyUnicode_1BYTE_DATA(run.text)[then] if then < PyUnicode_GET_LENGTH(run.text) else 0
        found = None
        for row in rows:
            if row.needs & has != row.needs or (code >= 0 and not row.then[code >> 6] >> (code & 63) & 1):
                continue
            match = matched(row, run, start)
            if match is None:
                continue
            size = match.end()
            if size > end:
                end, found, best = size, match, row
        if found is None:
            return None
        expression = best.make(found)
        return (self.impossible, end, "") if expression is None else (expression, end, best.rule.check)

    cdef bint is_other_number(self, str text, Py_ssize_t start) except -1:
        # Whether a number is not part of a date, as the next word shows, or the digits before it do: *3.14 May*.
        if not Py_UNICODE_ISDIGIT(PyUnicode_READ_CHAR(text, start)):
            return False
        if start > 1 and PyUnicode_READ_CHAR(text, start - 1) == c".":
            if Py_UNICODE_ISDIGIT(PyUnicode_READ_CHAR(text, start - 2)):
                return True
        return self.other_number(text, start) is not None

    cdef bint starts_none(self, str text, Py_ssize_t start, Py_ssize_t end) noexcept:
        # Whether no expression begins with a word.
        cdef uint64_t low = 0
        cdef Py_ssize_t i
        if end - start > LONGEST_NO_START:
            return False
        for i in range(end - start):
            low |= (<uint64_t> (<uint32_t> PyUnicode_READ_CHAR(text, start + i) | 32)) << (8 * i)
        return flags_of(self.firsts, low, 0) & NO_START != 0

    cdef atom(self, Run run, Py_ssize_t start, bint *composed):
        cdef tuple rows
        cdef uint64_t flags
        cdef Py_ssize_t then = -1
        cdef bint the = False
        composed[0] = False
        if start >= PyUnicode_GET_LENGTH(run.text):
            return None
        if run.ascii:
            flags = first_at(self.firsts, run.text, start, &the, &then)
            composed[0] = flags & (COMPOSED_THE if the else COMPOSED) != 0
            rows = self.rows[(flags >> OF_ARTICLE if the else flags) & NUMBERS]
        else:
            beginning = self.beginning_at(run.text, start)
            composed[0] = beginning in self.composed
            rows = self.by_beginning.get(beginning)
        if rows is None:
            return None
        found = run.atoms.get(start, NotImplemented)
        if found is NotImplemented:
            found = None if self.is_other_number(run.text, start) else self.match(run, start, rows, then)
            run.atoms[start] = found
        return found

    def atom_at(self, str run not None, Py_ssize_t start):
        """Return the longest match of a rule at an offset."""
        cdef bint composed
        return self.atom(self.run_of(run), start, &composed)

    def parts_at(self, str run not None, Py_ssize_t start):
        """Return what may begin at an offset, as flags."""
        cdef Run known = self.run_of(run)
        cdef Py_ssize_t then
        cdef uint64_t flags
        cdef bint the
        cdef int found = (OF_ROW if start < known.last_and else 0) | (OF_PERIOD if start < known.last_end else 0)
        if start >= PyUnicode_GET_LENGTH(run):
            return found
        if not known.ascii:
            beginning = self.beginning_at(run, start)
            for i in range(3):
                found |= OF_SHARE << i if beginning in self.openings[i] else 0
            return found
        flags = first_at(self.firsts, run, start, &the, &then)
        if the:
            return found | OF_SHARE if flags & SHARE_THE else found
        found |= OF_SHARE if flags & SHARE else 0
        return found | (OF_WEEK if flags & WEEK else 0) | (OF_RANGE if flags & FROM else 0)

    def may_have_range(self, str run not None, Py_ssize_t at):
        """Return whether what ends at an offset may be the first end of a range."""
        cdef Run known = self.run_of(run)
        return (self.bits_of(run, at) if known.ascii else known.has) & self.with_range != 0

    def may_have_clock(self, str run not None, Py_ssize_t at):
        """Return whether a time of day may follow an offset."""
        cdef Run known = self.run_of(run)
        return (self.bits_of(run, at) if known.ascii else known.has) & self.with_clock != 0

    def usual(self, str run not None):
        """Return a run as patterns match it that are for usual runs, and whether its years are usual; None if it is none."""
        cdef Run known = self.run_of(run)
        return known.usual, known.years

    def may_have_row(self, str run not None, Py_ssize_t start):
        """Return whether a row of days may begin at an offset."""
        return start < self.run_of(run).last_and

    def may_have_end(self, str run not None, Py_ssize_t start):
        """Return whether a period and its end may begin at an offset."""
        return start < self.run_of(run).last_end

    def next_start(self, str text not None, Py_ssize_t at):
        """Return the next word at which an expression may begin, its end, and whether that is an atom alone."""
        cdef Run run = self.run_of(text)
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), start, low = at
        cdef bint composed, plain
        while True:
            while at < size and not is_of_word(PyUnicode_READ_CHAR(text, at)):
                at += 1
            if at >= size:
                return None
            start, plain = at, True
            while at < size and is_of_word(PyUnicode_READ_CHAR(text, at)):
                plain = plain and is_letter(PyUnicode_READ_CHAR(text, at))
                at += 1
            if start > low and is_quote(PyUnicode_READ_CHAR(text, start - 1)):
                start, plain = start - 1, False
            low = at
            if plain and self.starts_none(text, start, at):
                continue
            atom = self.atom(run, start, &composed)
            if composed or start < run.last_and or start < run.last_end:
                return start, at, False
            if atom is not None:
                return start, at, (<tuple> atom)[1] == size
