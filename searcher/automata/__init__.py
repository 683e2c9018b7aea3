"""Automata: words by pattern, over the words of a dictionary as written, without case and accents.

=========  ====================  ==============================================================================
kind       pattern               matches
=========  ====================  ==============================================================================
prefix     ``oil``               words that begin with it: *oil*, *oilfield*
wildcard   ``*stan``, ``w?man``  ``*`` stands for any characters or none, ``?`` for one
regex      ``colou?r(ed|ing)``   whole words; `dateline.searcher.automata.expressions` has the syntax
fuzzy      ``netanyahoo``        words that one or two changes of a letter make of it (see `fuzzy`)
=========  ====================  ==============================================================================

A pattern is compared with folded forms (`dateline.index.analysis.english.fold`), never with terms: ``study*`` finds
*studying*, ``*ning`` finds *running*. Its own letters are folded, too.

From a pattern to what it matches:

1. `syntax` is the tree of a pattern, `expressions` reads one from a regular expression. `compilation` makes the tree
   of any kind, and of it an `automaton`: up to about 500 positions, one for each character that the pattern may read,
   and which of them may follow which. A pattern that needs more, or that is no expression, raises PatternError.
2. `dateline.searcher.kernel._automata` runs it. It makes a state of the set of positions that may be reached, when it
   is first reached, and keeps 4,096 of them. A word takes time in proportion to its length, whatever the pattern.
3. A dictionary is walked in order (`dateline.index.segment.folded`): words with the same beginning share the states of
   it, and where no word can match any more, all with that beginning are passed over. A word whose last byte cannot be
   that of a match is not read. `expansion` gives the terms and forms in a segment.
4. `suggestion` finds known words near one that no article has.
"""

from __future__ import annotations

from dateline.searcher.automata.automaton import Automaton
from dateline.searcher.automata.compilation import compile_pattern
from dateline.searcher.automata.expansion import Expansion, find_words
from dateline.searcher.automata.syntax import PatternError

__all__ = ["Automaton", "Expansion", "PatternError", "compile_pattern", "find_words"]
