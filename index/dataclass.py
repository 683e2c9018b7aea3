"""Dataclasses that cost little to define.

`dataclasses` compiles six methods for each class, which takes half a millisecond, and a search needs eighty classes.
Here the methods are closures. What `dataclasses` compiles is made when it is asked for: the attributes that its
functions read, and the errors of wrong calls. The ``__init__`` of a class with slots is a kernel's, which makes an
object in a third of the time; so are ``__eq__`` and ``__hash__``. The classes are the same in all else, and type
checkers take the functions for those of the standard library.

Here are the parts of `dataclasses` that Dateline uses. A class inherits no fields, and defines neither ``__eq__`` nor
``__hash__``.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

try:
    from dateline.index.kernel._records import UNSAID, comparer, hasher, initializer
except ImportError:  # a clone that is not built: the command line loads nevertheless, and says so
    COMPILED = False
else:
    COMPILED = True

__all__ = ["asdict", "comparison_key", "dataclass", "field", "replace"]

Class = TypeVar("Class", bound=type)
Record = TypeVar("Record")
ABSENT = object()


class _Field:
    """What a class says of one of its fields."""

    __slots__ = ("compare", "default", "factory", "repr")

    def __init__(self, default: object, factory: Any = ABSENT, repr: bool = True, compare: bool = True) -> None:
        self.default, self.factory, self.repr, self.compare = default, factory, repr, compare


class _Standard:
    """The class with the same fields that `dataclasses` makes, when it is needed."""

    __slots__ = ("cls", "fields", "made", "settings")

    def __init__(self, cls: type, fields: dict[str, _Field], settings: dict[str, bool]) -> None:
        self.cls, self.fields, self.settings = cls, fields, settings
        self.made: Any = None

    def __call__(self) -> Any:
        """Return the class, made when it is first asked for."""
        if self.made is None:
            self.made = self._make()
        return self.made

    def _make(self) -> Any:
        import dataclasses  # start-up: few programs need it

        kept = ("__module__", "__qualname__", "__doc__", "__annotations__", "__post_init__")
        content = {name: getattr(self.cls, name) for name in kept if hasattr(self.cls, name)}
        for name, field in self.fields.items():
            says: dict[str, Any] = {"repr": field.repr, "compare": field.compare}
            if field.factory is not ABSENT:
                says["default_factory"] = field.factory
            elif field.default is not ABSENT:
                says["default"] = field.default
            content[name] = dataclasses.field(**says)
        return dataclasses.dataclass(**self.settings)(type(self.cls.__name__, (), content))


class _Waiting:
    """An attribute of the standard class, which a class gets when it is first looked up."""

    __slots__ = ("name", "standard")

    def __init__(self, name: str, standard: _Standard) -> None:
        self.name, self.standard = name, standard

    def __get__(self, one: object, owner: type | None = None) -> Any:
        made = getattr(self.standard(), self.name)  # two threads may both make it: the same
        setattr(self.standard.cls, self.name, made)
        return made


class _Signature:
    """The signature of a class; a class below that is made in another way has its own."""

    __slots__ = ("standard",)

    def __init__(self, standard: _Standard) -> None:
        self.standard = standard

    def __get__(self, one: object, owner: Any = None) -> Any:
        if one is not None or owner.__init__ is not self.standard.cls.__init__:  # type: ignore[misc]
            raise AttributeError("__signature__")
        import inspect  # start-up: only help needs it

        return inspect.signature(self.standard())


def _dataclass(
    *, init: bool = True, eq: bool = True, order: bool = False, frozen: bool = False, slots: bool = False
) -> Callable[[Class], Class]:
    """Return what makes a dataclass of a class, as `dataclasses.dataclass` with the same arguments."""
    settings = {"init": init, "eq": eq, "order": order, "frozen": frozen, "slots": slots}
    return lambda cls: _made(cls, settings)


def _field(*, default: object = ABSENT, default_factory: Any = ABSENT, repr: bool = True, compare: bool = True) -> Any:
    """Return what a class says of a field, as `dataclasses.field`."""
    return _Field(default, default_factory, repr, compare)


def _replace(one: Record, /, **changes: object) -> Record:
    """Return an object with other values in some fields, as `dataclasses.replace`."""
    for name in one.__match_args__:  # type: ignore[attr-defined]  # every dataclass has it
        if name not in changes:
            changes[name] = getattr(one, name)
    return one.__class__(**changes)


def _asdict(one: object) -> dict[str, Any]:
    """Return the fields of an object with their values, as `dataclasses.asdict`."""
    from dataclasses import asdict  # start-up: only output in JSON and the like needs it

    return asdict(one)  # type: ignore[call-overload, no-any-return]


def comparison_key(cls: type) -> Callable[[Any], tuple[object, ...]]:
    """Return what gives the values by which the objects of a class compare."""
    key: Callable[[Any], tuple[object, ...]] = vars(cls)["__comparison_key__"]
    return key


def _made(cls: Class, settings: dict[str, bool]) -> Class:
    """Return the class with its methods: itself, or one like it that has slots."""
    given = vars(cls)
    fields = {}
    for name in cls.__annotations__:
        said = given.get(name, ABSENT)
        fields[name] = said if isinstance(said, _Field) else _Field(said)
    if settings["slots"]:
        cls = _slotted(cls, tuple(fields))
    else:
        _set_defaults(cls, fields)
    for name, method in _methods(cls, fields, settings).items():
        if name not in vars(cls):
            setattr(cls, name, method)
    return cls


def _slotted(cls: Class, names: tuple[str, ...]) -> Class:
    """Return a class like this one, whose objects have slots for the fields and nothing else."""
    content = {name: value for name, value in vars(cls).items() if name not in names}
    content.pop("__dict__", None), content.pop("__weakref__", None)
    made = type(cls)(cls.__name__, cls.__bases__, {**content, "__slots__": names})
    made.__qualname__ = cls.__qualname__
    return made


def _set_defaults(cls: type, fields: dict[str, _Field]) -> None:
    """Leave the defaults of fields as attributes of the class."""
    for name, field in fields.items():
        if field.default is not ABSENT:
            setattr(cls, name, field.default)
        elif name in vars(cls):
            delattr(cls, name)


def _methods(cls: type, fields: dict[str, _Field], settings: dict[str, bool]) -> dict[str, Any]:
    """Return the methods and attributes of a dataclass by name."""
    names = tuple(fields)
    standard = _Standard(cls, fields, settings)
    made: dict[str, Any] = {name: _Waiting(name, standard) for name in ("__dataclass_fields__", "__dataclass_params__")}
    made |= {"__match_args__": names, "__repr__": _show, "__replace__": _replace}
    if settings["init"]:
        made |= {"__init__": _initializer(cls, fields, standard), "__signature__": _Signature(standard)}
    if settings["eq"]:
        compared = tuple(name for name in names if fields[name].compare)
        made["__comparison_key__"] = key = _values_of(compared)
        made |= _comparing(key, settings)
        if _are_slots(cls, compared):
            made["__eq__"] = comparer(cls, compared)
            if settings["frozen"]:
                made["__hash__"] = hasher(cls, compared)
    if settings["frozen"]:
        made |= _freezing(cls, names)
        if settings["slots"]:
            made |= _pickling(names)
    return made


def _initializer(cls: type, fields: dict[str, _Field], standard: _Standard) -> Callable[..., None]:
    """Return the ``__init__`` of a class; the standard one says what is wrong with a call."""
    names, checked = tuple(fields), hasattr(cls, "__post_init__")
    if _are_slots(cls, names):
        factories = [None if each.factory is ABSENT else each.factory for each in fields.values()]
        usual = [UNSAID if each.default is ABSENT else each.default for each in fields.values()]
        return initializer(cls, names, usual, factories, lambda: standard().__init__, checked)

    def __init__(self: Any, /, *args: Any, **named: Any) -> None:
        arranged = _arranged(fields, args, named)
        if arranged is None:
            return standard().__init__(self, *args, **named)  # type: ignore[no-any-return]
        for name, value in zip(names, arranged, strict=True):
            object.__setattr__(self, name, value)
        if checked:
            self.__post_init__()

    return __init__


def _are_slots(cls: type, names: tuple[str, ...]) -> bool:
    """Return whether the kernel can read these fields of the objects of a class."""
    return COMPILED and all(isinstance(vars(cls).get(name), MemberDescriptorType) for name in names)


def _arranged(fields: dict[str, _Field], args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...] | None:
    """Return the values of all fields in order, None if the arguments are not those of the class."""
    values, used = [*args], 0
    for name in [*fields][len(args) :]:
        if name in named:
            values.append(named[name])
            used += 1
            continue
        field = fields[name]
        if field.factory is not ABSENT:
            values.append(field.factory())
        elif field.default is not ABSENT:
            values.append(field.default)
        else:
            return None
    return tuple(values) if used == len(named) and len(values) == len(fields) else None


def _values_of(names: tuple[str, ...]) -> Callable[[Any], tuple[object, ...]]:
    """Return what gives the values of these fields of an object."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple([getattr(one, name) for name in names])


def _comparing(values: Callable[[object], tuple[object, ...]], settings: dict[str, bool]) -> dict[str, Any]:
    """Return the methods that compare objects of one class by the values of their fields."""

    def __eq__(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:
        return hash(values(self))

    made: dict[str, Any] = {"__eq__": __eq__, "__hash__": __hash__ if settings["frozen"] else None}
    if settings["order"]:

        def __lt__(self: object, other: object) -> bool:
            return values(self) < values(other) if other.__class__ is self.__class__ else NotImplemented

        def __le__(self: object, other: object) -> bool:
            return values(self) <= values(other) if other.__class__ is self.__class__ else NotImplemented

        def __gt__(self: object, other: object) -> bool:
            return values(self) > values(other) if other.__class__ is self.__class__ else NotImplemented

        def __ge__(self: object, other: object) -> bool:
            return values(self) >= values(other) if other.__class__ is self.__class__ else NotImplemented

        made |= {"__lt__": __lt__, "__le__": __le__, "__gt__": __gt__, "__ge__": __ge__}
    return made


def _freezing(cls: type, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the methods that refuse to change an object. A class below may have attributes of its own."""

    def __setattr__(self: object, name: str, value: object) -> None:
        if type(self) is cls or name in names:
            _refuse(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)  # type: ignore[arg-type]  # it is a class

    def __delattr__(self: object, name: str) -> None:
        if type(self) is cls or name in names:
            _refuse(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)  # type: ignore[arg-type]  # it is a class

    return {"__setattr__": __setattr__, "__delattr__": __delattr__}


def _refuse(message: str) -> NoReturn:
    from dataclasses import FrozenInstanceError  # start-up: only a mistake needs it

    raise FrozenInstanceError(message)


def _pickling(names: tuple[str, ...]) -> dict[str, Any]:
    """Return the methods that pickle and copy frozen objects with slots."""

    def __getstate__(self: object) -> list[object]:
        return [getattr(self, name) for name in names]

    def __setstate__(self: object, state: list[object]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return {"__getstate__": __getstate__, "__setstate__": __setstate__}


@recursive_repr()
def _show(self: Any) -> str:
    """Return the name of the class, and the fields with their values."""
    shown = [field.name for field in self.__dataclass_fields__.values() if field.repr]
    return f"{self.__class__.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in shown])})"


if TYPE_CHECKING:
    from dataclasses import asdict, dataclass, field, replace
else:
    asdict, dataclass, field, replace = _asdict, _dataclass, _field, _replace
