"""The file's settings with the environment laid over them.

The environment beats the file, and `GROUNDWORK_DATABASE_URL` the usual `DATABASE_URL`; so with
the platforms' own names, such as `SLACK_BOT_TOKEN` and `MICROSOFT_APP_ID`. A nested key has `__`
between its levels: `GROUNDWORK_ORGANISATION__NAME`. Lists are comma-separated, tables
JSON.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from bot.settings import Settings
from bot.structuring import At, Misfit, Misfits, nearest, structure

PREFIX = "GROUNDWORK_"
CONFIG = "GROUNDWORK_CONFIG"

_USUAL_NAMES: Mapping[str, At] = {
    "DATABASE_URL": ("database_url",),
    "SLACK_API_URL": ("slack", "api_url"),
    "SLACK_BOT_TOKEN": ("slack", "bot_token"),
    "SLACK_APP_TOKEN": ("slack", "app_token"),
    "SLACK_SIGNING_SECRET": ("slack", "signing_secret"),
    "MICROSOFT_APP_ID": ("teams", "app_id"),
    "MICROSOFT_APP_PASSWORD": ("teams", "app_password"),
    "MICROSOFT_APP_TENANT_ID": ("teams", "tenant_id"),
}


class SettingsProblem(Exception):
    """Everything that is wrong with the settings. A place is a key, or an environment variable."""

    def __init__(self, *misfits: Misfit) -> None:
        super().__init__("\n".join(map(str, misfits)))
        self.misfits = misfits


def read_settings(table: Mapping[str, object], environment: Mapping[str, str]) -> Settings:
    """The file's table with the environment laid over it. Raises `SettingsProblem`."""
    laid = _copied(table)
    variables: dict[At, str] = {}
    misfits: list[Misfit] = []
    for name, at in _variables(environment):
        variables[at] = name
        try:
            _lay(laid, at, _value(environment[name], at))
        except Misfits as wrong:
            misfits += (Misfit((name,), each.what, each.mend) for each in wrong.misfits)
    settings: Settings | None = None
    try:
        settings = structure(laid, Settings)
    except Misfits as wrong:
        every = (*wrong.misfits, *_wrong_besides(laid, wrong))
        misfits += (_named(each, variables) for each in every)
    if settings is None or misfits:
        raise SettingsProblem(*misfits)
    return settings


def variable_for(at: At) -> str:
    """The variable that would set this key: by its platform's usual name, else by ours."""
    usual = (name for name, place in _USUAL_NAMES.items() if place == at)
    return next(usual, PREFIX + "__".join(map(str, at)).upper())


def set_by(at: At, environment: Mapping[str, str]) -> str:
    """The variable that this key of a table is from, in an environment that holds; "" for none."""
    table = at[:-1]
    found = ""
    for name, place in _variables(environment):
        if place == at or (place == table and at[-1] in _json_table(environment[name])):
            found = name
    return found


def _wrong_besides(laid: Mapping[str, object], wrong: Misfits) -> tuple[Misfit, ...]:
    """What else is wrong with a key by itself, which is checked once all the others fit."""
    told = {each.at[0] for each in wrong.misfits}
    try:
        structure({key: each for key, each in laid.items() if key not in told}, Settings)
    except Misfits as more:
        return tuple(each for each in more.misfits if len(each.at) == 1)
    return ()


def _copied(table: Mapping[str, object]) -> dict[str, Any]:
    return {
        key: _copied(each) if isinstance(each, Mapping) else each for key, each in table.items()
    }


def _variables(environment: Mapping[str, str]) -> list[tuple[str, At]]:
    """The variables that are settings, whole tables before their keys, ours after the usual."""
    usual = [(name, at) for name, at in _USUAL_NAMES.items() if name in environment]
    ours = [name for name in environment if name.startswith(PREFIX) and name != CONFIG]
    places = [(name, tuple(name.removeprefix(PREFIX).lower().split("__"))) for name in ours]
    return [*usual, *sorted(places, key=lambda one: (len(one[1]), one[0]))]


def _lay(table: dict[str, Any], at: At, value: Any) -> None:
    for step in at[:-1]:
        inner = table.get(str(step))
        table[str(step)] = inner if isinstance(inner, dict) else {}
        table = table[str(step)]
    key = str(at[-1])
    before = table.get(key)
    both_tables = isinstance(before, dict) and isinstance(value, dict)
    table[key] = before | value if both_tables else value


def _value(text: str, at: At) -> object:
    """The text as its key's type wants it; what is not of that type is left for the check."""
    into = _type_at(at)
    if is_dataclass(into) or get_origin(into) is Mapping:
        return _json_table(text)
    if get_origin(into) is tuple:
        return [each.strip() for each in text.split(",") if each.strip()]
    if bool in (into, *get_args(into)):
        return {"true": True, "false": False}.get(text.lower(), text)
    wants_number = int in (into, *get_args(into))
    return int(text) if wants_number and re.fullmatch(r"-?[0-9]{1,9}", text) else text


def _type_at(at: At) -> Any:
    into: Any = Settings
    for step in at:
        known = get_type_hints(into) if is_dataclass(into) else {}
        if step not in known:
            mend = nearest(str(step), list(known)) or "Take it out."
            raise Misfits(Misfit((), f"‘{'.'.join(map(str, at))}’ is not a setting.", mend))
        into = known[str(step)]
    return into


def _json_table(text: str) -> dict[Any, Any]:
    try:
        table = json.loads(text)
    except ValueError:
        table = None
    if isinstance(table, dict):
        return table
    raise Misfits(Misfit((), "This is not a table in JSON.", 'Write it as {"key": "value"}.'))


def _named(misfit: Misfit, variables: Mapping[At, str]) -> Misfit:
    """The misfit under the variable that it came from, where it came from one."""
    for length in range(len(misfit.at), 0, -1):
        if name := variables.get(misfit.at[:length]):
            return Misfit((name, *misfit.at[length:]), misfit.what, misfit.mend)
    return misfit
