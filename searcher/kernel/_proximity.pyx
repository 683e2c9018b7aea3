# Which documents have words at places that are close to each other. Types and documentation are in _proximity.pyi.

from cpython cimport array
from libc.stdint cimport int64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memset

import array as arrays

from dateline.index.errors import IndexDamaged

include "../../index/kernel/buffer.pxi"
include "../../index/kernel/postings.pxi"
include "../../index/kernel/bits.pxi"
include "../../index/kernel/lists.pxi"
include "../../index/kernel/form_codes.pxi"
include "../../index/kernel/positions.pxi"
include "sought.pxi"
include "phrases.pxi"
include "tracks.pxi"
include "places.pxi"

cdef str DAMAGED = "a postings list contradicts itself"

cdef enum:
    STEP = 3                    # numbers: operator, argument, flags
    WORD = 0
    ANY = 1
    PHRASE = 2
    SLOP = 3
    NEAR = 4
    WITHIN = 5
    FIRST = 6
    BEGINS = 7
    ATLEAST = 8
    MERGE = 9
    LIST = 10
    ORDERED = 1                 # flags
    NEGATED = 2


cdef struct Listed:
    # The places of a word that stands for many: document << 32 | position, ascending.
    const uint64_t *places
    uint64_t n
    uint64_t at                 # the first one that is in no earlier document
    uint32_t mask


cdef struct Machine:
    # What runs a program over documents: the words, the lists, and a stack of lists of places.
    Track *tracks
    uint32_t *masks
    Py_ssize_t words
    Listed *lists
    const uint32_t *program
    Py_ssize_t steps
    Buffer *stack
    uint32_t depth
    Buffer made
    Buffer spare
    Buffer borders
    Buffer shifts
    bint last                   # whether the step is the last one, of which one place will do
    const uint32_t *table
    const uint32_t *totals
    const uint8_t *positions
    uint64_t size
    const uint32_t **lengths
    Fields fields


cdef inline int put_position(Machine *m, uint64_t position, uint32_t mask, Buffer *made) noexcept nogil:
    # Append the place of a position if it is in a field of a mask: 1 when it is that of a joined word, which stands out
    # of order; 0; -1 damaged, -2 no memory.
    cdef uint64_t start = position, last = m.fields.ends[m.fields.n - 1], end
    cdef bint joined = start > last
    if joined:
        start -= last + 1
    end = start + 1 + joined
    if end > last:
        return -1
    if mask >> field_of(&m.fields, start) & 1 and append_place(made, start, end) < 0:
        return -2
    return joined


cdef int load_listed(Machine *m, uint32_t number, uint64_t document, Buffer *made) noexcept nogil:
    # The places of a list in a document; -1 damaged, -2 no memory. Documents come ascending.
    cdef Listed *list = &m.lists[number]
    cdef uint64_t i
    cdef bint joined = False
    cdef int state
    made.size = 0
    while list.at < list.n and list.places[list.at] >> 32 < document:
        list.at += 1
    i = list.at
    while i < list.n and list.places[i] >> 32 == document:
        state = put_position(m, <uint32_t>list.places[i], list.mask, made)
        if state < 0:
            return state
        joined = joined or state
        i += 1
    if joined:
        sort_places(made)
    return 0


cdef int load_places(Machine *m, uint32_t word, uint64_t document, Buffer *made) noexcept nogil:
    # The places of a word in a document, in the fields of its mask; -1 damaged, -2 no memory.
    cdef Track *t = &m.tracks[word]
    cdef uint32_t i
    cdef bint joined = False
    cdef int state = seek_track(t, <uint32_t>(document >> 16), <uint32_t>document & 0xFFFF)
    made.size = 0
    if state != 1:
        return -1 if state == -1 else 0
    state = load_positions(t, m.table, m.totals, m.positions, m.size)
    if state < 0:
        return state
    for i in range(t.n):
        state = put_position(m, position_at(t, i), m.masks[word], made)
        if state < 0:
            return state
        joined = joined or state
    if joined:
        sort_places(made)
    return 0


cdef int run_step(Machine *m, uint32_t operator, uint32_t argument, uint32_t flags, uint64_t document) noexcept nogil:
    # Replace the operands on top of the stack by what the operator makes of them; -1 damaged, -2 no memory.
    cdef Buffer *top
    cdef uint32_t taken = 0
    cdef uint64_t i, kept = 0, start
    cdef int state = 0
    cdef Place *at
    if operator == WORD or operator == LIST:
        m.depth += 1
        if operator == LIST:
            return load_listed(m, argument, document, &m.stack[m.depth - 1])
        return load_places(m, argument, document, &m.stack[m.depth - 1])
    if operator in (FIRST, BEGINS, ATLEAST):
        top = &m.stack[m.depth - 1]
        at = places_of(top)
        for i in range(count_of(top)):
            start = field_start(&m.fields, field_of(&m.fields, at[i].start))
            if operator == FIRST and at[i].end > start + argument:
                continue
            if operator == BEGINS and at[i].start != start:
                continue
            at[kept] = at[i]
            kept += 1
        top.size = kept * sizeof(Place)
        if operator == ATLEAST and kept < argument:
            top.size = 0
        return 0
    taken = argument if operator in (ANY, PHRASE, MERGE) else flags if operator == SLOP else 2
    top = &m.stack[m.depth - taken]
    if operator == ANY or operator == MERGE:
        state = unite(top, taken, &m.made)
        if operator == MERGE:
            merge_touching(&m.made)
    elif operator == PHRASE:
        state = chain(top, taken, &m.made, &m.spare)
    elif operator == SLOP:
        state = stray(top, taken, argument, m.last, &m.fields, &m.made, &m.spare, &m.shifts)
    elif operator == NEAR:
        if flags & NEGATED:
            state = drop_near(&top[0], &top[1], argument, flags & ORDERED, &m.fields, &m.made)
        else:
            state = join_near(&top[0], &top[1], argument, flags & ORDERED, &m.fields, &m.made)
    else:
        state = load_places(m, argument, document, &m.borders)
        if state < 0:
            return state
        if flags & NEGATED:
            state = drop_within(&top[0], &top[1], &m.borders, &m.fields, &m.made)
        else:
            state = join_within(&top[0], &top[1], &m.borders, &m.fields, &m.made)
    if state < 0:
        return -2
    top[0], m.made = m.made, top[0]
    m.depth -= taken - 1
    return 0


cdef int has_places(Machine *m, uint64_t document) noexcept nogil:
    # Whether the program finds a place in a document; -1 damaged, -2 no memory.
    cdef Py_ssize_t step
    cdef uint64_t end = 0
    cdef uint32_t field
    cdef int state
    for field in range(m.fields.n):
        end += m.lengths[field][document] + (field > 0)
        m.fields.ends[field] = end
    m.depth = 0
    for step in range(m.steps):
        m.last = step == m.steps - 1
        state = run_step(
            m, m.program[STEP * step], m.program[STEP * step + 1], m.program[STEP * step + 2], document
        )
        if state < 0:
            return state
    return m.stack[0].size > 0


cdef int mark_found(Machine *m, const uint8_t *candidates, uint8_t *matched, uint64_t octets, uint64_t documents) noexcept nogil:
    cdef uint64_t octet, document
    cdef uint32_t bits
    cdef int state
    for octet in range(octets):
        bits = candidates[octet]
        while bits:
            document = 8 * octet + count_trailing(bits)
            bits &= bits - 1
            if document >= documents:
                return -1
            state = has_places(m, document)
            if state < 0:
                return state
            if state:
                matched[octet] |= <uint8_t>(1 << (document & 7))
    return 0


cdef int check_program(const uint32_t[::1] program, Py_ssize_t words, Py_ssize_t lists) except -1:
    # Return the greatest depth of the stack. A program comes from this project, but it tells what memory is read.
    cdef Py_ssize_t step, depth = 0, most = 0, taken
    cdef uint32_t operator, argument, flags
    if program.shape[0] == 0 or program.shape[0] % STEP:
        raise ValueError("a program has three numbers a step")
    for step in range(program.shape[0] // STEP):
        operator, argument, flags = program[STEP * step], program[STEP * step + 1], program[STEP * step + 2]
        if operator > LIST or (operator in (WORD, WITHIN) and argument >= words) or (operator == LIST and argument >= lists):
            raise ValueError("a program has an unknown operator or word")
        if operator == NEAR and argument == 0:
            raise ValueError("neighbours are one word apart")
        taken = {WORD: 0, ANY: argument, PHRASE: argument, MERGE: argument, SLOP: flags, NEAR: 2, WITHIN: 2, LIST: 0}.get(operator, 1)
        if taken > depth or (operator not in (WORD, LIST) and taken == 0):
            raise ValueError("an operator of a program lacks operands")
        depth += 1 - taken
        most = max(most, depth)
    if depth != 1:
        raise ValueError("a program leaves one list of places")
    return most


def mark_places(
    const uint8_t[::1] postings not None, const uint8_t[::1] positions not None, const uint32_t[::1] table not None,
    words not None, const uint32_t[::1] program not None, lengths not None, lists not None,
    const uint8_t[::1] candidates not None, uint8_t[::1] matched not None,
):
    cdef list rows = [memoryview(each) for each in lengths]
    cdef list kept = []
    cdef Py_ssize_t count = len(words), count_lists = len(lists), j
    cdef Py_ssize_t most = check_program(program, count, count_lists)
    cdef uint32_t fields = <uint32_t>(table.shape[0] // 256)
    cdef const uint32_t *lengths_at[MOST_FIELDS]
    cdef uint32_t totals[256]
    cdef const uint32_t[::1] row
    cdef const uint64_t[::1] places
    cdef uint64_t documents = 0
    cdef Machine m
    cdef int state
    if not 1 <= fields <= MOST_FIELDS or len(rows) != fields:
        raise IndexDamaged(DAMAGED)
    for j in range(fields):
        row = rows[j]
        if j and <uint64_t>row.shape[0] != documents:
            raise ValueError("the fields have lengths for different numbers of documents")
        documents = row.shape[0]
        lengths_at[j] = &row[0] if documents else NULL
    if <uint64_t>candidates.shape[0] != (documents + 7) // 8 or candidates.shape[0] != matched.shape[0]:
        raise ValueError("a bitmap is of another segment")
    if documents == 0:
        return
    memset(&m, 0, sizeof(Machine))
    add_up(&table[0], fields, totals)
    m.table, m.totals, m.lengths, m.fields.n = &table[0], totals, lengths_at, fields
    m.positions, m.size = &positions[0] if positions.shape[0] else NULL, positions.shape[0]
    m.program, m.steps = &program[0], program.shape[0] // STEP
    m.tracks = <Track *>calloc(count, sizeof(Track))
    m.masks = <uint32_t *>calloc(count, sizeof(uint32_t))
    m.stack = <Buffer *>calloc(most, sizeof(Buffer))
    m.lists = <Listed *>calloc(count_lists + 1, sizeof(Listed))
    try:
        if m.tracks == NULL or m.masks == NULL or m.stack == NULL or m.lists == NULL:
            raise MemoryError
        m.words = count
        for j in range(count):
            open_track(&m.tracks[j], postings, fields, words[j], kept)
            m.masks[j] = words[j][2]
        for j in range(count_lists):
            places, m.lists[j].mask = lists[j]
            m.lists[j].n = places.shape[0]
            m.lists[j].places = &places[0] if places.shape[0] else NULL
        with nogil:
            state = mark_found(&m, &candidates[0], &matched[0], candidates.shape[0], documents)
        if state == -2:
            raise MemoryError
        if state < 0:
            raise IndexDamaged(DAMAGED)
    finally:
        for j in range(m.words):
            free(m.tracks[j].kept.data)
        for j in range(most):
            if m.stack != NULL:
                free(m.stack[j].data)
        free(m.made.data)
        free(m.spare.data)
        free(m.borders.data)
        free(m.shifts.data)
        free(m.tracks)
        free(m.masks)
        free(m.lists)
        free(m.stack)
