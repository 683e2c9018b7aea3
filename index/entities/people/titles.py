"""Word lists of titles, styles, suffixes and particles of personal names.

A *title* (*Mr*, *President*, *Prime Minister*, *Sen.*) is separated from the name. A *style* (*Pope*, *King*, *Queen*,
*Saint*) is part of the name, because it replaces the surname: *Pope Francis*, *King Abdullah II*.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "FEMALE_TITLES",
    "MALE_TITLES",
    "NOUN_TITLES",
    "OFFICE_WORDS",
    "PARTICLES",
    "POSTNOMINALS",
    "ROLES",
    "STYLES",
    "SUFFIXES",
    "TITLES",
    "word_set",
]


def word_set(listed: str) -> frozenset[str]:
    """Return the set of words in a text."""
    return frozenset(listed.split())


MALE_TITLES: Final = word_set("""
    mr messrs mister sir lord baron count duke father brother monsieur herr señor senor signor sheikh sheik
""")
FEMALE_TITLES: Final = word_set("""
    mrs ms miss madam madame mme mlle lady dame baroness countess duchess sister frau señora senora signora daw
""")
# In full and abbreviated; without points, in lower case. Also the words of titles of several words (*Prime Minister*,
# *Vice President*, *Attorney General*).
NOUN_TITLES: Final = word_set("""
    dr doctor prof professor rev reverend hon honorable honourable rabbi imam mullah maulana ayatollah grand
    major-general brigadier-general lieutenant-general president-elect
    president pres vice vice-president ex-president premier prime minister ministers foreign interior defense
    defence finance justice deputy acting former interim chief secretary under-secretary undersecretary
    secretary-general chancellor chairman chairwoman chairperson ambassador envoy spokesman spokeswoman
    spokesperson commissioner director director-general governor gov mayor senator sen senators sens
    representative rep reps congressman congresswoman councillor councilman councilwoman delegate speaker judge
    attorney prosecutor magistrate general gen lieutenant lt major maj colonel col captain capt commander cmdr
    admiral adm sergeant sgt corporal cpl private pvt brigadier brig marshal rear first second staff officer
    constable inspector detective sheriff cardinal archbishop bishop monsignor msgr reverend pastor coach
    justice comrade superintendent taoiseach treasurer comptroller archdeacon chaplain curate vicar provost
    ex-minister ex-premier co-chairman co-chair marshal attorney-general solicitor-general governor-general insp supt
    tánaiste viscount consul postmaster coun cllr policeman patrolman alderman assemblyman assemblywoman coroner
    selectman speaker-elect governor-elect senator-elect mayor-elect
""")
# What people do, printed with a capital before their names at the start of a sentence: *Striker Joost van der Meer*.
ROLES: Final = word_set("""
    striker midfielder defender goalkeeper keeper winger forward batsman bowler skipper captain sprinter jockey
    manager trainer analyst economist trader dealer lawyer actor actress singer songwriter author writer novelist
    playwright artist painter sculptor pianist violinist composer conductor poet photographer designer filmmaker
    producer rapper comedian astronaut cosmonaut farmer engineer banker businessman businesswoman billionaire
    millionaire tycoon publisher editor columnist reporter journalist correspondent activist campaigner leader
    lawmaker parliamentarian mp historian physicist chemist biologist economist scientist researcher psychologist
    teacher student surgeon nurse paramedic firefighter policeman policewoman officer driver pilot sailor soldier
    veteran survivor owner founder co-founder chef architect tory labour republican democrat dj ceo
""")
TITLES: Final = MALE_TITLES | FEMALE_TITLES | NOUN_TITLES
# What comes before the title of an office: *Agriculture Minister*, *District Judge*.
OFFICE_WORDS: Final = word_set("""
    agriculture energy health education trade transport transportation labor labour environment treasury budget housing
    culture tourism planning economy industry oil information home chief circuit district county state city house senate
    municipal police federal deputy assistant senior associate
""")
STYLES: Final = word_set("""
    pope king queen prince princess emperor empress tsar czar sultan emir saint st prophet crown
""")
SUFFIXES: Final = word_set("""
    jr sr jnr snr ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xxiii
""")
# Letters after a name that are no part of it: *Sir Peter Holloway QC*.
POSTNOMINALS: Final = word_set(
    "QC KC SC MP MEP MSP TD OM CH CBE OBE MBE KBE DBE GBE BEM CVO KCVO CMG KCMG FRS FBA VC DSO"
)
PARTICLES: Final = word_set("""
    de del della di da das do dos du des la le les el al bin bint ibn ben abu van von der den ter ten zu zur af
    av ul ud ur uz y e
""")
