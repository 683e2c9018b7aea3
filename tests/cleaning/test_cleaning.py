"""From what a reader found to an article as it is kept, and what its notes say."""

import os
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean
from dateline.index.metadata.publication import Dating
from tests.growth import assert_linear

DAY = date(2016, 12, 14)
NOTICE = "Notice: Undefined offset: 0 in /srv/www/wp-content/post.php on line 3144"

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
OUR_KEYS = (
    *("id", "title", "body", "published", "date", "byline", "author", "dateline", "source", "newspaper"),
    *("url", "language", "people", "places", "topics", "section"),
)


def made(values: Mapping[str, object], *, default: date | None = None) -> Article:
    return clean(RawArticle({"title": "Title", "body": "Body.", **values}, "a.txt"), Dating(default))


def test_an_article_with_nothing_to_mend_has_no_notes() -> None:
    article = made({"id": "a1", "published": "2016-12-14", "places": ["usa", "Côte d'Ivoire"], "section": "World"})
    assert article.notes == ()
    assert (article.id, article.title, article.body, article.published) == ("a1", "Title", "Body.", DAY)
    assert article.places == ("usa", "Côte d'Ivoire")
    assert article.extra == {"section": "World"}


def test_text_is_brought_to_nfc_with_one_kind_of_line_end() -> None:
    article = made({"title": "Cafe\u0301\r\n closed", "body": "Cafe\u0301\r\none\rtwo\n", "people": ["Rene\u0301"]})
    assert article.title == "Café closed"
    assert article.body == "Café\none\ntwo\n"
    assert article.people == ("René",)
    assert article.notes == ()


def test_white_space_in_a_title_collapses() -> None:
    assert made({"title": "  Two\t words \n here "}).title == "Two words here"


@pytest.mark.parametrize(("ours", "theirs"), [("byline", "author"), ("source", "newspaper"), ("published", "date")])
def test_other_names_of_a_key_are_read_and_the_key_itself_wins(ours: str, theirs: str) -> None:
    value, other = ("2016-12-14", "2015-01-01") if ours == "published" else ("One", "Other")
    assert str(getattr(made({theirs: value}), ours)) == value
    both = made({theirs: other, ours: value})
    assert str(getattr(both, ours)) == value
    assert both.extra == {theirs: other}


def test_numbers_are_taken_as_texts() -> None:
    article = made({"id": 17, "title": 1984, "topics": [1, "two"], "url": 5.5})
    assert (article.id, article.title, article.topics, article.url) == ("17", "1984", ("1", "two"), "5.5")


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_an_empty_id_or_line_is_none(empty: object) -> None:
    article = made({"id": empty, "byline": empty, "url": empty, "published": empty, "people": empty})
    assert (article.id, article.byline, article.url, article.published, article.people) == (None, None, None, None, ())
    assert article.extra == {}
    assert article.notes == ()


def test_given_values_are_stripped_split_at_semicolons_and_kept_once_in_order() -> None:
    assert made({"people": " Ann Lee; Bo, Jr. ;; Ann Lee;"}).people == ("Ann Lee", "Bo, Jr.")
    assert made({"people": ["b; c", " a ", "", None, "b; c", "B"]}).people == ("b; c", "a", "B")
    assert made({"people": "Ann Lee"}).people == ("Ann Lee",)


def test_several_authors_become_one_byline() -> None:
    assert made({"author": ["Ann Lee", " Bo Hu "]}).byline == "Ann Lee, Bo Hu"


@pytest.mark.parametrize("key", ["byline", "people", "title", "id"])
def test_a_value_that_does_not_fit_is_kept_aside_with_a_note(key: str) -> None:
    article = made({key: {"name": "Ann"}})
    assert article.extra == {key: {"name": "Ann"}}
    assert any('{"name": "Ann"}' in note for note in article.notes)


def test_an_empty_title_or_body_is_kept_with_a_note() -> None:
    assert "the title is empty" in made({"title": " \n"}).notes
    assert "the body is empty" in made({"body": " \n"}).notes
    assert made({"body": None}).notes == ("the body is empty",)


def test_a_date_that_is_none_is_kept_as_undated_with_a_note() -> None:
    article = made({"published": "the day after"}, default=DAY)
    assert article.published is None
    assert article.notes == ('"the day after" is not a date; kept as undated',)


def test_the_default_date_serves_articles_without_one() -> None:
    assert made({}, default=DAY).published == DAY
    assert made({"date": "2015-01-01"}, default=DAY).published == date(2015, 1, 1)


def test_a_time_of_publication_keeps_its_offset() -> None:
    instant = datetime(2016, 12, 14, 8, 30, tzinfo=timezone(timedelta(hours=1)))
    assert made({"published": "2016-12-14T08:30:00+01:00"}).published == instant


def test_half_a_surrogate_pair_is_replaced_with_a_note() -> None:
    article = made({"title": "a\ud800", "body": "b\udfff", "tags": ["\ud800", {"\ud800": 1}]})
    assert (article.title, article.body) == ("a\ufffd", "b\ufffd")
    assert article.extra == {"tags": ["\ufffd", {"\ufffd": 1}]}
    assert len(article.notes) == 1


def test_only_a_file_of_one_article_is_named_by_its_absolute_path() -> None:
    assert clean(RawArticle({"body": ""}, "a.txt", alone=True)).file == os.path.abspath("a.txt")
    assert clean(RawArticle({"body": ""}, "a.jsonl", 1)).file is None
    assert clean(RawArticle({"body": ""}, "-", alone=True)).file is None


def test_a_file_name_that_is_no_utf_8_can_be_stored() -> None:
    file = clean(RawArticle({"body": ""}, "/x/caf\udce9.txt", alone=True)).file
    assert file == "/x/caf\\xe9.txt"


def test_a_leaked_php_message_is_dropped_with_a_note_that_quotes_it() -> None:
    article = made({"body": f"The leaders met.\n\n{NOTICE}"})
    assert article.body == "The leaders met."
    assert article.notes == (f"dropped a PHP message: {NOTICE}",)


@given(st.dictionaries(st.sampled_from(OUR_KEYS), json_values))
def test_whatever_json_says_the_article_can_be_stored_and_nothing_is_lost(values: dict[str, object]) -> None:
    article = clean(RawArticle(values, "a.jsonl", 1))
    texts = (article.title, article.body, article.id or "", *article.people, *article.topics, str(article.extra))
    for text in texts:
        text.encode()
    assert unicodedata.is_normalized("NFC", article.body)
    aliases = {"author": "byline", "newspaper": "source"}
    objects = {key for key, value in values.items() if isinstance(value, dict)} - {"published", "date"}
    assert {key if key in article.extra else aliases.get(key, key) for key in objects} <= {*article.extra}


def test_a_clean_article_stays_as_it_is() -> None:
    first = made({"body": f"Cafe\u0301\r\n{NOTICE}\r\nEnd"})
    again = clean(RawArticle({"title": first.title, "body": first.body}, "a.txt"))
    assert (again.title, again.body, again.notes) == (first.title, first.body, ())


def test_fifty_megabytes_are_cleaned() -> None:
    def clean_lines(count: int) -> Article:
        return made({"body": "word Cafe\u0301 \r\n" * count})

    assert clean_lines(4_500_000).body.startswith("word Café \nword")
    assert_linear(clean_lines, 100_000)


def test_a_title_on_every_line_is_dropped_in_linear_time() -> None:
    assert_linear(lambda count: made({"title": "Ferry", "body": "Ferry\n" * count + "It ran aground."}), 10_000)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("By Ailsa Grant", "Ailsa Grant"),
        ("Por Álvaro Peña", "Álvaro Peña"),
        ("Por: Álvaro de la Peña", "Álvaro de la Peña"),
        ("Von Katrin Vogel", "Katrin Vogel"),
        ("Von Freeman", "Von Freeman"),
        ("Von der Leyen", "Von der Leyen"),
        ("Par Lindholm", "Par Lindholm"),
        ("Porter Gray Hall", "Porter Gray Hall"),
    ],
)
def test_a_byline_loses_the_word_before_the_names_in_other_languages(given: str, kept: str) -> None:
    found = clean(RawArticle({"title": "T", "body": "It ran.", "byline": given}, "a.json"))
    assert found.byline == kept
    assert any("without its" in note for note in found.notes) == (given != kept)
