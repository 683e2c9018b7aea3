# Compiled from _columns.pyx: the functions of the plain twin, typed and documented there.
from dateline.searcher.kernel.columns_plain import mark_days as mark_days
from dateline.searcher.kernel.columns_plain import mark_within as mark_within
from dateline.searcher.kernel.columns_plain import roll_up as roll_up
