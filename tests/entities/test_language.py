"""Which language a text is taken for."""

from __future__ import annotations

import pytest

from dateline.index import extract
from dateline.index.entities.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said on Tuesday that the harbour would be closed until the end of the week.", "en"),
        ("Der Minister sagte am Dienstag, dass der Hafen bis zum Ende der Woche geschlossen wird.", "de"),
        ("Le ministre a dit mardi que le port resterait fermé jusqu’à la fin de la semaine.", "fr"),
        ("El ministro dijo el martes que el puerto no se abre hasta el final de la semana.", "es"),
        ("Il ministro ha detto martedì che il porto non aprirà fino alla fine della settimana.", "it"),
        ("O ministro disse na terça-feira que o porto não abre até ao fim da semana.", "pt"),
        ("De minister zei dinsdag dat de haven tot het einde van de week gesloten blijft.", "nl"),
        ("Ministern sade på tisdagen att hamnen är stängd och inte öppnas för trafik.", "sv"),
        ("Minister powiedział we wtorek, że port nie jest otwarty i nie będzie w tym tygodniu.", "pl"),
        ("Министр сказал во вторник, что порт будет закрыт до конца этой недели.", "ru"),
        ("Міністр сказав, що порт їхній і його відкриють у неділю.", "uk"),
        ("قال الوزير إن الميناء مغلق حتى نهاية الأسبوع", "ar"),
        ("部长星期二说港口将关闭到周末", "zh"),
        ("大臣は火曜日に港が週末まで閉まると述べた", "ja"),
        ("장관은 화요일에 항구가 닫힌다고 말했다", "ko"),
        ("Ο υπουργός είπε ότι το λιμάνι θα μείνει κλειστό", "el"),
        ("השר אמר כי הנמל יהיה סגור", "he"),
        ("मंत्री ने कहा कि बंदरगाह बंद रहेगा", "hi"),
    ],
)
def test_a_sentence_tells_its_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "   ", "12 345, 6789.", "Baku", "*** — ***"])
def test_too_little_tells_nothing(text: str) -> None:
    assert language_of(text) is None


def test_foreign_names_and_quotes_do_not_make_a_text_foreign() -> None:
    text = "He met Maroš Šefčovič, Đặng Xuân Hợp and “Иван” in the café on the corner, and they spoke of the old days."
    assert language_of(text) == "en"
    assert language_of(text.upper()) == "en"


@pytest.mark.parametrize("code", [None, "", " ", "-", "-GB", "_"])
def test_a_code_without_a_language_leaves_it_to_the_text(code: str | None) -> None:
    found = extract("The President of the country spoke to the men of the town yesterday.", language=code)
    assert found.language == "en"
    assert [each.text for each in found.dates] == ["yesterday"]


@pytest.mark.parametrize(
    "text",
    [
        "Polis menahan dua lelaki di Johor Bahru kerana disyaki mencuri motosikal milik seorang wanita semalam.",
        "Presiden Joko Widodo mengatakan bahwa pemerintah akan membangun jalan baru di Jakarta pada tahun ini.",
    ],
)
def test_indonesian_and_malay_are_not_taken_for_english(text: str) -> None:
    assert language_of(text) == "id"


GERMAN = "Der Minister sagte am Dienstag, dass der Hafen von Bremen bis zum Ende der Woche geschlossen wird."


@pytest.mark.parametrize("given", ["en", "en-GB", "EN_us"])
def test_a_text_that_is_plainly_not_english_contradicts_a_given_english(given: str) -> None:
    found = extract(GERMAN, language=given)
    assert (found.language, found.people) == ("de", ())
    assert found.notes == ("the language is given as en, but the text reads as de",)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("The minister said that the port of Bremen would be closed to all of them for a while.", "en"),
        ("Bremen 3, Hamburg 1", "en"),  # too few words to tell
        (GERMAN, "de"),
        (GERMAN, "nl"),  # only English is a template's default
        (GERMAN, None),
    ],
)
def test_any_other_given_language_holds_without_a_note(text: str, given: str | None) -> None:
    found = extract(text, language=given)
    assert found.language == (given or "de")
    assert found.notes == ()
