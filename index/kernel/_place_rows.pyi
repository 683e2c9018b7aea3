"""Places and their names, read from the file of the gazetteer (`dateline.index.entities.places.gazetteer_file`)."""

from collections.abc import Mapping, Sequence

from dateline.index.entities.places.gazetteer import Place, PlaceMeaning

class PlaceRows:
    """The places of the file by number, and their meanings by the hash of the name. Some places are kept."""

    numbers: Mapping[str, int]
    """The numbers of places that contain some that were read, by label."""

    def __init__(
        self,
        sections: Mapping[str, memoryview],
        place: type[Place],
        meaning: type[PlaceMeaning],
        kinds: Sequence[str],
    ) -> None:
        """Take the sections of the file, the classes of what is read, and the names of the six kinds of places.

        Raises IndexDamaged if the sections do not fit each other.
        """

    def meanings_of(self, hashed: int) -> tuple[PlaceMeaning, ...]:
        """Return the meanings of the name with a hash, in the order of the file. Raises IndexDamaged."""

    def read(self, number: int) -> Place:
        """Return a place. Raises IndexDamaged if the file has none of this number, or contradicts itself."""
