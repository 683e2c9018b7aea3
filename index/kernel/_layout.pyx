# A text without its layout: which line ends are spaces. Types, rules and documentation are in _layout.pyi.

from cpython cimport array
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy, memset

import array as arrays

include "buffer.pxi"

cdef extern from "Python.h":
    object PyUnicode_FromKindAndData(int kind, const void *data, Py_ssize_t size)
    Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index) nogil
    bint Py_UNICODE_ISALPHA(Py_UCS4 c) nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 c) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 c) nogil
    bint Py_UNICODE_ISDIGIT(Py_UCS4 c) nogil
    void PyUnicode_WRITE(int kind, void *data, Py_ssize_t index, Py_UCS4 value) nogil

cdef enum:
    # Kinds of characters.
    PLAIN = 0
    BLANK = 1
    BREAK = 2
    NOTHING = 3
    # Line ends.
    BORDER = 0
    SOFT = 1
    # A wider gap separates columns.
    WIDEST_GAP = 3
    # Narrower columns are not used for running text in which each line begins with a capital.
    NARROWEST = 40
    # Wider lines are whole paragraphs.
    WIDEST = 120
    DEEPEST = 2
    # A shorter line in capitals is an abbreviation.
    HEADING = 10
    # Characters of ASCII are read so many at a time.
    EIGHT = 8

cdef uint64_t EACH = 0x0101010101010101
cdef uint64_t LOWER_BITS = 0x7F7F7F7F7F7F7F7F

# Words that begin a sentence after a line without small words, such as a byline: no part of a name.
OPENERS = """
    a an the this that these those it its he she we they i you his her our their there here in on at for from with by
    to of as after before when while if since until although though because but and or so not no only some many most
    all both two three four five six last next what who how why where two such under over between about more than
"""
cdef unsigned long long OPENER_KEYS[128]
cdef int OPENER_COUNT = 0


cdef unsigned long long pack(str word):
    cdef unsigned long long key = 0
    for letter in word:
        key = key << 8 | <unsigned long long>ord(letter)
    return key


# Words that keep a hyphen at the line end.
JOINERS = """
    twenty thirty forty fifty sixty seventy eighty ninety one two three four five six seven eight nine ten mid half
    self non ex vice anti pro pre post semi co well long short high low old new year month week day
"""
cdef unsigned long long JOINER_KEYS[128]
cdef int JOINER_COUNT = 0

for _word in OPENERS.split():
    OPENER_KEYS[OPENER_COUNT] = pack(_word)
    OPENER_COUNT += 1
for _word in JOINERS.split():
    JOINER_KEYS[JOINER_COUNT] = pack(_word)
    JOINER_COUNT += 1

cdef array.array LONGS = arrays.array("Q")

cdef struct Text:
    const void *data
    int kind
    Py_ssize_t size

cdef struct Line:
    Py_ssize_t start            # of the line,
    Py_ssize_t first            # of its text,
    Py_ssize_t stop             # after its text,
    Py_ssize_t after            # where the next line starts
    Py_ssize_t words            # of a line without small ones, for which alone they matter
    bint small_first            # begins with a small letter
    bint small                  # has a word that begins with a small letter
    bint shouted                # has capital letters only
    bint runs_on                # ends with a comma, a small word or a hyphen, so that it does not end here
    bint ends                   # ends with a mark that ends a sentence
    bint soft


cdef inline Py_UCS4 at(Text *t, Py_ssize_t i) noexcept nogil:
    return PyUnicode_READ(t.kind, t.data, i)


cdef enum:
    # What a character is, in bits: a letter, its case, a digit, a blank, a mark that ends a part of a sentence.
    ALPHA = 1
    LOWER = 2
    UPPER = 4
    DIGIT = 8
    GAP = 16
    CLOSES = 32

# Of the first 128; what Python knows of the others is asked for one by one.
cdef unsigned char ASCII[128]
for _code in range(128):
    ASCII[_code] = (
        ALPHA * chr(_code).isalpha() | LOWER * chr(_code).islower() | UPPER * chr(_code).isupper()
        | DIGIT * chr(_code).isdigit() | GAP * (chr(_code) in " \t") | CLOSES * (chr(_code) in ".!?:;)")
    )


cdef inline int kind_of(Py_UCS4 c) noexcept nogil:
    if c > 0x20 and c < 0x7F:
        return PLAIN
    if c == 0x20 or c == 9 or c == 0xA0 or c == 0x202F or c == 0x3000 or 0x2000 <= c <= 0x200A:
        return BLANK
    if 10 <= c <= 13 or c == 0x85 or c == 0x2028 or c == 0x2029:
        return BREAK
    if c == 0xAD or c == 0x200B or c == 0x2060 or c == 0xFEFF:
        return NOTHING
    return PLAIN


cdef inline int traits_of(Py_UCS4 c) noexcept nogil:
    if c < 128:
        return ASCII[c]
    if Py_UNICODE_ISALPHA(c):
        return ALPHA | LOWER * Py_UNICODE_ISLOWER(c) | UPPER * Py_UNICODE_ISUPPER(c)
    return DIGIT * Py_UNICODE_ISDIGIT(c) | GAP * (kind_of(c) == BLANK)


cdef inline bint is_hyphen(Py_UCS4 c) noexcept nogil:
    return c == c"-" or c == 0x2010 or c == 0xAC or c == 0xAD


cdef Py_ssize_t gap_before_last(Text *t, Line *line, Py_ssize_t least) noexcept nogil:
    # The blank before the last word that begins with no digit: numbers leave it open whether a small word ends the line.
    cdef Py_ssize_t i = line.stop - 2
    while i > least and (not traits_of(at(t, i)) & GAP or traits_of(at(t, i + 1)) & (GAP | DIGIT)):
        i -= 1
    return max(i, least)


cdef void look_at(Text *t, Line *line) noexcept nogil:
    # Fill in what the text of a line is like; `start`, `stop` and `after` are known. After the first small
    # word only the last one can tell more.
    cdef Py_ssize_t i = line.start, last
    cdef Py_UCS4 c
    cdef bint begins = True, last_small = False, at_end = False
    cdef int traits, seen = 0
    while i < line.stop and kind_of(at(t, i)) != PLAIN:
        i += 1
    line.first = i
    if i >= line.stop:  # characters of no width alone make a blank line
        line.stop = line.start
    line.small = line.small_first = line.soft = False
    line.words = 0
    while i < line.stop:
        traits = traits_of(at(t, i))
        if not begins:  # what follows an apostrophe or a hyphen is no word of its own
            if traits & (GAP | CLOSES):
                begins = traits & GAP != 0
                last_small = last_small and begins
        elif traits & ALPHA:
            begins = False
            line.words += 1
            last_small = traits & LOWER != 0
            line.small = line.small or last_small
            line.small_first = line.small_first or (last_small and i == line.first)
            if line.small and not at_end:
                at_end = True
                last = gap_before_last(t, line, i)
                if last > i:
                    i, begins = last, True
        elif not traits & GAP:  # a quotation mark or a bracket may stand before the first letter
            begins = not traits & DIGIT
            last_small = last_small and not begins
        seen |= traits
        i += 1
    line.shouted = seen & (UPPER | LOWER) == UPPER
    c = at(t, line.stop - 1) if line.stop > line.first else 0
    line.ends = c == c"." or c == c"!" or c == c"?" or c == c":" or c == c'"' or c == 0x201D or c == c")"
    line.runs_on = c == c"," or is_hyphen(c) or last_small


cdef inline Py_ssize_t first_word(Text *t, Line *line) noexcept nogil:
    # The length of the first word.
    cdef Py_ssize_t i = line.first
    while i < line.stop and kind_of(at(t, i)) != BLANK:
        i += 1
    return i - line.first


cdef bint opens(Text *t, Line *line) noexcept nogil:
    # Whether the first word is one that begins sentences and no names.
    cdef unsigned long long key = 0
    cdef Py_ssize_t i = line.first
    cdef uint32_t c
    cdef int k
    while i < line.stop and i - line.first < 9:
        c = <uint32_t>at(t, i) | 0x20
        if not 97 <= c <= 122:
            break
        key = key << 8 | c
        i += 1
    for k in range(OPENER_COUNT):
        if OPENER_KEYS[k] == key:
            return True
    return False


cdef inline bint in_word(Py_UCS4 c) noexcept nogil:
    return traits_of(c) & (ALPHA | DIGIT) != 0


cdef bint joins(Text *t, Line *line) noexcept nogil:
    # Whether the word before the hyphen at the end of a line keeps it.
    cdef unsigned long long key = 0
    cdef Py_ssize_t begin = line.stop - 1, i
    cdef int k
    while begin > line.first and line.stop - begin < 9 and traits_of(at(t, begin - 1)) & ALPHA:
        begin -= 1
    for i in range(begin, line.stop - 1):
        key = key << 8 | ((<uint32_t>at(t, i) | 0x20) & 0xFF)
    for k in range(JOINER_COUNT):
        if JOINER_KEYS[k] == key:
            return True
    return False


cdef inline bint goes_on(Text *t, Line *line) noexcept nogil:
    # Whether a short line of running text is followed by more of its sentence.
    cdef Line *following = line + 1
    if line.ends:
        return False
    # The first line of a story is often short, because its dateline is kept apart.
    return line.small or (following.small and not opens(t, following) and not opens(t, line))


cdef inline bint is_heading(Line *lines, Py_ssize_t i, Py_ssize_t begin) noexcept nogil:
    # Whether capitals end with line i (a headline), or begin after it.
    cdef Line *following = &lines[i + 1]
    if lines[i].shouted == following.shouted or following.small_first:
        return False
    if lines[i].shouted:
        return i == begin or not lines[i - 1].soft
    return following.stop - following.first >= HEADING and following.words > 1


cdef void settle(Text *t, Line *lines, Py_ssize_t begin, Py_ssize_t end) noexcept nogil:
    # Decide the line ends within one block of lines.
    cdef Py_ssize_t i, wide = 0, width = 0, room
    cdef bint capitals = True, small = False, short = False
    if end - begin < 2:
        return
    for i in range(begin, end):
        room = lines[i].stop - lines[i].first
        # Of three lines or more one may be too wide by a number or an address.
        width = max(width, min(room, wide)) if end - begin > 2 else max(width, room)
        wide = max(wide, room)
        small = small or lines[i].small
        if i > begin and lines[i].small_first:
            capitals = False
    for i in range(begin, end - 1):
        room = lines[i].stop - lines[i].first + 1 + first_word(t, &lines[i + 1])
        lines[i].soft = 5 * room > 4 * width or lines[i + 1].small_first or lines[i].runs_on
        if not lines[i].soft:
            short = True
            lines[i].soft = width <= WIDEST and goes_on(t, &lines[i])
        if lines[i].soft and is_heading(lines, i, begin):
            lines[i].soft = False
    if capitals and end - begin > 2 and (short or (width < NARROWEST and not small)):
        # One item a line: names, results, one sentence a line.
        for i in range(begin, end - 1):
            lines[i].soft = False


cdef inline Py_ssize_t end_of_ascii(Text *t, Py_ssize_t i) noexcept nogil:
    # Where printed ASCII characters and spaces end that begin here; texts of wider characters are read one by one.
    cdef const unsigned char *data = <const unsigned char *>t.data
    cdef uint64_t eight
    if t.kind != 1:
        return i
    while i + EIGHT <= t.size:
        memcpy(&eight, data + i, EIGHT)
        # The seven lower bits of a byte and 0x60 reach 0x80 from a space on, and those and 1 from 0x7F on.
        if ((eight & LOWER_BITS) + 0x60 * EACH & ~((eight & LOWER_BITS) + EACH) & ~eight & 0x80 * EACH) != 0x80 * EACH:
            break
        i += EIGHT
    while i < t.size and 0x20 <= data[i] < 0x7F:
        i += 1
    return i


cdef int read_lines(Text *t, Buffer *b) noexcept nogil:
    # Cut the text into lines that are not blank, and settle each block of them; -1 if memory is out.
    cdef Py_ssize_t i = 0, n = 0, begin = 0, indented = 0, j, stop
    cdef Line line
    cdef Line *lines
    cdef Py_UCS4 c
    cdef int kind
    while i < t.size:
        line.start = i
        line.stop = i
        while i < t.size:
            j = end_of_ascii(t, i)
            if j > i:
                stop = j
                while stop > i and at(t, stop - 1) == c" ":
                    stop -= 1
                if stop > i:
                    line.stop = stop
                i = j
                continue
            c = at(t, i)
            kind = kind_of(c)
            if kind == BREAK:
                break
            i += 1
            if kind == PLAIN or c == 0xAD:
                line.stop = i
        if i < t.size:
            c = at(t, i)
            i += 1
            if c == 13 and i < t.size and at(t, i) == 10:
                i += 1
        line.after = i
        look_at(t, &line)
        if reserve(b, sizeof(Line)) < 0:
            return -1
        (<Line *>(b.data + b.size))[0] = line
        b.size += sizeof(Line)
        n += 1
    lines = <Line *>b.data
    j = 0
    for i in range(n):
        if lines[i].stop > lines[i].start:
            j += 1
            indented += lines[i].first - lines[i].start >= DEEPEST
    begin = 0
    for i in range(n + 1):
        if i < n and lines[i].stop > lines[i].start:
            if i == begin:
                continue
            if not (lines[i].first - lines[i].start >= DEEPEST and (
                2 * indented <= j
                or lines[i].first - lines[i].start >= lines[i - 1].first - lines[i - 1].start + DEEPEST
            )):
                continue
            settle(t, lines, begin, i)
            begin = i
        else:
            settle(t, lines, begin, i)
            begin = i + 1
    return 0


cdef struct Output:
    void *data
    int kind
    Py_ssize_t size
    bint changed                # a character is another one
    Py_ssize_t removed          # characters left out so far,
    Py_ssize_t noted            # of them in `cuts`
    Buffer cuts


cdef int note_cut(Output *o) noexcept nogil:
    # Note how many characters were left out before the next one.
    if reserve(&o.cuts, 16) < 0:
        return -1
    (<unsigned long long *>(o.cuts.data + o.cuts.size))[0] = o.size
    (<unsigned long long *>(o.cuts.data + o.cuts.size))[1] = o.removed
    o.cuts.size += 16
    o.noted = o.removed
    return 0


cdef inline int put(Output *o, Py_UCS4 c) noexcept nogil:
    if o.removed != o.noted and note_cut(o) < 0:
        return -1
    PyUnicode_WRITE(o.kind, o.data, o.size, c)
    o.size += 1
    return 0


cdef inline int copy(Text *t, Py_ssize_t begin, Py_ssize_t end, Output *o) noexcept nogil:
    # Write a run of characters as they are.
    if o.removed != o.noted and note_cut(o) < 0:
        return -1
    memcpy(<char *>o.data + o.size * o.kind, <const char *>t.data + begin * t.kind, (end - begin) * t.kind)
    o.size += end - begin
    return 0


cdef bint is_even(Text *t, Line *line) noexcept nogil:
    # Whether a line is written as it is: in bytes, with single spaces, and nothing that may be left out or changed.
    cdef const unsigned char *data = <const unsigned char *>t.data
    cdef Py_ssize_t i
    cdef unsigned char odd = 0
    if t.kind != 1:
        return False
    for i in range(line.first, line.stop - 1):  # without a branch, so that compilers take many characters at a time
        odd |= (data[i] < 0x20) | (data[i] >= 0x7F) | ((data[i] == 0x20) & (data[i + 1] == 0x20))
    return odd == 0 and line.stop > line.first and 0x20 < data[line.stop - 1] < 0x7F


cdef inline Py_ssize_t end_of_run(Text *t, Line *line, Py_ssize_t i) noexcept nogil:
    # Return where the words that are written as they are end: with single spaces between them.
    cdef Py_UCS4 c
    while i < line.stop:
        c = at(t, i)
        if c == c" ":
            if i + 1 >= line.stop or kind_of(at(t, i + 1)) != PLAIN:
                return i
        elif kind_of(c) != PLAIN or c == 0xAC:
            return i
        i += 1
    return i


cdef inline bint divides(Text *t, Line *line, Py_ssize_t i) noexcept nogil:
    # Whether a sign of division stands within a word.
    return i > line.first and i + 1 < line.stop and in_word(at(t, i - 1)) and in_word(at(t, i + 1))


cdef int write_line(Text *t, Line *line, Output *o) noexcept nogil:
    # Write the text of a line: a gap of a few blanks is one space, of more the border of a column.
    cdef Py_ssize_t i = line.first, j
    cdef Py_UCS4 c
    cdef int kind
    if is_even(t, line):
        return copy(t, i, line.stop, o)
    while i < line.stop:
        j = end_of_run(t, line, i)
        if j > i:
            if copy(t, i, j, o) < 0:
                return -1
            i = j
            continue
        c = at(t, i)
        kind = kind_of(c)
        if kind == NOTHING or (c == 0xAC and divides(t, line, i)):
            o.removed += 1
            i += 1
        elif kind == PLAIN:
            if put(o, c) < 0:
                return -1
            i += 1
        else:
            j = i + 1
            while j < line.stop and kind_of(at(t, j)) == BLANK:
                j += 1
            if j - i > WIDEST_GAP or c == 9:
                o.changed = True
                if put(o, c"\n") < 0:
                    return -1
                i += 1
                while i < j:
                    if put(o, c" ") < 0:
                        return -1
                    i += 1
            else:
                o.changed = o.changed or c != c" "
                if put(o, c" ") < 0:
                    return -1
                o.removed += j - i - 1
                i = j
    return 0


cdef int write_border(Text *t, Py_ssize_t begin, Py_ssize_t end, Output *o) noexcept nogil:
    # Write what stands between two lines at a border: as it is, line ends as line feeds.
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    for i in range(begin, end):
        c = c"\n" if kind_of(at(t, i)) == BREAK else c" "
        o.changed = o.changed or c != at(t, i)
        if put(o, c) < 0:
            return -1
    return 0


cdef int write_all(Text *t, Line *lines, Py_ssize_t n, Output *o) noexcept nogil:
    cdef Py_ssize_t i, stop, next_first, done = 0
    cdef Line *line
    cdef Py_UCS4 c
    for i in range(n):
        line = &lines[i]
        if line.stop == line.start:
            continue
        if write_border(t, done, line.first, o) < 0:
            return -1
        done = line.stop
        o.changed = o.changed or line.soft
        if not line.soft:
            if write_line(t, line, o) < 0:
                return -1
            continue
        stop = line.stop
        next_first = lines[i + 1].first
        c = at(t, stop - 1)
        if is_hyphen(c) and stop - 2 >= line.first and in_word(at(t, stop - 2)) and in_word(at(t, next_first)):
            # A word broken at the line end. A capital or a digit after it keeps the hyphen (Anglo-⏎Irish, mid-⏎1990s), and
            # so does a word that is mostly joined by one (twenty-⏎first).
            if c == 0xAC or c == 0xAD or (Py_UNICODE_ISLOWER(at(t, next_first)) and not joins(t, line)):
                line.stop -= 1
            if write_line(t, line, o) < 0:
                return -1
            o.removed += next_first - line.stop
        else:
            if write_line(t, line, o) < 0 or put(o, c" ") < 0:
                return -1
            o.removed += next_first - stop - 1
        done = next_first
    return write_border(t, done, t.size, o)


include "paragraphs.pxi"


cdef array.array longs_in(Buffer *b, Py_ssize_t at, Py_ssize_t step):
    # Every so manieth number of a buffer, from one on.
    cdef array.array made = array.clone(LONGS, b.size // 8 // step, False)
    cdef Py_ssize_t i
    for i in range(b.size // 8 // step):
        made.data.as_ulonglongs[i] = (<unsigned long long *>b.data)[step * i + at]
    return made


cdef tuple laid_out(str text, bint divided):
    # What `flatten` returns, and behind it, if asked for, where paragraphs begin.
    cdef Text t
    cdef Buffer lines, starts
    cdef Output o
    cdef int state
    t.data = PyUnicode_DATA(text)
    t.kind = PyUnicode_KIND(text)
    t.size = PyUnicode_GET_LENGTH(text)
    memset(&lines, 0, sizeof(lines))
    memset(&starts, 0, sizeof(starts))
    memset(&o, 0, sizeof(o))
    o.kind = t.kind
    o.data = malloc(t.size * t.kind + 1)
    try:
        if o.data == NULL:
            raise MemoryError
        with nogil:
            state = read_lines(&t, &lines)
            if state == 0 and divided:
                state = note_paragraphs(<Line *>lines.data, lines.size // sizeof(Line), &starts)
            if state == 0:
                state = write_all(&t, <Line *>lines.data, lines.size // sizeof(Line), &o)
        if state < 0:
            raise MemoryError
        if not o.changed and o.removed == 0:
            made = text, array.clone(LONGS, 0, False), array.clone(LONGS, 0, False)
        else:
            running = PyUnicode_FromKindAndData(o.kind, o.data, o.size)
            made = running, longs_in(&o.cuts, 0, 2), longs_in(&o.cuts, 1, 2)
        return (*made, longs_in(&starts, 0, 1)) if divided else made
    finally:
        free(lines.data)
        free(starts.data)
        free(o.data)
        free(o.cuts.data)


def flatten(str text not None):
    return laid_out(text, False)


def divide(str text not None):
    return laid_out(text, True)
