"""Irregular forms of common English words, and the regular words that have their terms: *children*, *ran*.

Snowball's rules take off endings; these forms have others, or the rules take them for other words. Left out are forms
that are words of their own as often: *saw, left, found, felt, lay, bore, wound, rose, fell, ground, bound, lit, bit,
shed, dove, lives, leaves, bases, axes, data, media*; and auxiliary verbs (*was, had, did, could*), which would only
make lists of documents longer.
"""

from __future__ import annotations

from typing import Final

__all__ = ["IRREGULAR", "WORD_OF_FORM"]

NOUNS = """
    alumnus alumni
    analysis analyses
    antenna antennae
    appendix appendices
    bacterium bacteria
    bureau bureaux
    calf calves
    chateau chateaux
    child children
    crisis crises
    criterion criteria
    diagnosis diagnoses
    elf elves
    emphasis emphases
    foot feet
    formula formulae
    fungus fungi
    genus genera
    goose geese
    half halves
    hoof hooves
    hypothesis hypotheses
    index indices
    knife knives
    larva larvae
    loaf loaves
    louse lice
    matrix matrices
    memorandum memoranda
    mouse mice
    nucleus nuclei
    oasis oases
    ox oxen
    parenthesis parentheses
    passerby passersby
    phenomenon phenomena
    plateau plateaux
    prognosis prognoses
    radius radii
    referendum referenda
    scarf scarves
    sheaf sheaves
    shelf shelves
    stimulus stimuli
    stratum strata
    synthesis syntheses
    tableau tableaux
    thesis theses
    thief thieves
    tooth teeth
    vertebra vertebrae
    vertex vertices
    vortex vortices
    wharf wharves
    wife wives
    wolf wolves
    grandchild grandchildren
    schoolchild schoolchildren
    stepchild stepchildren
    midwife midwives
    housewife housewives
    bookshelf bookshelves
    penknife penknives
    werewolf werewolves
"""
# Words of men and women, by what stands before.
PEOPLE = """
    alder assembly business camera chair church clergy committee congress council counter country crafts crew dairy
    door dutch english fire fisher fore freed french frontier gentle guards gun hench herds horse husband irish journey
    jury lay line marks mid middle militia milk minute noble oars ombuds patrol plains police post president rifle sales
    scots sea select service show spokes sports states stunt swords trades trench tribes vestry watch welsh wood work
    yachts yeo
"""
VERBS = """
    arise arose arisen
    awake awoke awoken
    beat beaten
    become became
    befall befallen befell
    begin began begun
    bend bent
    bite bitten
    bleed bled
    blow blew blown
    break broke broken
    breed bred
    bring brought
    build built
    burn burnt
    buy bought
    catch caught
    choose chose chosen
    cling clung
    come came
    creep crept
    deal dealt
    dig dug
    draw drew drawn
    dream dreamt
    drink drank drunk
    drive drove driven
    eat ate eaten
    fall fallen
    feed fed
    fight fought
    flee fled
    fling flung
    fly flew flown
    forbid forbade forbidden
    foresee foresaw foreseen
    forget forgot forgotten
    forgive forgave forgiven
    forsake forsook forsaken
    freeze froze frozen
    get got gotten
    give gave given
    go goes went gone
    grow grew grown
    hang hung
    hear heard
    hide hid hidden
    hold held
    keep kept
    kneel knelt
    know knew known
    lead led
    leap leapt
    learn learnt
    lend lent
    lose lost
    make made
    mean meant
    meet met
    mislead misled
    mistake mistook mistaken
    misunderstand misunderstood
    outgrow outgrew outgrown
    overcome overcame
    overhear overheard
    override overrode overridden
    oversee oversaw overseen
    overtake overtook overtaken
    overthrow overthrew overthrown
    partake partook partaken
    pay paid
    prove proven
    rebuild rebuilt
    repay repaid
    resell resold
    retake retook retaken
    retell retold
    rethink rethought
    rewrite rewrote rewritten
    ride rode ridden
    ring rang
    rise risen
    run ran
    say said
    see seen
    seek sought
    sell sold
    send sent
    shake shook shaken
    shine shone
    shoot shot
    show shown
    shrink shrank shrunk
    sing sang sung
    sink sank sunk
    sit sat
    slay slain
    sleep slept
    slide slid
    sling slung
    speak spoke spoken
    speed sped
    spend spent
    spin spun
    spoil spoilt
    spring sprang sprung
    stand stood
    steal stole stolen
    stick stuck
    sting stung
    strike struck stricken
    string strung
    strive strove striven
    swear swore sworn
    sweep swept
    swell swollen
    swim swam swum
    swing swung
    take took taken
    teach taught
    tear tore torn
    tell told
    think thought
    throw threw thrown
    tread trod trodden
    undergo underwent undergone
    understand understood
    undertake undertook undertaken
    undo undid undone
    uphold upheld
    wake woke woken
    wear wore worn
    weave wove woven
    weep wept
    win won
    withdraw withdrew withdrawn
    withhold withheld
    withstand withstood
    wring wrung
    write wrote written
"""

# Regular forms that Snowball's rules take for other words: for them *sued* is *su*, *buses* is *buse*, *experience* is
# *experi*. Found in the words of Reuters-21578 and of 9,000 articles of Wikipedia.
TAKEN_APART = """
    apprentice apprenticed
    bluff bluffed bluffing
    boycott boycotted boycotting
    bureau bureaus
    bus buses busses
    canvas canvases
    counterbalance counterbalanced
    dial dialled dialling
    duel duelled duelling
    dwarf dwarves
    dye dyed
    evidence evidenced
    experience experienced experiencing
    focus focussed focusses focussing
    free freed
    fuel fuelled fuelling
    gas gases gasses gassed gassing
    gazette gazetted
    glue glued gluing
    guru gurus
    handcuff handcuffed
    hindu hindus
    inexperience inexperienced
    iris irises
    lens lenses
    menu menus
    metropolis metropolises
    mimic mimicked mimicking
    money monies
    overheat overheated overheating
    panic panicked panicking
    persevere persevered
    picnic picnicked picnicking
    plateau plateaus
    prejudice prejudiced
    program programme programmes programmed programming
    puff puffed puffing
    queue queued queuing
    quiz quizzes quizzed quizzing
    rebuff rebuffed
    reference referenced referencing
    refinance refinanced refinancing
    sacrifice sacrificed sacrificing
    sniff sniffed sniffing
    staff staffed staffing
    stuff stuffed stuffing
    sue sued suing
    traffic trafficked trafficking
    trial trialled
    underlie underlies underlying
    zulu zulus
"""

# Abbreviations, which have no vowel that the rules ask for before an *s*.
ABBREVIATIONS = """
    bbl cd dj dlr dvd ecu gmo lb lbo mp mth mvp ngo pc phd plc shr tv vcr
"""


def _words_of(rows: str) -> dict[str, str]:
    """Return the word of each further form of rows."""
    return {form: word for word, *forms in filter(None, map(str.split, rows.splitlines())) for form in forms}


def _people() -> dict[str, str]:
    made: dict[str, str] = {}
    for before in ("", *PEOPLE.split()):
        made |= {f"{before}men": f"{before}man", f"{before}women": f"{before}woman"}
    return made


IRREGULAR: Final = _words_of(NOUNS + VERBS) | _people()
# With those that are taken apart.
WORD_OF_FORM: Final = IRREGULAR | _words_of(TAKEN_APART) | {f"{short}s": short for short in ABBREVIATIONS.split()}
