"""News agencies: a closed list, by the names they are printed under.

Other agencies are recognised only if a source names them as such.
"""

from __future__ import annotations

from typing import Final

from dateline.index.pattern import compile_late

__all__ = ["AGENCIES", "find_agency", "find_printed_agency"]

# The printed name of an agency in capitals, and its standard name.
AGENCIES: Final = {
    "AP": "AP", "ASSOCIATED PRESS": "AP", "THE ASSOCIATED PRESS": "AP", "REUTERS": "Reuters", "REUTER": "Reuters",
    "THOMSON REUTERS": "Reuters", "AFP": "AFP", "AGENCE FRANCE-PRESSE": "AFP", "UPI": "UPI", "UP": "UP",
    "INS": "INS", "UNITED PRESS": "UP", "UNITED PRESS INTERNATIONAL": "UPI", "DPA": "dpa", "EFE": "EFE",
    "ANSA": "ANSA", "TASS": "TASS", "ITAR-TASS": "TASS", "INTERFAX": "Interfax", "RIA NOVOSTI": "RIA Novosti",
    "XINHUA": "Xinhua", "KYODO": "Kyodo", "KYODO NEWS": "Kyodo", "JIJI": "Jiji", "YONHAP": "Yonhap",
    "BLOOMBERG": "Bloomberg", "PTI": "PTI", "IANS": "IANS", "ANI": "ANI", "IRNA": "IRNA", "MEHR": "Mehr",
    "TASNIM": "Tasnim", "ANADOLU": "Anadolu", "AA": "Anadolu", "TREND": "Trend", "APA": "APA", "SANA": "SANA",
    "WAM": "WAM", "KUNA": "KUNA", "MENA": "MENA", "PA": "PA", "PRESS ASSOCIATION": "PA", "CP": "CP",
    "THE CANADIAN PRESS": "CP", "CANADIAN PRESS": "CP", "AAP": "AAP", "BELGA": "Belga", "ANP": "ANP", "APP": "APP",
    "BSS": "BSS", "UNB": "UNB", "BERNAMA": "Bernama", "ANTARA": "Antara", "CNN": "CNN", "VOA": "VOA", "IPS": "IPS",
    "CNS": "CNS", "JTA": "JTA", "HAVAS": "Havas", "WOLFF": "Wolff", "STEFANI": "Stefani", "PAP": "PAP",
    "MTI": "MTI", "TANJUG": "Tanjug", "BBC": "BBC", "NYT": "NYT", "CNA": "CNA", "RFE/RL": "RFE/RL",
    "GLOBE NEWSWIRE": "GlobeNewswire", "PRNEWSWIRE": "PRNewswire", "PR NEWSWIRE": "PRNewswire",
    "BUSINESS WIRE": "Business Wire", "NEWSFILE": "Newsfile",
}  # fmt: skip
# Names up to this length are also ordinary words: *up*, *trend*, *mehr*.
SHORT: Final = 5
SHARING = compile_late(r"\s?[/,;]|\s(?:and|&)\s")
ARTICLE = compile_late(r"(?i)the ")
LONGEST: Final = max(map(len, AGENCIES)) + len("the ")


def find_agency(name: str) -> str | None:
    """Return the standard name of an agency for one of its printed names, in any case, else None."""
    if len(name) > LONGEST:
        return None
    name = " ".join(name.upper().split())
    return AGENCIES.get(name) or AGENCIES.get(ARTICLE.sub("", name, count=1))


def find_printed_agency(name: str) -> str | None:
    """Return the standard name of an agency in running text, where short names must be in capitals (*AP*), else None.

    Of two agencies (*AP/Reuters*) it is the first. A service may follow a long name (*Reuters Life!*).
    """
    name = name.strip() if find_agency(name) else SHARING.split(name, maxsplit=1)[0].strip()
    first = name.partition(" ")[0]
    if len(first) > SHORT and find_agency(name) is None:
        name = first
    capitals = name.isupper() or name == "dpa"
    return find_agency(name) if capitals or (len(name) > SHORT and name[:1].isupper()) else None
