"""Markdown: front matter, titles, text, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers import read as read_files
from dateline.index.readers.formats.markdown import read_markdown
from dateline.index.readers.key_names import rename_known
from tests.growth import assert_linear


def read(text: str) -> RawArticle | ReadError:
    (only,) = read_markdown(iter(text.encode("utf-8", "surrogatepass").splitlines(keepends=True)), "a.md")
    return only if isinstance(only, ReadError) else rename_known(only)


def values(text: str) -> dict[str, object]:
    found = read(text)
    assert isinstance(found, RawArticle), found
    return dict(found.values)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# A *b* & c\n\nText.", "A b & c", "Text."),
        ("Title\n=====\n\nText.", "Title", "Text."),
        ("---\ntitle: Front\n---\n# Head\n\nText.", "Front", "Head\n\nText."),
        ("Text **alone**.", "", "Text alone."),
        ("---\n---\nText.", "", "Text."),
        ("Text.\n\n---\n\nMore.", "", "Text.\n\nMore."),
        ("[A link](https://a.example) and `code` <b>kept</b>.", "", "A link and code <b>kept</b>."),
        ("", "", ""),
    ],
)
def test_title_and_text(text: str, title: str, body: str) -> None:
    found = values(text)
    assert (found["title"], found["body"]) == (title, body)


def test_values_stay_as_they_are_written() -> None:
    found = values("---\npublished: 2016-12-14\ndraft: no\nn: 0012\npeople: [A B, 'C: D']\nbody: not this\n---\nText.")
    assert {key: found[key] for key in ("published", "draft", "n", "people", "body")} == {
        "published": "2016-12-14", "draft": "no", "n": "0012", "people": ["A B", "C: D"], "body": "Text.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\na: &x [1]\nb: *x\n---\n", "alias"),
        ("---\na: [\n---\n", "no YAML"),
        ("---\n- a\n- b\n---\n", "no list of keys"),
        ("---\na: \x00\n---\n", "NUL"),
        ("+++\na = \n+++\n", "no TOML: invalid value"),
        ("+++\na = 1\na = 2\n+++\n", "no TOML: cannot overwrite a value"),
        ("+++\na = [1\n+++\n", "no TOML"),
        ("---\na: !!python/object:os.system x\n- b\n---\n", "no YAML"),
    ],
)
def test_what_is_wrong_is_said(text: str, reason: str) -> None:
    found = read(text)
    assert isinstance(found, ReadError)
    assert reason in found.reason


def test_front_matter_in_toml_is_read_and_its_keys_have_other_names() -> None:
    keys = 'title = "Front"\npubDate = 2016-12-14\nat = 08:00:00\n[a]\nb = [2016-12-14T08:00:00Z]'
    found = values(f"\n+++\n{keys}\n+++\nText.")
    assert found == {
        "title": "Front", "published": "2016-12-14", "at": "08:00:00", "a": {"b": ["2016-12-14T08:00:00+00:00"]},
        "body": "Text.",
    }  # fmt: skip
    assert values("---\npubDate: 2016-12-14\nauthors: [A B]\n---\nText.")["byline"] == ["A B"]
    error = read("\n+++\ntitle = 'a'\nb =\n+++\n")
    assert isinstance(error, ReadError)
    assert error.line == 4


def test_keys_that_the_user_names_come_before_other_names_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: T\nauthors: The Lamp\ndate: 2016-12-14\npubDate: 2016-12-15\n---\nA `<b>x</b>` sign.")
    (found,) = read_files([str(path)], mapping={"source": "authors", "published": "pubDate"})
    assert isinstance(found, RawArticle)
    assert (found.values["source"], found.values["published"]) == ("The Lamp", "2016-12-15")
    assert "byline" not in found.values
    assert found.values["body"] == "A <b>x</b> sign."  # a sign in the text, not markup


@given(st.text(st.sampled_from("-#>*_[]()`|:&!\n a\t<"), max_size=60))
def test_anything_is_an_article_or_an_error(text: str) -> None:
    assert isinstance(read(text), RawArticle | ReadError)
    assert isinstance(read(f"---\n{text}\n---\n"), RawArticle | ReadError)


@pytest.mark.parametrize("unit", ["[", "*a ", "> ", ">>\nx\n", "- ", "`", "![", "|a", "\n---\na: ", "<"])
def test_long_rows_of_marks_take_linear_time(unit: str) -> None:
    assert_linear(lambda size: read(unit * (size // len(unit))), 5_000)


@pytest.mark.parametrize(
    ("front", "day", "drafts"),
    [
        ("published: true\ndate: 2016-12-14", "2016-12-14", 0),
        ("published: True\nPubDate: 2016-12-14", "2016-12-14", 0),
        ("published: false\ndate: 2016-12-14", "2016-12-14", 1),
        ("draft: true\ndate: 2016-12-14", "2016-12-14", 1),
        ("draft: false\npublished: 2016-12-14", "2016-12-14", 0),
    ],
)
def test_booleans_are_no_days_and_drafts_have_a_note(front: str, day: str, drafts: int) -> None:
    found = read(f"---\n{front}\n---\nText.")
    assert isinstance(found, RawArticle)
    assert day in (found.values.get("date"), found.values.get("published"))
    assert len([note for note in found.notes if "draft" in note]) == drafts


def test_booleans_of_toml_are_no_days() -> None:
    found = values("+++\npublished = true\ndate = 2016-12-14\n+++\nText.")
    assert (found["date"], found["is_published"]) == ("2016-12-14", True)
    assert "published" not in found


@pytest.mark.parametrize(
    "front",
    [
        "---\nk: " + "[" * 101 + "]" * 101 + "\n---",
        "---\nk: " + "[" * 30_000 + "\n---",
        "+++\n" + "a." * 101 + "a=1\n+++",
    ],
    ids=["lists", "open lists", "points"],
)
def test_front_matter_that_is_nested_too_deep_is_refused(front: str) -> None:
    found = read(f"{front}\nIt ran aground.")
    assert isinstance(found, ReadError)
    assert found.reason == "the front matter is nested too deep"


def test_front_matter_that_is_nested_is_read() -> None:
    assert values("---\nk: " + "[" * 99 + "]" * 99 + "\n---\nIt ran aground.")
    assert values("+++\na.b.c = 1\n+++\nIt ran aground.")["a"] == {"b": {"c": 1}}
    assert values('+++\nlead = "' + "a.b " * 200 + '"\n+++\nIt ran aground.')["lead"] == "a.b " * 200


def test_comments_and_shortcodes_are_no_text_but_captions_are() -> None:
    text = (
        'It ran.\n\n<!--more-->\n\n{{< figure src="a.jpg" caption="The quay" >}}\n\n{{% note %}}It sank.{{% /note %}}'
    )
    found = read(f"---\ntitle: T\n---\n{text}\n")
    assert isinstance(found, RawArticle)
    assert found.values["body"] == "It ran.\n\nThe quay\n\nIt sank."
    assert found.notes == ('left out what is for a program, as {{< figure src="a.jpg" caption="The quay" >}}',)


def test_a_shortcode_is_quoted_as_it_is_written() -> None:
    found = read("# T\n\n{{% note %}}It sank.{{% /note %}}\n")
    assert found.notes == ("left out what is for a program, as {{% note %}}",)


@pytest.mark.parametrize("text", ["```\n{{< ref >}}\n```", "Of {{<}} and <!-- no end"])
def test_code_and_other_signs_stay(text: str) -> None:
    shown = text.replace("```", "").strip()
    assert values(f"---\ntitle: T\n---\n{text}\n")["body"] == shown


def test_a_link_in_the_front_matter_is_its_words() -> None:
    found = values('---\nauthor: "[[Ailsa Grant]]"\ntags: ["[[people/moray|Moray]]", "a [[b]]"]\n---\nIt ran.')
    assert (found["author"], found["tags"]) == ("Ailsa Grant", ["Moray", "a [[b]]"])
