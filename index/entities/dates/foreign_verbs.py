"""The verbs that show in other languages whether a day without its year is past: *wurde am 3. März getötet*.

A short table: auxiliaries of the past and the future, and verbs that news has with days. If the clause of the day has
words of both, or of neither, nothing decides.
"""

from __future__ import annotations

import re

from dateline.index.entities.dates.patterns import compiled

__all__ = ["find_direction"]

PAST = (
    "wurde|wurden|war|waren|hatte|hatten|starb|starben|kam|kamen|ging|gingen|begann|eröffnete|verunglückte"  # German
    "|a été|ont été|avait été|est mort|est morte|sont morts|est décédé|est décédée|s'est|fut|furent|mourut"  # French
    "|fue|fueron|murió|murieron|falleció|nació|abrió|empezó|comenzó|ganó|llegó|mató|anunció"  # Spanish
    "|è stato|è stata|sono stati|sono state|fu|furono|morì|è morto|è morta|nacque|ha aperto"  # Italian
    "|foi|foram|morreu|morreram|nasceu|abriu|começou|ganhou|chegou|matou|anunciou"  # Portuguese
    "|werd|werden gedood|overleed|stierf|stierven|kwam|kwamen|ging|opende|begon|is overleden"  # Dutch
    "|blev|dog|avled|öppnade|öppnades|började|inträffade|ble|døde|åpnet|åpnede|åbnede|omkom|skjedde|skete"  # Nordic
    "|został|została|zostało|zostali|zginął|zginęła|zginęli|zmarł|zmarła|odbył|odbyła|odbyło|rozpoczął"  # Polish
    "|был|была|было|были|погиб|погибла|погибли|умер|умерла|состоялся|состоялась|состоялось|прошел|прошла|открылся"
    "|скончался|скончалась|начался|началась"  # Russian
    "|був|була|було|були|загинув|загинула|загинули|помер|померла|відбувся|відбулася|відбулося"  # Ukrainian
)
FUTURE = (
    "wird|werden|soll|sollen|beginnt|eröffnet"
    "|sera|seront|aura lieu|auront lieu|va|vont|doit|doivent"
    "|será|serán|va a|van a|tendrá|tendrán|se celebrará|empezará|comenzará"
    "|sarà|saranno|si terrà|si terranno"
    "|serão|vai|vão|terá|terão"
    "|zal|zullen|wordt|worden|gaat"
    "|ska|skall|kommer att|skal|vil bli|vil blive"
    "|będzie|będą|odbędzie|odbędą"
    "|будет|будут|состоится|состоятся|пройдет|пройдут"
    "|буде|будуть|відбудеться|відбудуться"
)
VERB = rf"(?<![\w-])(?:(?P<past>{PAST})|(?P<future>{FUTURE}))(?![\w-])"
CLAUSE_END = re.compile(r"[.!?;:](?=\s|$)|,(?=\s)|\n|[()\u2013\u2014]")
BEFORE, BEHIND = 90, 70


def find_direction(text: str, start: int, end: int) -> int:
    """Return 2 if the clause around ``text[start:end]`` has verbs of the future only, -2 for the past, else 0."""
    low, high = max(0, start - BEFORE), min(len(text), end + BEHIND)
    for sign in CLAUSE_END.finditer(text, low, start):
        low = sign.end()
    border = CLAUSE_END.search(text, end - 1, high)  # the end of a sentence is part of a short month: *3 mars.*
    found = list(compiled(VERB).finditer(text, low, max(end, border.start()) if border is not None else high))
    past = {each["past"] is not None for each in found}
    if len(past) != 1:
        return 0
    return -2 if past.pop() else 2
