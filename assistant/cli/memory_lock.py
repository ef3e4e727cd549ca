"""`os1 memory lock`, `unlock`, `recover`: the memory encrypted with a key in the keyring and on paper."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.keys import Kept
from assistant.memory import locked, locking, recoverykey
from assistant.memory.database import open_memory
from assistant.profile import held

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from assistant.keys import Keys
    from assistant.memory.recoverykey import Key

ASKED, TRIES = 2, 3  # groups typed back; how often
ANEW = "begin anew"


def lock(profile: Path, clock: Callable[[], datetime], keys: Keys | None = None) -> int:
    """Show the recovery key, have two groups of it typed back, lock. Raises Trouble."""
    keys = keys or locked.keys_of(profile)
    with held(profile):
        open_memory(profile, clock, keys=keys).connection.close()  # it is whole, and at its newest
        key = locking.offered(profile, keys)
        print(_ABOUT.format(key=_in_lines(key)))
        try:
            agreed = _written_down(key)
        except BaseException:
            locking.declined(profile, keys)
            raise
        if not agreed:
            locking.declined(profile, keys)
            print("Nothing was locked.", file=sys.stderr)
            return 1
        locking.lock(profile, key, keys)
    print("Locked: the memory and its backups. The key is in your keyring and on your paper.")
    return 0


def unlock(profile: Path, clock: Callable[[], datetime], keys: Keys | None = None) -> int:
    """Everything plain again. Raises Trouble, and Locked where the keyring has no key."""
    keys = keys or locked.keys_of(profile)
    with held(profile):
        if not locked.is_locked(profile):
            raise Trouble("My memory is not locked.")
        opened = open_memory(profile, clock, keys=keys)
        opened.connection.close()
        locking.unlock(profile, locked.key_of(profile, keys), keys)
    print("Unlocked: memory and backups are plain files again, and the key is out of your keyring.")
    return 0


def recover(
    profile: Path, clock: Callable[[], datetime], *, anew: bool = False, keys: Keys | None = None
) -> int:
    """Take the recovery key from standard input; what came of it. Raises Trouble."""
    keys = keys or locked.keys_of(profile)
    with held(profile):
        if anew:
            return _anew(profile, clock)
        if not (locked.is_locked(profile) or locked.note_of(profile)):
            raise Trouble("My memory is not locked.")
        kept = locking.recovered(profile, _asked("Your recovery key: "), keys)
        opened = open_memory(profile, clock, keys=keys)
        opened.connection.close()
        if opened.news:
            print(opened.news, file=sys.stderr)
        match kept:
            case Kept.KEYRING:
                print("My memory is open again, and its key is back in your keyring.")
            case Kept.SESSION:
                if locked.is_locked(profile):
                    locking.unlock(profile, recoverykey.read(keys.get(locked.entry_of(profile)) or ""), keys)  # fmt: skip
                print("No keyring of yours keeps a key, so my memory is a plain file again.")
    return 0


def _anew(profile: Path, clock: Callable[[], datetime]) -> int:
    if not locked.is_locked(profile):
        raise Trouble("My memory is not locked.")
    print(
        f"The locked memory and its backups are put aside, and I remember nothing. Type “{ANEW}”:",
        file=sys.stderr,
    )
    if sys.stdin.readline().strip().lower() != ANEW:
        print("Nothing was changed.", file=sys.stderr)
        return 1
    folder = locking.put_aside(profile, clock())
    open_memory(profile, clock).connection.close()
    print(f"I begin anew. What was locked is in {folder.name}; with its key it can still be read.")
    return 0


def _in_lines(key: Key) -> str:
    groups = [f"{at:>2}: {group}" for at, group in enumerate(key.groups, 1)]
    return "\n".join("   ".join(groups[at : at + 5]) for at in range(0, len(groups), 5))


def _written_down(key: Key) -> bool:
    """Whether two groups, chosen by lot, come back as they are on the screen."""
    for at in sorted(random.sample(range(recoverykey.GROUPS), ASKED)):
        for _ in range(TRIES):
            typed = _asked(f"Group {at + 1} from your paper: ")
            if recoverykey.same_group(typed, key.groups[at]):
                break
            if not typed:
                return False
            print("That is not the group above.", file=sys.stderr)
        else:
            return False
    return True


def _asked(question: str) -> str:
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


_ABOUT = """This is the recovery key of my memory. Write it down on paper; I show it only now.

{key}

If your keyring is lost, emptied or on another computer, nothing but this key opens my memory:
nobody can make another. It protects what lies on the disk (memory, its backups), not from a
program that runs as you. All else (letters, notes, lists, reminders, settings, exports) stays plain.
"""
