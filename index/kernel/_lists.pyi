# Compiled from _lists.pyx: the functions of the plain twin, typed and documented there.
from dateline.index.kernel.lists_plain import encode_lists as encode_lists
from dateline.index.kernel.lists_plain import gather_lists as gather_lists
