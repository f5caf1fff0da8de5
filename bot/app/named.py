"""`check`, of the people whom the settings name: whether anybody can be who they are to be.

Whether Slack or Teams knows them, these say themselves.
"""

from collections.abc import Iterator

from adapters.findings import Found
from adapters.web.people import PEOPLE, PLATFORM
from bot.settings import Settings

_NOT_SERVED = "{person} is nobody here, for {platform} is not set up."
_SET_UP = "Set it up, or name somebody else."
_NONE_OF_THEM = "{person} is nobody there."
_NOT_IN_TEAM = "{person} is not in the digital team, so they cannot decide."
_THEY_ARE = "Name one of {them}."


def of_nobody(settings: Settings) -> Iterator[Found]:
    """Deciders and admins who are nobody, as far as it can be told without asking a platform."""
    served = {
        "slack": settings.slack.configured,
        "teams": settings.teams.configured,
        PLATFORM: settings.has_page,
    }
    for key, them in (("deciders", settings.deciders), ("admins", settings.admins)):
        for person in them:
            platform = person.partition(":")[0]
            if not served[platform]:
                name = platform.title()
                what = _NOT_SERVED.format(person=person, platform=name)
                yield Found(name, key, what, _SET_UP)
            elif platform == PLATFORM:
                yield from _on_the_page(key, person)


def _on_the_page(key: str, person: str) -> Iterator[Found]:
    fitting = [one.person for one in PEOPLE if one.in_team or key == "admins"]
    if person not in fitting:
        there = any(person == one.person for one in PEOPLE)
        what = (_NOT_IN_TEAM if there else _NONE_OF_THEM).format(person=person)
        yield Found(PLATFORM.title(), key, what, _THEY_ARE.format(them=", ".join(fitting)))
