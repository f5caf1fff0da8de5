"""The package that Teams takes an app from: a zip of the manifest and the two icons."""

import io
import json
import zipfile

from adapters.teams.manifest import icons
from adapters.teams.manifest.described import COLOUR, OUTLINE, Json

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip knows: with it the same manifest makes the same package."""


def package(manifest: Json) -> bytes:
    """The package, all of it drawn and written now."""
    files = {
        "manifest.json": json.dumps(manifest, ensure_ascii=False, indent=2).encode(),
        COLOUR: icons.colour(),
        OUTLINE: icons.outline(),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
