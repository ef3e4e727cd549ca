"""A process that locks and unlocks a memory again and again: turner.py PROFILE ENTRY KEY."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from keyrings import Works  # noqa: E402
from lock_scene import keys_in, memory  # noqa: E402

from assistant.memory import locking, recoverykey  # noqa: E402


def main(profile: Path, entry: str, printed: str) -> None:
    key = recoverykey.read(printed)
    while True:
        keys = keys_in(Works({entry: printed}))
        store = memory(profile, keys)
        locked = store.key is not None
        store.close()
        (locking.unlock if locked else locking.lock)(profile, key, keys)
        sys.stdout.write("turned\n")
        sys.stdout.flush()


main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
