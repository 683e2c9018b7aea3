"""Pieces of HTML to paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.readers.formats.fragments import text_of_html
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("One<br>Two<br/><br />Three", "One\nTwo\n\nThree"),
        ("<P CLASS='a'>One\n  two</P>", "One two"),
        ("<p>a <b>bold</b>er word</p>", "a bolder word"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("<table><tr><td>One</td><td>2</td></tr><tr><td>Two</td><td>3</td></tr></table>", "One 2\n\nTwo 3"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<p>Keep<script>if (a < b) x('</p>')</script> this</p>", "Keep this"),
        ("<style>p { color: red }</style><p>Keep</p>", "Keep"),
        ("<p>Keep<!-- not <b>this</b> --> this</p>", "Keep this"),
        ('<p title="a > b">Keep</p>', "Keep"),
        ("<p>a < b and c > d</p>", "a < b and c > d"),
        ("<p>Caf&eacute; &#8217;&#x2019; &amp;lt; R&D</p>", "Café ’’ &lt; R&D"),
        ("<p>&#3;&#99999999999999999999;&nothing;</p>", "&#99999999999999999999;&nothing;"),
        ("A plain text\n\nof two paragraphs &amp; no marks", "A plain text\n\nof two paragraphs & no marks"),
        ("<p>Never closed <script>and yet a text", "Never closed and yet a text"),
        ("<p>Never closed <!-- and yet a text", "Never closed and yet a text"),
        ("<![CDATA[<p>One</p>]]>", "One\n\n]]>"),
        ("<p>a<br", "a<br"),
        ("", ""),
    ],
)
def test_blocks_become_paragraphs_and_marks_go(fragment: str, text: str) -> None:
    assert text_of_html(fragment) == text


PARTS = """< <a <a' <a" <!-- <script> </script <! <a='<b=" & &# <p> <pre> <![CDATA[ x"""


@given(st.lists(st.sampled_from(["<", ">", "p", "/", "!--", "-->", "script", '"', "'", "&", "#", ";", " ", "\n", "x"])))
def test_any_text_is_read(parts: list[str]) -> None:
    text_of_html("<p>" + "".join(parts))


@pytest.mark.parametrize("part", PARTS.split())
def test_time_is_linear(part: str) -> None:
    assert_linear(lambda size: text_of_html("<b>" + part * (size // len(part))), 100_000)
