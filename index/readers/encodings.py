"""The encodings of texts that a file may name.

Python has other codecs (for host names, escapes, base64, compression), which are no encodings of texts: some take
quadratic time, some unpack, some raise. So a name is looked up in a closed list.
"""

from __future__ import annotations

import codecs

__all__ = ["text_codec"]

NAMES = """
    ascii utf-7 utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be
    iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-11
    iso8859-13 iso8859-14 iso8859-15 iso8859-16
    cp037 cp273 cp424 cp437 cp500 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863 cp864
    cp865 cp866 cp869 cp874 cp875 cp932 cp949 cp950 cp1006 cp1026 cp1125 cp1140 cp1250 cp1251 cp1252 cp1253 cp1254
    cp1255 cp1256 cp1257 cp1258 hp-roman8 koi8-r koi8-t koi8-u kz1048 palmos ptcp154 tis-620
    mac-arabic mac-croatian mac-cyrillic mac-farsi mac-greek mac-iceland mac-latin2 mac-roman mac-romanian mac-turkish
    big5 big5hkscs gb2312 gbk gb18030 hz euc_jp euc_jis_2004 euc_jisx0213 shift_jis shift_jis_2004 shift_jisx0213
    euc_kr johab iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr
"""
CODECS = frozenset(NAMES.split())


def text_codec(name: str) -> str:
    """Return the name of Python's codec for an encoding of texts, the empty text if the name means none."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):  # a name with a NUL, or that is not ASCII, is a ValueError
        return ""
    return found if found in CODECS else ""
