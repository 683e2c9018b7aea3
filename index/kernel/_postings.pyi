# Compiled from _postings.pyx: the functions of the plain twin, typed and documented there.
from dateline.index.kernel.postings_plain import count_frequencies as count_frequencies
from dateline.index.kernel.postings_plain import encode as encode
from dateline.index.kernel.postings_plain import gather as gather
