# Which words are walked how far. Part of _ranking.pyx.
#
# A document that no walk has come to gets at most the limits of its words together. Walking the few highest codes of a
# word lowers its limit much, so that fewer postings of the other words are sufficient: how far is worth it follows from
# how many postings have each code, which is about known. After Fagin, Lotem, Naor: Optimal aggregation algorithms for
# middleware, 2003, whose lists are read in parallel.

cdef enum:
    CHEAP = 64                  # postings that are walked without a better plan

cdef inline double limit_of(Word *word) noexcept nogil:
    # What a word gives at most to a document that was not looked at.
    return word.bounds[word.done - 1]


cdef double limit_of_all(Query *q) noexcept nogil:
    cdef double total = 0.0
    cdef Py_ssize_t i
    for i in range(q.count):
        total += limit_of(&q.words[i])
    return total


cdef inline uint32_t lowest_code(Word *word, double least) noexcept nogil:
    # The lowest code not walked yet that gives so much; that of the walk, if none does.
    cdef uint32_t code = word.done
    while code > 1 and word.bounds[code - 1] >= least:
        code -= 1
    return code


cdef inline double expected_from(Word *word, uint32_t code) noexcept nogil:
    # About how many postings from the code on down are not walked yet.
    if code >= word.done:
        return 0.0
    return word.expected[code] - (word.expected[word.done] if word.done < 16 else 0.0)


cdef double cost_of_rest(Query *q) noexcept nogil:
    # About how many postings must still be walked: of the rarest word if all must be there, else word by word.
    cdef double threshold = threshold_of(q), rest = limit_of_all(q), cost = 0.0
    cdef Word *word
    cdef Py_ssize_t i
    for i in range(q.count):
        if rest < threshold:
            break
        word = &q.words[q.order[i if q.all else q.count - 1 - i]]
        rest -= limit_of(word)
        cost += expected_from(word, lowest_code(word, threshold - rest))
        if q.all:
            break
    return cost


cdef double cost_of_walk(Word *word) noexcept nogil:
    # What a walk costs before it comes to a posting: its codes are searched.
    return 16.0 + (word.documents if word.kind == OF_DOCUMENTS else word.count) / 256.0


cdef int lower_limits(Parts parts, Query *q) noexcept nogil:
    # Walk the highest codes of words as far as that spares more postings of the others; -1 damaged.
    cdef Word *word
    cdef double least, cost
    cdef uint32_t done, code, best
    cdef Py_ssize_t i
    for i in range(q.count - 1, 0 if q.all else -1, -1):
        least = cost_of_rest(q)
        if least <= CHEAP:
            return 0
        word = &q.words[q.order[i]]
        done = best = word.done
        for code in range(done - 1, 0, -1):
            word.done = done
            cost = cost_of_walk(word) + expected_from(word, code)
            if cost >= least:
                break
            word.done = code
            cost += cost_of_rest(q)
            if cost < least:
                least, best = cost, code
        word.done = done
        if best < done and walk(parts, q, q.order[i], best) < 0:
            return -1
    return 0
