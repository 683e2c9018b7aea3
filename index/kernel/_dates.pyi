# Compiled from _dates.pyx: the class of the plain twin, typed and documented there.
from dateline.index.kernel.dates_plain import DateScanner as DateScanner
