# Frozen dataclasses made in one call. Types and documentation are in _records.pyi.

from cpython cimport array
from cpython.object cimport Py_EQ, PyObject_RichCompareBool
from cpython.unicode cimport PyUnicode_Tailmatch

cdef extern from *:
    """
    static int go_deeper(void) {
        return Py_EnterRecursiveCall(" while an object is hashed") ? -1 : 0;
    }
    """
    int go_deeper() except -1
    void Py_LeaveRecursiveCall()

include "records.pxi"

# What a field has that has no value of its own: an object of no other module.
UNSAID = object()


cdef Py_ssize_t printed_place(Py_ssize_t at, array.array places, array.array removed) noexcept:
    # Where a character of the running text is in print: what was left out before it is added.
    cdef Py_ssize_t low = 0, high = len(places), middle
    while low < high:
        middle = (low + high) // 2
        if <Py_ssize_t>places.data.as_ulonglongs[middle] <= at:
            low = middle + 1
        else:
            high = middle
    return at + <Py_ssize_t>removed.data.as_ulonglongs[low - 1] if low else at


def initializer(type made not None, tuple names not None, list usual not None, list factories not None, others not None,
                bint checked):
    # A closure, because Python gives a new object to functions only.
    cdef Slots slots = Slots(made, len(names), names)
    cdef int count = <int>len(names)

    def __init__(self, /, *args, **named):
        cdef int at, given = <int>len(args), used = 0
        cdef list values
        if given != count or named:
            values = [*args]
            for at in range(given, count):
                value = named.get(names[at], UNSAID) if named else UNSAID
                if value is not UNSAID:
                    used += 1
                elif factories[at] is not None:
                    value = factories[at]()
                else:
                    value = usual[at]
                if value is UNSAID:
                    return others()(self, *args, **named)
                values.append(value)
            if given > count or used != len(named):
                return others()(self, *args, **named)
            args = tuple(values)
        slots.check(self)
        for at in range(count):
            slots.replace(self, at, <object> args[at])
        if checked:
            self.__post_init__()

    return __init__


def comparer(type made not None, tuple names not None):
    cdef Slots slots = Slots(made, len(names), names)
    cdef int count = <int>len(names)

    def __eq__(self, other, /):
        cdef int at
        if type(self) is not type(other):
            return NotImplemented
        slots.check(self)
        for at in range(count):
            # As tuples do, an object equals itself.
            if not PyObject_RichCompareBool(slots.read(self, at), slots.read(other, at), Py_EQ):
                return False
        return True

    return __eq__


def hasher(type made not None, tuple names not None):
    cdef Slots slots = Slots(made, len(names), names)
    cdef int count = <int>len(names)

    def __hash__(self, /):
        cdef int at
        cdef list values = []
        slots.check(self)
        for at in range(count):
            values.append(slots.read(self, at))
        go_deeper()
        try:
            return hash(tuple(values))
        finally:
            Py_LeaveRecursiveCall()

    return __hash__


cdef class RecordMaker:
    cdef Slots slots
    cdef dict numbers
    cdef int count

    def __init__(self, type made not None):
        self.numbers = {name: at for at, name in enumerate(names_of(made))}
        self.count = <int>len(self.numbers)
        self.slots = Slots(made, self.count)

    def __call__(self, *values):
        cdef int at
        if len(values) != self.count:
            raise TypeError(f"{self.slots.made.__name__} has {self.count} fields, {len(values)} were given")
        one = self.slots.begin()
        for at in range(self.count):
            self.slots.put(one, at, <object> values[at])
        return one

    def copy(self, one, *values):
        cdef int at, given = <int>min(len(values), self.count)
        self.slots.check(one)
        made = self.slots.begin()
        for at in range(given):
            self.slots.put(made, at, <object> values[at])
        for at in range(given, self.count):
            self.slots.put(made, at, self.slots.read(one, at))
        return made

    def changed(self, one, str field not None, value):
        cdef int at, number = self.numbers[field]
        self.slots.check(one)
        made = self.slots.begin()
        for at in range(self.count):
            self.slots.put(made, at, value if at == number else self.slots.read(one, at))
        return made

    def in_print(
        self, tuple mentions not None, str printed not None, array.array places not None, array.array removed not None
    ):
        cdef Py_ssize_t start, end, first, last
        cdef bint moved = len(places) > 0
        cdef list made = []
        if places.ob_descr.typecode != c"Q" or removed.ob_descr.typecode != c"Q" or len(places) != len(removed):
            raise TypeError("places and removed are two arrays of the type Q, of one length")
        if self.count < 3:
            raise TypeError(f"{self.slots.made.__name__} has no text, start and end")
        for one in mentions:
            self.slots.check(one)
            start, end = first, last = self.slots.read(one, 1), self.slots.read(one, 2)
            if moved and start != end:
                first, last = printed_place(start, places, removed), printed_place(end - 1, places, removed) + 1
            text = self.slots.read(one, 0)
            if first == start and last == end and PyUnicode_Tailmatch(printed, text, start, len(printed), -1) == 1:
                made.append(one)
            else:  # it is over a line end, or behind what was left out
                made.append(self.copy(one, printed[first:last], first, last))
        return tuple(made)
