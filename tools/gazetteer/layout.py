"""Convert drafts to the bytes of gazetteer.bin (format: index/entities/places/gazetteer_file.py)."""

from __future__ import annotations

import re
import struct
from array import array
from collections import defaultdict

from draft import PLAIN, Draft
from reading import several, table

from dateline.index.entities.places.folding import name_hash
from dateline.index.entities.places.gazetteer import tables_of, words_of
from dateline.index.entities.places.gazetteer_file import (
    CAPITAL,
    KINDS,
    NO_PARENT,
    PARENT,
    PERIOD,
    PLACE,
    LabelForm,
    NameFlag,
    write_sections,
)  # fmt: skip
from dateline.index.kernel._meanings import weight_of_name

Entry = tuple[int, float, Draft, int, "tuple[int, int] | None"]
# A region called "East" is recognised only after one of its towns and a comma.
DIRECTION = re.compile(
    r"((north|south|east|west|cent(er|re)|central|upper|lower|coast|capital|federal|district|nord|sud|est|ouest|"
    r"norte|sur|este|oeste|centro)([- ]?(east|west|est|ouest))?(ern)?)( region| province| district)?",
    re.IGNORECASE,
)
ORDER = ("world-region", "country", "region", "feature", "city")


def encode(drafts: list[Draft], sources: str) -> bytes:
    """Return the file."""
    entries = entries_of(drafts)
    forms = labels(drafts, entries)
    while orphans(drafts, forms):
        forms = labels(drafts, entries)
    kept = sorted((d for d in drafts if d in forms), key=lambda d: ORDER.index(d.kind))  # stable sort
    numbers = {draft: number for number, draft in enumerate(kept)}
    entries = [entry for entry in entries if entry[2] in numbers]
    places, parents, countries, names = records(kept, numbers, forms)
    buckets, hashes = tables_of([entry[0] for entry in entries])
    periods = b"".join(PERIOD.pack(at, *entry[4]) for at, entry in enumerate(entries) if entry[4])
    packed = array("I", (numbers[draft] | flags << 20 for _, _, draft, flags, _ in entries))
    return write_sections(
        {
            "BUCKETS": bytes(buckets),
            "HASHES": bytes(hashes),
            "WORDS": words_of(name for draft in kept for name in (draft.name, *draft.names)),
            "ENTRIES": packed.tobytes(),
            "PERIODS": periods,
            "PLACES": places,
            "PARENTS": parents,
            "COUNTRY": countries,
            "NAMES": names,
            "SOURCES": sources.encode(),
        }
    )


def orphans(drafts: list[Draft], forms: dict[Draft, int]) -> bool:
    """Move the children of places that are left out to the parents of these; return whether there were any."""
    found = False
    for draft in drafts:
        if draft in forms and any(parent not in forms for parent in draft.parents):
            above = [up for parent in draft.parents for up in ([parent] if parent in forms else parent.parents)]
            draft.parents = list(dict.fromkeys(above))
            found = True
    return found


def entries_of(drafts: list[Draft]) -> list[Entry]:
    """Return every name of every place by its hash, the most prominent place of a name first."""
    best: dict[tuple[int, Draft], Entry] = {}
    common = {name_hash(name) for row in table("common.csv") for name in several(row["names"])}
    for draft in drafts:
        for name, (flags, period) in [(draft.name, (PLAIN, None)), *draft.names.items()]:
            if DIRECTION.fullmatch(name):
                flags |= NameFlag.QUALIFIER
            hashed = name_hash(name)
            if hashed in common:
                flags |= NameFlag.COMMON
            weight = draft.weight * weight_of_name(flags)
            known = best.get((hashed, draft))
            if hashed and (known is None or known[1] < weight):
                best[hashed, draft] = (hashed, weight, draft, flags, period)
    return sorted(best.values(), key=lambda e: (e[0], -e[1], e[2].geonameid, e[2].name))


def labels(drafts: list[Draft], entries: list[Entry]) -> dict[Draft, int]:
    """Return the form of each place's label, so that labels are unique; a place without one is left out."""
    first = {}
    for hashed, _, draft, flags, _ in entries:
        if not flags & (NameFlag.FOREIGN | NameFlag.QUALIFIER):
            first.setdefault(hashed, draft)
    holders = defaultdict(list)
    for draft in drafts:
        holders[name_hash(draft.name)].append(draft)
    forms: dict[Draft, int] = {}
    for hashed, namesakes in holders.items():
        taken = set()
        for draft in sorted(namesakes, key=lambda d: (-d.weight, d.geonameid, d.country or "")):
            for form, label in written(draft):
                if label not in taken and (form or first.get(hashed, draft) is draft):
                    taken.add(label)
                    forms[draft] = form
                    break
    return forms


def written(draft: Draft) -> list[tuple[int, str]]:
    """Return the possible labels of a place, the best first."""
    if not draft.parents:
        return [(LabelForm.PLAIN, draft.name)]
    if len(draft.parents) > 1:
        return [(LabelForm.PLAIN, draft.name)]
    parent = draft.parents[0]
    country = parent
    while country.kind != "country" and len(country.parents) == 1:
        country = country.parents[0]
    region, land = parent.name.partition(" (")[0], country.name
    options = [(LabelForm.PLAIN, draft.name)]
    if region != land and region != draft.name:
        options.append((LabelForm.REGION, f"{draft.name}, {region}"))
    options.append((LabelForm.COUNTRY, f"{draft.name}, {land}"))
    if region != land:
        options.append((LabelForm.REGION_COUNTRY, f"{draft.name}, {region}, {land}"))
    return options


def records(kept: list[Draft], numbers: dict[Draft, int], forms: dict[Draft, int]) -> tuple[bytes, bytes, bytes, bytes]:
    """Return the sections PLACES, PARENTS, COUNTRY and NAMES."""
    pool, offsets = bytearray(), {}
    codes = ["\0\0", *sorted({draft.country for draft in kept if draft.country})]
    places, parents = bytearray(), bytearray()
    for number, draft in enumerate(kept):
        if draft.name not in offsets:
            offsets[draft.name] = len(pool)
            pool += struct.pack("B", len(draft.name.encode())) + draft.name.encode()
        above = [numbers[parent] for parent in draft.parents if parent in numbers]
        parents += b"".join(PARENT.pack(number, parent) for parent in above if len(above) > 1)
        places += PLACE.pack(
            offsets[draft.name], draft.lat, draft.lon, draft.geonameid, max(0, draft.population),
            above[0] if len(above) == 1 else NO_PARENT, codes.index(draft.country or "\0\0"),
            KINDS.index(draft.kind) | (CAPITAL if draft.capital else 0) | forms[draft] << 4,
        )  # fmt: skip
    return bytes(places), bytes(parents), "".join(codes).encode(), bytes(pool)
