"""The front matter of Markdown: keys above the text, in YAML between ``---`` or in TOML between ``+++``.

Values are kept as texts: a date of YAML is not parsed, and ``no`` is not a boolean. Aliases of YAML are refused,
because a few lines can expand to millions.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time
from typing import Any

from dateline.index.errors import ReadError

__all__ = ["read_front_matter"]

YAML = re.compile(r"\s*---[ \t]*\r?\n(?P<inside>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
TOML = re.compile(r"\s*\+\+\+[ \t]*\r?\n(?P<inside>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
LONGEST = 65_536
# PyYAML takes milliseconds for each bracket of a deep nest, and `tomllib` memory for each pair of points in a key.
DEEPEST = 100
TOO_DEEP = "the front matter is nested too deep"
POINT = re.compile(r"[\w\"'-][ \t]*\.(?=[ \t]*[\w\"'-])")
TOML_PLACE = re.compile(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)


def read_front_matter(yaml: Any, text: str, file: str) -> tuple[dict[str, object], int] | ReadError:
    """Return the keys of the front matter of a text, and the offset below it; or the error."""
    for pattern, parse in ((YAML, parse_yaml), (TOML, parse_toml)):
        front = pattern.match(text, 0, LONGEST)
        if front is not None:
            above = text.count("\n", 0, front.start("inside"))
            values = parse(yaml, front["inside"], file, above)
            if isinstance(values, ReadError):
                return values
            return {key: value for key, value in values.items() if key != "body"}, front.end()
    return {}, 0


def parse_yaml(yaml: Any, text: str, file: str, above: int) -> dict[str, object] | ReadError:
    """Return the keys of a front matter in YAML, which begins below some lines, or the error."""
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent):
                return ReadError(file, above + 1, "the front matter has an alias (*name); write the value out")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return ReadError(file, above + 1, TOO_DEEP)
        values = yaml.load(text, Loader=yaml.BaseLoader)  # every scalar as a text
    except yaml.YAMLError as failure:
        mark = getattr(failure, "problem_mark", None)
        line = above + 1 + mark.line if mark is not None else above
        reason = getattr(failure, "problem", None) or "it cannot be read"
        return ReadError(file, line, f"the front matter is no YAML: {reason}")
    except RecursionError:
        return ReadError(file, above + 1, TOO_DEEP)
    if values is None or values == "":
        return {}
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        return ReadError(file, above + 1, "the front matter is no list of keys and values")
    return values


def parse_toml(_yaml: Any, text: str, file: str, above: int) -> dict[str, object] | ReadError:
    """Return the keys of a front matter in TOML, which begins below some lines, or the error."""
    if any(len(POINT.findall(line.partition("=")[0])) > DEEPEST for line in text.splitlines()):
        return ReadError(file, above + 1, TOO_DEEP)
    try:
        return {key: json_value(value) for key, value in tomllib.loads(text.replace("\r\n", "\n")).items()}
    except tomllib.TOMLDecodeError as failure:
        found = TOML_PLACE.fullmatch(str(failure))
        reason = (found[1] if found is not None else str(failure)).partition("\n")[0]
        line = above + int(found[2]) if found is not None and found[2] else above + 1 + text.count("\n")
        return ReadError(file, line, f"the front matter is no TOML: {reason[:1].lower()}{reason[1:]}")
    except RecursionError:
        return ReadError(file, above + 1, TOO_DEEP)


def json_value(value: object) -> object:
    """Return a value of TOML as one of JSON: days and times as texts."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list):
        return [json_value(item) for item in value]
    if isinstance(value, dict):
        return {key: json_value(item) for key, item in value.items()}
    return value
