# What a text says of its places by the words between their names, for _meanings.pyx.


@cython.no_gc
cdef class Said:
    # The places that the text gives with what contains them (Paris, Texas); a later mention means the last one.
    cdef list choices
    cdef dict explicit   # by number of the name: which meaning, and the reason
    cdef dict firsts     # by name: the number of the first
    cdef dict places     # by plain name: the numbers and labels of those given

    def __cinit__(self, list choices, dict explicit):
        cdef NameMeanings choice
        self.choices, self.explicit, self.places = choices, explicit, {}
        for number in sorted(explicit):
            choice = choices[number]
            place = choice.meanings[explicit[number][0]].place
            self.places.setdefault(place.name, []).append((number, place.label))

    cdef Py_ssize_t first_of(self, NameMeanings choice) except -1:
        # The number of the first name with these meanings.
        if self.firsts is None:
            self.firsts = {}
            for number, each in enumerate(self.choices):
                self.firsts.setdefault(each, number)
        return self.firsts[choice]

    cdef int before(self, Py_ssize_t number, NameMeanings choice, str printed) except -2:
        # Which meaning was said last before a name, or else first; -1 if none. The place that is named as printed comes
        # before those that have other names, the likeliest first.
        cdef int at, found = self.meaning_said(number, choice, printed)
        for at in range(choice.count):
            if found >= 0:
                break
            found = self.meaning_said(number, choice, choice.meanings[at].place.name)
        return found

    cdef int meaning_said(self, Py_ssize_t number, NameMeanings choice, str name) except -2:
        # Which meaning was said of the places with a plain name.
        cdef list said = self.places.get(name)
        cdef Py_ssize_t low = 0, high, middle
        if said is None:
            return -1
        if choice.is_famous and self.first_of(choice) < <Py_ssize_t> said[0][0]:
            return -1  # London, before London in Ohio is named, is the capital, and stays it
        high = len(said)
        while low < high:
            middle = (low + high) >> 1
            if <Py_ssize_t> (<tuple> said[middle])[0] < number:
                low = middle + 1
            else:
                high = middle
        return index_of(choice, (<tuple> said[max(low - 1, 0)])[1])
