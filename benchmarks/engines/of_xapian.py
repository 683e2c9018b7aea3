"""Xapian through its Python module, which Debian has as `python3-xapian`: English stems, texts stored."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path

from dateline.index import Article
from engines import MONTH_BEGINS, MONTH_ENDS, Tasks, fresh

SYSTEM = "/usr/lib/python3/dist-packages"  # where Debian puts it, for the Python of the same version


def found_xapian() -> bool:
    """Return whether the module can be imported, from the system's folder if need be."""
    if importlib.util.find_spec("xapian") is None:
        sys.path.append(SYSTEM)
    try:
        import xapian  # noqa: F401 - it may be of another Python
    except ImportError:
        sys.path.remove(SYSTEM)
        return False
    return True


NAME = "Xapian"
WITHOUT = "" if found_xapian() else "Xapian is not installed (`apt install python3-xapian`, for the system's Python)"
SOURCE, DAY = 0, 1


def build(folder: Path, articles: Sequence[Article]) -> None:
    """Index."""
    import xapian

    database = xapian.WritableDatabase(str(fresh(folder)), xapian.DB_CREATE_OR_OVERWRITE)
    terms = xapian.TermGenerator()
    terms.set_stemmer(xapian.Stem("en"))
    for article in articles:
        document = xapian.Document()
        terms.set_document(document)
        terms.index_text(article.title)
        terms.increase_termpos()
        terms.index_text(article.body)
        document.set_data(f"{article.id}\n{article.title}\n{article.body}")
        document.add_value(SOURCE, article.source or "")
        document.add_value(DAY, str(article.published))
        database.add_document(document)
    database.commit()
    database.close()


def open_tasks(folder: Path) -> Tasks:
    """Open an index."""
    import xapian

    database = xapian.Database(str(folder))
    parser = xapian.QueryParser()
    parser.set_database(database)
    parser.set_stemmer(xapian.Stem("en"))
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    flags = parser.FLAG_DEFAULT | parser.FLAG_WILDCARD | parser.FLAG_BOOLEAN

    def parsed(text: str, operator: int = xapian.Query.OP_OR) -> object:
        parser.set_default_op(operator)
        return parser.parse_query(text, flags)

    def ids(query: object, limit: int = 10) -> list[bytes]:
        enquire = xapian.Enquire(database)
        enquire.set_query(query)
        return [match.document.get_data().split(b"\n", 1)[0] for match in enquire.get_mset(0, limit)]

    def counted(query: object, limit: int) -> tuple[list[bytes], int]:
        enquire = xapian.Enquire(database)
        enquire.set_query(query)
        found = enquire.get_mset(0, limit, database.get_doccount())
        return [match.document.get_data().split(b"\n", 1)[0] for match in found], found.get_matches_estimated()

    def facet(words: str) -> list[object]:
        enquire, spy = xapian.Enquire(database), xapian.ValueCountMatchSpy(SOURCE)
        enquire.set_query(parsed(words))
        enquire.add_matchspy(spy)
        enquire.get_mset(0, 0, database.get_doccount())
        return [(item.term, item.termfreq) for item in spy.top_values(10)]

    def newest(words: str) -> list[bytes]:
        month = xapian.Query(xapian.Query.OP_VALUE_RANGE, DAY, MONTH_BEGINS, MONTH_ENDS)
        enquire = xapian.Enquire(database)
        enquire.set_query(xapian.Query(xapian.Query.OP_FILTER, parsed(words), month))
        enquire.set_sort_by_value(DAY, True)
        return [match.document.get_data().split(b"\n", 1)[0] for match in enquire.get_mset(0, 10)]

    def mixed(words: str) -> list[bytes]:
        first, second, third = words.split()
        return ids(parsed(f"{first} AND ({second} OR {third})"))

    return {
        "term": lambda words: ids(parsed(words)),
        "all": lambda words: ids(parsed(words, xapian.Query.OP_AND)),
        "any": lambda words: ids(parsed(words)),
        "any, 100": lambda words: ids(parsed(words), 100),
        "any, 1000": lambda words: ids(parsed(words), 1000),
        "phrase": lambda words: ids(parsed(f'"{words}"')),
        "mixed": mixed,
        "total": lambda words: counted(parsed(words), 10),
        "count": lambda words: counted(parsed(words), 0),
        "facet": facet,
        "dates": newest,
        "prefix": lambda word: ids(parsed(f"{word}*")),
    }
