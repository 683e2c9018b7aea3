"""Lines of a newsletter that are about the mail: *View in browser*, *You are receiving this email because …*.

They are dropped only where services put them: the first on the first lines, the others on the last ones.
"""

from __future__ import annotations

import re

__all__ = ["without_service_lines"]

FIRST_LINES, LAST_LINES = 3, 12
LONGEST_LINE = 300
LINK = r"(?:\s*[:<(\[]*\s*https?://\S+)?"
VIEW = re.compile(
    r"[\W_]{0,4}(?:"
    r"(?:(?:if you )?(?:can['’]?t|cannot|can not|are unable to|having (?:trouble|problems)) .{3,60}[?.,:]? ?)?"
    r"(?:click here to )?(?:view|read|open|see) (?:this |the |it )?(?:e-?mail |message |newsletter |post |issue )?"
    r"(?:in|on) (?:your |a |the )?(?:web ?browser|browser|web|app)(?: at)?"
    r"|(?:e-?mail |newsletter )?im (?:web)?browser (?:ansehen|anzeigen|öffnen|lesen)"
    r"|(?:voir|lire|ouvrir|afficher) (?:ce |cet |cette )?(?:e-?mail |message |courriel |newsletter |lettre )?"
    r"dans (?:votre|le|un) navigateur"
    r"|ver (?:este |el )?(?:correo |e-?mail |mensaje )?en (?:el|su|tu) navegador)"
    rf"{LINK}[\W_]{{0,6}}",
    re.IGNORECASE,
)
ITEM = (
    r"(?:(?:click here to |to )?unsubscribe(?: here| from this list| instantly)?"
    r"|(?:manage|update|change|edit) (?:your |my )?(?:e-?mail |subscription )?"
    r"(?:preferences|subscriptions?|profile|settings)"
    r"|privacy(?: policy)?|terms(?: of (?:use|service))?|forward(?: (?:this|to a friend))?|contact us"
    r"|view in (?:your )?browser|newsletter abbestellen|abmelden|se désabonner|se désinscrire|darse de baja"
    r"|cancelar (?:la )?suscripción)"
)
UNSUBSCRIBE = re.compile(
    rf"[\W_]{{0,4}}{ITEM}{LINK}(?:[\W_]{{1,5}}(?:or )?{ITEM}{LINK}){{0,6}}[\W_]{{0,6}}", re.IGNORECASE
)
RECEIVING = re.compile(
    r"(?:you(?: are|['’]re| have)? (?:receiving|received|getting|get) this (?:e-?mail|message|newsletter)"
    r"|this (?:e-?mail|message|newsletter) was sent (?:to|by)|sie erhalten diese(?:n|s)? (?:e-?mail|mail|newsletter)"
    r"|vous recevez (?:ce|cet|cette) |(?:has recibido|recibes|recibe) este (?:correo|e-?mail|mensaje|boletín))",
    re.IGNORECASE,
)


def without_service_lines(text: str) -> tuple[str, str]:
    """Return the text of a mail without the lines about it, and the first of these; the text itself if it has none."""
    lines = text.split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip()]
    above = {at for at in filled[:FIRST_LINES] if is_line(VIEW, lines[at])}
    below = set(lines_below(lines, filled[-LAST_LINES:]))
    dropped = above | below
    if not dropped or len(dropped) == len(filled):
        return text, ""
    kept = "\n".join(line for at, line in enumerate(lines) if at not in dropped)
    return re.sub(r"\n{3,}", "\n\n", kept).strip("\n").rstrip(), lines[min(dropped)].strip()


def is_line(pattern: re.Pattern[str], line: str) -> bool:
    """Return whether a whole line is of a kind."""
    return len(line) <= LONGEST_LINE and pattern.fullmatch(line.strip()) is not None


def lines_below(lines: list[str], last: list[int]) -> list[int]:
    """Return which of the last lines say how to leave the list, and those that stand below or between them.

    Below the line that says why the mail was sent stand only short ones: the address of the sender.
    """
    ends = [at for at in last if is_line(UNSUBSCRIBE, lines[at])]
    begins = [at for at in last if len(lines[at]) <= LONGEST_LINE and RECEIVING.match(lines[at].strip())]
    if begins and all(len(lines[at]) <= LONGEST_LINE for at in last if at > begins[0]):
        return [at for at in last if at >= begins[0]]
    found: list[int] = []
    for at in reversed(last):
        if at not in ends:
            break
        found.append(at)
    return found
