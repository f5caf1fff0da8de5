"""A title of at most 60 characters, made from the requester's own words."""

import re

LONGEST = 60

_GREETING = re.compile(
    r"^(?:hiya|hi|hello|hey|morning|afternoon|good (?:morning|afternoon|evening)|dear)"
    r"(?:\s+(?:all|team|there|both|everyone|folks))?\b[\s,.!:–-]*",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"(?:(?:very |really )?urgent|asap|important|help|please help"
    r"|(?:a )?quick (?:one|question|idea)|question|(?:an )?idea|request)",
    re.IGNORECASE,
)
"""‘URGENT!!!’ calls, and does not say what."""
_CALLING = re.compile(rf"^{_CALL.pattern}\s*[:,–-]+\s+(?=\w)", re.IGNORECASE)
_GET = r"(?:have|make|create|get(?! (?:in|into|on|onto|to|out|back|rid|hold)\b))"
_LEAD_IN = re.compile(
    r"^(?:please\s+)?(?:can|could) (?:you|someone|somebody|anyone)(?: (?:from|in)(?: \w+){1,3}?)? "
    r"(?:please )?(?:ring|call|phone|contact) (?:me|us)(?: back)?(?: please)?"
    r"(?:,| (?:about|to discuss|to talk about|regarding))\s+(?=\w)"
    r"|^(?:please\s+)?(?:can|could|may) (?:we|you|i|someone)"
    rf"(?: please)?(?: help(?: us)?)?(?: {_GET})?\s+"
    rf"|^(?:we|i)(?:['’]d| would)(?: really)? (?:like|love)(?: you)?(?: to)?(?: {_GET}| see)?\s+"
    r"|^(?:(?:we|i|he|she|they) )?(?:really )?(?:needs?|wants?|would like)"
    rf"(?: to be able to\b| to\b)?(?: {_GET})?\s+"
    r"|^(?:would|is it) (?:be )?possible (?:to|for us to)\s+"
    r"|^is there (?:a |any )?(?:way|method) (?:to|for us to|(?:that )?we can|you can let us)\s+"
    r"|^(?:my|our) \w+(?: \w+){0,4}? (?:has |have )?(?:asked|told|wants|wanted|would like|asks)"
    r"(?: (?:me|us))? to (?:find out about|look into|look at|ask about|ask for|see about|get)\s+"
    r"|^(?:(?:we|i)(?:['’]re|['’]m| are| am) )?(?:looking for|asking for|request for|requesting)\s+"
    r"|^(?:discuss|talk about|think about|ask about)\s+(?=\w+ \w)"
    r"|^(?:one|two|three|a few|some) (?:\w+ ){0,2}\w+: "
    r"|^why (?:can|don)['’]?t (?:(?:we|i|you) )?(?=\w)"
    r"|^(?:please|also|and|so|just|basically|actually|ok|okay|well)\b[\s,]*",
    re.IGNORECASE,
)
_MOST_LEAD_INS = 3
_PLEASE = re.compile(r"[,\s]+(?:please|pls|plz|thanks|thank you|ta|cheers)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:an?|the|some)\s+", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]+(?:\s|$)|\n")
_BACKGROUND = re.compile(
    r"^this (?:was|is|has been) (?:talked|discussed|raised|about)\b", re.IGNORECASE
)
"""‘This was talked about …’ says where it came from; what they want comes after it."""

_NAMED = re.compile(r"^(?!(?:one|two|three|a few|some)\b)(\S+ \S[^:]{2,55}): ", re.IGNORECASE)
"""‘Season tickets for car parks: people queue …’ names what it is about first."""

_NEXT_CLAUSE = re.compile(
    r",\s+(?=(?:i|we|it|they|he|she|there|people|residents|customers|staff|my|some|so|as|because"
    r"|but|please|one of|two of|none)\b"
    r"|(?:i|we|it|they|there)['’])"
    r"|\s[–-]\s|;\s"
    r"|\s(?=(?:so that|so (?:i|we|they|people|staff)|because)\b)",
    re.IGNORECASE,
)
"""‘Adobe Pro, it’s for making forms’: what follows says why, not what."""

_HANGS = re.compile(
    r"(?:\s+(?:an?|the|and|or|to|of|in|on|off|for|with|by|at|from|that|which|than|like|as|is|are"
    r"|be|our|their|its|when|so|we|i|they|it))+$",
    re.IGNORECASE,
)
"""Small words that lead on to something which was cut off."""

_ENDS = " ,;:–-"


def title_of(text: str) -> str:
    """The first sentence that says something, without its greeting; empty if nothing does."""
    sentences = (_plain(sentence) for sentence in _SENTENCE.split(text[:2_000]))
    telling = [sentence for sentence in sentences if any(map(str.isalnum, sentence))]
    fullest = [sentence for sentence in telling if _says_what(sentence)] or telling
    return _shortened(fullest[0]) if fullest else ""


def _says_what(sentence: str) -> bool:
    """No lone reference such as ‘TCP25-1930’, no mere call, and not only where it came from."""
    lone = " " not in sentence and any(map(str.isdigit, sentence))
    return not (lone or _CALL.fullmatch(sentence) or _BACKGROUND.match(sentence))


def _plain(sentence: str) -> str:
    words = " ".join("".join(c if c.isprintable() else " " for c in sentence).split())
    if (named := _NAMED.match(words)) and _is_telling(named[1]):
        words = named[1]
    for opening in (_GREETING, _CALLING, *[_LEAD_IN] * _MOST_LEAD_INS, _ARTICLE):
        words = opening.sub("", words, count=1)
    words = _PLEASE.sub("", words)
    return words[:1].upper() + words[1:]


def _shortened(sentence: str) -> str:
    """What comes before the reasons; else cut at a word, so that nothing is broken in two."""
    clause = _PLEASE.sub("", _first_clause(sentence))
    if len(clause) <= LONGEST:
        return clause.rstrip(_ENDS)
    start = clause[: LONGEST - 1]
    whole = start.rsplit(" ", 1)[0] if " " in start else start
    return _HANGS.sub("", whole).rstrip(_ENDS) + "…"


def _first_clause(sentence: str) -> str:
    """Of two words at least, for ‘Hello, we …’ and ‘Urgent, please …’ do not say what."""
    ends = (found.start() for found in _NEXT_CLAUSE.finditer(sentence))
    return next((sentence[:at] for at in ends if _is_telling(sentence[:at])), sentence)


def _is_telling(clause: str) -> bool:
    return " " in clause.strip() and any(map(str.isalnum, clause))
