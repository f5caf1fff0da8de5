"""In which language somebody writes, where it is one that we recognise and do not read."""

from bot.understanding.phrases import words_of

WELSH = "cy"

_WORDS = """
allwn angen arlein bobl bydd byddai cais ceisiadau cyfer cyngor dda ddim dim dw dwi ein eich
eisiau eto ffurflen ffurflenni fyddai gael gallwn gan ganddynt gofyn gwasanaeth gwaith gwneud
gyda gyfer gyfan hefyd hoffai hoffem hoffen hoffwn hwn hyn hynny iawn maen mae mewn nad neu ni
nid nifer oedd oes oherwydd ond pan papur pob pobl preswylwyr rhaid rhoi rwy rwyf rydw rydym
rydyn sut swyddfa sydd syn trigolion trwydded trwyddedau tîm un wedi wneud wrth yma yn ydw
ydym ydyn ymwelwyr yng ym yna yr
"""
_COMMON_WELSH = frozenset(_WORDS.split())
"""Everyday words of Welsh that are no words of English."""

_FEWEST = 3
_SHARE = 0.25
"""Of all words, so many have to be everyday Welsh: names and products are in any language."""


def language_of(text: str) -> str:
    """`cy` for Welsh; "" for what we read, or do not recognise."""
    words = [word.text for word in words_of(text) if word.text]
    welsh = sum(word in _COMMON_WELSH for word in words)
    return WELSH if welsh >= max(_FEWEST, _SHARE * len(words)) else ""
