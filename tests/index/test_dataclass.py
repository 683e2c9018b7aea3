"""The classes of `dateline.index.dataclass` are those that `dataclasses` makes."""

from __future__ import annotations

import ast
import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index import dataclass as light
from tests.repo.sources import package_modules, parsed, place

MODULES = (light, dataclasses)
NAMES = ["first", "second", "third"]


@light.dataclass(frozen=True, slots=True)
class Port:
    """A port, at the top of a module, where pickle finds it."""

    name: str
    ships: tuple[str, ...] = ()
    notes: list[str] = light.field(default_factory=list, compare=False, repr=False)


@light.dataclass(frozen=True)
class Coast:
    """A class whose objects have room for more."""

    name: str


class Shore(Coast):
    """A class below, which may keep attributes of its own."""


def outcome(call: Callable[[], object]) -> tuple[str, object]:
    """Return what a call gives, or the kind and the text of its error."""
    try:
        return "gives", call()
    except (TypeError, AttributeError) as error:
        return type(error).__name__, str(error)


@st.composite
def bodies(draw: st.DrawFn) -> list[tuple[str, str, bool, bool]]:
    """Return fields: a name, what default it has, whether it is compared, and whether it is shown."""
    names = NAMES[: draw(st.integers(0, 3))]
    bare = draw(st.integers(0, len(names)))
    kinds = ["none"] * bare + [draw(st.sampled_from(["plain", "said", "made"])) for _ in names[bare:]]
    return [(name, kind, draw(st.booleans()), draw(st.booleans())) for name, kind in zip(names, kinds, strict=True)]


BOTH = st.booleans()
SETTINGS = st.fixed_dictionaries({"frozen": BOTH, "slots": BOTH, "eq": BOTH}) | st.fixed_dictionaries(
    {"frozen": BOTH, "slots": BOTH, "eq": st.just(True), "order": st.just(True)}
)
BITS = st.lists(st.integers(0, 1), min_size=3, max_size=3)


def made_by(module: ModuleType, body: list[tuple[str, str, bool, bool]], settings: dict[str, bool]) -> Any:
    content: dict[str, Any] = {"__annotations__": dict.fromkeys(NAMES[: len(body)], "object"), "__doc__": "A thing."}
    content |= {"__module__": __name__, "__qualname__": "Thing"}
    for name, kind, compare, repr in body:
        if kind == "plain":
            content[name] = 7
            continue
        default = {"none": {}, "said": {"default": None}, "made": {"default_factory": list}}[kind]
        content[name] = module.field(**default, compare=compare, repr=repr)
    return module.dataclass(**settings)(type("Thing", (), content))


@given(bodies(), SETTINGS)
def test_a_class_looks_the_same(body: list[tuple[str, str, bool, bool]], settings: dict[str, bool]) -> None:
    ours, theirs = (made_by(module, body, settings) for module in MODULES)
    assert str(inspect.signature(ours)) == str(inspect.signature(theirs))
    assert get_type_hints(ours) == get_type_hints(theirs)
    for name in ("__match_args__", "__slots__", "__doc__", "__qualname__", "__module__"):
        assert getattr(ours, name, None) == getattr(theirs, name, None)
    assert repr(ours.__dataclass_params__) == repr(theirs.__dataclass_params__)
    for one, other in zip(dataclasses.fields(ours), dataclasses.fields(theirs), strict=True):
        assert repr(one) == repr(other)
    assert (ours.__hash__ is None) == (theirs.__hash__ is None)
    for name in NAMES:
        assert isinstance(vars(ours).get(name), type(vars(theirs).get(name)))


@given(bodies(), SETTINGS, st.lists(st.integers(0, 2), max_size=4), st.dictionaries(st.sampled_from(NAMES), st.just(5)))
def test_objects_are_the_same(body: Any, settings: dict[str, bool], values: list[int], named: dict[str, int]) -> None:
    ours, theirs = (made_by(module, body, settings) for module in MODULES)
    made = [outcome(lambda cls=cls: cls(*values, **named)) for cls in (ours, theirs)]  # type: ignore[misc]
    if made[0][0] != "gives":
        assert made[0] == made[1]
        return
    (_, one), (_, other) = made
    same = [copy.copy(one), copy.copy(other)]
    assert dataclasses.asdict(one) == light.asdict(one) == dataclasses.asdict(other)  # type: ignore[call-overload]
    if settings["eq"]:
        assert repr(one) == repr(other)
        assert (one == same[0]) is (other == same[1]) is True
    else:
        assert one != same[0]
    if settings["eq"] and not settings["frozen"]:
        with pytest.raises(TypeError, match="unhashable"):
            hash(one)
    changes = {name: 9 for name, *_ in body[:1]}
    for replace in (light.replace, dataclasses.replace):
        assert dataclasses.asdict(replace(one, **changes)) == dataclasses.asdict(replace(other, **changes))
    assert outcome(lambda: light.replace(one, fourth=1)) == outcome(lambda: dataclasses.replace(other, fourth=1))
    for name, *_ in body:
        set_by = [outcome(lambda each=each: setattr(each, name, 3)) for each in (one, other)]  # type: ignore[misc]  # noqa: B023 - called at once
        assert set_by[0] == set_by[1]
        assert getattr(one, name) == getattr(other, name)
        gone = [outcome(lambda each=each: delattr(each, name)) for each in (one, other)]  # type: ignore[misc]  # noqa: B023 - called at once
        assert gone[0] == gone[1]


@given(bodies(), BITS, BITS)
def test_objects_compare_and_hash_as_those_of_dataclasses(body: Any, values: list[int], others: list[int]) -> None:
    settings = {"frozen": True, "slots": True, "eq": True, "order": True}
    hashable = [(name, "plain" if kind == "made" else kind, *more) for name, kind, *more in body]
    results = []
    for module in MODULES:
        cls = made_by(module, hashable, settings)
        one, other = cls(*values[: len(body)]), cls(*others[: len(body)])
        results.append([one == other, one < other, one <= other, one > other, one >= other, hash(one), one == 1])
        assert outcome(lambda: one < 1)[0] == "TypeError"  # noqa: B023 - called at once
    assert results[0] == results[1]
    key = light.comparison_key(made_by(light, hashable, settings))
    assert [key(one) == key(other), key(one) < key(other)] == results[0][:2]


def test_objects_pickle_copy_match_and_show() -> None:
    port = Port("Genoa", ("Ilva",), ["old"])
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(port, protocol))  # noqa: S301 - made here
        assert (again, again.notes) == (port, ["old"])
    assert copy.deepcopy(port) == port
    assert repr(port) == "Port(name='Genoa', ships=('Ilva',))"
    match port:
        case Port(name, ships):
            assert (name, ships) == ("Genoa", ("Ilva",))
    assert Port("a").notes is not Port("a").notes


def test_an_object_that_holds_itself_is_shown() -> None:
    port = Port("Genoa", ([],))  # type: ignore[arg-type]
    port.ships[0].append(port)  # type: ignore[attr-defined]
    assert repr(port) == "Port(name='Genoa', ships=([...],))"


def test_a_class_below_has_attributes_of_its_own_and_no_others() -> None:
    shore = Shore("north")
    shore.length = 7  # type: ignore[attr-defined]
    assert (shore, vars(shore)) == (Shore("north"), {"name": "north", "length": 7})
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
        shore.name = "south"  # type: ignore[misc]
    del shore.length  # type: ignore[attr-defined]
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'name'"):
        del shore.name
    with pytest.raises(dataclasses.FrozenInstanceError):
        Coast("east").length = 7  # type: ignore[attr-defined]


def test_a_dataclass_below_has_the_fields_of_both() -> None:
    @dataclasses.dataclass(frozen=True)
    class Bay(Coast):
        depth: int = 0

    assert Bay("north", 7) == Bay(depth=7, name="north")
    assert [each.name for each in dataclasses.fields(Bay)] == ["name", "depth"]


def test_a_class_below_has_the_signature_of_its_own_init() -> None:
    class Strand(Coast):
        def __init__(self, length: int) -> None:
            super().__init__(f"{length} miles of sand")

    assert [*inspect.signature(Shore).parameters] == ["name"]
    assert [*inspect.signature(Strand).parameters] == ["length"]
    assert Strand(7).name == "7 miles of sand"


def test_each_object_has_values_of_its_own() -> None:
    cls = made_by(light, [(name, "made", True, True) for name in NAMES], {"frozen": True, "slots": True})
    made = [cls(at, third=at) for at in range(9)]
    assert [(each.first, each.second, each.third) for each in made] == [(at, [], at) for at in range(9)]
    assert len({id(each.second) for each in made}) == 9
    with pytest.raises(TypeError, match=r"Thing.__init__\(\) got an unexpected keyword argument 'fourth'"):
        cls(fourth=1)


def test_threads_may_make_the_first_objects_together() -> None:
    for _ in range(20):
        cls = made_by(light, [(name, "none", True, True) for name in NAMES], {"frozen": True, "slots": True})
        start, made = threading.Barrier(8), []

        def make(cls: Any = cls, start: threading.Barrier = start, made: list[Any] = made) -> None:
            start.wait()
            made.append((cls(1, 2, third=3), repr(cls(1, 2, 3))))

        threads = [threading.Thread(target=make) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [(cls(1, 2, 3), "Thing(first=1, second=2, third=3)")] * 8


@pytest.mark.no_cover
def test_a_class_is_made_and_used_without_dataclasses() -> None:
    code = (
        "import sys; from dateline.index.dataclass import dataclass, replace\n"
        "@dataclass(frozen=True, slots=True)\nclass Port:\n    name: str\n"
        "assert replace(Port('a'), name='b') == Port('b') != Port('a') and hash(Port('a'))\n"
        "sys.exit('dataclasses' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-P", "-c", code], check=False).returncode == 0


def test_the_package_has_no_other_dataclasses_and_none_that_these_cannot_be() -> None:
    for name, path in package_modules().items():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and node.module == "dataclasses" and name != light.__name__:
                assert not {each.name for each in node.names} - {"astuple", "fields"}, place(path, node)
            if isinstance(node, ast.ClassDef) and "dataclass(" in " ".join(map(ast.unparse, node.decorator_list)):
                own = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
                assert not own & {"__eq__", "__hash__", "__setattr__", "__delattr__", "__getstate__"}, place(path, node)
                assert "ClassVar" not in ast.unparse(node), place(path, node)


@pytest.mark.parametrize("module", MODULES)
def test_an_object_can_be_initialized_again(module: ModuleType) -> None:
    one = made_by(module, [("first", "none", True, True), ("second", "made", True, True)], {"slots": True})(1)
    one.__init__(["other"], second=[2])
    assert (one.first, one.second) == (["other"], [2])
    with pytest.raises(TypeError):
        one.__init__("lost", third=3)
    assert one.first == ["other"]


def test_init_refuses_an_object_of_another_class() -> None:
    with pytest.raises(TypeError, match="is no Port"):
        Port.__init__(object(), "Bergen")  # type: ignore[arg-type]


def test_values_that_are_replaced_are_let_go() -> None:
    value = ["Bergen"]
    port = Port("Bergen", notes=value)
    held = sys.getrefcount(value)
    port.__init__("Oslo")  # type: ignore[misc]
    assert sys.getrefcount(value) == held - 1
    assert port == Port("Oslo")


def test_objects_that_are_too_deep_to_hash_or_compare_raise() -> None:
    made = []
    for _ in range(2):
        deep: object = "Bergen"
        for _ in range(100_000):
            deep = Port("Bergen", (deep,))  # type: ignore[arg-type]
        made.append(deep)
    with pytest.raises(RecursionError):
        hash(made[0])
    with pytest.raises(RecursionError):
        assert made[0] == made[1]
