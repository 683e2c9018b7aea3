"""A small archive that has something of everything, for the damage campaign: made once, then copied and damaged."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dateline.index import Archive, Article
from dateline.index.archive import Clock
from dateline.index.entities.extraction import extract
from dateline.index.entities.record import text_of_article
from dateline.index.fields import DEFAULT_FIELDS, Field, FieldTable
from dateline.index.intake import Options
from dateline.index.intake.run import Run, Settings
from dateline.upkeep.curate import edit_entities, import_file

__all__ = ["NEWS", "make_archive", "make_killed_archive"]

NEWS = "news"
ADDED = datetime(2017, 1, 2, 9, 30, tzinfo=UTC)
NOTICE = "Notice: Undefined offset: 0 in /srv/www/post.php on line 31"
WIRE = (
    "BAKU, Dec. 13 (Northgate) — President Ilham Aliyev received Benjamin Netanyahu yesterday. The two spoke of oil, "
    "of gas and of the cli-\nmate. Aliyev said that the pipeline would be ready by 15 April 2018. Since the late 1990s "
    "Azerbaijan has sold oil to Israel; Netanyahu flew on to Kazakhstan in the evening, where a joint commission meets."
)
TEXTS = (
    "The ferry to Skye ran aground on Monday. The harbour of Portree was closed, and the strike went on.",
    "Rain fell on the fair in Lyon. The fair had been put off from 3 May 2016; Emmanuel Macron did not come.",
    "A strike closed the harbour of Rotterdam for the third day. Mark Rutte called the common facilities safe.",
    "In Paris the climate conference ended in December 2015. Laurent Fabius wept, and the hall stood up.",
    "Der Hafen von Hamburg wurde am 3. Mai 2016 wieder geöffnet. Der Streik war vorüber, sagte Olaf Scholz.",
)


def make_archive(folder: Path) -> Path:
    """Make the archive ``folder/archive``, and the files it came from in ``folder/news``; return the archive."""
    archive = folder / "archive"
    fields = FieldTable(
        (*DEFAULT_FIELDS, Field("lead", "text", analysis="whoosh:SimpleAnalyzer", help="the first words"))
    )
    Archive.create(archive, fields=fields, keywords=("desk", "language"), clock=clock_at(0)).close()
    for number in range(3):
        run_over(archive, write_news(folder / NEWS / f"{number}.jsonl", news(number)), clock_at(number))
    copies = Path(__file__).resolve().parents[2] / "corpus" / "duplicates"
    for each in sorted(copies.glob("hudson*.txt")):
        shutil.copy(each, folder / NEWS)
    run_over(archive, folder / NEWS, clock_at(3))
    with Archive.open(archive, clock=clock_at(4)) as opened:
        opened.add_many(program_articles())
        opened.delete("n0-4", "n1-2")
    with Archive.open(archive, clock=clock_at(5)) as opened:
        opened.add_many(replacements())
        opened.delete("p-7")
    edit_entities(archive, "people", "merge", ["Benjamin Netanyahu", "B. Netanyahu"])
    edit_entities(archive, "people", "split", ["Ilham Aliyev", "Ilham Aliyev (another)", "n0-1"])
    edit_entities(archive, "places", "hide", ["Skye"])
    gazetteer = folder / "own.csv"
    gazetteer.write_text("name,aliases,kind,parent\nPortree,Port Righ,city,\nOld Harbour,,feature,\n", encoding="utf-8")
    import_file(archive, "places", str(gazetteer))
    return archive


def make_killed_archive(archive: Path, target: Path) -> Path:
    """Copy an archive, and add to the copy as a writer that was killed: its last commit stands in the log alone."""
    working = target.with_name(f"{target.name}-working")
    shutil.copytree(archive, working)
    with closing(sqlite3.connect(working / "articles.db")) as holder:
        holder.execute("PRAGMA wal_autocheckpoint = 0")
        holder.execute("SELECT count(*) FROM versions").fetchone()
        with Archive.open(working, clock=clock_at(6)) as opened:
            opened.add(Article(id="last", title="The last one", body="The harbour of Aktau was opened by Aliyev."))
            opened.commit()
            shutil.copytree(working, target)
    shutil.rmtree(working)
    assert (target / "articles.db-wal").stat().st_size
    return target


def clock_at(day: int) -> Clock:
    """Return a clock that stands still, so many days after the first commit."""
    return lambda: ADDED + timedelta(days=day)


def run_over(archive: Path, path: Path, clock: Clock) -> None:
    """Add files as `dateline add` does, with where each article came from."""
    opened = Archive.open(archive, clock=clock)
    try:
        for _ in Run([str(path)], Options(), opened, lambda: opened, Settings()):
            pass
    finally:
        opened.close()


def write_news(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    """Write rows as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def news(number: int) -> Iterable[Mapping[str, object]]:
    """Yield the articles of one file: texts of different kinds, one of them cleaned, one undated."""
    for place, text in enumerate((WIRE, *TEXTS)):
        row: dict[str, object] = {"id": f"n{number}-{place}", "title": f"Report {place}: {text[:24]}", "body": text}
        row |= {"source": ("Northgate Wire", "The Harbour Courier")[place % 2], "desk": ("foreign", "home")[number % 2]}
        row |= {"lead": text[:40], "topics": ["shipping", "oil"][: place % 3]}
        if place != 3:
            row["published"] = f"2016-{number + 10}-{place + 11}"
        if place == 2:
            row["body"] = f"{text}\n\n{NOTICE}"
        if place == 4:
            row |= {"people": ["Fabius, Laurent"], "places": ["france"], "url": f"https://example.org/{number}/{place}"}
        yield row


def program_articles() -> Iterable[Article]:
    """Yield articles as a program adds them: with mentions of its own, half a surrogate, an instant, extra values."""
    for number, text in enumerate(TEXTS):
        given = Article(id=f"p-{number}", title=f"Programme {number}", body=text, published=date(2016, 5, number + 1))
        mentions = extract(text_of_article(given), given.published) if number % 2 else None
        yield Article(
            id=given.id, title=given.title, body=given.body, published=given.published, mentions=mentions,
            source="The Harbour Courier", extra={"desk": ["home", "sea"], "edition": number, "tags": {"a": [1, None]}},
        )  # fmt: skip
    yield Article(id="p-5", title="Half a pair \ud800", body=f"{WIRE} \udfff", published=ADDED)
    yield Article(id="p-6", title="", body="", notes=("empty",))
    yield Article(id="p-7", title="Gone soon", body="It is deleted later.", updated=date(2016, 12, 1))


def replacements() -> Iterable[Article]:
    """Yield later versions of articles that are there."""
    for number in (0, 1):
        yield Article(
            id=f"n{number}-0", title="Report 0, corrected", body=WIRE.replace("oil", "petroleum"),
            published=date(2016, 10 + number, 11), updated=date(2016, 12, 20 + number), source="Northgate Wire",
            extra={"desk": "foreign", "lead": "BAKU, Dec. 13"},
        )  # fmt: skip
