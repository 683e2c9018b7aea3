# Compiled from _marks.pyx: the class of the plain twin, typed and documented there.
from dateline.index.kernel.marks_plain import MarkFinder as MarkFinder
