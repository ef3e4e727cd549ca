"""The real program used for a while, watched by the system: nothing goes out, and no word lies about.

What is planted are words that exist nowhere else: said to her, written in a letter, a reminder, a mail,
a secret, and held by code that breaks. strace tells every connection and every file that was opened to
be written, in all processes; Python's own audit tells the connections once more where strace may not run.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from companion import ROOT, Desktop, running, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
pytestmark = [
    pytest.mark.real,
    pytest.mark.timeout(240),
    pytest.mark.skipif(sys.platform != "linux", reason="watched by Linux's own means"),
]
CALLS = "connect,sendto,sendmsg,sendmmsg,openat,open,creat"
STRACE = ("strace", "-D", "-f", "--seccomp-bpf", "-qq", "-s", "0", "-e", f"trace={CALLS}")
SPEECH, MEMORY, LETTER, REMINDER, MAIL, KEY, FAULT, CRISIS = (
    "Zorvanka", "Mirtelhop", "Quilbarand", "Dosterlin", "Hunwexley", "Sefriquotz", "Blentorvic", "Yasperlund",
)  # fmt: skip
CANARIES = (SPEECH, MEMORY, LETTER, REMINDER, MAIL, KEY, FAULT, CRISIS)
SOUND = {".wav", ".flac", ".ogg", ".raw", ".mp3"}

# a path or an abstract name, this computer's numbers, or a socket that was connected before
INSIDE = re.compile(r" (?:'/|b'|\('(?:127\.|::1'|localhost')|'(?:127\.|::1'|localhost')|None$)")


def traceable() -> bool:
    """Whether strace is here and may look at another process."""
    if shutil.which("strace") is None:
        return False
    tried = [*STRACE[:1], "-f", "--seccomp-bpf", "-o", os.devnull, "true"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


@dataclass
class Used:
    """What was left by a program that has been used and closed."""

    home: Path
    folder: Path
    scraps: Path
    server: str  # the folder of the sound server, where its clients keep their cookie
    profile: Path
    report: Path
    trace: Path | None
    audit: Path
    cores: set[str]
    commands: str


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Used]:
    folder, home, scraps = (tmp_path_factory.mktemp(name) for name in ("used", "at-home", "tmp"))
    mbox, report, audit = folder / "mbox", folder / "report.txt", folder / "audit.txt"
    mbox.write_text(
        f"From a@b.example Sat Nov 21 10:00:00 2026\nFrom: {MAIL} <{MAIL}@b.example>\n"
        f"Subject: {MAIL}\nDate: Sat, 21 Nov 2026 10:00:00 +0100\n\nCan you bring {MAIL}?\n\n"
    )
    trace = folder / "trace.txt" if traceable() else None
    extra = {
        "HOME": str(home), "TMPDIR": str(scraps), "OS1_OFFLINE": "1", "OS1_LOG": "debug",
        "PYTHONPATH": f"{HERE / 'inside'}:{ROOT}", "OS1_TEST_AUDIT": str(audit), "OS1_TEST_KEY": KEY,
        "OS1_TEST_HEARS": f"My friend {SPEECH} lives in Ghent.", "OS1_TEST_BREAKS": FAULT,
        "OS1_TEST_REPORT": str(report),
    }  # fmt: skip
    before = (*STRACE, "-o", str(trace)) if trace else ()
    watched = (*before, sys.executable, str(HERE / "watched.py"))
    said = spoken(folder, "What is seven times eight?")
    with running(folder, extra=extra, program=watched) as desktop:
        desktop.ready("sound", "hearing", "voice", seconds=90)
        desktop.settled(60)
        desktop.hear_answer(said, seconds=60)
        for line in (
            f"my brother {MEMORY} likes chess",
            f"write a letter to {LETTER}",
            f"tell her that {LETTER} is welcome",
            f"remind me to call {REMINDER} in two hours",
            f"look through my mail at {mbox}",
            f"I said {FAULT}",
            "what is seven times eight",
            f"I want to die, {CRISIS}",
        ):
            tell(desktop, line)
        family = [psutil.Process(pid) for pid in (desktop.process.pid, *desktop.children())]
        cores = {
            re.search(r"Max core file size\s+(\w+)", Path(f"/proc/{one.pid}/limits").read_text())[1]  # type: ignore[index]
            for one in family
        }
        commands = " ".join(word for one in family for word in one.cmdline())
        desktop.end(20)
        server = str(desktop.sound.folder)
        yield Used(
            home, folder, scraps, server, desktop.profile, report, trace, audit, cores, commands
        )


def tell(desktop: Desktop, line: str) -> None:
    """Type a line; once she has begun to answer, that is enough."""
    desktop.settled(40)
    before = len(desktop.facts())
    desktop.type(line)

    def begun(facts: list[dict[str, Any]]) -> bool:
        return any(f["fact"] in {"ReplySpoken", "ReplyEnded"} for f in facts[before:])

    desktop.wait_for(begun, 40, "answer")
    desktop.keys("key", "Escape")


def connections(trace: str) -> list[str]:
    """Every address beyond this computer that a system call was given."""
    found = re.findall(r"^.*sa_family=AF_INET6?,.*$", trace, re.MULTILINE)
    inside = re.compile(r'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"')
    return [line for line in found if not inside.search(line)]


def written(trace: str) -> set[str]:
    """Every file that was opened to be written, as it was named."""
    opened = re.findall(r'open(?:at)?\((?:AT_FDCWD, |\d+, )?"([^"]*)", ([A-Z_|]+)', trace)
    made = re.findall(r'creat\("([^"]*)"', trace)
    ways = {"O_WRONLY", "O_RDWR", "O_CREAT"}
    return {path for path, how in opened if ways & set(how.split("|"))} | set(made)


def test_no_process_connects_beyond_this_computer(used: Used) -> None:
    asked = used.audit.read_text().splitlines()  # there since the first process began
    outside = [line for line in asked if not INSIDE.search(line)]
    assert not outside
    if used.trace is None:
        pytest.skip("strace is missing, or may not look here: only Python's own audit was asked")
    text = used.trace.read_text(errors="replace")
    assert "sa_family=AF_UNIX" in text, "what is watched is seen: the sound server and the screen"
    assert not connections(text)


@pytest.mark.skipif(not traceable(), reason="strace is missing, or may not look here")
def test_the_watch_sees_a_connection(tmp_path: Path) -> None:
    out = tmp_path / "trace.txt"
    # connect_ex: without a network the attempt fails, and is seen all the same
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect_ex(('192.0.2.1', 9)); open('x.wav', 'w')"
    command = [
        *(word for word in STRACE if word != "-D"),
        "-o",
        str(out),
        sys.executable,
        "-c",
        code,
    ]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    seen = out.read_text(errors="replace")
    assert any("192.0.2.1" in line for line in connections(seen))
    assert "x.wav" in written(seen)


def test_no_sound_and_no_scrap_is_written_outside_the_places_for_it(used: Used) -> None:
    left = {path for path in used.scraps.rglob("*") if path.is_file()}
    assert not left
    if used.trace is None:
        pytest.skip("strace is missing, or may not look here: only what was left was looked at")
    own = (str(used.profile), str(used.home), str(used.scraps), used.server, "/dev/", "/proc/")
    places = written(used.trace.read_text(errors="replace"))
    stray = {
        path for path in places
        if not path.startswith(own) and "__pycache__" not in path
        and path not in {str(used.folder / name) for name in ("facts.jsonl", "report.txt", "audit.txt")}
    }  # fmt: skip
    assert not stray
    assert not {path for path in places if Path(path).suffix in SOUND}


def test_the_planted_words_are_in_the_profile_and_nowhere_else(used: Used) -> None:
    outside = [used.folder, used.home, used.scraps, Path("/dev/shm")]
    ours = {used.folder / "mbox", used.trace}  # the trace names the files of the profile
    found = {
        f"{word} in {path.name}"
        for root in outside
        for path in root.rglob("*")
        if path.is_file() and path not in ours and used.profile not in path.parents
        for word in CANARIES
        if holds(path, word)
    }
    assert not found
    assert not [word for word in CANARIES if word.lower() in used.commands.lower()]
    kept = {word for word in CANARIES for path in used.profile.rglob("*") if holds(path, word)}
    assert {SPEECH, MEMORY, LETTER, REMINDER} <= kept, "the talk was kept where it belongs"
    assert not kept & {KEY, MAIL, CRISIS}, "secrets, mail and a crisis are kept nowhere"


def holds(path: Path, word: str) -> bool:
    """Whether a file has this word in any form in which a program would write it."""
    if not path.is_file():
        return False
    with_it = path.read_bytes().lower()
    return any(word.lower().encode(form) in with_it for form in ("utf-8", "utf-16-le"))


def test_the_faults_were_told_without_their_words(used: Used) -> None:
    told = (used.folder / "stderr.txt").read_text()
    assert told.count("RuntimeError") >= 3, "the loop, the thread and the window"
    assert "_break" in told
    assert '"fact": "TroubleCame", "key": "bug"' in (used.folder / "facts.jsonl").read_text()
    assert "presence" in used.report.read_text()


def test_no_process_leaves_a_core_and_every_file_is_the_users_alone(used: Used) -> None:
    assert used.cores == {"0"}
    modes = {
        str(path.relative_to(used.profile)): stat.S_IMODE(path.lstat().st_mode)
        for path in (used.profile, *used.profile.rglob("*"))
    }
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}
