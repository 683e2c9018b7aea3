"""Build the gazetteer: ``python tools/gazetteer/build.py`` writes ``index/entities/places/gazetteer.bin``.

It needs the packages of the extra ``gazetteer`` (docs/dependencies.md) and the tables in this folder. Equal inputs give
equal bytes. ``--check`` only compares the file with the result.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from layout import encode
from sources import digests, drafts

TARGET = Path(__file__).parents[2] / "index" / "entities" / "places" / "gazetteer.bin"


def main() -> int:
    """Write or check the file; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the file is not up to date")
    arguments = parser.parse_args()
    content = encode(drafts(), digests())
    if arguments.check:
        same = TARGET.exists() and TARGET.read_bytes() == content
        print(f"{TARGET.name} is {'up to date' if same else 'out of date: run tools/gazetteer/build.py'}")
        return 0 if same else 1
    TARGET.write_bytes(content)
    print(f"{TARGET}: {len(content):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
