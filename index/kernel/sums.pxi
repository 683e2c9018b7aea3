# Sums, distances and shares, for _meanings.pyx: as Python's math has them, to the last bit.

cdef enum:
    PARTIALS = 64

cdef double EARTH = 6371.0
cdef double RADIANS = 3.14159265358979323846 / 180.0


cdef struct Sum:
    # A sum that does not depend on the order, rounded once (Shewchuk's algorithm, that of math.fsum).
    double partials[PARTIALS]
    int count


cdef void add_to(Sum *total, double value) noexcept nogil:
    cdef double other, high, low
    cdef int at, kept = 0
    for at in range(total.count):
        other = total.partials[at]
        if fabs(value) < fabs(other):
            value, other = other, value
        high = value + other
        low = other - (high - value)
        if low != 0.0:
            total.partials[kept] = low
            kept += 1
        value = high
    if kept == PARTIALS:  # no sum of so few logarithms has so many digits
        kept -= 1
        value += total.partials[kept]
    total.partials[kept] = value
    total.count = kept + 1


cdef double value_of(Sum *total) noexcept nogil:
    cdef double high, low = 0.0, other, twice
    cdef int at = total.count - 1
    if at < 0:
        return 0.0
    high = total.partials[at]
    while at > 0:
        at -= 1
        other = high
        high = other + total.partials[at]
        low = total.partials[at] - (high - other)
        if low != 0.0:
            break
    if at > 0 and ((low < 0.0 and total.partials[at - 1] < 0.0) or (low > 0.0 and total.partials[at - 1] > 0.0)):
        twice = 2.0 * low
        other = high + twice
        if twice == other - high:
            high = other
    return high


cdef double distance(double lat, double lon, double other_lat, double other_lon) noexcept nogil:
    # The kilometres between two points in degrees, on a sphere (haversine).
    cdef double one = lat * RADIANS, two = other_lat * RADIANS
    cdef double north = sin((two - one) / 2), east = sin((other_lon - lon) * RADIANS / 2)
    cdef double across = north * north + cos(one) * cos(two) * (east * east)
    return 2 * EARTH * asin(min(1.0, sqrt(across)))


cdef void to_shares(const double *scores, int count, double *parts) noexcept nogil:
    # The softmax of scores: the logarithms of 9 and 1 give 0.9 and 0.1.
    cdef double top = scores[0], total = 0.0
    cdef int at
    for at in range(count):
        top = max(top, scores[at])
    for at in range(count):
        parts[at] = exp(scores[at] - top)
        total += parts[at]
    for at in range(count):
        parts[at] /= total
