"""Each command does what its help says, with the exit codes and streams that scripts rely on."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from dateline.commands import group
from dateline.commands.authority import EDITS
from tests.commands.calls import CORPUS, Outcome, dateline
from tests.repo.documents import written_schema

HELP = Path(__file__).parent / "help"
COMMANDS = ("", *group.COMMANDS, *(f"{kind} {name}" for kind in ("people", "places") for name in ("list", *EDITS)))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of corpus/default in .dateline."""
    folder = tmp_path_factory.mktemp("place")
    assert dateline("add", str(CORPUS / "default"), cwd=folder).code == 0
    return folder


def clean(outcome: Outcome) -> Outcome:
    assert "Traceback" not in outcome.err + outcome.out
    return outcome


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_as_reviewed(name: str, tmp_path: Path) -> None:
    shown = dateline(*name.split(), "--help", cwd=tmp_path, env={"COLUMNS": "100", "TERMINAL_WIDTH": "100"})
    assert shown.code == 0
    golden = HELP / f"{name.replace(' ', '-') or 'dateline'}.txt"
    if os.environ.get("DATELINE_UPDATE"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown.out, encoding="utf-8")
    kept = golden.read_text(encoding="utf-8") if golden.exists() else ""
    assert shown.out == kept, "DATELINE_UPDATE=1 rewrites the page; read the difference"


def test_add_says_how_many(tmp_path: Path) -> None:
    first = clean(dateline("add", str(CORPUS / "default"), cwd=tmp_path))
    assert (first.code, first.out, first.err.splitlines()[-1]) == (0, "", "70 added")
    again = clean(dateline("add", str(CORPUS / "default"), cwd=tmp_path))
    assert again.err == "0 added, 70 unchanged\n"


def test_search_finds_and_says_nothing_found_with_1(place: Path) -> None:
    found = clean(dateline("search", '"common facilities"', "oil", cwd=place))
    assert found.code == 0
    assert "**common facilities**" in found.out
    assert found.out.startswith("1 article\n")
    nothing = clean(dateline("search", "zeppelinfahrt", cwd=place))
    assert (nothing.code, nothing.out) == (1, "0 articles\n")


def test_an_unknown_short_word_with_a_dash_is_part_of_the_query(place: Path) -> None:
    with_it = clean(dateline("search", "minister", "--json", cwd=place)).json["total"]
    without = clean(dateline("search", "minister", "-israel", "--json", cwd=place)).json
    assert 0 < without["total"] < with_it
    assert without["query"] == "minister -israel"
    assert clean(dateline("search", "-jpeg", "minister", "--json", cwd=place)).json["total"] == with_it


@pytest.mark.parametrize(
    "call", [("search",), ("search", "oil"), ("search", "-harbour", "oil"), ("facets", "*"), ("why",), ("people",)]
)
def test_h_is_help_after_any_command(call: tuple[str, ...], place: Path) -> None:
    shown = clean(dateline(*call, "-h", cwd=place))
    assert (shown.code, shown.err) == (0, "")
    assert shown == clean(dateline(call[0], "--help", cwd=place))
    assert "-h, --help" in shown.out
    assert clean(dateline("-h", cwd=place)) == clean(dateline("--help", cwd=place))
    assert clean(dateline("search", "--limit", "-h", cwd=place)).code == 0


def test_the_word_h_is_left_out_behind_two_dashes_or_in_quotation_marks(place: Path) -> None:
    for call in (("search", "--json", "oil", "--", "-h"), ("search", "--json", "oil -h")):
        assert clean(dateline(*call, cwd=place)).json["query"] == "oil -h"
    for word in ("-harbour", "-help", "-hh", "-flood"):
        assert clean(dateline("search", "oil", word, "--json", cwd=place)).json["query"] == f"oil {word}"


@pytest.mark.slow
def test_the_package_runs_as_the_command(place: Path) -> None:
    def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", "dateline", *arguments]
        variables = os.environ | {"COLUMNS": "100"} | env
        return subprocess.run(command, cwd=place, env=variables, capture_output=True, text=True, check=False)

    assert run("search", "--help").stdout == (HELP / "search.txt").read_text(encoding="utf-8")
    assert run("search", "oil").stdout == dateline("search", "oil", cwd=place, env={"COLUMNS": "100"}).out
    assert (run("search", "zeppelinfahrt").returncode, run("nonsense").returncode) == (1, 2)
    assert run("nonsense").stderr.startswith("Usage: dateline [OPTIONS]")
    assert "search" in run(_DATELINE_COMPLETE="bash_complete", COMP_WORDS="dateline se", COMP_CWORD="1").stdout


def test_an_unknown_option_is_a_wrong_call(place: Path) -> None:
    assert clean(dateline("search", "oil", "--limt", "3", cwd=place)).code == 2
    assert clean(dateline("search", cwd=place)).code == 2
    assert clean(dateline("nonsense", cwd=place)).code == 2


def test_the_archive_may_be_named_before_and_after_the_command(place: Path, tmp_path: Path) -> None:
    archive = str(place / ".dateline")
    before = clean(dateline("--archive", archive, "search", "oil", cwd=tmp_path))
    after = clean(dateline("search", "oil", "--archive", archive, cwd=tmp_path))
    by_variable = clean(dateline("search", "oil", cwd=tmp_path, env={"DATELINE_ARCHIVE": archive}))
    assert before == after == by_variable
    assert before.code == 0
    inner = place / "a" / "b"
    inner.mkdir(parents=True, exist_ok=True)
    assert clean(dateline("search", "oil", cwd=inner)) == before


@pytest.mark.parametrize(
    "call",
    [("search", "x"), ("facets", "*", "places"), ("show", "x"), ("delete", "x"), ("rebuild",), ("fields",), ("stats",)],
)
def test_without_an_archive_every_command_says_how_to_make_one(call: tuple[str, ...], tmp_path: Path) -> None:
    for arguments in (call, ("--archive", "nowhere", *call)):
        outcome = clean(dateline(*arguments, cwd=tmp_path))
        assert outcome.code == 2
        assert "add FILES" in outcome.err
        assert not (tmp_path / "nowhere").exists()


def test_json_is_as_the_written_schema_says(place: Path) -> None:
    validate = jsonschema.Draft202012Validator(written_schema("Dateline's JSON output, schema 1")).validate
    calls = [
        ("search", "oil", "--facet", "places", "--facet", "published:month", "--json"),
        ("search", "oil", "(", "--explain", "--json"),
        ("search", "zeppelinfahrt", "--json"),
        ("facets", "*", "places", "source", "--json"),
        ("show", "hc-2016-12-14-baku", "--json"),
        ("stats", "--json"),
        ("fields", "--json"),
    ]
    for call in calls:
        validate(clean(dateline(*call, cwd=place)).json)


def test_json_search_has_the_promised_keys(place: Path) -> None:
    answer = clean(dateline("search", "oil", "--facet", "places", "--json", cwd=place)).json
    assert list(answer) == ["schema", "query", "total", "notes", "facets", "hits"]
    assert list(answer["hits"][0]) == [
        "rank", "id", "title", "published", "source", "url", "score", "snippet", "marks",
    ]  # fmt: skip
    for hit in answer["hits"]:
        assert {hit["snippet"][start:end].lower().rstrip("s") for start, end in hit["marks"]} <= {"oil"}
    counts = answer["facets"]["places"]
    assert all(set(each) == {"value", "count"} for each in counts)


def test_facets_end_with_those_that_lack_the_field(place: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("No places\n\nNone are given.\n", encoding="utf-8")
    assert dateline("add", "a.txt", str(CORPUS / "default"), cwd=tmp_path).code == 0
    counts = clean(dateline("facets", "*", "places", "--limit", "2", "--json", cwd=tmp_path)).json["facets"]["places"]
    assert counts[-1] == {"value": None, "count": 1}
    assert len(counts) == 3


def test_jsonl_and_csv_have_a_line_a_hit(place: Path) -> None:
    lines = clean(dateline("search", "oil", "--jsonl", cwd=place)).out.splitlines()
    rows = list(csv.DictReader(io.StringIO(clean(dateline("search", "oil", "--csv", cwd=place)).out)))
    assert [json.loads(line)["id"] for line in lines] == [row["id"] for row in rows]
    assert len(rows) > 1


@pytest.mark.parametrize("forms", [("--json", "--csv"), ("--jsonl", "--csv"), ("--json", "--jsonl", "--csv")])
def test_an_answer_has_one_form(forms: tuple[str, ...], place: Path) -> None:
    for order in (forms, forms[::-1]):
        wrong = clean(dateline("search", "oil", *order, cwd=place))
        assert (wrong.code, wrong.out) == (2, "")
        assert all(form in wrong.err for form in forms)
    twice = (forms[0], forms[0])
    assert clean(dateline("search", "oil", *twice, cwd=place)) == clean(dateline("search", "oil", forms[0], cwd=place))


@pytest.mark.parametrize("form", ["--jsonl", "--csv"])
def test_a_form_of_hits_alone_refuses_facets(form: str, place: Path) -> None:
    wrong = clean(dateline("search", "oil", form, "--facet", "places", cwd=place))
    assert (wrong.code, wrong.out) == (2, "")
    assert f"{form} prints hits alone: for --facet use --json" in wrong.err


def test_no_index_answers_the_same(place: Path) -> None:
    for query in ("oil", '"prime minister" -israel', "places:france published:2015", "merkel zebra giraffe"):
        call = ("search", query, "--json", "--facet", "places", "--limit", "50")
        without, with_index = clean(dateline(*call, "--no-index", cwd=place)), clean(dateline(*call, cwd=place))
        assert (without.code, without.err) == (with_index.code, with_index.err)
        answers = without.json, with_index.json
        for answer in answers:
            for word in answer.get("diagnosis", {}).get("missing", ()):
                word.pop("similar")  # words like others come from the dictionary of the index
        assert answers[0] == answers[1]


def test_filters_restrict_and_never_score(place: Path) -> None:
    whole = clean(dateline("search", "minister", "--json", "--limit", "100", cwd=place)).json
    kept = clean(dateline("search", "minister", "--json", "--filter", "source=northgate wire", cwd=place)).json
    scores = {hit["id"]: hit["score"] for hit in whole["hits"]}
    assert 0 < kept["total"] < whole["total"]
    assert all(scores[hit["id"]] == hit["score"] and hit["source"] == "Northgate Wire" for hit in kept["hits"])
    assert clean(dateline("search", "x", "--filter", "title=x", cwd=place)).code == 2
    assert clean(dateline("search", "x", "--filter", "published=soon", cwd=place)).code == 2


def test_relative_dates_are_relative_to_today(place: Path) -> None:
    found = clean(dateline("search", 'published:"last month"', "--today", "2017-01-10", "--json", cwd=place)).json
    assert found["total"] > 0
    assert all(hit["published"].startswith("2016-12") for hit in found["hits"])


def test_words_give_way_with_a_note(place: Path) -> None:
    loosened = clean(dateline("search", "oil", "zeppelinfahrt", cwd=place))
    assert loosened.code == 0
    assert "note: no article has all of these words" in loosened.err
    assert clean(dateline("search", "oil", "zeppelinfahrt", "--all", cwd=place)).code == 1
    assert clean(dateline("search", "oil", "--any", "--all", cwd=place)).code == 2


def test_show_delete_and_rebuild(tmp_path: Path) -> None:
    assert dateline("add", str(CORPUS / "default"), cwd=tmp_path).code == 0
    shown = clean(dateline("show", "hc-2016-12-14-baku", "--highlight", '"common facilities"', cwd=tmp_path))
    assert "**common facilities**" in shown.out
    assert clean(dateline("delete", "hc-2016-12-14-baku", cwd=tmp_path)).code == 0
    assert clean(dateline("search", '"common facilities"', cwd=tmp_path)).code == 1
    for command in ("show", "delete"):
        gone = clean(dateline(command, "hc-2016-12-14-baku", cwd=tmp_path))
        assert (gone.code, gone.out) == (2, "")
    assert "69 articles indexed" in clean(dateline("rebuild", cwd=tmp_path)).err
    assert clean(dateline("search", '"common facilities"', cwd=tmp_path)).code == 1


def test_a_key_becomes_a_keyword_by_declaration(tmp_path: Path) -> None:
    wire = str(CORPUS / "default")
    assert dateline("add", wire, cwd=tmp_path).code == 0
    assert clean(dateline("facets", "*", "section", cwd=tmp_path)).code == 2
    assert dateline("add", wire, "--keyword", "section", cwd=tmp_path).code == 0
    sections = clean(dateline("facets", "*", "section", "--json", cwd=tmp_path)).json["facets"]["section"]
    assert sections[-1] == {"value": None, "count": 58}
    assert clean(dateline("search", "section:science", cwd=tmp_path)).code == 0


def test_standard_input_and_mapped_names(tmp_path: Path) -> None:
    line = json.dumps({"nr": 7, "headline": "Rain", "text": "It rained.", "desk": "weather"}).encode()
    call = ("add", "-", "--map", "title=headline", "--map", "body=text", "--map", "id=nr", "--date", "2016-12-14")
    assert clean(dateline(*call, cwd=tmp_path, stdin=line + b"\n")).err == "1 added\n"
    article = clean(dateline("show", "7", "--json", cwd=tmp_path)).json
    assert (article["title"], article["published"], article["extra"]) == ("Rain", "2016-12-14", {"desk": "weather"})
    assert clean(dateline("add", "-", "--map", "title", cwd=tmp_path)).code == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("nonexist=abc", "--map nonexist=abc: an article has no key nonexist; the keys it has, the nearest first: "),
        ("titel=abc", "the nearest first: title, "),
        ("headline=title", "did you mean title=headline?"),
        ("Title=abc", "the nearest first: title, "),
        ("=abc", "--map takes NAME=VALUE"),
        (" =abc", "OURS, a key of articles, is missing in ' =abc'"),
        ("body=", "--map takes OURS=THEIRS; THEIRS, the key in the file, is missing in 'body='"),
        ("body= ", "THEIRS, the key in the file, is missing in 'body= '"),
        ("=", "--map takes NAME=VALUE"),
        ("body=a=b", "--map takes one OURS=THEIRS, not 'body=a=b'; give each pair a --map of its own"),
    ],
)
def test_a_mapped_key_must_be_one_of_an_article(given: str, said: str, tmp_path: Path) -> None:
    for call in (("add", "-"), ("read", "-"), ("add", "--sync", "."), ("check", "--against", ".")):
        wrong = clean(dateline(*call, "--map", given, cwd=tmp_path, stdin=b"{}"))
        assert (wrong.code, wrong.out) == (2, "")
        assert said in wrong.err
    assert not (tmp_path / ".dateline").exists()


def test_a_key_may_be_mapped_to_a_keyword_and_only_once(tmp_path: Path) -> None:
    line = json.dumps({"id": "7", "title": "Rain", "body": "It rained.", "ressort": "weather", "when": "2016-12-14"})
    mapped = ("--map", "desk=ressort", "--map", "date=when")
    assert dateline("read", "-", *mapped, cwd=tmp_path, stdin=line.encode()).code == 2
    for more in (("--keyword", "desk"), ()):
        assert dateline("add", "-", *mapped, *more, cwd=tmp_path, stdin=line.encode()).code == 0
    assert dateline("read", "-", *mapped, cwd=tmp_path, stdin=line.encode()).code == 0
    assert dateline("search", "desk:weather published:2016", cwd=tmp_path).code == 0
    twice = dateline("add", "-", "--map", "title=a", "--map", "title=b", cwd=tmp_path, stdin=line.encode())
    assert (twice.code, "--map names title twice" in twice.err) == (2, True)


def test_a_reader_that_goes_away_is_no_error_to_speak_of(place: Path) -> None:
    command = f'"{sys.executable}" -m dateline.cli search "*" --limit 1000 | head -n 1'
    done = subprocess.run(command, shell=True, cwd=place, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_a_limit_without_bound_is_all_hits(place: Path) -> None:
    huge = "9" * 30
    every = clean(dateline("search", "*", "--limit", huge, "--json", cwd=place)).json
    assert len(every["hits"]) == every["total"] == 70
    beyond = clean(dateline("search", "*", "--offset", huge, "--limit", huge, "--json", cwd=place)).json
    assert beyond["hits"] == []


def test_a_keyword_with_another_name_of_a_field_is_refused_and_can_be_mapped(tmp_path: Path) -> None:
    line = json.dumps({"id": "7", "title": "Rain", "body": "It rained.", "topic": "weather"}).encode()
    refused = clean(dateline("add", "-", "--keyword", "topic", cwd=tmp_path, stdin=line))
    assert refused.code == 2
    assert "'topic' is another name of the field topics" in refused.err
    assert "map it (topics=topic)" in refused.err
    assert not (tmp_path / ".dateline").exists()
    assert dateline("add", "-", "--map", "topics=topic", "--keyword", "topics", cwd=tmp_path, stdin=line).code == 0
    assert dateline("search", "topic:weather", cwd=tmp_path).code == 0
    assert dateline("rebuild", "--keyword", "topic", cwd=tmp_path).code == 2


@pytest.mark.parametrize("name", ["a b", "a:b", "", "1", "-x", "pub lished"])
def test_a_keyword_that_cannot_name_a_field_is_refused_in_words(name: str, tmp_path: Path) -> None:
    outcome = clean(dateline("add", str(CORPUS / "default"), "--keyword", name, cwd=tmp_path))
    assert outcome.code == 2
    assert "cannot name a field" in outcome.err
    assert not (tmp_path / ".dateline").exists()
