# Compiled from _likeness.pyx: the functions of the plain twin, typed and documented there.
from dateline.index.kernel.likeness_plain import likeness as likeness
from dateline.index.kernel.likeness_plain import most_alike as most_alike
from dateline.index.kernel.likeness_plain import overlap as overlap
