"""What posting terms, and listing forms beside them, takes: entries a token, and bytes by section.

python benchmarks/forms.py [--articles 40000]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import texts

from dateline.index import Archive, Article
from dateline.index.manifest import read_manifest
from dateline.index.segment.segment import open_segment

PARTS = ("terms", "dfs", "places", "term-offsets", "postings", "positions", "forms", "form-offsets", "form-counts",
         "form-places", "form-lists")  # fmt: skip


def report(name: str, articles: list[Article]) -> None:
    """Index the articles and print what the dictionary of the one analysis takes."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-forms-"))
    with Archive.create(folder / "news") as archive:
        archive.add_many(articles)
    manifest = read_manifest(folder / "news" / "index")
    tokens = postings = listed = 0
    sizes = dict.fromkeys(PARTS, 0)
    for entry in manifest.segments:
        segment = open_segment(folder / "news" / "index", entry.name, manifest.fields, entry.deletes)
        dictionary = segment.dictionaries["english"]
        tokens += sum(segment.tokens.values())
        postings += sum(dictionary.dfs)
        listed += sum(dictionary.form_lists.counts)
        for part in PARTS:
            sizes[part] += len(segment.file.octets(f"english.{part}"))
    size = texts.megabytes(articles)
    print(f"{name}: {size:.1f} MB, {tokens:,} tokens")
    print(f"  postings of terms {postings:,} ({postings / tokens:.2f} a token)")
    print(
        f"  entries of form lists {listed:,} ({listed / tokens:.2f} a token); both {(postings + listed) / tokens:.2f}"
    )
    print("  " + ", ".join(f"{part} {count / 1e6:.1f} MB" for part, count in sizes.items()))
    print(f"  all of it {sum(sizes.values()) / 1e6 / size:.2f} of the text")
    shutil.rmtree(folder)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=40_000)
    chosen = options.parse_args()
    report("Reuters-21578", list(texts.reuters()))
    report("chronam-1916", texts.newspapers(chosen.articles))


if __name__ == "__main__":
    main()
