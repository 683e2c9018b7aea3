"""The version of the analyses, which is in the manifest of each index: texts and queries must be split alike.

It is increased with every change by which a text or a query gets other words, terms or marks.

Version log: 1, the first, of manifests that name none; 2, borders and mentions are marked, initials with points are one
word, irregular forms have the terms of their words, ae, oe and ue are as ä, ö and ü, and each syllable of Hangul is a
token; 3, forms like *sued*, *buses* and *experienced* have the terms of their words.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ANALYSIS"]

ANALYSIS: Final = 3
