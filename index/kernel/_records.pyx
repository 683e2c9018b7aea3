# Frozen dataclasses made in one call. Types and documentation are in _records.pyi.

from dataclasses import fields
from sys import intern

cdef extern from "Python.h":
    int PyObject_GenericSetAttr(object one, object name, object value) except -1


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
