# Which place each name of an article means. Types and documentation are in _meanings.pyi.
#
# What one name means wherever it stands is computed once and kept. What an article decides is computed over numbers:
# each place that contains places has one, and an article counts by these numbers in a small table of its own.

from libc.math cimport asin, cos, exp, fabs, floor, log, log1p, rint, sin, sqrt
from libc.stdint cimport uint64_t
from libc.stdlib cimport calloc
from libc.string cimport memmove

cimport cython

from dateline.index.entities.mention import Candidate, PlaceMention
from dateline.index.entities.places.nearness import NEAR as FARTHEST, Points

cdef enum:
    MOST_MEANINGS = 32
    SHOWN = 5
    DEEPEST = 9        # places above a place whose chains are made of each other
    KEPT = 50_000
    # How a name is resolved.
    UNKNOWN = 0
    TRAP = 1
    DOUBTFUL = 2
    LIKELY = 3
    CERTAIN = 4
    # Flags of names.
    ALTERNATE = 1
    DEMONYM = 2
    FOREIGN = 4
    HISTORIC = 16
    UNUSUAL = 21       # alternate, foreign or historic: not the place's own name of today
    QUALIFIER = 32
    COMMON = 64
    # Flags of spans.
    DEMONYM_SPAN = 1
    AFTER_COMMA = 2
    TAGGED = 4
    OF_DOUBT = 8
    KIND_BESIDE = 16
    POINT_AFTER = 32
    NEXT_NEAR = 64
    SHORT_FORM = 6
    STRICT = 2         # what is said of a preposition that stands before few names but those of places
    # What else a name may be, and which of that the words after it may exclude.
    OF_CURRENCY = 1
    OF_LANGUAGE = 8
    OF_THING = 16
    OF_CHILD = 32
    OF_PERSON = 64
    BY_NEXT = 121
    # Classes of words.
    FORENAME = 1 << 2 | 1 << 15
    COMMON_WORD = 1 << 10
    LONGEST_NEXT = 16
    # Fields of a place and of a meaning.
    PLACE_LABEL = 0
    PLACE_NAME = 1
    PLACE_KIND = 2
    PLACE_COUNTRY = 3
    PLACE_LAT = 4
    PLACE_LON = 5
    PLACE_ID = 6
    PLACE_POPULATION = 7
    PLACE_PARENTS = 8
    PLACE_CAPITAL = 9
    PLACE_FIELDS = 10
    MEANING_PLACE = 0
    MEANING_FLAGS = 1
    MEANING_FIELDS = 3
    # Kinds of places.
    NO_KIND = 0
    COUNTRY = 1
    REGION = 2
    CITY = 3
    WORLD_REGION = 4
    FEATURE = 5

cdef dict KINDS = {"country": COUNTRY, "region": REGION, "city": CITY, "world-region": WORLD_REGION, "feature": FEATURE}
cdef frozenset WITH_STATES = frozenset(("US", "CA"))
# A name whose first meaning has this share is unambiguous: it is context for others and needs none.
cdef double SURE = 0.98
cdef double HAMLET = 5_000
# A city, region or former name with this prominence is no trap by being a word or a name: Paris, Victoria, Chad.
cdef double PROMINENT = 300_000
cdef double LARGE = 1_500_000
# What the namesakes of a large capital, and of a people, lose in an article that speaks for them.
cdef double OF_CAPITAL = 2.0, OF_PEOPLE = 8.0
cdef double LARGE_CAPITAL = 500_000

include "records.pxi"
include "span_list.pxi"
include "weights.pxi"
include "holders.pxi"
include "sums.pxi"
include "context.pxi"
include "adjacent.pxi"
include "said.pxi"
include "mentions.pxi"
include "resolving.pxi"
