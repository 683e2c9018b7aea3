# Compiled from _counting.pyx: the functions of the plain twin, typed and documented there.
from dateline.searcher.kernel.counting_plain import count_buckets as count_buckets
