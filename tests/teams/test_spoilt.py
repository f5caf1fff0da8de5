"""Whatever is put in the place of anything in an activity, it is taken, refused, or passed over."""

import copy
from collections.abc import Iterator
from typing import Any

from tests.teams.office import Office
from tests.teams.tenant import ALL_STAFF, person

DEAN, RUTH = map(person, ("Dean", "Ruth"))
ODD: tuple[Any, ...] = (None, 7, "", [3], {"x": 1}, "\ud800\0")
FINE = {200, 400, 401, 501, 503}

Json = dict[str, Any]


def samples(office: Office) -> Iterator[Json]:
    """One activity of each kind that is read."""
    line = office.people.line(DEAN, "<at>Groundwork</at> a paper form", ALL_STAFF)
    file = {"contentType": "application/vnd.microsoft.teams.file.download.info", "name": "a"}
    yield {**line, "attachments": [file]}
    yield {**office.people.line(DEAN, "a paper form"), "type": "messageUpdate"}
    action = {"action": {"title": "Yes", "data": {"press": "{}"}}}
    yield {**line, "type": "invoke", "name": "adaptiveCard/action", "value": action}
    form = {"form": {"name": "request", "request": 0, "about": "", "source": ""}, "lines:text": "a"}
    yield {**line, "type": "invoke", "name": "task/submit", "value": {"data": form}}
    user = {"user": {"id": RUTH, "displayName": "Ruth"}}
    message = {"id": "1", "from": user, "body": {"contentType": "html", "content": "<p>a</p>"}}
    found = {"commandId": "from_message", "messagePayload": message}
    yield {**line, "type": "invoke", "name": "composeExtension/fetchTask", "value": found}
    yield {**line, "type": "installationUpdate", "action": "add"}


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in a value."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in steps:
        yield (*at, step)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*at, step))


def spoilt(activity: Json) -> Iterator[tuple[str, Json]]:
    """The activity with something odd in the place of each thing, or with it gone."""
    for at in paths(activity):
        for odd in (*ODD, ...):
            changed = copy.deepcopy(activity)
            inner: Any = changed
            for step in at[:-1]:
                inner = inner[step]
            if odd is ...:
                del inner[at[-1]]
            else:
                inner[at[-1]] = odd
            yield f"{activity['type']} {'.'.join(map(str, at))} {odd!r}", changed


async def test_nothing_in_an_activity_is_trusted(office: Office) -> None:
    wrong = {}
    for sample in samples(office):
        for what, activity in spoilt(sample):
            reply = await office.people.send(activity)
            if reply.status not in FINE:
                wrong[what] = reply.status

    assert wrong == {}
