# Mentions of the people of a text that the tagger missed, for _naming.pyx.

cdef list with_missed(NameTable table, given, str text, Names *names, list found):
    # The people found, and mentions of their surnames that the tagger missed or tagged differently.
    cdef FoundName one
    cdef KnownName known = None
    cdef set surnames = set()
    cdef list unusual = []
    cdef bint particled = False
    cdef list everyone, spans
    for one in found:
        if one.known is not known and one.known.spaces:
            known = one.known
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
        add_headlines(text, found, spans)
        if unusual:
            add_unusual(table, given, text, unusual, spans)
    everyone = found
    if spans:
        everyone = with_spans(table, given, found, spans)
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
    at = find(text, word, 0, size) if word else -1
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
            at >= free and not in_word(letter(text, at - 1))
            and not (in_word(letter(text, end)) or letter(text, end) == c"-")
        ):
            found.append((at, end))
        if at >= free:
            free = end
        at = find(text, word, at + 1, size)
    return 0


cdef list with_spans(NameTable table, given, list found, list spans):
    # The people found, and those of the spans that overlap none of them and no other span: of two the first, then the
    # longer.
    cdef list more = []
    cdef Py_ssize_t at = 0, last = 0, start, stop
    for start, stop in sorted([(start, -stop) for start, stop in spans]):
        while at < len(found) and (<FoundName>found[at]).end <= start:
            at += 1
        if start >= last and (at == len(found) or (<FoundName>found[at]).start >= -stop):
            more.append(table.rules.found_again(given, start, -stop))
            last = -stop
    return sorted(found + more, key=start_of) if more else found


cdef bint is_shouted(str text, Py_ssize_t start, Py_ssize_t end):
    # Whether a line is a headline in capitals, of more than a word.
    cdef const void *data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    cdef bint upper = False, blank = False
    for i in range(start, end):
        c = PyUnicode_READ(kind, data, i)
        if c < 128:
            if c"a" <= c <= c"z":
                return False
            upper = upper or c"A" <= c <= c"Z"
            blank = blank or c == c" "
        elif Py_UNICODE_ISLOWER(c) or Py_UNICODE_ISTITLE(c):
            return False
        else:
            upper = upper or Py_UNICODE_ISUPPER(c)
    return upper and blank


cdef int add_headlines(str text, list found, list spans) except -1:
    # Add the surnames in headlines in capitals, unless most lines are in capitals. A surname that is also a common word
    # of the text (PRICES RISE) is none there.
    cdef FoundName one
    cdef list lines = []
    cdef Py_ssize_t start = 0, end, count = 0, i
    cdef KnownName known = None
    cdef dict wanted = {}, common = {}
    while start <= len(text):
        end = PyUnicode_FindChar(text, c"\n", start, len(text), 1)
        if end < 0:
            end = len(text)
        count += 1
        if is_shouted(text, start, end):
            lines.append((start, end))
        start = end + 1
    if not lines or 2 * <Py_ssize_t>len(lines) > count:
        return 0
    for one in found:
        if one.known is not known and one.known.spaces:
            known = one.known
            for i in range(len(known.sought)):
                wanted.setdefault(known.sought_shouted[i], set()).add(known.sought[i])
    if not wanted:
        return 0
    for start, end in lines:
        add_capitals(text, start, end, wanted, common, spans)
    return 0


cdef inline bint goes_on(Py_UCS4 c):
    return in_word(c) or c == c"_" or c == c"-" or c == c"'" or c == 0x2019


cdef int add_capitals(str text, Py_ssize_t start, Py_ssize_t end, dict wanted, dict common, list spans) except -1:
    # Add the words of a headline that are wanted. Whether a surname is also a common word is kept.
    cdef Py_ssize_t stop
    while start < end:
        if not in_word(letter(text, start)) or Py_UNICODE_ISDECIMAL(letter(text, start)):
            start += 1
            continue
        stop = start + 1
        while stop < end and goes_on(letter(text, stop)):
            stop += 1
        surnames = wanted.get(PyUnicode_Substring(text, start, stop)) if stop > start + 1 else None
        for surname in surnames or ():
            if surname not in common:
                common[surname] = (<str>surname).lower() in text
            if not common[surname]:
                spans.append((start, stop))
        start = stop
    return 0


cdef bint may_be_aged(str text, str name):
    # Whether a name stands before a comma and a number somewhere: Washington, 60,
    cdef Py_ssize_t at = find(text, name, 0, len(text)), end
    while at >= 0:
        end = at + len(name)
        if letter(text, end) == c"," and letter(text, end + 1) == c" " and Py_UNICODE_ISDECIMAL(letter(text, end + 2)):
            return True
        at = find(text, name, end, len(text))
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
