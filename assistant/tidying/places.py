"""Which folder somebody means: by its usual name, by a path, or one of that name in the home folder."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

import platformdirs

_USUAL = {
    "downloads": platformdirs.user_downloads_dir, "download": platformdirs.user_downloads_dir,
    "desktop": platformdirs.user_desktop_dir, "documents": platformdirs.user_documents_dir,
    "pictures": platformdirs.user_pictures_dir, "photos": platformdirs.user_pictures_dir,
    "music": platformdirs.user_music_dir, "videos": platformdirs.user_videos_dir, "films": platformdirs.user_videos_dir,
}  # fmt: skip
_PATH = re.compile(r"(?:~|/|[A-Za-z]:[\\/]).*")
USUAL = "|".join(_USUAL)


def folders_called(name: str) -> tuple[Path, ...]:
    """Every folder it may be, the likeliest first; none where there is none. A path means itself."""
    name = name.strip().strip("\"'“”").strip()
    if _PATH.fullmatch(name):
        return (Path(name).expanduser(),)
    wanted = name.lower()
    if wanted in _USUAL:
        usual = Path(_USUAL[wanted]())
        return (usual,) if usual.is_dir() else _named(wanted)
    return _named(wanted)


def _named(wanted: str) -> tuple[Path, ...]:
    """In the home folder, and in the folders people keep things in."""
    home = Path.home()
    found = []
    for above in (home, *(Path(_USUAL[name]()) for name in ("documents", "desktop", "downloads"))):
        with contextlib.suppress(OSError):
            for entry in list(os.scandir(above)):
                plain = re.sub(r"[-_]+", " ", entry.name.lower())
                if wanted in {entry.name.lower(), plain} and entry.is_dir(follow_symlinks=False):
                    found.append(Path(entry.path))
    return tuple(dict.fromkeys(found))
