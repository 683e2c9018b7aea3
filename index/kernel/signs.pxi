# What `NameRules.read` says of names that may be people's, for _tagging.pyx and _naming.pyx.

cpdef enum:
    RULED = 1
    ACTS = 2
    SHOUTED = 4
    ECHOED = 8
    OPENS = 16
    SPLIT = 32
    OF_THING = 64
    MARKED = 128
