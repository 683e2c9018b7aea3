"""Companies that are named after people: *Deere said profit rose*, *Charles Schwab*, *Kidder, Peabody and Co*.

The text shows it by what stands beside one of the mentions, and all mentions of the name are the company then, unless
the text has a person of that name: with a title, or in full (`dateline.index.kernel._naming` decides).
"""

from __future__ import annotations

import re
from typing import Final

from dateline.index.entities.people.cue_words import BUSINESS, CLUBS, LEGAL_FORMS, MOVES, PERIODS, REPORTED, SHARES
from dateline.index.kernel._naming import FoundName

__all__ = ["BY_WORD", "COMPANIES", "acts_as_company"]

# Companies that are mostly printed without *Inc* or *Co*, by the first words of their names. Reviewed by hand.
COMPANIES: Final = CLUBS | {
    "Morgan Stanley", "Merrill Lynch", "Wells Fargo", "Goldman Sachs", "Goldman, Sachs", "Rolls Royce", "Rolls-Royce",
    "Charles Schwab", "Smith Barney", "Dean Witter", "Dean Witter Reynolds", "Drexel Burnham", "Drexel Burnham Lambert",
    "Kidder Peabody", "Kidder, Peabody", "Kidder", "Shearson Lehman", "Shearson", "Salomon", "Salomon Brothers",
    "Lehman Brothers", "Bear Stearns", "Paine Webber", "Donaldson Lufkin", "Morgan Grenfell", "Morgan Guaranty",
    "Hambros", "Kleinwort Benson", "Hoare Govett", "James Capel", "Phillips and Drew", "Jardine", "Jardine Fleming",
    "Jardine Matheson", "Robert Fleming", "Henry Schroder", "Thomson McKinnon", "E.F. Hutton", "Hutton", "A.G. Edwards",
    "Alex. Brown", "Moody", "Moody's", "Fitch", "Dun and Bradstreet", "Standard and Poor", "Arthur Andersen",
    "Arthur Young", "Ernst and Whinney", "Ernst and Young", "Price Waterhouse", "Peat Marwick", "Coopers and Lybrand",
    "Deloitte", "Touche Ross", "J.P. Morgan", "JP Morgan", "Johnson and Johnson", "Procter and Gamble", "Eli Lilly",
    "Eastman Kodak", "Hewlett Packard", "Hewlett-Packard", "John Deere", "Deere", "Harley Davidson", "Harley-Davidson",
    "Mercedes Benz", "Mercedes-Benz", "Daimler Benz", "Daimler-Benz", "Daimler", "Chrysler", "Renault", "Peugeot",
    "Citroen", "Porsche", "Ferrari", "Nissan", "Toyota", "Honda", "Mitsubishi", "Toshiba", "Matsushita", "Hitachi",
    "Sony", "Boeing", "Lockheed", "McDonnell Douglas", "Northrop", "Siemens", "Philips", "Nestle", "Nestlé", "Heineken",
    "Guinness", "Cadbury", "Cadbury Schweppes", "Rowntree", "Unilever", "Guinness Peat", "Marks and Spencer",
    "Sears Roebuck", "J.C. Penney", "Neiman Marcus", "Saks", "Tiffany", "Bloomingdale", "Woolworth", "Walgreen",
    "Walgreens", "Walmart", "Wal-Mart", "Kraft", "Heinz", "Campbell Soup", "Pillsbury", "Kellogg", "Quaker Oats",
    "Cargill", "Dow Jones", "Dow Chemical", "Du Pont", "DuPont", "Monsanto", "Pfizer", "Merck", "Abbott", "Bayer",
    "Hoechst", "Sandoz", "Roche", "Novartis", "Michelin", "Goodyear", "Firestone", "Pirelli", "Cray", "Cray Research",
    "Texaco", "Mobil", "Pennzoil", "Exxon", "Chevron", "Conoco", "Phillips Petroleum", "Cartier", "Chanel", "Dior",
    "Christian Dior", "Louis Vuitton", "Hugo Boss", "Calvin Klein", "Ralph Lauren", "Tommy Hilfiger", "Abercrombie",
    "Levi Strauss", "Warner Bros", "Warner Brothers", "Disney", "Walt Disney", "Lloyd's", "Lloyds", "Barclays",
    "Rothschild", "N.M. Rothschild", "S.G. Warburg", "Warburg", "Hanson Trust", "Slaughter and May",
    "Jones Lang LaSalle", "Legg Mason", "Raymond James", "Edward Jones", "Booz Allen", "McKinsey", "Max Factor",
    "Helena Rubinstein", "Elizabeth Arden", "Estee Lauder", "Mary Kay", "Uncle Ben", "Aunt Jemima", "Jack Daniel",
    "Jack Daniel's", "Johnnie Walker", "Jim Beam", "Dr Pepper", "Ben and Jerry", "Baskin Robbins", "Wendy's",
    "McDonald's", "Tim Hortons", "Papa John's", "Denny's", "Macy's", "Macy", "Alex Brown", "Duff and Phelps",
    "Pratt and Whitney", "Pratt & Whitney", "Donaldson, Lufkin", "Pierce, Fenner", "Wagner and Brown", "Brown Brothers",
    "Manufacturers Hanover", "First Boston", "Chase Manhattan", "Citicorp", "Citibank", "Smith Kline",
    "Black and Decker", "Scott Paper", "Ford Motor", "Ford Canada", "Bell Canada", "Bell Atlantic", "Bell South",
    "Harris Graphics", "Montgomery Securities", "Mark IV", "Mark Iv", "Tass", "Reuter", "L.F. Rothschild", "Shell",
    "K Mart", "Kleinwort", "Pierson", "Heldring", "Scott and Stringfellow", "Kahn and Harris", "Harris Bankcorp",
    "Bell Resources", "Olin", "Dean Witter Reynolds Inc.", "Drexel Burnham Lambert Inc.", "Rice Growers",
    "Hill and Knowlton", "Kohl's", "Lowe's", "Sotheby's", "Christie's", "Sotheby", "Dixons", "Boots", "Tanjug",
    "Keidanren", "Aer Lingus", "Gannett", "Izvestia", "Pravda", "Yonhap", "Xinhua", "Interfax",
    "Swissair", "Lufthansa", "Gillette", "Donaldson Lufkin Jenrette", "Dow", "Evergreen Marine", "Con Ed",
}  # fmt: skip
# The names of companies with a word, to find the short form of one that the text has in full.
BY_WORD: Final[dict[str, tuple[str, ...]]] = {}
for _name in sorted(name for name in COMPANIES if " " in name):
    for _word in {word for word in re.split(r"\W+", _name) if word[:1].isupper()}:
        BY_WORD[_word] = (*BY_WORD.get(_word, ()), _name)
# What a company does after its name, and no person: *said profit*, *rose 2 pct*, *'s shares*.
AFTER = re.compile(
    rf"(?:'s|’s)? (?:{'|'.join(BUSINESS)})\b"
    rf"| said (?:(?:its |the |that )*(?:{'|'.join(REPORTED)})|(?:{'|'.join(PERIODS)})[ -](?:quarter|half|year))\b"
    rf"| (?:{'|'.join(MOVES)})"
    r"(?: by| to| at| up| down)? (?:\$|£|€)?(?:\d|[a-z]+ (?:pct|percent|per cent|cents?|points?|pence|dlrs|dollars))"
    rf"|,? (?:{'|'.join(LEGAL_FORMS)})\b"
    r"|>| <[A-Z.]+>| and Co\b| & Co\b|, [A-Z]\w+ and Co\b"
)
SHARES_OF = re.compile(rf"\b(?:{'|'.join(SHARES)}) (?:of|in) $")
REACH: Final = 24


def acts_as_company(text: str, person: FoundName) -> bool:
    """Return whether what stands beside a mention shows that it is a company."""
    if text[person.start - 1 : person.start] == "<" or AFTER.match(text, person.end):
        return True
    return SHARES_OF.search(text, max(0, person.start - REACH), person.start) is not None
