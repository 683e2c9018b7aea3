# Where paragraphs begin, for _layout.pyx.

cdef int note_paragraphs(Line *lines, Py_ssize_t n, Buffer *starts) noexcept nogil:
    # Note where paragraphs begin, but for the first; -1 if memory is out. A wide line that ends as a sentence does is a
    # whole paragraph, even where its end is a space to the extractors.
    cdef Py_ssize_t i
    cdef Line *before = NULL
    for i in range(n):
        if lines[i].stop == lines[i].start:
            continue
        if before != NULL and (
            not before.soft
            or (before.ends and before.stop - before.first > WIDEST and not lines[i].small_first)
        ):
            if reserve(starts, 8) < 0:
                return -1
            (<unsigned long long *>(starts.data + starts.size))[0] = lines[i].first
            starts.size += 8
        before = &lines[i]
    return 0
