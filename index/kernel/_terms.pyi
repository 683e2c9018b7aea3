# Compiled from _terms.pyx: the functions of the plain twin, typed and documented there.
from dateline.index.kernel.terms_plain import Lexicon as Lexicon
from dateline.index.kernel.terms_plain import find as find
from dateline.index.kernel.terms_plain import merge_terms as merge_terms
from dateline.index.kernel.terms_plain import sort_forms as sort_forms
