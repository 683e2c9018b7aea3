# Compiled from _signatures.pyx: the functions of the plain twin, typed and documented there.
from dateline.index.kernel.signatures_plain import bucket_starts as bucket_starts
from dateline.index.kernel.signatures_plain import enter as enter
from dateline.index.kernel.signatures_plain import find_candidates as find_candidates
from dateline.index.kernel.signatures_plain import merge_entries as merge_entries
from dateline.index.kernel.signatures_plain import sketch as sketch
