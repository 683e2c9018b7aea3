"""What is asked of an archive before and after it was damaged: through the library, and by the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from dateline.searcher import SearchArchive, open_archive
from dateline.searcher.results.results import Results
from dateline.upkeep.curate import list_entities

__all__ = ["CALLS", "Probe", "content_probes", "library_probes"]

DAY = date(2016, 12, 20)
TODAY = date(2017, 2, 1)
QUERIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("harbour strike", {}),
    ("pipeline oil commission", {"match": "any"}),
    ('"closed harbour"', {"match": "all"}),
    ('"common facilities" OR "joint commission"', {}),
    ('"climate conference"', {}),
    ("climate -paris", {}),
    ("title:report =Baku", {}),
    ("lead:baku president", {}),
    ("*", {"sort": "newest", "limit": 50}),
    ("*", {"sort": "oldest", "limit": 50}),
    ("people:aliyev", {}),
    ('people:"Benjamin Netanyahu" oil', {}),
    ('places:"central asia"', {}),
    ("places:baku OR places:france", {}),
    ('about:"late 1990s"', {}),
    ("about:04-15", {}),
    ("about:2018", {"certainly": True}),
    ("published:2016-10..2016-11", {"sort": "oldest"}),
    ("desk:foreign -rain", {}),
    ('source:"northgate wire" topics:oil', {}),
    ("story:n0-0", {}),
    ("aliyev", {"collapse": "story", "limit": 20}),
    ("weekday:monday OR language:de", {"aliases": False}),
    ("harbour", {"filters": (("source", "The Harbour Courier"), ("published", "2016"))}),
)
FACETS = ("people", "places", "places:country", "published:month", "published:day", "about:year", "desk", "source")
FACETS += ("topics", "weekday", "lag", "agency", "filed", "language")
IDS = ("n0-0", "n1-2", "n2-3", "p-1", "p-5")

Probe = tuple[str, Callable[[SearchArchive], Any]]


def library_probes(index: bool) -> Iterator[Probe]:
    """Yield what is asked of an archive that is open, by name."""
    for query, options in QUERIES:
        yield f"search {query} {options}", partial(searched, query=query, options=options)
    yield "facets", lambda archive: facets_of(archive, "*", count_by="article")
    yield "facets of some", lambda archive: facets_of(archive, "harbour OR aliyev", count_by="article")
    yield "facets by story", lambda archive: facets_of(archive, "harbour OR aliyev", count_by="story")
    yield "facets by source", lambda archive: facets_of(archive, "*", count_by="source")
    if index:
        yield "stats", lambda archive: replace(archive.stats(), segments=0, generation=0)  # mending changes both
    for id in IDS:
        yield f"get {id}", partial(articles_of, id=id)
    yield "matched", lambda archive: archive.matched_mentions("n0-1", "people:aliyev places:lyon", today=TODAY)
    yield "people", lambda archive: list_entities(archive, "people").entities
    yield "places", lambda archive: list_entities(archive, "places").entities


def content_probes() -> Iterator[tuple[str, Callable[[Path], Any]]]:
    """Yield the ways of opening an archive, each with all that is asked of it."""
    ways: tuple[tuple[str, dict[str, Any]], ...] = (
        ("index", {}),
        ("no index", {"use_index": False}),
        ("as of a day", {"as_of": DAY}),
        ("as of a day, no index", {"as_of": DAY, "use_index": False}),
    )
    for name, options in ways:
        yield name, partial(open_archive, **options)


def searched(archive: SearchArchive, query: str, options: dict[str, Any]) -> Any:
    results = archive.search(query, today=TODAY, **options)
    return results.total, [note.message for note in results.notes], hits_of(results)


def hits_of(results: Results) -> list[Any]:
    return [
        (
            hit.rank, hit.id, hit.seq, hit.score, hit.article, hit.snippet("<", ">"), hit.marks, list(hit.mentions),
            hit.copies, hit.explanation().value if hit.score else None,
        )
        for hit in results.hits
    ]  # fmt: skip


def facets_of(archive: SearchArchive, query: str, **options: Any) -> Any:
    results = archive.search(query, limit=0, facets=FACETS, today=TODAY, **options)
    # Values are read when they are looked at, so damage may show only here.
    return results.total, {field: tuple(values) for field, values in results.facets.items()}


def articles_of(archive: SearchArchive, id: str) -> Any:
    versions = archive.versions(id)
    made: list[Any] = [versions, list(archive.changes(id))]
    if versions[-1].current:
        article = archive.get(id)
        marks = archive.marker(id, "harbour people:aliyev about:2018", today=TODAY)
        made += [article, archive.original(id), archive.found_in(id), marks(article.body, "body")]
    return made


# Calls that change nothing; TEXT stands for those whose output is text, and not an object.
CALLS: tuple[tuple[str, ...], ...] = (
    ("search", "harbour strike"),
    ("search", "harbour", "--explain", "--facet", "people", "--facet", "published:month"),
    ("search", "aliyev OR rain", "--json", "--explain"),
    ("search", "aliyev OR rain", "--jsonl"),
    ("search", "*", "--csv", "--sort", "newest", "--limit", "50"),
    ("search", "people:aliyev", "--collapse", "story", "--count-by", "story"),
    ("search", "oil", "--no-index"),
    ("search", "oil", "--as-of", "2016-12-20", "--json"),
    ("search", "oil", "--as-of", "2016-12-20", "--no-index"),
    ("search", "nothinglikethis"),
    ("facets", "*", "people", "places:country", "about:year", "lag"),
    ("facets", "harbour", "source", "desk", "--json", "--count-by", "source"),
    ("why", "n0-1", "people:aliyev about:2016"),
    ("why", "n0-1", "places:lyon", "--json"),
    ("show", "n0-0"),
    ("show", "n0-0", "--json"),
    ("show", "n1-2", "--versions", "--diff"),
    ("show", "n0-0", "--versions", "--diff", "--json"),
    ("show", "n2-2", "--original"),
    ("show", "p-5", "--highlight", "harbour people:aliyev"),
    ("show", "n0-0", "--version", "1"),
    ("show", "n0-0", "--as-of", "2016-12-20"),
    ("stats",),
    ("stats", "--json"),
    ("fields",),
    ("people", "list"),
    ("places", "list", "--json"),
)
