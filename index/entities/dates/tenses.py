"""The words that show whether a clause refers to the future or the past, with flags for the kernel."""

from __future__ import annotations

from dateline.index.entities.dates.words import split_words

__all__ = ["tense_words"]

# Added to the distance of a cue, in characters, relative to a verb of the past; tuned on the articles of the corpus.
CERTAIN, PRESENT, WEAK = -60, 20, 50

# Nouns too, or verbs of headlines (*sets record in May*), which refer to the future near a weekday alone.
OF_WEEKDAYS = frozenset(split_words("rules sets turns enters airs decides debates runs lasts"))
FORWARD = {
    # These outweigh a nearby verb of the past, as in *said it will*.
    **dict.fromkeys(
        split_words("will shall won't would should must 'll due scheduled next upcoming forthcoming expects"), CERTAIN
    ),
    **dict.fromkeys(
        split_words(
            "expect expected planned planning intend intends aim aims hope hopes until ahead deadline may can "
            "might could "
            "forecast forecasts effective"
        ),
        0,
    ),
    # Verbs of the present refer to the future near a date.
    **dict.fromkeys(
        split_words(
            "opens reopens lifts receive receives comes begin begins starts goes meets plays faces returns "
            "leaves arrives "
            "votes holds hosts visits takes flies ends closes expires launches resume resumes "
            "travels joins retires attends performs competes addresses celebrates convenes reconvenes departs "
            "sails sits testifies debuts premieres marries kicks"
        ),
        PRESENT,
    ),
    "is": WEAK,
    "are": WEAK,
    **dict.fromkeys(OF_WEEKDAYS, WEAK),
}
# Words that refer to the future only before certain others.
FORWARD_BEFORE = {
    "going": frozenset(("to",)),
    "set": frozenset(("to",)),
    "about": frozenset(("to",)),
    "to": frozenset(
        split_words(
            "be take begin start open close meet visit vote hold end run launch release leave arrive return "
            "expire discuss"
        )
    ),
}
# Nouns as well as verbs, which refer to the future behind a noun in the plural: *voters go to the polls on Sunday*.
SCHEDULED = frozenset(
    split_words(
        "visit open reopen go play face host vote meet return travel start strike walk attend debate sit gather "
        "perform compete"
    )
)
# What one of these is *to* do is ahead: *plans to cut jobs in May*, *voted to raise rents in May*, and so is what is
# sold *for* May. A weekday may be that of the vote: *voted to raise rents on Friday*.
INTENDING = frozenset(split_words("plans hope hopes aim aims intend intends want wants propose proposes remanded"))
DECIDING = frozenset(
    split_words(
        "voted agreed decided promised pledged vowed offered threatened proposed resolved undertaken committed chosen "
        "picked selected named appointed elected hired plan option sold bought booked"
    )
)
# Verbs as they are after *to*; those that are also past are not so there.
BARE = frozenset(
    split_words(
        "cut hit put set shut beat act add aid air allow alter apply ask attend ban bring build buy call carry change "
        "charge choose complete continue create curb debate decide deliver drop ease elect eliminate end enter expand "
        "extend face fall fight finish fly form free gain get give go grow hand hear help hike host import impose "
        "improve increase introduce invest issue join keep lead lend let lift lower make march meet merge move offer "
        "pay perform play post produce provide publish quit raise reach receive reduce release remain reopen replace "
        "report resign restart resume retire rise rule sail scrap seek sell send serve shed sign sit speak spend stage "
        "stand stay step stop strike suspend switch tour transfer travel try turn unveil use wed withdraw work"
    )
)
PAST = frozenset(
    split_words(
        "was were had did has have been ago earlier since said told met won lost made took came went began "
        "fell rose held led "
        "left gave saw sold bought cut hit killed died became broke found got grew kept paid sent set shot "
        "spoke spent stood "
        "ran put after previously last beat struck flew rode drove wrote drew threw blew knew fought caught "
        "taught brought "
        "thought sought felt dealt slept swept built lent lay sat sank woke chose froze stole wore tore bore "
        "swore shook fled "
        "shut hung swung dug wept meant shone hid bit lit gone done begun"
    )
)
PARTICIPLES = frozenset(
    split_words(
        "slain thrown driven flown grown drawn written spoken broken chosen frozen stolen worn torn sworn hidden "
        "bitten eaten fallen risen forgotten sung seen taken given known shown ridden shaken beaten bound found"
    )
)
NO_VERBS = frozenset(
    split_words(
        "hundred united limited indeed need speed exceed proceed succeed unprecedented allied sacred seed breed"
    )
)
LIMITS = frozenset(("until", "till"))
# Verbs before *until* that are not past tense. `ANNOUNCING` has past tense verbs that announce the future.
NOT_PAST = frozenset(
    split_words(
        "will shall won't 'll would should must may can might could is are am be 's stays remains keeps needs lasts "
        "runs continues extends sits stands serves fails seems helps tends refuses manages"
    )
)
# Forms that take their tense from another verb: *did not stay* and *had to stay* are past.
UNINFLECTED = frozenset(split_words("stay remain keep continue sit stand serve"))
BARE_BEFORE = frozenset(("to", "not", "did"))
# Past even after *is* and similar words: *he's been*.
ALWAYS_PAST = frozenset(split_words("been was were had did"))
ANNOUNCING = frozenset(
    split_words(
        "adjourned postponed deferred delayed extended prolonged remanded given granted agreed decided resolved "
        "ordered promised proposed voted"
    )
)
PERFECT = frozenset(("has", "have"))
# The past, but no verbs.
ADVERBS = frozenset(split_words("ago earlier since after previously last"))
# Right before a date this says nothing: *is payable after July 1*.
NEXT_TO = frozenset(("after",))
# A date next to one of these is the day of saying: *said on Friday it will*. Where something else follows, the date is
# of what is said: *said the vote on Friday will*. Those of `TELLING` have someone who is told in between.
SAYING = frozenset(
    split_words(
        "said added warned confirmed insisted stressed claimed argued predicted thought believed felt knew feared "
        "suggested indicated estimated"
    )
)
TELLING = frozenset(split_words("told informed assured reminded"))
PLACING = frozenset(split_words("on in at during late early here there"))
# Words right before a date that lies ahead of its verb: *was moved to Friday and will*.
TOWARDS = frozenset(split_words("to for by before until till"))
# With a capital these are names rather than verbs.
CAPITAL_NAMES = frozenset(("may", "can"))

# The flags of words, as in `dateline.index.kernel._clauses`.
REACHES = {CERTAIN: 2, 0: 0, PRESENT: 4, WEAK: 8}
FLAGS: tuple[tuple[int, frozenset[str]], ...] = (
    (1, frozenset(FORWARD)),
    (16, PAST),
    (32, PARTICIPLES),
    (64, NO_VERBS),
    (128, LIMITS),
    (256, NOT_PAST),
    (512, UNINFLECTED),
    (1024, BARE_BEFORE),
    (2048, ALWAYS_PAST),
    (4096, ANNOUNCING),
    (8192, PERFECT),
    (16384, frozenset(("be",))),
    (32768, CAPITAL_NAMES),
    (65536, frozenset(word for word, after in FORWARD_BEFORE.items() if after == {"to"})),
    (131072, frozenset(("to",))),
    (262144, FORWARD_BEFORE["to"]),
    (1 << 19, SAYING),
    (1 << 20, TELLING),
    (1 << 21, PLACING),
    (1 << 22, TOWARDS),
    (1 << 23, ADVERBS),
    (1 << 24, SCHEDULED | OF_WEEKDAYS),
    (1 << 25, NEXT_TO),
    # 26 and 27 are those of `verbs`.
    (1 << 28, BARE),
    (1 << 29, INTENDING),
    (1 << 30, DECIDING),
)


def tense_words() -> dict[str, int]:
    """Return the words with their flags."""
    words = {word: REACHES[reach] for word, reach in FORWARD.items()}
    for flag, having in FLAGS:
        for word in having:
            words[word] = words.get(word, 0) | flag
    return words
