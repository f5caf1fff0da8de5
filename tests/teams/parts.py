"""What Teams' own makers publish to check cards and manifests with, installed by npm."""

import json
from pathlib import Path
from typing import Any

INSTALLED = Path(".venv/teams/node_modules")
CARDS = INSTALLED / "adaptivecards" / "dist" / "adaptivecards.min.js"
_SCHEMAS = INSTALLED / "@microsoft" / "app-manifest" / "build" / "json-schemas" / "teams"


def needed(part: Path) -> Path:
    """The part; without it a test fails, and says which command installs it."""
    if not part.exists():
        raise FileNotFoundError(f"{part} is not there: run make teams-parts")
    return part


def manifest_schema(version: str) -> dict[str, Any]:
    """The JSON schema of a version of manifests."""
    file = needed(_SCHEMAS / f"v{version}" / "MicrosoftTeams.schema.json")
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8-sig"))
    return schema
