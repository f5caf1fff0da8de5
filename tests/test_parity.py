"""What the platforms have in common is shown by a test on each, and the document tells so."""

from tests import parity

GOOD = {"what": "Commands", "page": {"because": "It has none."}}
FOUND = "test_parity::test_the_document_is_made_from_the_tests"


def test_every_row_has_a_test_or_a_reason_on_every_platform() -> None:
    assert list(parity.missing(parity.rows())) == []


def test_the_document_is_made_from_the_tests() -> None:
    page = parity.PAGE.read_text(encoding="utf-8")

    assert page == parity.drawn(parity.rows()), "python -m tests.parity makes it again"


def test_a_row_that_nothing_shows_would_be_found() -> None:
    gone = {**GOOD, "slack": "test_parity::test_that_is_not_there", "teams": FOUND}
    empty = {**GOOD, "slack": FOUND}
    idle = {**GOOD, "slack": "test_nowhere::test_x", "teams": {"because": " "}}

    assert list(parity.missing([gone])) == [
        "Commands, slack: there is no test test_parity::test_that_is_not_there"
    ]
    assert list(parity.missing([empty])) == ["Commands, teams: no test, and no reason"]
    assert len(list(parity.missing([idle]))) == 2
