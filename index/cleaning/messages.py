"""Messages of databases and of JavaScript that leaked into a text.

As with PHP messages (`dateline.index.cleaning.leaks`), every part of a message is required, and it must fill its line.
So a text that quotes a statement, or mentions an error, is kept.
"""

from __future__ import annotations

from dateline.index.cleaning.dropping import drop_lines
from dateline.index.pattern import compile_late

__all__ = ["drop_javascript_messages", "drop_sql_messages"]

TAGS = r"(?:<[a-z/ ]{1,8}>\s?){0,3}"
SQL_MARKS = ("SQL", "ORA-", "database error", " at character ")
SQL = compile_late(
    TAGS + r"(?:"
    # MySQL: the error, the manual, the place.
    r"(?:(?:ERROR )?[0-9]{4} ?(?:\([0-9A-Z]{5}\))?: |.{0,60}?(?:[Ee]rror|failed): )?"
    r"You have an error in your SQL syntax; check the manual that corresponds to your (?:MySQL|MariaDB) server version"
    r" for the right syntax to use near .{0,500} at line [0-9]{1,6}"
    # PDO: the state, the words, the number of the error.
    r"|(?:(?:Uncaught )?PDOException: )?SQLSTATE\[[0-9A-Z]{5}\](?: \[[0-9]{1,5}\] .+|: .{3,120}?: [0-9]{1,5} .+)"
    r"|ORA-[0-9]{5}: [a-z].{5,200}"
    r"|WordPress database error:? \[.{5,500}\].{0,1000}"
    r"|Microsoft (?:OLE DB Provider for (?:SQL Server|ODBC Drivers)|SQL Server Native Client [0-9.]+)"
    r" error '80[0-9a-f]{6}'.{0,300}"
    r"|(?:PG::\w+: )?ERROR:  ?(?:syntax error at or near|relation|column) \".{1,200} at character [0-9]{1,6}"
    r")\.?" + TAGS,
)
SCRIPT_MARKS = ("Error: ", "adsbygoogle", "googletag", "nable Java")
SCRIPT = compile_late(
    TAGS + r"(?:"
    # The kind, the words, the file with line and column.
    r"(?:Uncaught )?(?:\(in promise\) )?(?:Type|Reference|Syntax|Range|URI|Eval)Error: .{3,500}?"
    r"(?: at |\s?\(|@| in )(?:[\w.$<>]{1,80} ?\()?(?:https?://|/)?[^\s()]{1,300}:[0-9]{1,7}(?::[0-9]{1,7})?\)?"
    r"|\(adsbygoogle ?= ?window\.adsbygoogle ?\|\| ?\[\]\)\.push\(\{\s*\}\);?"
    r"|googletag\.cmd\.push\(function ?\(\) ?\{.{0,300}\}\);?"
    r"|(?:Please |You need to |You must )?[Ee]nable Java[Ss]cript"
    r" (?:to (?:view|run|see|read|continue|use)|in your browser)"
    r"\b[^.!?]{0,80}[.!]?"
    r")" + TAGS,
)


def drop_sql_messages(text: str, notes: list[str]) -> str:
    """Return a text without lines that are messages of a database; notes quote them."""
    for mark in SQL_MARKS:
        if mark in text:
            return drop_lines(text, is_sql_message, "a message of a database", notes)
    return text


def drop_javascript_messages(text: str, notes: list[str]) -> str:
    """Return a text without lines that are errors or code of JavaScript; notes quote them."""
    for mark in SCRIPT_MARKS:
        if mark in text:
            return drop_lines(text, is_javascript_message, "a message of JavaScript", notes)
    return text


def is_sql_message(line: str) -> bool:
    """Return whether a line is a message of a database."""
    return SQL.fullmatch(line) is not None


def is_javascript_message(line: str) -> bool:
    """Return whether a line is a message of JavaScript."""
    return SCRIPT.fullmatch(line) is not None
