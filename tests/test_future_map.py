"""The future map in words and as a picture, and which part of it a request would lay."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from adapters.slack.render import Renderer as SlackRenderer
from adapters.teams.render import Renderer as TeamsRenderer
from adapters.web.render import Renderer
from bot.catalogue.capability import Capability, CapabilityStatus
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.future import Future, FuturePart
from bot.commands import Word
from bot.drafts import Conversation
from bot.events import Listed, Verdict
from bot.handbook import Handbook
from bot.looking import needs_of_command, needs_of_look, show
from bot.messages import Message, Road, Show, text_of
from bot.requests import Request, Status
from bot.triage import card
from bot.understanding.groundwork import laid_by
from tests.blocks import block
from tests.cast import book, known
from tests.figuring import outcome
from tests.reviewing import accepted, asked, live

PARTS = (
    FuturePart("pay", "cash costs us more than it brings.", "2028"),
    FuturePart("Tell us once"),
    FuturePart("residents"),
    FuturePart("cases"),
)
PAY = block("pay", name="Taking payments", status=CapabilityStatus.LIVE)
CASES = block("cases", name="Case management")


def holding(*blocks: Capability, parts: tuple[FuturePart, ...] = PARTS) -> Handbook:
    watch = replace(book().watch_outs, future=Future(parts))
    return replace(book(), ranker=book().ranker.over(Catalogue(blocks)), watch_outs=watch)


def gap(number: int, name: str, of: Callable[[int], Request] = asked, **more: Any) -> Request:
    return replace(of(number), named_gaps=(name,), **more)


def drawn(held: Handbook, *requests: Request) -> Message:
    open_to_all = [one for one in requests if not one.confidential]
    laying = {
        part.capability: Counter(
            one.status
            for one in open_to_all
            if part in laid_by(one, (part,), held.ranker.catalogue.by_id)
        )
        for part in held.future
    }
    knowing = replace(known(), laying=laying)
    view = show(Listed("future"), Conversation(), knowing, held)
    assert isinstance(view, Show)
    return view.message


def test_each_part_says_how_far_there_is_groundwork_for_it() -> None:
    fits = Verdict("cases", "Case management", "as_it_is")
    map_ = drawn(
        holding(PAY, CASES),
        gap(1, "Tell us once."),
        gap(2, "tell us once"),
        gap(3, "the residents", accepted),
        gap(4, "cases", confidential=True),
        replace(live(5), verdicts=(fits,)),
        replace(live(6), verdicts=(fits,)),
    )

    assert text_of(map_).splitlines() == [
        "What we want to be able to do one day. 4 things.",
        "Each comes in 4 steps: it is on the map, somebody asks for it, there is groundwork for "
        "it, it is live. What is over or confidential is not counted.",
        "- Taking payments. By 2028. Why: cash costs us more than it brings. In the catalogue: "
        "live.",
        "- Tell us once. 2 open requests ask for it.",
        "- residents. There is groundwork for it, by 1 request that is accepted or live.",
        "- Case management. In the catalogue: not confirmed. There is groundwork for it, by 2 "
        "requests that are accepted or live.",
    ]
    (road,) = (part for part in map_.parts if isinstance(part, Road))
    assert [(stop.reached, stop.of) for stop in road.stops] == [(4, 4), (2, 4), (3, 4), (3, 4)]
    assert text_of(drawn(holding(parts=()))) == (
        "We have not written down yet what we want to be able to do one day."
    )


def test_what_was_found_not_to_fit_lays_no_ground() -> None:
    fits, unfit = (Verdict("cases", "Case management", one) for one in ("adapted", "rejected"))
    offered = replace(live(5), outcome=outcome(offers=("Cases",)))

    assert "Case management. In the catalogue: not confirmed. There is groundwork" in text_of(
        drawn(holding(CASES), replace(offered, verdicts=(fits,)))
    )
    assert "Case management. In the catalogue: not confirmed. No request" in text_of(
        drawn(holding(CASES), replace(offered, verdicts=(unfit,)))
    )


def test_what_is_needed_for_it_is_every_request_that_is_not_over() -> None:
    assert needs_of_command(Word.FUTURE) == needs_of_look(Listed("future"))
    assert needs_of_look(Listed("future", 2)).future == 2


def test_the_page_draws_it_with_the_words_beside_the_picture() -> None:
    html = Renderer().message(drawn(holding(PAY), gap(1, "<b>"), gap(2, "tell us once")))

    assert html.count("<svg") == html.count('aria-hidden="true"') == len(PARTS)
    assert html.count("<circle") == 4 * len(PARTS)
    assert html.count('<circle class="road-ahead"') == 0 + 2 + 3 + 3
    assert "<strong>Tell us once</strong>. 1 open request asks for it." in html


def test_a_card_names_the_part_that_its_request_would_lay() -> None:
    held = holding(CASES)
    by_words = asked(7, status=Status.NEW)
    said = replace(by_words, said=(replace(by_words.said[0], text="let people tell us once"),))

    assert "Future map: it would lay the ground for Tell us once." in text_of(card.draw(said, held))
    both = card.draw(gap(8, "cases", title="tell us once"), held)
    assert "Future map" not in text_of(card.draw(asked(9), held))
    assert "it would lay the ground for" in text_of(both)


def test_slack_and_teams_say_it_in_words() -> None:
    map_ = drawn(holding(PAY), gap(2, "tell us once"))
    (slack,) = SlackRenderer(book().words, "Our council").pages(map_)
    (teams,) = TeamsRenderer(book().words, "Our council").pages(map_)

    assert "Tell us once. 1 open request asks for it." in slack.text
    assert len(slack.blocks) == 3
    assert "Tell us once" in str(teams)
