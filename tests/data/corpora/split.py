"""Deal the utterances of a crisis set into the half that may be looked at and the half that may not.

    python tests/data/corpora/split.py NAME FILE

adds the new lines of FILE to NAME.seen.txt and NAME.unseen.txt beside this script. The half of an
utterance depends on nothing but the seed and its words, so that a line never changes sides when others
are added, and nobody chooses.
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from pathlib import Path

SEED = "os1-corpora-2026-11-22"
HERE = Path(__file__).resolve().parent
HALVES = ("seen", "unseen")


def normalised(text: str) -> str:
    """The text in lower case, without punctuation and invisible characters, single-spaced."""
    kept = "".join(mark for mark in text.casefold() if unicodedata.category(mark)[0] not in "PC")
    return " ".join(kept.split())


def half(line: str) -> str:
    """`seen` or `unseen`; of a line with tabs only the last column, the utterance, counts."""
    words = normalised(line.rpartition("\t")[2])
    digest = hashlib.sha256(f"{SEED}\n{words}".encode()).digest()
    return HALVES[digest[0] & 1]


def lines(path: Path) -> list[str]:
    """The utterances of a set: every line that is neither empty nor a comment."""
    text = path.read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def main(name: str, source: Path) -> None:
    fresh = lines(source)
    for side in HALVES:
        path = HERE / f"{name}.{side}.txt"
        old = lines(path) if path.exists() else []
        unique: dict[str, str] = {}
        for line in [*old, *(line for line in fresh if half(line) == side)]:
            unique.setdefault(normalised(line), line)
        head = f"# {name}, the {side} half, dealt by split.py; see README.md\n"
        path.write_text(head + "".join(f"{line}\n" for line in unique.values()), encoding="utf-8")
        sys.stdout.write(f"{path.name}: {len(unique)}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
