"""What somebody wrote, found where others quote it word for word, and nothing that is anybody's."""

import pytest

from bot.triage.quoting import quotations

SAID = (
    "the handhelds cannot look it up in the street, it’s slow",
    "we key it into Plonkpoint twice at the end of the day and send it on",
    "online forms",
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("They ‘cannot look it up’, so no.", "They ‘[gone]’, so no."),
        ('They "Look it UP in", so no.', 'They "[gone]", so no.'),
        ("As “it’s slow” and 'it's slow' say", "As “[gone]” and '[gone]' say"),
        ("It is Dean’s ‘Plonkpoint’, ‘twice’", "It is Dean’s ‘[gone]’, ‘twice’"),
        ("It’s ‘online forms’ that they’d need", "It’s ‘online forms’ that they’d need"),
        ("“key it” and “the key”", "“key it” and “the key”"),
        ("Because the handhelds cannot look it up.", "Because [gone]."),
        ("We key it\ninto Plonkpoint; handhelds cannot look it", "[gone]\n[gone]; [gone]"),
        ("They look it up, at the end of the week", "They look it up, at the end of the week"),
        ("", ""),
    ],
)
def test_what_is_marked_as_a_quotation_goes_and_so_does_a_long_run(text: str, left: str) -> None:
    assert quotations(SAID, "[gone]", ("online forms",)).of(text) == left


def test_where_it_is_counted_how_often_each_place_counts() -> None:
    assert quotations(SAID, "[gone]", ()).finds(("‘it’s slow’, ‘look it up’", "nothing")) == 2
