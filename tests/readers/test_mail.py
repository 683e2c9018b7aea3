"""Mails and mailboxes: what programs send, and what they should not."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers import read as read_files
from dateline.index.readers.formats.mail import read_mail
from tests.growth import assert_linear


def read(text: str | bytes) -> list[RawArticle | ReadError]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_mail(iter(data.splitlines(keepends=True)), "a.eml"))


def values(text: str | bytes) -> dict[str, object]:
    (only,) = read(text)
    assert isinstance(only, RawArticle)
    assert only.alone
    return dict(only.values)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Subject: =?iso-8859-1?q?Caf=E9?= =?utf-8?b?w6k=?= open", "Caféé open"),
        ("subject:  Café\n  open ", "Café open"),
        ("Subject: =?nonsense?q?Caf=C3=A9?=", "Café"),
        ("Subject: =?utf-8?b?w6k?=", "é"),
        ("Subject: =?utf-8?q?broken", "=?utf-8?q?broken"),
        ("Subject: =?punycode?q?caf-dma?=", "caf-dma"),
    ],
)
def test_encoded_words_are_read(line: str, title: str) -> None:
    assert values(f"From: a@b.example\n{line}\n\nText")["title"] == title


@pytest.mark.parametrize(
    ("line", "byline", "address"),
    [
        ('From: "Ana, of the Quay" <ana@quay.example>', "Ana, of the Quay", "ana@quay.example"),
        ("From: ana@quay.example", "ana@quay.example", "ana@quay.example"),
        ("From: <ana@quay.example>", "ana@quay.example", "ana@quay.example"),
        ("Sender: Ana <ana@quay.example>", "Ana", "ana@quay.example"),
    ],
)
def test_the_sender_is_the_byline(line: str, byline: str, address: str) -> None:
    found = values(f"Subject: S\n{line}\n\nText")
    assert (found["byline"], found["from"]) == (byline, address)


@pytest.mark.parametrize(
    ("head", "content", "body"),
    [
        ("Content-Type: text/plain; charset=utf-8", "Café".encode(), "Café"),
        ("Content-Type: text/plain; charset=windows-1252", "“Café”".encode("cp1252"), "“Café”"),
        ("Content-Type: text/plain; charset=nonsense", "Café".encode(), "Café"),
        ("Content-Type: text/plain", "Café".encode("cp1252"), "Café"),
        ("Content-Transfer-Encoding: base64", b"Q2Fm6Q==", "Café"),
        ("Content-Transfer-Encoding: base64", b"Q2Fm6Q", "Café"),
        ("Content-Transfer-Encoding: quoted-printable", b"Caf=E9 =\r\nopen=", "Café open"),
        ("Content-Type: text/html", b"<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("Content-Type: image/png", b"One", ""),
        ("Content-Type: multipart/mixed; boundary=x", b"--x\n\nOne\n--x\n\nTwo\n--x--", "One\n\nTwo"),
        ("Content-Type: multipart/alternative; boundary=x", b"--x\n\n \n--x\nContent-Type: text/html\n\n<b>Two", "Two"),
        ("Content-Type: multipart/mixed; boundary=x", b"--x\n\nNever closed", "Never closed"),
        ("Content-Type: multipart/mixed", b"No boundary", "No boundary"),
    ],
)
def test_the_text_is_the_plain_part_else_the_html(head: str, content: bytes, body: str) -> None:
    assert values(f"Subject: S\n{head}\n\n".encode() + content)["body"] == body


def test_a_line_of_text_that_begins_with_from_does_not_begin_a_message() -> None:
    first, second = read(
        "From a@b.example Mon Mar  4 08:00:01 2019\nSubject: A\n\nText\n\nFrom here we saw it.\n>From\n>>From here\n"
        "\nFrom a@b.example Tue Mar  5 08:00:01 2019\nSubject: B\n\nText"
    )
    assert isinstance(first, RawArticle)
    assert first.values["body"] == "Text\n\nFrom here we saw it.\n>From\n>From here"
    assert (second.line, isinstance(second, RawArticle)) == (10, True)


def test_messages_come_as_they_are_read() -> None:
    def endless():  # type: ignore[no-untyped-def]
        while True:
            yield from (b"From a@b.example Mon Mar  4 08:00:01 2019\n", b"Subject: A\n", b"\n", b"Text\n", b"\n")

    found = read_mail(endless(), "-")
    assert all(isinstance(next(found), RawArticle) for _ in range(100))


def test_what_is_no_mail_is_an_error() -> None:
    (error,) = read("Just a text\n\nof two paragraphs")
    assert isinstance(error, ReadError)
    assert "no header" in error.reason
    (error,) = read("\n\n")
    assert isinstance(error, ReadError)
    assert "no message" in error.reason


def nested(depth: int) -> bytes:
    parts = [b"Subject: S\n"]
    for level in range(depth):
        parts.append(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level))
    return b"".join([*parts, b"\nText"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (nested(2000), "too deep"),
        (b"Subject: S\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 30_000, "more than 20,000 parts"),
        (b"Subject: S\n" + b"X: y\n" * 300_000, "header of the message is longer"),
        (b"Subject: S\n\n" + b"a\n" * 1_000_000, "more than 1,000,000 lines"),
        (b"Subject: S\n\n" + b"a\r" * 1_000_001, "more than 1,000,000 lines"),
    ],
)
def test_messages_made_to_fill_the_memory_are_refused(data: bytes, reason: str) -> None:
    (error,) = read(data)
    assert isinstance(error, ReadError)
    assert reason in error.reason


def test_a_message_that_is_too_large_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.readers.formats.mail.LARGEST_MESSAGE", 1000)
    start = b"From a@b.example Mon Mar  4 08:00:01 2019\nSubject: A\n\n"
    error, article = read(start + b"Text\n" * 1000 + b"\n" + start + b"Text")
    assert isinstance(error, ReadError)
    assert (error.line, "larger than" in error.reason) == (1, True)
    assert isinstance(article, RawArticle)


@pytest.mark.parametrize("part", ["=?", "=?a?q?", "=?utf-8?b?w6k=?= ", "<", ";", '"', "a=b; ", "(", ",", "\n ", "\nX:"])
def test_time_is_linear_in_a_header(part: str) -> None:
    def read_headers(size: int) -> None:
        line = part * (size // len(part))
        for name in ("Subject", "Date", "From", "List-Id", "Content-Type", "Content-Disposition"):
            read(f"To: b\n{name}: text/plain; {line}\n\nText")

    assert_linear(read_headers, 50_000)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Wed, 14 Dec 2016 12:30:00 +0100", "2016-12-14T12:30:00+01:00"),
        ("Wed, 14 Dec 16 12:30:00 +0100", "2016-12-14T12:30:00+01:00"),
        ("Wed, 14 Dec 2016 12:30:00 +0100 (CET)", "2016-12-14T12:30:00+01:00"),
        ("Wed, 14 Dec 2016 12:30:00 MEZ", "2016-12-14"),
        ("Wed Dec 14 12:30:00 2016", "2016-12-14T12:30:00"),
        ("Wed, 14 Dez 2016 12:30:00 +0100", "2016-12-14T12:30:00+01:00"),
        ("Fri, 5 Feb 121 12:30:00 +0000", "Fri, 5 Feb 121 12:30:00 +0000"),
        ("04/05/2016", "04/05/2016"),
    ],
)
def test_the_date_is_read_as_everywhere_and_kept_as_it_is_if_it_is_none(line: str, published: str) -> None:
    assert values(f"From: a@b.example\nDate: {line}\n\nText")["published"] == published


def test_lines_in_the_head_that_are_no_headers_are_passed_over() -> None:
    found = values(
        "From: a@b.example\nSubject: S\n(no header)\nDate: Mon, 5 Feb 2001 10:00:00 +0000\n\nText\nmore: text"
    )
    assert (found["published"], found["body"]) == ("2001-02-05T10:00:00+00:00", "Text\nmore: text")
    found = values("From: a@b.example\nDate: 5 Feb 2001\nSubject: S\nstray\n\nText")
    assert (found["title"], found["body"]) == ("S", "Text")


@pytest.mark.parametrize("border", ["; boundary=other", "", "; boundary="])
def test_parts_are_found_by_their_true_border(border: str) -> None:
    parts = (
        "--x\nContent-Type: text/plain; charset=utf-8\n\nThé text\n--x\nContent-Type: text/html\n\n<p>no</p>\n--x--\n"
    )
    found = values(f"From: a@b.example\nSubject: S\nContent-Type: multipart/alternative{border}\n\n{parts}")
    assert found["body"] == "Thé text"
    found = values(f"From: a@b.example\nSubject: S\nContent-Type: multipart/alternative{border}\n\nOnly text")
    assert found["body"] == "Only text"


def test_a_separator_with_its_whole_date_needs_no_blank_line() -> None:
    box = "From a@b.example Mon Feb  5 10:00:00 2001\nFrom: a@b.example\nSubject: {}\n\nFrom here on it rains.\n"
    found = read(box.format("A") + box.format("B"))
    assert [each.values["title"] for each in found if isinstance(each, RawArticle)] == ["A", "B"]


@pytest.mark.parametrize(
    "name", ["inbox/1.", "inbox/17", "mail/cur/1204680122.M5P1.host.example:2,S", "mail/new/1204680122.5.host"]
)
def test_folders_of_messages_are_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text("From: a@b.example\nDate: 5 Feb 2001\nSubject: S\n\nText\n", encoding="utf-8")
    (found,) = read_files([str(tmp_path)])
    assert isinstance(found, RawArticle)
    assert found.values["title"] == "S"


HEAD = "From: Jane Roe <jane@x.example>\nSubject: Ferry\nDate: Wed, 14 Dec 2016 08:00:00 +0000\n"
RUSSIAN = "В среду утром паром сел на мель в густом тумане. В пятницу движение возобновится, сообщили в порту. " * 2


@pytest.mark.parametrize(
    ("mail", "body", "note"),
    [
        (f"{HEAD}\ncaf\u00e9".encode("cp1252"), "café", "the mail names no encoding; it was read as Windows-1252"),
        (f"{HEAD}\n{RUSSIAN}".encode("koi8-r"), RUSSIAN.strip(), "the mail names no encoding; it was read as KOI8-R"),
        (
            f"{HEAD}Content-Type: text/plain; charset=utf-8\n\ncaf\u00e9".encode("cp1252"),
            "café",
            "the text is not in the encoding that the mail names, utf-8; it was read as Windows-1252",
        ),
        (
            f"{HEAD}Content-Type: text/plain; charset=x-quay\n\ncafé".encode(),
            "café",
            "the text is not in the encoding that the mail names, x-quay; it was read as UTF-8",
        ),
        (
            f"{HEAD}Content-Transfer-Encoding: base64\n\nSXQgc2*FuaywK".encode(),
            "It sank,",
            "the base64 of the text is damaged; it was read as far as it can be",
        ),
        (f"{HEAD}Content-Type: text/plain; charset=koi8-r\n\nПаром".encode("koi8-r"), "Паром", ""),
    ],
)
def test_a_doubt_about_the_text_is_a_note(mail: bytes, body: str, note: str) -> None:
    (found,) = read_mail(iter(mail.splitlines(keepends=True)), "a.eml")
    assert isinstance(found, RawArticle)
    assert (found.values["body"], found.notes) == (body, (note,) if note else ())


def test_attachments_are_named_and_forwarded_mails_are_read() -> None:
    parts = [f'Content-Type: image/png\nContent-Disposition: attachment; filename="{n}.png"\n\nx\n' for n in range(6)]
    parts.append("Content-Type: message/rfc822\nContent-Disposition: attachment\n\nSubject: Inner\n\nForwarded.\n")
    mail = (
        f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n" + "".join(f"--b\n{part}" for part in parts) + "--b--\n"
    )
    (found,) = read_mail(iter(mail.encode().splitlines(keepends=True)), "a.eml")
    assert isinstance(found, RawArticle)
    assert found.values["body"] == "Forwarded."
    assert found.notes == ("6 attachments were not read: 0.png, 1.png, 2.png, 3.png, 4.png, …",)


PAGE = "<h1>Ferry</h1><p>The ferry lost power shortly after it left the quay, and all the lifeboats went out.</p>"


def alternative(plain: str, html: str = PAGE, kind: str = "plain") -> str:
    parts = f"--b\nContent-Type: text/{kind}\n\n{plain}\n--b\nContent-Type: text/html\n\n{html}\n--b--\n"
    return f"{HEAD}Content-Type: multipart/alternative; boundary=b\n\n{parts}"


@pytest.mark.parametrize(
    ("plain", "is_html"),
    [
        ("No HTML is shown.", True),
        ("View this mail in your browser: http://x.example/1", True),
        ("[image: logo]", True),
        ("Ferry loses power after it left the quay, and\nhttp://x.example/1", True),
        ("The ferry lost power shortly after it left the quay.", False),
    ],
)
def test_the_html_is_read_if_the_plain_part_says_much_less(plain: str, is_html: bool) -> None:
    (found,) = read(alternative(plain))
    assert isinstance(found, RawArticle)
    assert str(found.values["body"]).startswith("Ferry\n\nThe ferry" if is_html else plain)
    assert found.notes == (("the plain part of the mail says much less than its HTML, which was read",) * is_html)


@pytest.mark.parametrize("kind", ["markdown", "enriched", "x-web-markdown"])
def test_other_kinds_of_text_are_read_as_text(kind: str) -> None:
    assert values(f"{HEAD}Content-Type: text/{kind}\n\nIt *sank*.")["body"] == "It *sank*."


def test_a_part_that_is_no_text_is_named_if_there_is_no_text() -> None:
    (found,) = read(f"{HEAD}Content-Type: application/octet-stream\n\nIt sank.")
    assert isinstance(found, RawArticle)
    assert (found.values["body"], found.notes) == ("", ("the part of the type application/octet-stream was not read",))


@pytest.mark.parametrize(
    "parameters",
    [
        "charset*=utf-8''x; charset*0=y",
        "charset*=utf-8''%00",
        "charset*999999999999999999999=utf-8",
        "charset*=undefined''%61",
        'charset="a\0b"',
        'charset="\u00e9"',
        "charset*=utf-8''utf-8; charset=utf-8",
    ],
)
@pytest.mark.parametrize("name", ["Content-Type: text/plain", "Content-Disposition: inline"])
def test_parameters_that_the_standard_library_does_not_read_cost_nothing(name: str, parameters: str) -> None:
    assert values(f"{HEAD}{name}; {parameters}\n\nIt sank.")["body"] == "It sank."
    assert values(f"{HEAD}{name}; file{parameters}\n\nIt sank.")["body"] == "It sank."


def test_a_message_that_cannot_be_read_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(message: object, doubts: object) -> str:
        raise TypeError("of the parser")

    monkeypatch.setattr("dateline.index.readers.formats.message.body_of", fail)
    (error,) = read(f"{HEAD}\nText")
    assert isinstance(error, ReadError)
    assert error.reason == "the message cannot be read (TypeError: of the parser)"


@pytest.mark.parametrize("name", ["2016-December.txt", "list", "list.mbox"])
def test_a_month_of_a_mailing_list_is_a_mailbox(name: str, tmp_path: Path) -> None:
    message = (
        "From jane at x.example  Wed Dec 14 07:12:00 2016\nFrom: jane at x.example (Jane Roe)\nSubject: {}\n"
        "Date: Wed, 14 Dec 2016 07:12:00 +0000\n\nIt sank.\n\n"
    )
    (tmp_path / name).write_text(message.format("A") + message.format("B"), encoding="utf-8")
    found = [each for each in read_files([str(tmp_path / name)]) if isinstance(each, RawArticle)]
    assert [(each.values["title"], each.values["byline"]) for each in found] == [("A", "Jane Roe"), ("B", "Jane Roe")]


INNER = "From: Bo Lind <b@x.example>\nSubject: Inner\nDate: Mon, 12 Dec 2016 07:12:00 +0000\n\nThe ferry sank."


def test_each_mail_of_a_digest_is_an_article_and_a_forwarded_one_keeps_its_headers() -> None:
    digest = f"--d\n\n{INNER}\n--d\n\n{INNER.replace('Inner', 'Other')}\n--d--\n"
    inside = f"--b\n\nTopics of today\n--b\nContent-Type: multipart/digest; boundary=d\n\n{digest}\n--b--\n"
    for mail in (
        f"{HEAD}Content-Type: multipart/digest; boundary=d\n\n{digest}",
        f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{inside}",
    ):
        found = [each for each in read(mail) if isinstance(each, RawArticle)]
        assert [each.values["title"] for each in found] == ["Inner", "Other"]
        assert {(each.values["byline"], each.values["body"], each.alone) for each in found} == {
            ("Bo Lind", "The ferry sank.", False)
        }
    forwarding = f"--b\n\nSee below.\n--b\nContent-Type: message/rfc822\n\n{INNER}\n--b--\n"
    found_body = values(f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{forwarding}")["body"]
    assert found_body == (
        "See below.\n\nFrom: Bo Lind <b@x.example>\nSubject: Inner\nDate: Mon, 12 Dec 2016 07:12:00 +0000\n\n"
        "The ferry sank."
    )


def test_flowed_lines_are_joined_and_their_spaces_deleted_if_the_mail_says_so() -> None:
    kind = "Content-Type: text/plain; charset=utf-8; format=flowed"
    assert values(f"{HEAD}{kind}\n\nIt \nsank.")["body"] == "It sank."
    assert values(f"{HEAD}{kind}; delsp=yes\n\n漂 \n流 \n")["body"] == "漂流"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("", "2016-12-14T07:13:00+00:00"),
        ("Date: Thu, 01 Jan 1970 00:00:00 +0000\n", "2016-12-14T07:13:00+00:00"),
        ("Date: yesterday\n", "2016-12-14T07:13:00+00:00"),
        ("Date: 12 Dec 2016 07:00:00 +0000\n", "2016-12-12T07:00:00+00:00"),
    ],
)
def test_a_mail_without_a_day_has_that_on_which_the_first_server_received_it(date: str, published: str) -> None:
    servers = (
        "Received: by c; Thu, 15 Dec 2016 08:00:00 +0000\nReceived: from a\n by b;\n Wed, 14 Dec 2016 07:13:00 +0000\n"
    )
    (found,) = read(f"{servers}From: a@b.example\nSubject: S\n{date}\nText")
    assert isinstance(found, RawArticle)
    assert found.values["published"] == published
    assert len(found.notes) == (published != "2016-12-12T07:00:00+00:00")


DIGESTED = "From: Ailsa Moray <a@x.example>\nSubject: {}\n\nIt ran.\n"


def digest(border: str, *parts: str) -> str:
    inside = "".join(f"--{border}\n\n{part}\n" for part in parts)
    head = f"From: l@x.example\nSubject: D\nMIME-Version: 1.0\nContent-Type: multipart/digest; boundary={border}\n\n"
    return f"{head}{inside}--{border}--\n"


def test_digests_in_digests_give_their_mails() -> None:
    nested = digest(
        "b", DIGESTED.format("One"), digest("a", DIGESTED.format("Two"), DIGESTED.format("Three")), DIGESTED.format("4")
    )
    found = read(nested)
    assert [each.values["title"] for each in found if isinstance(each, RawArticle)] == ["One", "Two", "Three", "4"]
    assert all(each.values["body"] == "It ran." for each in found if isinstance(each, RawArticle))


def test_empty_and_damaged_mails_of_a_digest_are_lines_that_name_them() -> None:
    found = read(digest("a", "", DIGESTED.format("One"), "\n\n", "nonsense"))
    assert [each.reason for each in found if isinstance(each, ReadError)] == [
        "mail 1 of the digest is empty; it was not read",
        "mail 3 of the digest is empty; it was not read",
        "mail 4 of the digest has no header (From, Subject, Date); is it mail?",
    ]
    (only,) = read(digest("a"))
    assert isinstance(only, RawArticle)
    assert only.notes == ("a part of the mail is empty or breaks off; no text was found in it",)


def test_digests_take_linear_time() -> None:
    assert_linear(lambda count: read(digest("b", *[digest("a", DIGESTED.format("One"))] * count)), 100)
    assert_linear(lambda count: read(digest("a", *[""] * count)), 500)


SENDER = "From: begg@y.example (Alan Begg)\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"Newsgroups: soc.harbour\n{SENDER}Subject: Ferry aground\nDate: 13 Mar 1996 09:12:44 GMT\n", "Ferry aground"),
        ("From: Wire <wire@x.example>\nDate: Tue, 12 Mar 2019 22:00:00 +0000\nSubject: Ferry\n", "Ferry"),
        ("From: seal!ernie!begg\nSubject: Ferry\nDate: 13 Mar 1986 09:12:44 GMT\n", "Ferry"),
        ("Ferry aground\nfrom: The Mercury\nsubject: ferries\ndate: 1996-03-13\n", "Ferry aground"),
        ("From: The Mercury\nSubject: ferries\nDate: 13 March 1996\n", "From: The Mercury"),
    ],
)
def test_a_mail_or_a_post_that_was_saved_as_text_is_one(head: str, title: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{head}\nThe ferry ran aground.\n", encoding="utf-8")
    (found,) = read_files([str(tmp_path / "a.txt")])
    assert isinstance(found, RawArticle)
    assert (found.values["title"], found.values["body"]) == (title, "The ferry ran aground.")
