"""`check`, of what is wrong with a setting: where that came from, the environment or the file."""

from collections.abc import Mapping

from adapters.findings import Found
from bot.environment import CONFIG, set_by
from bot.settings import Settings


def told(found: Found, settings: Settings, environment: Mapping[str, str]) -> str:
    """What is wrong, and where the setting is from in which it is."""
    platform = {"Slack": settings.slack, "Teams": settings.teams}.get(found.platform)
    value = getattr(platform, found.where, None)
    if platform is None or value == getattr(type(platform)(), found.where, None):
        return str(found)  # it is about no setting, or about one that nobody has set
    if variable := set_by((found.platform.lower(), found.where), environment):
        return f"{found} It is set by {variable} in the environment."
    return f"{found} It is set in {environment.get(CONFIG) or 'groundwork.toml'}."
