"""Read an OS1 memory export without OS1: python read_memory.py FILE [WORD ...]

Prints what was remembered, with date and source, and what was said; with words, only what holds
them all. Needs nothing but Python 3.
"""

import json
import sys
from pathlib import Path


def main() -> int:
    if len(sys.argv) < 2:
        print(str(__doc__).strip())
        return 2
    wanted = [word.lower() for word in sys.argv[2:]]
    shown = 0
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            text = show(record)
            if text and all(word in text.lower() for word in wanted):
                print(text)
                shown += 1
    return 0 if shown else 1


def show(record: dict[str, str]) -> str:
    """One record as text; "" for what is no memory and no talk."""
    if record.get("record") == "memory":
        held = f", until {record['replaced'][:10]}" if record.get("replaced") else ""
        return (
            f"{record['at'][:10]}  {record['words']}  "
            f'({record["kind"]}{held}; from: "{record["quote"]}")'
        )
    if record.get("record") == "turn":
        lines = [f"{record['at'][:16].replace('T', ' ')}  you: {record['heard']}"]
        words = record["said"].split()
        voices = json.loads(record.get("voices") or "[]") or [["she", len(words)]]
        for name, count in voices:  # who said how many of the words
            lines.append(f"{'':18}{name}: {' '.join(words[:count])}")
            words = words[count:]
        return "\n".join(lines)
    return ""


if __name__ == "__main__":
    sys.exit(main())
