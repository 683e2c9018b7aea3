# Objects of frozen dataclasses with slots, whose fields are put into a new object one by one.

from dataclasses import fields as fields_of

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
    """
    Py_ssize_t offset_of_slot(object descriptor)
    object new_record(type made)
    void put_in_slot(object one, Py_ssize_t offset, object value)

cdef enum:
    MOST_FIELDS = 16


cdef class Slots:
    # Where the fields of a dataclass are in its objects.
    cdef type made
    cdef Py_ssize_t offsets[MOST_FIELDS]

    def __cinit__(self, type made not None, int count):
        cdef int at = 0
        self.made = made
        if len(fields_of(made)) != count or count > MOST_FIELDS:
            raise TypeError(f"{made.__name__} has other fields than expected")
        for field in fields_of(made):
            self.offsets[at] = offset_of_slot(made.__dict__[field.name])
            if self.offsets[at] < 0:
                raise TypeError(f"{made.__name__}.{field.name} is no slot")
            at += 1

    cdef inline object begin(self):
        # A new object, all of whose fields must be put in.
        return new_record(self.made)

    cdef inline void put(self, one, int at, value) noexcept:
        put_in_slot(one, self.offsets[at], value)
