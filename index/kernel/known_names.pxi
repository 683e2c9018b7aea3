# Names of people, each read once, for _naming.pyx.

cdef enum:
    MOST_KEPT = 1 << 14     # names; news has the same ones again
    LONGEST_KEPT = 100      # characters
    MOST_TITLES = 1 << 10
    MOST_TAILS = 8          # of a name, which are surnames of several parts
    SHORTEST_SOUGHT = 4

cpdef enum:
    LONGEST_INITIALS = 4    # initials (J.K.) are in capitals in any text


@cython.no_gc
cdef class KnownName:
    # What holds of a name wherever it stands.
    cdef str name
    cdef str key                # in normal case
    cdef str low                # in the form in which names are compared
    cdef str last               # its last word
    cdef tuple words            # its words in small letters
    cdef Py_ssize_t spaces
    cdef bint company           # it is a listed company's, whatever else the text says,
    cdef tuple full_companies   # or a word of the names of these
    cdef bint shouted           # it is in capitals, and is no initials
    cdef int common             # whether `is_usual` holds; -1 while it is unknown
    cdef bint read              # what follows is known, which only full names have
    cdef str surname            # None if it is no full name
    cdef tuple ends
    cdef tuple beginnings
    cdef tuple tails
    cdef bint read_for_search
    cdef tuple sought           # surnames alone
    cdef tuple sought_shouted   # and in capitals
    cdef tuple places
    cdef str month
    cdef bint particled


cdef inline bint is_ascii_letter(uint8_t c):
    return c"a" <= c <= c"z" or c"A" <= c <= c"Z"


cdef bint is_common(str name):
    # Whether a name is of several words with capitals, as most are: George Bush, J.R. O'Neill, Jean-Claude Juncker. The
    # last word has no hyphen and no point.
    cdef const uint8_t *text = <const uint8_t *>PyUnicode_DATA(name)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(name), i, last = 0
    if PyUnicode_KIND(name) != 1 or not size or not is_ascii_letter(text[size - 1]):
        return False
    for i in range(size):
        if text[i] == c" ":
            last = i + 1
        if text[i] == c" " or i == 0:
            if not c"A" <= text[i + (i > 0)] <= c"Z":
                return False
        elif not is_ascii_letter(text[i]) and text[i] != c"." and text[i] != c"-" and text[i] != c"'":
            return False
    for i in range(last, size):
        if text[i] == c"." or text[i] == c"-":
            return False
    return last > 0


cdef inline bint is_plain(str name):
    # Whether a name is one word of ASCII letters, which is its own surname.
    cdef const uint8_t *text = <const uint8_t *>PyUnicode_DATA(name)
    cdef Py_ssize_t i
    if PyUnicode_KIND(name) != 1:
        return False
    for i in range(PyUnicode_GET_LENGTH(name)):
        if not is_ascii_letter(text[i]):
            return False
    return True


cdef class NameTable:
    # What is known of names, and the rules that say it of unusual ones.
    cdef dict known
    cdef frozenset companies
    cdef dict by_word
    cdef frozenset unusual_words
    cdef dict genders           # of titles
    cdef object rules
    cdef object classes_of      # a word, and which of its classes are of places and of months
    cdef uint64_t place_words, calendar

    cdef KnownName of(self, str name):
        cdef KnownName one
        found = self.known.get(name)
        if found is not None:
            return <KnownName>found
        one = KnownName.__new__(KnownName)
        one.name, one.common = name, -1
        one.spaces = name.count(" ")
        one.company = name in self.companies
        one.full_companies = None if one.spaces else self.by_word.get(name)
        one.key = name
        if name.isupper():
            one.shouted = len(name) > LONGEST_INITIALS or name.isalpha()
            if len(name) > LONGEST_INITIALS:
                one.key = name.title() if name.isascii() else self.rules.capitalize(name)
        one.low = name.lower()
        if not name.isascii():
            one.low = one.low.replace("\u2019", "'")
        if len(name) <= LONGEST_KEPT:
            if len(self.known) >= MOST_KEPT:
                self.known.clear()
            self.known[name] = one
        return one

    cdef bint is_usual(self, KnownName one):
        # Whether the last word of a name is its surname, the others its forenames, and none something else.
        if one.common < 0:
            one.common = is_common(one.name)
            for word in self.words_of(one) if one.common else ():
                if (<str>word).rstrip(".") in self.unusual_words:
                    one.common = False
        return one.common

    cdef int read(self, KnownName one) except -1:
        # Learn the forms of a full name. Rules can let another thread in, so what is learnt is set at the end.
        cdef tuple words
        cdef Py_ssize_t at
        if self.is_usual(one):
            words = self.words_of(one)
            one.surname = words[len(words) - 1]
            one.ends, one.beginnings = (one.surname,), (words[0],)
            if len(words) > 2:
                one.ends = tuple([" ".join(words[at:]) for at in range(1, len(words))])
                one.beginnings = words[0], f"{words[0]} {words[1]}"
        else:
            forms = self.rules.forms_of(one.name)
            if forms is not None:
                one.surname, one.ends, one.beginnings = forms
        one.read = True
        return 0

    cdef int read_for_search(self, KnownName one) except -1:
        # Learn what a text with a full name is searched for.
        cdef str last, month, particles = ""
        cdef tuple sought = (), places = ()
        if self.is_usual(one):
            month, last = one.name.partition(" ")[0], self.last_of(one)
            if len(last) >= SHORTEST_SOUGHT:
                if self.classes_of(last) & self.place_words:
                    places = (last,)
                else:
                    sought = (last,)
            month = month if self.classes_of(month) & self.calendar else ""
        else:
            sought, places, month, particles = self.rules.sought_for(one.name)
        one.sought, one.places, one.month, one.particled = sought, places, month, bool(particles)
        one.sought_shouted = tuple([surname.upper() for surname in sought])
        one.read_for_search = True
        return 0

    cdef str last_of(self, KnownName one):
        # Its last word; a name has one.
        cdef list words
        if one.last is None and one.common > 0:
            one.last = PyUnicode_Substring(one.name, one.name.rfind(" ") + 1, len(one.name))
        elif one.last is None:
            words = one.name.split()
            one.last = words[len(words) - 1] if words else ""
        return one.last

    cdef tuple words_of(self, KnownName one):
        if one.words is None:
            one.words = tuple([(<str>word).lower() for word in one.name.split()])
        return one.words

    cdef tuple tails_of(self, KnownName one):
        # What is left of a longer name without its first words.
        cdef list words
        cdef Py_ssize_t at
        if one.tails is None:
            words = one.low.split()
            one.tails = tuple([" ".join(words[at:]) for at in range(1, min(len(words) - 1, MOST_TAILS))])
        return one.tails

    cdef bint agrees(self, Person person, str title):
        # Whether a person can have a title: Mrs is no man.
        if not title:
            return True
        gender = self.genders.get(title)
        if gender is None:
            gender = self.rules.gender_of_title(title)
            if len(self.genders) >= MOST_TITLES:
                self.genders.clear()
            self.genders[title] = gender
        return not gender or self.rules.gender_of(person) in (gender, "")
