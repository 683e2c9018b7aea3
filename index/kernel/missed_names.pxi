# Mentions of the people of a text that the tagger missed, for _naming.pyx.

cdef list with_missed(NameTable table, given, str text, Names *names, list found):
    # The people found, and mentions of their surnames that the tagger missed or tagged differently.
    cdef FoundName one
    cdef KnownName known
    cdef set surnames = set()
    cdef list unusual = []
    cdef bint particled = False
    cdef list everyone, spans
    for one in found:
        known = one.known
        if known.spaces:
            if not known.read_for_search:
                table.read_for_search(known)
            surnames.update(known.sought)
            particled = particled or known.particled
            if known.places or known.month:
                unusual.append(known)
    if not surnames and not unusual and not particled:
        return found
    spans = []
    if len(text) > LONGEST_SEARCHED or <Py_ssize_t>len(surnames) > MOST_SEARCHED // max(1, len(text)):
        add_tagged(text, names, surnames, spans)
    else:
        for surname in surnames:
            add_words(text, <str>surname, names, spans)
        add_headlines(table, given, text, found, spans)
        if unusual:
            add_unusual(table, given, text, unusual, spans)
    everyone = found
    if spans:
        everyone = table.rules.with_spans(given, found, spans)
    if particled:
        everyone = table.rules.with_particles(given, [one.name for one in found], everyone)
    if everyone is not found:
        for one in everyone:
            if one.known is None:
                one.known = table.of(one.name)
    return everyone


cdef int add_tagged(str text, Names *names, set surnames, list spans) except -1:
    # Add the names of others that are surnames of these people.
    cdef Py_ssize_t i
    for i in range(names.count):
        if names.kinds[i] != PERSON and PyUnicode_Substring(text, names.starts[i], names.ends[i]) in surnames:
            spans.append((names.starts[i], names.ends[i]))
    return 0


cdef int add_words(str text, str word, Names *names, list found) except -1:
    # Add the spans where a word is a name that is not a person's, or stands by itself outside names.
    cdef Py_ssize_t size = len(text), at, end, free = 0, low, high, middle
    at = PyUnicode_Find(text, word, 0, size, 1) if word else -1
    while at >= 0:
        end = at + len(word)
        low, high = 0, names.count
        while low < high:
            middle = (low + high) // 2
            if <Py_ssize_t>names.starts[middle] <= at:
                low = middle + 1
            else:
                high = middle
        if low > 0 and <Py_ssize_t>names.ends[low - 1] > at:
            while low > 0 and <Py_ssize_t>names.starts[low - 1] == at:
                low -= 1
                if <Py_ssize_t>names.ends[low] == end and names.kinds[low] != PERSON:
                    found.append((at, end))
        elif (
            at >= free and not Py_UNICODE_ISALNUM(letter(text, at - 1))
            and not (Py_UNICODE_ISALNUM(letter(text, end)) or letter(text, end) == c"-")
        ):
            found.append((at, end))
        if at >= free:
            free = end
        at = PyUnicode_Find(text, word, at + 1, size, 1)
    return 0


cdef int add_headlines(NameTable table, given, str text, list found, list spans) except -1:
    # Add the surnames in lines of capitals, if there are any in capitals at all.
    cdef FoundName one
    cdef list shouted = []
    cdef Py_ssize_t i
    for one in found:
        if one.known.spaces:
            for i in range(len(one.known.sought)):
                if PyUnicode_Find(text, <str>one.known.sought_shouted[i], 0, len(text), 1) >= 0:
                    shouted.append(one.known.sought[i])
    if shouted:
        spans += table.rules.find_shouted(given, shouted)
    return 0


cdef bint may_be_aged(str text, str name):
    # Whether a name stands before a comma and a number somewhere: Washington, 60,
    cdef Py_ssize_t at = PyUnicode_Find(text, name, 0, len(text), 1), end
    while at >= 0:
        end = at + len(name)
        if letter(text, end) == c"," and letter(text, end + 1) == c" " and Py_UNICODE_ISDECIMAL(letter(text, end + 2)):
            return True
        at = PyUnicode_Find(text, name, end, len(text), 1)
    return False


cdef int add_unusual(NameTable table, given, str text, list unusual, list spans) except -1:
    # Add the surnames that are also places where they have an age, and forenames that are also months before a verb.
    cdef KnownName known
    cdef list places = []
    for known in unusual:
        for place in known.places:
            if may_be_aged(text, place):
                places.append(place)
    if places:
        spans += table.rules.find_aged(given, places)
    months = {known.month for known in unusual if known.month}
    if months:
        spans += table.rules.find_months(given, months)
    return 0
