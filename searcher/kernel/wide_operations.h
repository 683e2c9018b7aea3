/* The operations of wide.h for one width of vectors, which the macros name; wide.h includes this once for each. */

TARGET static void NAME(find_codes)(const uint8_t *codes, size_t groups, const uint8_t *table, uint64_t *bits) {
    const VECTOR entries = TABLE(table), low = ALL(15), zero = ALL(0);
    for (size_t g = 0; g < groups; g++, codes += 32) {
        uint64_t absent = 0;
        for (int i = 0; i < 32; i += WIDTH) {
            VECTOR both = LOAD(codes + i);
            absent |= EQUAL(SHUFFLE(entries, AND(both, low)), zero) << i;
            absent |= EQUAL(SHUFFLE(entries, AND(RIGHT4(both), low)), zero) << (32 + i);
        }
        bits[g] = ~absent;
    }
}

TARGET static void NAME(spread)(const uint8_t *codes, size_t groups, const uint8_t *table, uint8_t *made) {
    const VECTOR entries = TABLE(table), low = ALL(15);
    for (size_t g = 0; g < groups; g++, codes += 32, made += 64)
        for (int i = 0; i < 32; i += WIDTH) {
            VECTOR both = LOAD(codes + i);
            STORE(made + i, SHUFFLE(entries, AND(both, low)));
            STORE(made + 32 + i, SHUFFLE(entries, AND(RIGHT4(both), low)));
        }
}

TARGET static void NAME(add_codes)(const uint8_t *codes, size_t groups, const uint8_t *table, uint8_t *sums) {
    const VECTOR entries = TABLE(table), low = ALL(15);
    for (size_t g = 0; g < groups; g++, codes += 32, sums += 64)
        for (int i = 0; i < 32; i += WIDTH) {
            VECTOR both = LOAD(codes + i);
            STORE(sums + i, ADD(LOAD(sums + i), SHUFFLE(entries, AND(both, low))));
            STORE(sums + 32 + i, ADD(LOAD(sums + 32 + i), SHUFFLE(entries, AND(RIGHT4(both), low))));
        }
}

TARGET static size_t NAME(find_sums)(const uint8_t *sums, size_t groups, uint8_t cut, uint64_t *bits) {
    const VECTOR least = ALL(cut);
    size_t count = 0;
    for (size_t g = 0; g < groups; g++, sums += 64) {
        uint64_t found = 0;
        for (int i = 0; i < 64; i += WIDTH) {
            VECTOR sum = LOAD(sums + i);
            found |= EQUAL(MAX(sum, least), sum) << i;
        }
        bits[g] = found;
        count += (size_t)__builtin_popcountll(found);
    }
    return count;
}

TARGET static size_t NAME(count_between)(const void *bits, size_t first, size_t end) { COUNT_BETWEEN }

#undef TARGET
#undef NAME
#undef VECTOR
#undef WIDTH
#undef LOAD
#undef STORE
#undef TABLE
#undef SHUFFLE
#undef ALL
#undef AND
#undef RIGHT4
#undef ADD
#undef MAX
#undef EQUAL
