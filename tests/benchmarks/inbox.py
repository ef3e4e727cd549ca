"""20,000 odd mails and one of 30 MB: seconds and memory to look through them, sort them and take it back."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "inbox")]

from mailboxes import as_maildir, as_mbox, large  # noqa: E402

from assistant.inbox.carrying import movable, sort, unsort  # noqa: E402
from assistant.inbox.triage import triage  # noqa: E402
from assistant.tidying.records import Records  # noqa: E402

MAILS, HUGE = 20_000, 30_000_000
_ALONE = (
    "import json, resource, sys, time; from pathlib import Path;"
    "from assistant.inbox.triage import triage;"
    "b, c = time.monotonic(), time.process_time(); found = triage(Path(sys.argv[1]));"
    "print(json.dumps([time.monotonic() - b, time.process_time() - c, found.count, found.odd,"
    "resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))"
)


def run(count: int = MAILS, huge: int = HUGE) -> dict[str, object]:
    """Figures are seconds of the clock and of the processor, and MB at the peak (Linux: KiB / 1024)."""
    figures: dict[str, object] = {"mails": count}
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        boxes = (
            as_mbox(base / "mail.mbox", large(count, huge=huge)),
            as_maildir(base / "Maildir", large(count, huge=huge)),
        )
        for path in boxes:
            kind = path.suffix.lstrip(".") or "maildir"
            done = subprocess.run(
                [sys.executable, "-c", _ALONE, str(path)],
                cwd=ROOT, capture_output=True, text=True, check=True,
            )  # fmt: skip
            wall, cpu, mails, odd, peak = json.loads(done.stdout)
            before = digest(path)
            found = triage(path)
            began = time.monotonic()
            records = Records(base / f"profile-{kind}")
            carried = sort(found, movable(found), records, "1")
            sorted_s = time.monotonic() - began
            moved = digest(base)
            began = time.monotonic()
            unsort(records, "1")
            figures[kind] = {
                "look_s": round(wall, 1), "look_cpu_s": round(cpu, 1), "peak_mb": round(peak / 1024),
                "mails": mails, "odd": odd, "moved": carried.moved, "sort_s": round(sorted_s, 1),
                "back_s": round(time.monotonic() - began, 1), "same": digest(path) == before,
                "changed_between": moved != before,
            }  # fmt: skip
            print(kind, figures[kind])
    return figures


def digest(path: Path) -> str:
    """Of every name below, every byte, mode and time of change of the files."""
    made = hashlib.sha256()
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    for one in files:
        at = one.lstat()
        made.update(os.fsencode(one.relative_to(path.parent)) + str(at.st_mode).encode())
        if one.is_file():
            made.update(str(at.st_mtime_ns).encode())
            with one.open("rb") as file:
                while piece := file.read(1 << 20):
                    made.update(piece)
    return made.hexdigest()


if __name__ == "__main__":
    run()
    print("this process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MB")
