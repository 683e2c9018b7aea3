# Frozen dataclasses made in one call. Types and documentation are in _records.pyi.

from cpython cimport array
from cpython.unicode cimport PyUnicode_Tailmatch

from dataclasses import fields
from sys import intern

cdef extern from "Python.h":
    int PyObject_GenericSetAttr(object one, object name, object value) except -1


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


cdef class RecordMaker:
    cdef type made
    cdef tuple names
    cdef Py_ssize_t count

    def __init__(self, type made not None):
        self.made = made
        self.names = tuple(intern(field.name) for field in fields(made))
        self.count = len(self.names)

    def __call__(self, *values):
        cdef Py_ssize_t at
        if len(values) != self.count:
            raise TypeError(f"{self.made.__name__} has {self.count} fields, {len(values)} were given")
        one = self.made.__new__(self.made)
        for at in range(self.count):
            PyObject_GenericSetAttr(one, <object> self.names[at], <object> values[at])
        return one

    def copy(self, one, *values):
        cdef Py_ssize_t at
        made = self.made.__new__(self.made)
        for at in range(self.count):
            value = values[at] if at < len(values) else getattr(one, self.names[at])
            PyObject_GenericSetAttr(made, <object> self.names[at], value)
        return made

    def in_print(
        self, tuple mentions not None, str printed not None, array.array places not None, array.array removed not None
    ):
        cdef Py_ssize_t start, end, first, last
        cdef bint moved = len(places) > 0
        cdef list made = []
        if places.ob_descr.typecode != c"Q" or removed.ob_descr.typecode != c"Q" or len(places) != len(removed):
            raise TypeError("places and removed are two arrays of the type Q, of one length")
        for one in mentions:
            start, end = first, last = one.start, one.end
            if moved and start != end:
                first, last = printed_place(start, places, removed), printed_place(end - 1, places, removed) + 1
            if first == start and last == end and PyUnicode_Tailmatch(printed, one.text, start, len(printed), -1) == 1:
                made.append(one)
            else:  # it is over a line end, or behind what was left out
                made.append(self.copy(one, printed[first:last], first, last))
        return tuple(made)
