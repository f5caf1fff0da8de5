"""From facts to a level, with reasons, and what would change it."""

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.files import FileProblem, load
from bot.facts import NOT_SURE, SKIPPED, TOLD, Fact, Source
from bot.levels.judgement import Level, Sureness
from bot.levels.judging import Change, Rule, Rules, judge

RULES = load(Path("bot/levels/rules.yaml"), Rules)


def facts(**values: str) -> dict[str, Fact]:
    return {key: Fact(value, Source.READ, value) for key, value in values.items()}


def test_a_form_in_place_of_paper_is_access_and_names_the_ladder() -> None:
    known = facts(
        asks_for="form", channel_now="paper", has_rekeying="yes", system_named="PermitPoint"
    )

    judgement = judge(known, RULES)

    assert (judgement.level, judgement.sure) == (Level.ACCESS, Sureness.LIKELY)
    assert judgement.reasons[0].points_to is Level.ACCESS
    assert judgement.would_change == (
        "It becomes {efficiency} if the form feeds PermitPoint instead of being typed in.",
    )


def test_joining_systems_up_is_efficiency_and_sure() -> None:
    known = facts(
        asks_for="integration", channel_now="email", has_rekeying="yes", needs_integration="yes"
    )

    judgement = judge(known, RULES)

    assert (judgement.level, judgement.sure) == (Level.EFFICIENCY, Sureness.SURE)


def test_a_service_that_nobody_owns_is_transformation_though_a_portal_was_asked_for() -> None:
    known = facts(
        asks_for="tracker",
        channel_now="phone",
        teams_affected="external",
        nobody_owns_it="yes",
        answers_disagree="yes",
    )

    assert judge(known, RULES).level is Level.TRANSFORMATION


def test_asking_for_somebody_else_leaves_it_likely_at_most() -> None:
    known = facts(
        asks_for="integration", channel_now="email", has_rekeying="yes", needs_integration="yes"
    )

    assert judge(known | facts(second_hand="yes"), RULES).sure is Sureness.LIKELY


@pytest.mark.parametrize("open_", [NOT_SURE, SKIPPED, TOLD])
def test_what_decides_and_was_asked_in_vain_leaves_it_likely_at_most(open_: str) -> None:
    known = facts(asks_for="form", channel_now="paper", teams_affected="one")
    asked = {"has_rekeying": Fact(open_, Source.ANSWERED, "10mins")}

    assert judge(known, RULES).sure is Sureness.SURE
    assert judge(known | asked, RULES).sure is Sureness.LIKELY


def test_nothing_known_is_not_sure_and_has_no_reasons() -> None:
    judgement = judge({}, RULES)

    assert judgement.sure is Sureness.NOT_SURE
    assert judgement.reasons == ()
    assert sum(judgement.probabilities.values()) == pytest.approx(1)


def test_not_sure_and_guesses_are_no_knowledge() -> None:
    unsure = {"has_rekeying": Fact(NOT_SURE, Source.ANSWERED)}
    guess = {"channel_now": Fact("paper", Source.ASSUMED)}

    assert judge(unsure, RULES).probabilities == judge({}, RULES).probabilities
    assert judge(guess, RULES).sure is Sureness.NOT_SURE


def test_a_system_without_a_name_is_called_what_the_file_says() -> None:
    known = facts(asks_for="form", channel_now="paper", has_rekeying="yes")

    assert "the system behind it" in judge(known, RULES).would_change[0]


def test_mistakes_in_the_rules_are_named() -> None:
    with pytest.raises(ValueError, match="rule for channel_now: ‘fax’ is not a value"):
        Rule("channel_now", "fax")
    with pytest.raises(ValueError, match="rule for colour: ‘colour’ is no fact"):
        Rule("colour", "red")
    with pytest.raises(ValueError, match="change ‘It grows"):
        Change(Level.ACCESS, "It grows.", when={"has_rekeying": ("maybe",)})
    with pytest.raises(ValueError, match="start: transformation is missing"):
        replace(RULES, start={Level.ACCESS: 0.0, Level.EFFICIENCY: 0.0})
    with pytest.raises(ValueError, match="likely_from and sure_from"):
        replace(RULES, likely_from=0.9, sure_from=0.5)


SOUND = """
start: {access: 0, efficiency: 0, transformation: 0}
sure_from: 0.9
likely_from: 0.5
facts_to_be_sure: 2
deciding: [channel_now]
rules:
  - {fact: channel_now, value: paper, access: 1}
"""


@pytest.mark.parametrize(
    ("more", "line", "told"),
    [
        ("  - {fact: chanel, value: paper}", 9, "‘chanel’ is no fact"),
        ("  - {fact: channel_now, value: email, access: much}", 9, "‘much’ is not a number"),
        ("  - {fact: channel_now, value: paper, access: 2}", 9, "this can never count"),
        ("  - {fact: channel_now, value: not_sure}", 9, "this can never count"),
        ("  - {fact: deadline, value: soon}", 9, "this can never count"),
        (
            "would_change:\n  - level: access\n    sentence: x\n"
            "    when: {has_rekeying: ['yes']}\n    without: {has_rekeying: ['yes']}",
            10,
            "can never be said",
        ),
        ("small_steps:\n  - {sentence: this}\n  - {sentence: that}", 11, "can never be said"),
    ],
)
def test_a_rule_that_cannot_be_or_can_never_count_is_named_by_its_line(
    more: str, line: int, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "rules.yaml"
    rest = "" if "would_change" in more else "\nwould_change: []"
    path.write_text(f"{SOUND}{more}{rest}\n", encoding="utf-8")

    with pytest.raises(FileProblem) as problem:
        load(path, Rules)

    assert f"rules.yaml line {line}" in str(problem.value)
    assert told in str(problem.value)


def test_a_weight_that_no_sum_can_take_is_refused() -> None:
    with pytest.raises(ValueError, match="rule for channel_now paper: a weight is no number"):
        Rule("channel_now", "paper", access=float("nan"))
