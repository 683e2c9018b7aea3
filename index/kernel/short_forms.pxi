# Short forms of names, and the persons that they mean, for _naming.pyx.

cpdef enum:
    # A short form of more people than this stays unresolved, and a name is compared with at most so many others: else
    # a list of names would take quadratic time.
    MOST_NAMESAKES = 100


cdef class Naming:
    # The people of one text by their names.
    cdef NameTable table
    cdef object text
    cdef dict by_name       # by each of their full names
    cdef dict by_last       # lists of those whose names can end so,
    cdef dict by_first      # or begin so
    cdef list people

    cdef int read(self, list found) except -1:
        # Learn the people with full names, each with all names that agree.
        cdef FoundName one
        cdef Person person
        cdef KnownName known
        cdef set tails = None
        cdef dict by_surname = {}
        self.by_name, self.people = {}, []
        for one in found:
            known = one.known
            have = self.by_name.get(one.name)
            if have is not None:
                (<Person>have).mentions.append(one)
                continue
            if not known.read and (known.spaces or "," in known.name):
                self.table.read(known)
            if known.surname is None:
                continue
            if tails is None:
                tails = self.tails_of(found)
            if known.low in tails:
                continue
            namesakes = by_surname.get(known.surname)
            if namesakes is None:
                namesakes = by_surname[known.surname] = []
            person = self.agreeing(<list>namesakes, one.name) if namesakes else None
            if person is not None:
                person.mentions.append(one)
                person.varies = True
                if len(one.name) > len(person.name):
                    person.name, person.at, person.known = one.name, one, known
            else:
                person = Person.__new__(Person)
                person.name, person.at, person.known, person.mentions = one.name, one, known, [one]
                (<list>namesakes).append(person)
                self.people.append(person)
            self.by_name[one.name] = person
        for person in self.people:
            person.main = person.known
            if person.varies:  # the fullest name has its short forms, and need not be its name
                person.at = self.table.rules.main_name(person.mentions)
                person.name, person.main = person.at.name, person.at.known
        return 0

    cdef Person agreeing(self, list namesakes, str name):
        # The only one of some people whose name agrees with another.
        cdef Person each, same = None
        for each in namesakes[:MOST_NAMESAKES]:
            if self.table.rules.names_agree(each.name, name):
                if same is not None:
                    return None
                same = each
        return same

    cdef set tails_of(self, list found):
        # The ends of longer names that begin with a particle, or are all but the forename of one. In "Marine Le Pen …
        # Ms Le Pen" they are surnames of two parts, not names of other people.
        cdef FoundName one
        cdef set tails = set()
        for one in found:
            if one.known.spaces > 1:
                tails.update(self.table.tails_of(one.known))
        return tails

    cdef int read_short_forms(self) except -1:
        # Learn what the people can be called.
        cdef Person person
        self.by_last, self.by_first = {}, {}
        for person in self.people:
            for end in person.known.ends:
                (<list>self.by_last.setdefault(end, [])).append(person)
            for beginning in person.known.beginnings:
                (<list>self.by_first.setdefault(beginning, [])).append(person)
        return 0

    cdef tuple meant(self, FoundName one):
        # The person that a mention means, or None, and what decided between several.
        cdef KnownName known = one.known
        if self.by_last is None:
            self.read_short_forms()
        people = self.by_last.get(known.low)
        if people is None and not known.spaces and not is_plain(known.name):
            people = self.by_last.get(self.table.rules.surname_of(known.name))
        if people is None:
            people = self.by_first.get(known.low)
        if people is None:
            return None, ""
        if len(<list>people) > 1:
            return self.table.rules.choose(self.text, people, one)
        return ((<list>people)[0] if self.table.agrees(<Person>(<list>people)[0], one.title) else None), ""


cdef bint has_several(list found):
    # Whether these names differ.
    cdef FoundName one, first = found[0] if found else None
    for one in found:
        if one.name is not first.name and one.name != first.name:
            return True
    return False


cdef str reason_of(FoundName one, Person person, str note, Names *names):
    # Why a short form means a person: where the full name stands.
    cdef FoundName at = person.at
    cdef Py_ssize_t low = 0, high = names.sentence_count, middle
    while low < high:
        middle = (low + high) // 2
        if <Py_ssize_t>names.sentences[middle] <= at.start:
            low = middle + 1
        else:
            high = middle
    if at.title:
        return f'"{one.text}" ← "{at.title} {at.text}", sentence {max(low, 1)}{note}'
    return f'"{one.text}" ← "{at.text}", sentence {max(low, 1)}{note}'


cdef list meanings_of(NameTable table, given, list found, Names *names):
    # The names of the persons that these mean, each with a reason, None for one that means itself; None if all do.
    cdef FoundName one
    cdef Person person
    cdef Naming naming
    cdef Py_ssize_t at = 0
    cdef list meanings = []
    cdef str note
    cdef bint full
    if not has_several(found):
        return None
    naming = Naming.__new__(Naming)
    naming.table, naming.text = table, given
    naming.read(found)
    if not naming.people:  # many texts
        return None
    for one in found:
        at += 1
        note = ""
        have = naming.by_name.get(one.name)
        full = have is not None
        if have is None:
            have, note = naming.meant(one)
        elif one.title and not table.agrees(<Person>have, one.title):
            have = None
        if have is None:
            meanings.append(None)
            continue
        person = have
        person.last = at
        if full:
            person.named = one
        same = person.name is one.name or person.name == one.name
        meanings.append((person.main.key, "" if same else reason_of(one, person, note, names)))
    return meanings
