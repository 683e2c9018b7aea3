# Compiled from _matching.pyx: the functions of the plain twin, typed and documented there.
from dateline.searcher.kernel.matching_plain import count_values as count_values
from dateline.searcher.kernel.matching_plain import find_phrase as find_phrase
from dateline.searcher.kernel.matching_plain import mark_documents as mark_documents
from dateline.searcher.kernel.matching_plain import mark_list as mark_list
from dateline.searcher.kernel.matching_plain import mark_spans as mark_spans
from dateline.searcher.kernel.matching_plain import mark_term as mark_term
