# Compiled from _gazetteer.pyx: the functions of the plain twin, typed and documented there.
from dateline.index.kernel.gazetteer_plain import hash_name as hash_name
from dateline.index.kernel.gazetteer_plain import scan_names as scan_names
