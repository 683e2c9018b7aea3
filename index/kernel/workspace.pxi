# The memory in which a text is tagged, for _tagging.pyx. It is kept for the next text, so that a short text costs
# neither its allocation nor that `memory` is emptied: only the places that the text's words took are.

from libc.stdlib cimport calloc

cdef extern from "scores.h":
    ctypedef struct Scored:
        const int8_t *weights
        const uint8_t *prints
        uint32_t mask
        int32_t *moves
    ctypedef struct Described:
        uint32_t *first
        uint32_t *second
    ctypedef struct Scoring:
        void (*score)(
            const Scored *scored, const Described *token, const int32_t *before, int32_t *sums, int32_t *back
        ) noexcept nogil
        const char *name
    const Scoring *choose_scoring(const char *name)
    void hash_features(const Described *token, uint32_t *features) noexcept nogil
    void read_ahead(const void *at) noexcept nogil
    enum:
        LANES
        FEATURE_LANES

cdef struct Workspace:
    Token block[BLOCK + SENTENCE + 2]
    uint32_t sizes[BLOCK + 1]
    uint32_t manners[BLOCK + 1]
    int32_t scores[(SENTENCE + 2) * LANES]
    int32_t back[(SENTENCE + 2) * LANES]
    uint32_t features[(SENTENCE + 2) * FEATURE_LANES]   # of the trainer
    uint8_t memory[MEMORY]

cdef const Scoring *BEST = choose_scoring(NULL)
# The one that no thread uses. It changes hands while the GIL is held.
cdef Workspace *SPARE = NULL


cdef Workspace *take_workspace() except NULL:
    global SPARE
    cdef Workspace *space = SPARE
    SPARE = NULL
    if space == NULL:
        space = <Workspace *>calloc(1, sizeof(Workspace))
        if space == NULL:
            raise MemoryError
    return space


cdef void give_back(Work *w):
    # Of a text of one block the words are still there.
    global SPARE
    cdef Workspace *space = w.space
    cdef Py_ssize_t i
    if SPARE != NULL:
        free(space)
        return
    if w.blocks == 1 and w.ended:
        for i in range(w.last_count):
            space.memory[space.block[i].word & (MEMORY - 1)] = 0
    else:
        memset(space.memory, 0, MEMORY)
    SPARE = space


cdef const Scoring *scoring_of(bytes operations) except NULL:
    cdef const Scoring *found = BEST if operations is None else choose_scoring(operations)
    if found == NULL:
        raise ValueError(f"this processor has no operations of the name {operations!r}")
    return found
