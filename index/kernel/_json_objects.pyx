# JSON objects of plain values. Types and documentation are in _json_objects.pyi.

include "json_text.pxi"


cdef int put_value(JsonText text, value, other) except -1:
    # A value; lists of texts are the only ones that are written here.
    if type(value) is not list and type(value) is not tuple:
        return text.value(value, other)
    for each in value:
        if type(each) is not str:
            return text.copy(other(value))
    text.sign(c"[")
    for each in value:
        text.text(each)
        text.sign(c",")
    return text.close(b"]")


cdef class ObjectEncoder:
    cdef object other           # writes what is not plain

    def __init__(self, other):
        self.other = other

    def __call__(self, dict values not None):
        cdef JsonText text = JsonText.__new__(JsonText)
        for name in values:
            if type(name) is not str:  # the encoder of JSON knows their order, and what they become
                return self.other(values)
        text.sign(c"{")
        for name in sorted(values):
            text.text(name)
            text.sign(c":")
            put_value(text, values[name], self.other)
            text.sign(c",")
        text.close(b"}")
        return text.made()
