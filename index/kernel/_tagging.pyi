# Compiled from _tagging.pyx: the functions of the plain twin, typed and documented there.
from dateline.index.kernel.tagging_plain import describe_words as describe_words
from dateline.index.kernel.tagging_plain import tag as tag
