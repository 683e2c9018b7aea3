# A table of words with flags: open addressing by their lower-case ASCII characters, packed into two 64-bit numbers.

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free

cdef enum:
    LONGEST_WORD = 16
    SLOTS = 2048

ctypedef fused Character:
    const uint8_t
    const uint16_t
    const uint32_t


cdef struct Word:
    uint64_t low
    uint64_t high
    uint64_t flags


cdef inline uint64_t slot_of(uint64_t low, uint64_t high) noexcept nogil:
    cdef uint64_t mixed = (low ^ (high * 0x9E3779B97F4A7C15ULL)) * 0xC2B2AE3D27D4EB4FULL
    return (mixed >> 40) & (SLOTS - 1)


cdef inline uint64_t flags_of(Word *table, uint64_t low, uint64_t high) noexcept nogil:
    cdef uint64_t slot = slot_of(low, high)
    while table[slot].low:
        if table[slot].low == low and table[slot].high == high:
            return table[slot].flags
        slot = (slot + 1) & (SLOTS - 1)
    return 0


cdef Word *make_table(object words) except NULL:
    # Raises ValueError for too many words, or one that is not of 1 to 16 ASCII characters.
    cdef uint64_t low, high, slot
    cdef Word *table
    if len(words) > SLOTS // 2:
        raise ValueError(f"{len(words)} words are too many: there is room for {SLOTS // 2}")
    packed = {}
    for word, flags in words.items():
        letters = word.encode("ascii")
        if not 0 < len(letters) <= LONGEST_WORD:
            raise ValueError(f"{word!r} is not of 1 to {LONGEST_WORD} letters")
        packed[letters] = flags
    table = <Word *> calloc(SLOTS, sizeof(Word))
    if table == NULL:
        raise MemoryError
    for letters, flags in packed.items():
        low = int.from_bytes(letters[:8], "little")
        high = int.from_bytes(letters[8:], "little")
        slot = slot_of(low, high)
        while table[slot].low:
            slot = (slot + 1) & (SLOTS - 1)
        table[slot].low = low
        table[slot].high = high
        table[slot].flags = flags
    return table
