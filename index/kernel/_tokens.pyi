# Compiled from _tokens.pyx: the functions of the plain twin, typed and documented there.
from dateline.index.kernel.tokens_plain import Inverter as Inverter
from dateline.index.kernel.tokens_plain import join_lines as join_lines
from dateline.index.kernel.tokens_plain import tokenize as tokenize
