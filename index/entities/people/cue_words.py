"""Words in names and beside them that the rules of people look at, and the table that finds the names with any of them.

Most names have none and stand beside none. A kernel reads the words of a text's names and those around them once
(`dateline.index.kernel._tagging.NameRules`), and the rules are tried where it says so.
"""

from __future__ import annotations

from functools import cache

from dateline.index.entities.names_file import load_shipped
from dateline.index.entities.people.titles import (
    OFFICE_WORDS,
    PARTICLES,
    POSTNOMINALS,
    ROLES,
    STYLES,
    TITLES,
    word_set,
)
from dateline.index.kernel import _tagging as kernel

__all__ = [
    "ABBREVIATED_FORENAMES",
    "BUSINESS",
    "CLUBS",
    "COURTESIES",
    "COURTESY",
    "ENDS_OF_NAMES",
    "EPITHETS",
    "FATES",
    "FEATURES",
    "GEOGRAPHIC",
    "HEADLINE_VERBS",
    "LEGAL_ENDS",
    "LEGAL_FORMS",
    "LOCALS",
    "MEMBERS",
    "MOVES",
    "NOBODY",
    "NUMBERS",
    "OFFICES",
    "OTHERS",
    "PERIODS",
    "PRINCELY",
    "REPORTED",
    "ROYAL",
    "SHARES",
    "SHIPS",
    "SHORTENED",
    "SURE_TITLES",
    "THINGS",
    "name_rules",
]

# Last words of names of places that are not in a gazetteer.
GEOGRAPHIC = word_set("""
    Strait Straits River Lake Valley Island Islands Bay Hill Hills Creek County Park Beach Mountain Mountains Desert
    Peninsula Canal Canyon Falls Forest Gulf Harbor Harbour Heights Province Ridge Sea Springs Coast Basin
    Street Avenue Road Square Bridge Drive Ave Boulevard
""")
# What ministers and chiefs are *of*.
OFFICES = word_set("""
    Exchequer State Commerce Defense Defence Agriculture Treasury Interior Labor Labour Education Energy Justice Health
    Transportation Transport War Navy Staff Industry Trade Finance Police Operations
""")
MEMBERS = word_set("""
    Catholics Protestants Christians Muslims Jews Hindus Democrats Republicans Socialists Conservatives Liberals
    Communists Nationalists Greens Tories Chinese
""")
# Last words of names that are neither a person's nor a place's: *Roman Catholic*, *Monroe Doctrine*, *Rose Bowl*.
OTHERS = word_set("""
    Catholic Orthodox Muslim Sunni Emperor Empire Doctrine Pact Treaty Amendment Era Crude Blend Bowl Palace
    Barracks Gardens Clerics
""")
# Epithets of rulers and saints, part of the name before *the*.
EPITHETS = word_set("""
    Great Elder Younger Terrible Conqueror Confessor Unready Lionheart Bald Fat Bold Pious Good Bad Wise Fair Simple
    Stammerer Fearless Magnificent Impaler Baptist Evangelist Apostle Redeemer Martyr Hermit Venerable Navigator Just
    Cruel Strong Lion Red Black Short Tall Lame Blind Child Hun Athenian Stoic Cynic Areopagite Tanner Carpenter
""")
# With a point they end a name, or one and a sentence: *Sammy Davis Jr.*, *Philip II.*
ENDS_OF_NAMES = word_set("jr sr jnr snr i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi")
NUMBERS = word_set("One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen")
# Words that are no names of people by themselves: forms of companies, abbreviations of tables, markets, months.
NOBODY = word_set("""
    Inc Corp Ltd Co PLC Plc Cos AG SA NV Bros Shr Shrs Net Revs Qtr Oper Avg Div Rev Mths Dlrs Mln Bln Pct Cts Est
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun Note Notes Dealers
    Traders Analysts Brokers Bankers Officials Sources Economists Police Buyers Sellers Libor Ecus Ecu Sterling
    Treasuries Tonight Today Tomorrow Yesterday I've I'm I'd I'll It's We've Don't Rice Barley Corn Wheat Boston
    Western Nil Hg Cash Crude Prime Chapter Sri St Mt Ft Tel Fax Web Email Reuter Reuters Eds Sir Madam Hi Hello OK
    You've They've He's She's That's There's Let's I’ve I’m I’d I’ll It’s We’ve Don’t You’ve They’ve He’s She’s That’s
    There’s Let’s Roman Romans Catalan Catalans Nazi Nazis Muslim Sunni Shia Shiite Islam Buddhism Hinduism Judaism
    Gaelic Syriac Maori Māori Aryan Anglophile Anglophiles Tory Fatah Hamas Reich Superfund Airbus Macintosh Undernet
    Ebolavirus Mac OS
""")

ROYAL = STYLES - {"saint", "st"}
PRINCELY = word_set("Prince Princess")
COURTESY = word_set("mr mrs ms miss sir dame")
# What follows these is a person whatever the tagger says.
COURTESIES = word_set("Mr Mrs Ms Messrs Sir Dame")
# What stands before the names of ships. "MS" does not, since it is also *Ms*, an illness and a company.
SHIPS = word_set("""
    USS USNS USCGC HMS HMAS HMCS HMNZS HMSAS HNLMS HMNLMS RMS SS MV M/V INS SMS FS
    U.S.S. H.M.S. R.M.S. S.S. M.V.
""")
# Words after a name that make it the name of a company, a building or a prize.
THINGS = word_set("""
    Inc Corp Corporation Co Company Ltd LLC PLC Plc Group Motor Motors Airport University College Hospital
    Foundation Institute Stadium Bridge Street Avenue Square Prize Award Cup Center Centre Library Museum
    Memorial Theatre Theater Hotel School Bank Brothers Bros
""")
FEATURES = word_set("""
    Mount Mt. Lake Cape Fort Port River Camp Hurricane Storm Superstorm Typhoon Cyclone Operation Article Chapter
    Section Volume Ancient Classical Sunni
""")
# Abbreviated forenames of older papers: before a surname they are a name, before a name part of it.
SHORTENED = word_set("Geo Wm Chas Jas Jno Thos Robt Saml Benj Danl Richd Fredk")
ABBREVIATED_FORENAMES = SHORTENED | word_set("Jos Edw Alex Theo Hy")
# What companies have, and people do not: *Deere's shares*.
BUSINESS = word_set("""
    share shares stock profit profits earnings net revenue revenues sales dividend quarterly bonds debt shareholders
    stockholders unit subsidiary plant plants acquisition takeover merger factory factories
""")
# What companies speak of, or of which period: *Deere said first quarter profit*.
REPORTED = word_set("""
    profit profits net earnings revenue revenues sales shares board quarterly shareholders company dividend
""")
PERIODS = word_set("first second third fourth full")
# What shares and amounts do.
MOVES = word_set("rose fell gained lost dropped climbed slid jumped added eased slipped closed traded")
LEGAL_FORMS = word_set("""
    Inc Corp Ltd PLC Plc plc AG NV SA GmbH LLC Bros Co Cos Holding Holdings Industries Bancorp Securities
""")
# With these a name ends that is no person's: *Krupp Stahl AG*; without points at the end.
LEGAL_ENDS = word_set("""
    AG SA N.V NV GmbH L.P LP Ltd Securities Bancorp Industries Holdings Newswires Airlines Airways Associates
    Broadcasting Computer Consulting Dynamics Foods Funding Laboratories Paints Systems Tire Trust Worldwide
    Cabinet Conference Council Diocese France-Presse Institution Parliament Party Police Republic Brigades
""")
# Verbs of headlines that have capitals in all words (*Zelensky Asks for Arms*); none is part of a company's name.
HEADLINE_VERBS = word_set("""
    Accuses Admits Agrees Apologizes Appoints Arrives Asks Attacks Begins Blasts Blames Calls Clings Condemns Criticizes
    Cries Declares Defeats Defends Demands Denies Dies Dismisses Endorses Expects Faces Fires Flees Gains Gets Gives
    Goes Hails Hints Hopes Insists Invites Joins Keeps Leaves Loses Makes Meets Nominates Offers Orders Ousts Pledges
    Praises Promises Pulls Pushes Quits Raises Refuses Rejects Replaces Resigns Returns Reveals Says Seeks Sees Signs
    Slams Speaks Suggests Sues Takes Tells Threatens Touts Tries Unveils Urges Vetoes Visits Vows Waits Wants Warns Wins
    Withdraws
""")
# What only people do, or only people suffer.
FATES = word_set("""
    died resigned abdicated retired testified tweeted wept smiled laughed shrugged married assassinated killed shot
    hanged beheaded stabbed jailed arrested born widowed knighted exiled executed buried hospitalized sworn re-elected
    impeached
""")
# Titles that stand before nothing but people.
SURE_TITLES = word_set("""
    president premier minister chancellor ayatollah sheikh senator sen gov mayor col capt sgt dr rev cardinal archbishop
    bishop rabbi imam taoiseach ambassador congressman congresswoman
""")
# What a town has, and who lives there: *Leeds police*, *a Derby man*.
LOCALS = word_set("""
    police council councillors councillor magistrates court hospital firefighters residents resident man woman couple
    teenager pensioner mayor airport suburb
""")
# Football clubs that the tagger takes for people, but Chelsea, a forename. As with companies, a text that has a
# person of the name means that one.
CLUBS = frozenset({
    "Ajax", "Arsenal", "Aston Villa", "Atletico Madrid", "Atlético Madrid", "Benfica", "Borussia Dortmund", "Celtic",
    "Crystal Palace", "Everton", "Feyenoord", "Fulham", "Juventus", "Lazio", "Leicester City", "Millwall",
    "Olympique Lyonnais", "Paris Saint-Germain", "Rangers", "Real Betis", "Real Madrid", "Real Sociedad", "Sampdoria",
    "Sporting Lisbon", "Tottenham", "Tottenham Hotspur", "Villarreal", "Watford", "West Bromwich Albion",
})  # fmt: skip
# What is *of* a company.
SHARES = word_set("""
    share shares stock stake bond bonds subsidiary unit division owner maker customer customers
""")


@cache
def name_rules() -> kernel.NameRules:
    """Return what finds the names that rules are for, made once."""
    listed: dict[str, int] = {}
    for words, bit in (
        (NOBODY, kernel.NO_PERSON),
        (GEOGRAPHIC | MEMBERS | NUMBERS | OTHERS | LEGAL_ENDS | POSTNOMINALS, kernel.LAST_OF_OTHERS),
        (OFFICES, kernel.OFFICE),
        (STYLES, kernel.STYLE),
        (PARTICLES, kernel.SMALL_PART),
        (TITLES, kernel.TITLE_WORD),
        (ROLES, kernel.ROLE),
        (SHIPS, kernel.SHIP),
        (FEATURES | OFFICE_WORDS, kernel.FIRST_OF_THINGS),
        (THINGS, kernel.THING),
        (COURTESY, kernel.COURTESY_WORD),
        (COURTESIES, kernel.COURTESY_START),
        (("of", "state"), kernel.OF_TITLE),
        (ENDS_OF_NAMES, kernel.NAME_END),
        (("the",), kernel.ARTICLE),
        (ABBREVIATED_FORENAMES, kernel.SHORT_FORENAME),
        (BUSINESS | MOVES | LEGAL_FORMS | SHARES, kernel.BUSINESS_WORD),
        (("said",), kernel.SAID_WORD),
        (HEADLINE_VERBS, kernel.HEADLINE_VERB),
        (FATES, kernel.FATE),
        (SURE_TITLES, kernel.SURE_TITLE),
        (LOCALS, kernel.LOCAL),
        ({club.split()[0] for club in CLUBS if " " in club}, kernel.CLUB_WORD),
        (REPORTED | PERIODS, kernel.REPORTED_WORD),
    ):
        for word in words:
            plain = word.rstrip(".").lower()
            listed[plain] = listed.get(plain, 0) | bit
    return kernel.NameRules(load_shipped().lexicon, listed)
