"""Words to fill templates with, written for this project: days, states, teams, names that are also other words."""

from __future__ import annotations

__all__ = [
    "AGENCIES",
    "DAYS",
    "MONTHS",
    "NICKNAMES",
    "NICKNAMES_OF_TEAMS",
    "SHORT_MONTHS",
    "STATES",
    "TEAM_CITIES",
    "TRICKY_FORENAMES",
    "TRICKY_SURNAMES",
]


def words(listed: str) -> tuple[str, ...]:
    """Return the words of a text; a low line stands for a space."""
    return tuple(word.replace("_", " ") for word in listed.split())


DAYS = words("""
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
""")
MONTHS = words("""
    January February March April May June July August September October November December
""")
# Months and states as datelines shorten them.
SHORT_MONTHS = words("""
    Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.
""")
STATES = words("""
    Ala. Ariz. Ark. Calif. Colo. Conn. Fla. Ga. Ill. Ind. Kan. Ky. La. Mass. Md. Mich. Minn. Miss. Mo. Mont.
    Neb. Nev. N.C. N.D. N.H. N.J. N.M. N.Y. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Texas Utah Va. Vt. Wash. Wis.
    W.Va. Wyo. Ont. Que. B.C.
""")
NICKNAMES = words("""
    Lefty Doc Buddy Red Sonny Ace Rocky Chip Duke Tiny Babe Hoss Skip Curly Tex Whitey Slim Boots Moose
""")
AGENCIES = words("""
    AP Reuters AFP UPI Reuter DPA Xinhua
""")
# Cities that stand for their clubs in tables, and clubs by their nicknames.
TEAM_CITIES = words("""
    New_York Los_Angeles Chicago Boston Detroit Seattle Cleveland Toronto Montreal Atlanta Houston Miami Dallas
    Denver Phoenix San_Diego San_Francisco St_Louis Pittsburgh Cincinnati Philadelphia Baltimore Oakland
    Milwaukee Kansas_City Minnesota Texas California Colorado Florida Buffalo Orlando Utah Portland Charlotte
    Washington New_Jersey Indiana Sacramento Vancouver Edmonton Calgary Ottawa Tampa_Bay Green_Bay
""")
NICKNAMES_OF_TEAMS = words("""
    Yankees Mets Indians Braves Cubs Tigers Giants Reds Twins Angels Orioles Mariners Rangers Royals Padres
    Dodgers Pirates Phillies Cardinals Expos Astros Rockies Marlins Brewers Athletics Patriots Cowboys Packers
    Bears Lions Dolphins Jets Bills Steelers Broncos Raiders Vikings Saints Eagles Redskins Bruins Sabres Flyers
    Penguins Canucks Flames Oilers Sharks Blues Blackhawks Maple_Leafs Red_Sox White_Sox Blue_Jays
""")
# Forenames and surnames that are also words for months, days, places or things.
TRICKY_FORENAMES = words("""
    Jean-Claude Jean-Pierre Marie-Claire Hans-Dietrich Karl-Heinz Jean-Marie Anne-Marie Min-ho Ji-woo Abdul-Rahman
    April May June Israel Georgia Jordan Chelsea Paris Florence Sydney Austin Dallas Kent Chad Brooklyn Carolina
    Virginia Savannah Devon Kenya India Asia China Lourdes Troy Boston Houston Madison Summer Autumn Dakota Will
    Mark Bill Grant Rob Rose Grace Hope Faith Jack Sue Art Frank Pat Drew Dean Duke Earl Prince Major
""")
TRICKY_SURNAMES = words("""
    March May August Monday Friday Washington Lincoln Jackson Houston Austin London York Lancaster Kent Berlin
    Paris France England Ireland Wales Holland Israel Jordan Lebanon Montana Bush Rice Brown White Black Green
    Young King Price Banks Law Day Hill Wood Stone Field Church Park Case Best Long Short Strong Love Power Bell
    Cook Fisher Baker Page Reading Bath Wells Buffalo Santiago Valencia Medina Cordoba Florence Milan Roma Lima
""")
