# Tracks: words that are walked together, each with the forms that count. Part of _matching.pyx and _proximity.pyx.

cdef inline int seek_track(Track *t, uint32_t chunk, uint32_t low) noexcept nogil:
    # Stand on a document's posting, or where it would be: 1 it is there, 0 it is not, -2 no more chunks, -1 damaged.
    cdef const uint16_t *documents
    while t.cursor.chunk < chunk:
        t.state = next_chunk(&t.cursor)
        if t.state <= 0:
            return -1 if t.state < 0 else -2
    if t.cursor.chunk > chunk:
        return 0
    documents = documents_of(&t.cursor)
    t.cursor.i = gallop(documents, t.cursor.i, t.cursor.n, low)
    return t.cursor.i < t.cursor.n and documents[t.cursor.i] == low


cdef int open_track(Track *t, const uint8_t[::1] postings, uint32_t fields, tuple word, list kept) except -1:
    # Open a word: place, df, anything, and the numbers of its forms that count, ascending, or None. `kept` holds these.
    cdef array.array forms
    open_cursor(&t.cursor, &postings[0] if postings.shape[0] else NULL, postings.shape[0], fields, word[0], word[1])
    t.posting = ABSENT
    if word[3] is not None:
        forms = arrays.array("I", word[3])
        kept.append(forms)
        t.sought = True
        seek_forms(&t.forms, forms.data.as_uints, 0, <uint32_t>len(forms))
    t.state = next_chunk(&t.cursor)
    if t.state < 0:
        raise IndexDamaged(DAMAGED)
    return 0
