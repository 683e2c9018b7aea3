# Which dates an English text has. Types and documentation are in _dates.pyi.

cimport cython
from cpython cimport array
from cpython.object cimport PyObject
from cpython.ref cimport Py_INCREF
from cpython.unicode cimport PyUnicode_1BYTE_DATA, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdlib cimport realloc

import array as arrays
from types import MemberDescriptorType

include "letters.pxi"
include "words.pxi"
include "runs.pxi"
include "clauses.pxi"
include "verbs.pxi"
include "surroundings.pxi"
include "read_dates.pxi"
include "pieces.pxi"

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object text)
    object PyType_GenericAlloc(type made, Py_ssize_t items)

cdef extern from "structmember.h":
    ctypedef struct PyMemberDef:
        Py_ssize_t offset
    ctypedef struct PyMemberDescrObject:
        PyMemberDef *d_member

cdef array.array WORDS = arrays.array("I")


cdef inline void fill(one, Py_ssize_t slot, value) noexcept:
    # Sets a slot that is empty.
    Py_INCREF(value)
    (<PyObject **> (<char *> <PyObject *> one + slot))[0] = <PyObject *> value


cdef int find_runs(Vocabulary *words, Text *text, Pairs *found) except -1:
    # The caller frees what is found.
    cdef int done = 0
    if text.size >= 0xFFFFFFFF:
        raise ValueError("a text of 4 billion characters and more is not scanned")
    with nogil:
        if text.kind == 1:
            done = scan(words, <const uint8_t *> text.data, text.size, found)
        elif text.kind == 2:
            done = scan(words, <const uint16_t *> text.data, text.size, found)
        else:
            done = scan(words, <const uint32_t *> text.data, text.size, found)
    if not done:
        raise MemoryError
    return 0


cdef class DateScanner:
    """Finds the runs of words and numbers of a text that may hold a date."""

    cdef Vocabulary *words

    def __cinit__(self, words):
        self.words = make_vocabulary(words)

    def __dealloc__(self):
        free_vocabulary(self.words)

    def runs(self, str text not None):
        """Return where the runs start and end: start, end, start, end, ..."""
        cdef Text read
        cdef Pairs found
        cdef array.array made
        cdef Py_ssize_t i
        look_into(text, &read)
        clear_pairs(&found)
        try:
            find_runs(self.words, &read, &found)
            made = array.clone(WORDS, found.size, False)
            for i in range(found.size):
                made.data.as_uints[i] = found.items[i]
            return made
        finally:
            free(found.items)


cdef class DateFinder:
    """Finds the dates of English texts, and keeps what it has read and resolved."""

    cdef Vocabulary *words
    cdef Word *tenses
    cdef Word *verbs
    cdef Word *near
    cdef object rules
    cdef type made
    cdef Py_ssize_t slots[FIELDS]
    cdef dict reads         # parses by run or piece, each behind its offset in the run
    cdef dict older_reads   # those of the generation before
    cdef dict keys          # the first parse of each expression
    cdef dict tables        # DayTable by day of publication
    cdef Py_ssize_t kept    # what all tables have

    def __cinit__(self, words, tenses, verbs, surroundings, type made not None, rules):
        self.words = make_vocabulary(words)
        self.tenses = make_table(tenses)
        self.verbs = make_table(verbs)
        self.near = make_table(surroundings)
        self.made, self.rules = made, rules
        slots = [vars(made).get(name) for name in made.__match_args__]
        if len(slots) != FIELDS or not all(isinstance(slot, MemberDescriptorType) for slot in slots):
            raise TypeError(f"{made.__name__} has not the slots of a mention")
        for i in range(FIELDS):
            self.slots[i] = (<PyMemberDescrObject *> <PyObject *> slots[i]).d_member.offset
        self.reads, self.older_reads, self.keys, self.tables = {}, {}, {}, {}

    def __dealloc__(self):
        free_vocabulary(self.words)
        free(self.tenses)
        free(self.verbs)
        free(self.near)

    def find(self, str text not None, day, day_first):
        """Return the dates of a text."""
        cdef Text read
        cdef Pairs runs, spans
        cdef list placed
        look_into(text, &read)
        clear_pairs(&runs)
        clear_pairs(&spans)
        try:
            find_runs(self.words, &read, &runs)
            if not runs.size:
                return ()
            placed = self.place(text, &read, &runs, &spans)
            return tuple(self.mentions(text, &read, placed, &spans, day, day_first))
        finally:
            free(runs.items)
            free(spans.items)

    cdef list place(self, str text, Text *at, Pairs *runs, Pairs *spans):
        # The accepted parses; their spans in the text are added to `spans`.
        cdef list placed = []
        cdef Py_ssize_t i, low, high, done = 0, behind = 0
        cdef tuple found
        for i in range(0, runs.size, 2):
            low, high = runs.items[i], runs.items[i + 1]
            if low and kind_of(char_at(at, low - 1)) == QUOTE:
                low -= 1  # it belongs to a short year: '98
            elif follows_tens(self.words, at, low):
                low = self.rules.start_of_cut(text, low, behind)
            behind = high
            found = self.parses(text[low:high])
            if found:
                done = self.place_run(text, at, low, found, placed, spans, done)
        return placed

    cdef Py_ssize_t place_run(
        self, str text, Text *at, Py_ssize_t low, tuple found, list placed, Pairs *spans, Py_ssize_t done
    ) except -1:
        # Adds the accepted parses of the run at `low` behind `done`; returns where the last one ends.
        cdef Py_ssize_t i, base, start, end
        cdef ReadParse read, part
        for i in range(0, len(found), 2):
            base, read = low + <Py_ssize_t> found[i], found[i + 1]
            start, end = base + read.start, base + read.end
            if start < done:
                continue
            if read.traits & LOOKED_AT:
                read = self.accepted(read, text, at, start, &end)
                if read is None:
                    continue
                start = base + read.start
            if read.parts is None:
                placed.append(read)
                add(spans, start, end)
            else:
                for part in read.parts:
                    placed.append(part)
                    add(spans, base + part.start, base + part.end)
            done = end
        return done

    cdef tuple kept_parses(self, str run):
        # What is kept of a run or a piece, None if nothing is.
        found = self.reads.get(run)
        if found is None:
            found = self.older_reads.get(run)
            if found is not None:
                self.keep_parses(run, found)
        return found

    cdef int keep_parses(self, str run, tuple found) except -1:
        if len(self.reads) >= MOST_READS:
            self.older_reads, self.reads = self.reads, {}
        self.reads[run] = found
        return 0

    cdef tuple parses(self, str run):
        # The parses of a run, each behind its offset.
        found = self.kept_parses(run)
        if found is None:
            found = self.read_pieces(run) if PyUnicode_IS_ASCII(run) else at_start(self.rules.read_run(run))
            self.keep_parses(run, found)
        return found

    cdef tuple read_pieces(self, str run):
        # Reads a run piece by piece, those alone that can be.
        cdef const uint8_t *letters = <const uint8_t *> PyUnicode_1BYTE_DATA(run)
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(run), at = 0, start = 0, end = 0, last = 0, before = 0
        cdef Py_ssize_t first = -1, behind = 0
        cdef list found = []
        cdef int kind
        cdef tuple known
        while True:
            kind = next_piece(self.words, letters, size, &at, &start, &end)
            if kind == NO_PIECE:
                break
            if kind == ALONE:
                said = run[start:end]
                known = self.kept_parses(said)
                if known is None:
                    known = self.read_piece(said, letters + start, end - start)
                    self.keep_parses(said, known)
                add_parses(found, known, start)
                at = end
                continue
            if start != first:  # what begins at the next word at which anything may begin may be a piece
                following = self.rules.next_start(run, at)
                if following is None:
                    break
                first, behind, alone = following
                if first > start:
                    at = first
                    continue
            if start and letters[start - 1] == c" ":
                known = self.kept_parses(run[start:])
                if known is not None:
                    add_parses(found, known, start)
                    break
                last, before = start, len(found)
            read, at = self.rules.read_at(run, first, behind, alone)
            if read is not None:
                found.append(0)
                found.append(<ReadParse?> read)
        if last:  # other runs may end so
            known_end = []
            add_parses(known_end, tuple(found[before:]), -last)
            self.keep_parses(run[last:], tuple(known_end))
        return tuple(found)

    cdef tuple read_piece(self, str said, const uint8_t *letters, Py_ssize_t size):
        # What a piece is read as; a month and its numbers, and a duration, need no rules.
        cdef int month, day, year
        cdef Py_ssize_t start = 0, end
        if number_month(self.words, letters, size, &month, &day, &year):
            return at_start(self.rules.read_month(said, month, day, year))
        end = whole_length(self.words, letters, size, &start)
        if end > 0:
            return at_start(self.rules.read_length(said, said[start:end], said[end + 1 :]))
        return at_start(self.rules.read_run(said))

    def read(self, str run not None):
        """Return the parses of a run, each with the offset that its own are counted from."""
        cdef tuple found = self.parses(run)
        return [(found[i], found[i + 1]) for i in range(0, len(found), 2)]

    cdef ReadParse accepted(self, ReadParse read, str text, Text *at, Py_ssize_t start, Py_ssize_t *end):
        # What a possible date is between the words around it, None if it is no date; moves its end.
        cdef uint64_t flags = flags_in(self.near, at, start, end[0])
        cdef int rated
        flags |= read.verdict(flags)
        if flags & PASSED and not (flags & ERA_BEHIND and read.traits & WITH_ERA):
            rated = is_rate_in(at, start) if read.rate is not None else 0
            if rated >= 0:
                return read.rate if rated else read
        if flags & FAILED and read.alternative is None:
            return None
        found = self.rules.accept(read, text, start, end[0], flags)
        if found is None:
            return None
        read, end[0] = found
        return read

    cdef list mentions(self, str text, Text *at, list placed, Pairs *spans, day, day_first):
        # Resolves the parses in their order.
        cdef list found = []
        cdef Py_ssize_t i, start, end
        cdef ReadParse read
        cdef Outcome outcome
        cdef Mentioned last = Mentioned()
        cdef DayTable table = None
        cdef bint counted = False
        for i in range(len(placed)):
            read = placed[i]
            start, end = spans.items[2 * i], spans.items[2 * i + 1]
            outcome, reason = read.fixed, None
            if outcome is None:
                if table is None:
                    table = self.table_of(day)
                if read.traits & WITH_NUMERIC and not counted:
                    day_first, counted = numeric_order(placed, day_first), True
                if last.period is not None and is_from_period(read, at, last.place, end):
                    outcome = self.from_period(read, table, last.period)
                elif day is not None and read.traits & DIRECTED:
                    outcome, reason = self.directed(read, text, at, start, end, table, last), last.reason
                else:
                    outcome = self.resolved(read, table, last, day_first)
                if outcome is None:
                    continue
            found.append(self.mention(text[start:end], start, end, outcome, reason))
            if outcome.days is not None:
                last.note(read, outcome, end)
        return found

    cdef DayTable table_of(self, day):
        table = self.tables.get(day)
        if table is None:
            self.tables[day] = table = DayTable(day)
        return table

    cdef int keep(self) except -1:
        # Counts what is kept; all tables together are bounded.
        self.kept += 1
        if self.kept > MOST_KEPT:
            self.tables = {}
            self.kept = 0
        return 0

    cdef ReadParse key_of(self, ReadParse read):
        # The first parse of the same expression, so that all of them share their resolutions.
        cdef ReadParse key = read if read.is_key else read.key
        if key is None:
            if len(self.keys) >= MOST_READS:
                self.keys = {}
            key = self.keys.setdefault(read.parse.expression, read)
            read.is_key = key is read
            read.key = None if read.is_key else key
        return key

    cdef Outcome resolved(self, ReadParse read, DayTable table, Mentioned last, order):
        # The resolution of a parse that no clause decides.
        base = last.day if read.traits & FROM_DAY else last.any if read.traits & FROM_ANY else None
        if not read.traits & WITH_NUMERIC:
            order = None
        key = self.key_of(read)
        if base is not None or order is not None:
            key = (key, base, order)
        outcome = table.outcomes.get(key, NotImplemented)
        if outcome is NotImplemented:
            self.keep()
            outcome = outcome_of(self.rules.resolve_read(read, table.day, base, 0, order))
            table.outcomes[key] = outcome
        return outcome

    cdef Outcome from_period(self, ReadParse read, DayTable table, Outcome period):
        # The resolution of a parse that is counted from the period mentioned last.
        key = (self.key_of(read), period)
        outcome = table.outcomes.get(key, NotImplemented)
        if outcome is NotImplemented:
            self.keep()
            outcome = outcome_of(self.rules.from_period(read, table.day, (period.days, period.value)))
            table.outcomes[key] = outcome
        return outcome

    cdef Outcome directed(
        self, ReadParse read, str text, Text *at, Py_ssize_t start, Py_ssize_t end, DayTable table, Mentioned last
    ):
        # The resolution of a parse by its clause; sets the reason, to None if it is that of the resolution.
        cdef Ways ways = self.ways_of(read, table)
        cdef bint over = is_over_in(at, start), fold
        cdef Outcome outcome
        cdef Cue cue
        last.reason = None
        if ways.near and not over:
            if not may_have_verb(self.tenses, at, start) or self.are_same(read, ways, table):
                return ways.back
            return self.nearest(read, ways, text, at, start, end, table, last)
        if over or (read.traits & NAMES_WEEKDAY and is_possessive(at, end)):
            return self.by_rules(read, ways, text, start, end, table, last)
        fold = find_cue_in(self.tenses, at, start, end, read.traits & BARE_DAY != 0, &cue)
        if may_be_until(at, start) if not cue.sign else (not fold or (cue.present and read.traits & OF_PRESENT)):
            return self.by_rules(read, ways, text, start, end, table, last)
        outcome = self.chosen(read, ways, cue.sign, table)
        if outcome is not None and (not outcome.reason or outcome.reason == NEAREST):
            last.reason = self.reason_of(text[cue.start : cue.start + cue.size] if cue.sign else "", cue.sign, table)
        return outcome

    cdef Outcome nearest(
        self, ReadParse read, Ways ways, str text, Text *at, Py_ssize_t start, Py_ssize_t end, DayTable table,
        Mentioned last
    ):
        # The nearest resolution, unless a verb is surely that of the date.
        cdef VerbWord verb
        cdef int sign = sure_direction(self.verbs, at.kind, at.data, at.size, start, end, &verb)
        cdef Outcome outcome
        cdef str word = ""
        if sign == UNDECIDED:
            sign, word, _ = self.rules.find_sure_direction(text, start, end)
        elif sign:
            word = text[verb.start : verb.start + verb.size]
        outcome = self.chosen(read, ways, sign, table) if sign else ways.back
        if sign and outcome is not None and (not outcome.reason or outcome.reason == NEAREST):
            last.reason = self.reason_of(word, sign, table)
        return outcome

    cdef Outcome by_rules(
        self, ReadParse read, Ways ways, str text, Py_ssize_t start, Py_ssize_t end, DayTable table, Mentioned last
    ):
        # The same where the nearest word of tense does not decide alone.
        cdef Outcome outcome = ways.back
        traits = read.traits
        direction = self.rules.find_direction(text, start, end, traits & BARE_DAY != 0, traits & NAMES_WEEKDAY != 0)
        sign, word, present = direction
        if present and traits & BARE_RANGE and outcome is not None and outcome.days is not None:
            if outcome.days.last >= table.day:
                last.reason = f"it has begun by {table.day}, and \u201c{word}\u201d is of the present"
                return outcome
        outcome = self.chosen(read, ways, 0 if present and traits & HAS_WEEKDAY else sign, table)
        if outcome is not None and (not outcome.reason or outcome.reason == NEAREST):
            last.reason = direction.reason(table.day)
        return outcome

    cdef Ways ways_of(self, ReadParse read, DayTable table):
        cdef ReadParse key = self.key_of(read)
        cdef Ways ways = table.ways.get(key)
        if ways is None:
            self.keep()
            ways = Ways.__new__(Ways)
            back, forward = self.rules.both_ways(read, table.day)
            ways.back, ways.forward = outcome_of(back), outcome_of(forward)
            ways.near = back is forward or back == forward
            table.ways[key] = ways  # last, so that no other thread sees it half made, and an error leaves none
        return ways

    cdef bint are_same(self, ReadParse read, Ways ways, DayTable table):
        # Whether the resolutions are the same also where nearness counts nothing.
        if not ways.has_same:
            ways.same = has_days(self.chosen(read, ways, -2, table), ways.back)
            ways.same = ways.same and has_days(self.chosen(read, ways, 2, table), ways.back)
            ways.has_same = True
        return ways.same

    cdef Outcome chosen(self, ReadParse read, Ways ways, int sign, DayTable table):
        # The resolution in a direction: future (1), past (-1) or unknown (0); 2 and -2 if nothing else is possible.
        if sign == 1:
            return ways.forward
        if sign == -1:
            return ways.back
        if sign == 0:
            if not ways.has_unclear:
                ways.unclear = outcome_of(self.rules.resolve_read(read, table.day, None, 0, None))
                ways.has_unclear = True
            return ways.unclear
        if sign > 0:
            if not ways.has_ahead:
                ways.ahead = outcome_of(self.rules.resolve_read(read, table.day, None, sign, None))
                ways.has_ahead = True
            return ways.ahead
        if not ways.has_over:
            ways.over = outcome_of(self.rules.resolve_read(read, table.day, None, sign, None))
            ways.has_over = True
        return ways.over

    cdef str reason_of(self, str word, int sign, DayTable table):
        # What a word of tense says of a date.
        cdef dict reasons = table.forward if sign > 0 else table.backward
        reason = reasons.get(word)
        if reason is None:
            self.keep()
            reason = reasons[word] = self.rules.reason_of(sign, word.lower(), table.day)
        return reason

    cdef mention(self, str said, Py_ssize_t start, Py_ssize_t end, Outcome outcome, reason):
        # A frozen dataclass is made with its slots set, which takes a tenth of the time of its own maker.
        one = PyType_GenericAlloc(self.made, 0)
        fill(one, self.slots[0], said)
        fill(one, self.slots[1], start)
        fill(one, self.slots[2], end)
        fill(one, self.slots[3], outcome.type)
        fill(one, self.slots[4], outcome.days)
        fill(one, self.slots[5], outcome.value)
        fill(one, self.slots[6], reason or outcome.reason)
        return one
