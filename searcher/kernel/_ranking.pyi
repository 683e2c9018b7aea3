# Compiled from _ranking.pyx: the functions of the plain twin, typed and documented there.
from dateline.searcher.kernel.ranking_plain import Parts as Parts
from dateline.searcher.kernel.ranking_plain import norms_of as norms_of
from dateline.searcher.kernel.ranking_plain import rank_all as rank_all
from dateline.searcher.kernel.ranking_plain import rank_any as rank_any
from dateline.searcher.kernel.ranking_plain import rank_best as rank_best
from dateline.searcher.kernel.ranking_plain import score_postings as score_postings
from dateline.searcher.kernel.ranking_plain import sort_by as sort_by
