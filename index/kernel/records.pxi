# Objects of frozen dataclasses with slots, whose fields are put into a new object one by one.

cdef extern from *:
    """
    #include <structmember.h>
    static Py_ssize_t offset_of_slot(PyObject *descriptor) {
        PyMemberDef *member;
        if (Py_TYPE(descriptor) != &PyMemberDescr_Type) return -1;
        member = ((PyMemberDescrObject *)descriptor)->d_member;
        return member->type == T_OBJECT_EX ? (Py_ssize_t)member->offset : -1;
    }
    static PyObject *new_record(PyObject *made) {
        return ((PyTypeObject *)made)->tp_alloc((PyTypeObject *)made, 0);
    }
    static void put_in_slot(PyObject *one, Py_ssize_t offset, PyObject *value) {
        Py_INCREF(value);
        *(PyObject **)((char *)one + offset) = value;  /* the slots of a new object are empty */
    }
    static void replace_in_slot(PyObject *one, Py_ssize_t offset, PyObject *value) {
        PyObject **slot = (PyObject **)((char *)one + offset), *before = *slot;
        Py_INCREF(value);
        *slot = value;
        Py_XDECREF(before);
    }
    static PyObject *in_slot(PyObject *one, Py_ssize_t offset) {
        PyObject *value = *(PyObject **)((char *)one + offset);
        if (value == NULL) PyErr_Format(PyExc_AttributeError, "a field of %.100s is empty", Py_TYPE(one)->tp_name);
        else Py_INCREF(value);
        return value;
    }
    """
    Py_ssize_t offset_of_slot(object descriptor)
    object new_record(type made)
    void put_in_slot(object one, Py_ssize_t offset, object value)
    void replace_in_slot(object one, Py_ssize_t offset, object value)
    object in_slot(object one, Py_ssize_t offset)

cdef enum:
    MOST_FIELDS = 40


cdef tuple names_of(type made):
    # The fields of a dataclass, all of which its maker takes in order: `dataclasses` need not be loaded for them.
    names = getattr(made, "__match_args__", None)
    if names is None:
        raise TypeError(f"{made.__name__} is no dataclass")
    return names


cdef class Slots:
    # Where the fields of a dataclass are in its objects.
    cdef type made
    cdef tuple names
    cdef Py_ssize_t offsets[MOST_FIELDS]

    def __cinit__(self, type made not None, int count, tuple names=None):
        cdef int at = 0
        self.made, self.names = made, names_of(made) if names is None else names
        if len(self.names) != count or count > MOST_FIELDS:
            raise TypeError(f"{made.__name__} has other fields than expected")
        for name in self.names:
            self.offsets[at] = offset_of_slot(made.__dict__.get(name))
            if self.offsets[at] < 0:
                raise TypeError(f"{made.__name__}.{name} is no slot")
            at += 1

    cdef inline object begin(self):
        # A new object, all of whose fields must be put in.
        return new_record(self.made)

    cdef inline void put(self, one, int at, value) noexcept:
        put_in_slot(one, self.offsets[at], value)

    cdef inline void replace(self, one, int at, value) noexcept:
        replace_in_slot(one, self.offsets[at], value)

    cdef inline int check(self, one) except -1:
        # That an object is of the class, so that its slots can be read.
        if not isinstance(one, self.made):
            raise TypeError(f"{one!r:.60} is no {self.made.__name__}")
        return 0

    cdef inline object read(self, one, int at):
        # A field of an object of the class.
        return in_slot(one, self.offsets[at])

    cdef inline object get(self, one, int at):
        # A field of an object of any class that has it.
        return self.read(one, at) if type(one) is self.made else getattr(one, self.names[at])
