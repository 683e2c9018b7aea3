"""Lines of newsletters that are about the mail itself."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers.formats.mail import read_mail
from dateline.index.readers.formats.mail_service import without_service_lines

TEXT = "Good morning.\n\nThe bank sat still."


@pytest.mark.parametrize(
    "line",
    [
        "View in browser",
        "View this email in your browser: https://ledger.example/v/1",
        "View this post on the web at https://seaweed.example/p/forecast",
        "Having trouble reading this email? View it in your browser",
        "Newsletter im Browser ansehen",
        "Voir cet e-mail dans votre navigateur",
        "Ver este correo en el navegador",
    ],
)
def test_the_way_to_a_browser_above_the_text_goes(line: str) -> None:
    assert without_service_lines(f"{line}\n\n{TEXT}") == (TEXT, line)


@pytest.mark.parametrize(
    "lines",
    [
        "Unsubscribe",
        "Unsubscribe https://seaweed.example/unsub?x=1",
        "Unsubscribe | Manage preferences | Privacy policy",
        "You are receiving this email because you signed up.\nLedger Media, 1 Quay Street\n\nUnsubscribe | Contact us",
        "Vous recevez ce message car vous êtes abonné.\nSe désabonner",
    ],
)
def test_the_way_out_below_the_text_goes(lines: str) -> None:
    assert without_service_lines(f"{TEXT}\n\n{lines}") == (TEXT, lines.partition("\n")[0])


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "View in browser",  # nothing else: the mail says no more
        "The view in the browser was poor.\n\nIt sank.",
        f"{TEXT}\n\nUnsubscribe from the harbour board, the mayor said, and be free.",
        f"Unsubscribe\n\n{TEXT}",
        f"You are receiving this email because of the strike.\n\n{'It ran. ' * 50}",
    ],
)
def test_other_lines_stay(text: str) -> None:
    assert without_service_lines(text) == (text, "")


def test_a_note_quotes_what_was_dropped() -> None:
    mail = f"From: a@b.example\nSubject: Rates\n\nView in browser\n\n{TEXT}\n\nUnsubscribe\n"
    (found,) = read_mail(iter(mail.encode().splitlines(True)), "a.eml")
    assert isinstance(found, RawArticle)
    assert found.values["body"] == TEXT
    assert "dropped what the mail says about itself, such as: View in browser" in found.notes
