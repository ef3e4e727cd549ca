"""The start script on invented machines: what it finds, sets up, asks for, and leaves alone."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "cat", "cksum", "cp", "cut", "env", "find", "flock", "grep", "ls", "mkdir", "mv", "readlink",
         "rm", "sed", "sleep", "tr", "true")  # fmt: skip

PYTHON = """#!/bin/sh
# a Python that only says how it was called; MISSING names what it cannot import
log() {{ echo "python $*" >>"$LOG"; }}
case "$*" in
    *version_info*) exit {fits} ;;
    *'import ensurepip'*) [ -e "$BOX/no-ensurepip" ] && exit 1; exit 0 ;;
    *'-m venv'*)
        log "$@"
        for last; do :; done
        mkdir -p "$last/bin" && cp "$0" "$last/bin/python" ;;
    *'-m pip'*)
        log "$@"
        [ -e "$BOX/slow" ] && {{ echo here >"$BOX/installing"; while [ -e "$BOX/slow" ]; do sleep 0.05; done; }}
        [ -e "$BOX/no-network" ] && {{ echo 'no network' >&2; exit 1; }}
        mkdir -p "$PIP_CACHE_DIR"; exit 0 ;;
    *) log "$@"; echo "path $PYTHONPATH"; echo "in $(pwd)"; exit 7 ;;
esac
"""
UV = """#!/bin/sh
echo "uv $*" >>"$LOG"
[ -e "$BOX/uv-fails" ] && exit 2
case "$1 $2" in
    'python find') echo "$BOX/bin/uv-python" ;;
    'venv '*)
        for last; do :; done
        mkdir -p "$last/bin" && cp "$BOX/python" "$last/bin/python" ;;
esac
"""
DPKG = """#!/bin/sh
# knows the packages named in $BOX/installed
shift 3
for name; do grep -qx "$name" "$BOX/installed" && printf '%s=installed ' "$name"; done
exit 1
"""
APT = """#!/bin/sh
echo "apt-get $*" >>"$LOG"
[ -e "$BOX/apt-fails" ] && exit 100
case "$*" in *install*)
    for name; do echo "$name" >>"$BOX/installed"; done
    rm -f "$BOX/no-ensurepip" ;;
esac
"""
SUDO = """#!/bin/sh
echo "sudo $*" >>"$LOG"
exec "$@"
"""


class Machine:
    """A clone in a folder with a space, an empty home and a PATH of fakes."""

    def __init__(self, box: Path) -> None:
        self.box = box
        self.bin, self.home, self.clone = box / "bin", box / "home", box / "a clone"
        self.log = box / "log"
        self.installed = box / "installed"
        for folder in (self.bin, self.home, self.clone / "resources"):
            folder.mkdir(parents=True)
        shutil.copy(ROOT / "os1", self.clone)
        shutil.copytree(ROOT / "resources" / "lock", self.clone / "resources" / "lock")
        for tool in TOOLS:
            found = shutil.which(tool)
            if found:
                (self.bin / tool).symlink_to(found)
        self.put("python3", PYTHON.format(fits=0))
        shutil.copy(self.bin / "python3", box / "python")
        self.put("uname", "#!/bin/sh\necho Linux\n")
        self.put("id", "#!/bin/sh\necho 1000\n")
        self.log.touch()
        self.installed.touch()

    def put(self, name: str, text: str) -> None:
        path = self.bin / name
        path.unlink(missing_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def debian(self, *, complete: bool) -> None:
        self.put("dpkg-query", DPKG)
        self.put("apt-get", APT)
        if complete:
            self.installed.write_text("\n".join((*names("window"), *names("test"))) + "\n")

    def root(self) -> None:
        self.put("id", "#!/bin/sh\necho 0\n")

    def having(self, name: str) -> None:
        (self.box / name).touch()

    def losing(self, name: str) -> None:
        (self.box / name).unlink()

    def environment(self, more: dict[str, str] | None = None) -> dict[str, str]:
        return {
            "PATH": str(self.bin), "HOME": str(self.home), "BOX": str(self.box),
            "LOG": str(self.log), "DISPLAY": ":7", "PYTHONPATH": "/elsewhere",
            "VIRTUAL_ENV": "/elsewhere", "PIP_REQUIRE_VIRTUALENV": "1", "PIP_USER": "1",
        } | (more or {})  # fmt: skip

    def start(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.clone / "os1"), *words], env=self.environment(more), cwd=self.home,
            capture_output=True, text=True, check=False, timeout=60, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def begin(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(self.clone / "os1"), *words], env=self.environment(), cwd=self.home,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def calls(self) -> list[str]:
        """What was called since last asked."""
        said = self.log.read_text().splitlines()
        self.log.write_text("")
        return said

    def wait_for(self, name: str) -> None:
        deadline = time.monotonic() + 20
        while not (self.box / name).exists():
            assert time.monotonic() < deadline, f"{name} did not come"


def names(purpose: str) -> list[str]:
    text = (ROOT / "resources" / "lock" / f"debian-{purpose}.txt").read_text()
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="os1 is a shell script")

RUNS_WINDOW = 7  # the status of the fake program


def test_a_first_start_sets_up_and_runs(machine: Machine) -> None:
    ended = machine.start("--profile", "here")
    assert ended.returncode == RUNS_WINDOW
    venv, pip, run = machine.calls()
    assert "-m venv" in venv
    assert "--require-hashes" in pip
    assert "runtime.txt" in pip
    assert run == "python -m ui --profile here"
    assert ended.stdout == f"path {machine.clone}\nin {machine.home}\n"


def test_a_second_start_only_runs(machine: Machine) -> None:
    machine.start()
    machine.calls()
    ended = machine.start("text", "--json")
    assert machine.calls() == ["python -m ui text --json"]
    assert ended.stderr == ""


def test_nothing_is_written_outside_the_clone(machine: Machine) -> None:
    machine.start()
    machine.start("test")
    assert list(machine.home.iterdir()) == []
    assert not (machine.clone / ".venv" / "os1-cache").exists()


def test_it_runs_through_a_symlink_from_anywhere_without_a_home(machine: Machine) -> None:
    link = machine.bin / "os1"
    link.symlink_to(machine.box / "link 2")
    (machine.box / "link 2").symlink_to("a clone/os1")
    environment = machine.environment()
    del environment["HOME"]
    ended = subprocess.run(
        ["sh", "-c", "cd / && os1 doctor"], env=environment, check=False, capture_output=True,
        text=True, timeout=60,
    )  # fmt: skip
    assert ended.returncode == RUNS_WINDOW, ended.stderr
    assert f"path {machine.clone}" in ended.stdout


def test_the_tests_have_their_own_lock_and_the_window_is_content_with_it(machine: Machine) -> None:
    machine.start("test", "--fast", "-k", "a b")
    *_, pip, run = machine.calls()
    assert "test.txt" in pip
    assert run == f"python {machine.clone}/tests/run.py --fast -k a b"
    machine.start()
    assert machine.calls() == ["python -m ui"]


def test_a_changed_lock_is_set_up_again(machine: Machine) -> None:
    machine.start()
    with (machine.clone / "resources" / "lock" / "runtime.txt").open("a") as lock:
        lock.write("# newer\n")
    machine.calls()
    machine.start()
    assert any("--require-hashes" in call for call in machine.calls())
    machine.start()
    assert machine.calls() == ["python -m ui"]


def test_a_failed_set_up_is_said_and_never_taken_for_done(machine: Machine) -> None:
    machine.having("no-network")
    ended = machine.start()
    assert ended.returncode == 1
    assert "Is there a network?" in ended.stderr
    assert not any("-m ui" in call for call in machine.calls())
    machine.losing("no-network")
    assert machine.start().returncode == RUNS_WINDOW


def test_a_killed_set_up_begins_anew(machine: Machine) -> None:
    machine.having("slow")
    first = machine.begin()
    machine.wait_for("installing")
    (machine.clone / ".venv" / "half-installed").touch()
    first.kill()
    machine.losing("slow")
    first.communicate(timeout=20)
    machine.calls()
    assert machine.start().returncode == RUNS_WINDOW
    assert any("-m venv" in call for call in machine.calls())
    assert not (machine.clone / ".venv" / "half-installed").exists()


@pytest.mark.parametrize("with_flock", [True, False])
def test_two_starts_at_once_set_up_once(with_flock: bool, machine: Machine) -> None:
    if not with_flock:
        (machine.bin / "flock").unlink(missing_ok=True)
    machine.having("slow")
    first = machine.begin()
    machine.wait_for("installing")
    second = machine.begin()
    assert second.stdout is not None
    assert second.stdout.readline() == "os1: Another start is setting up; waiting for it.\n"
    machine.losing("slow")
    assert [p.wait(30) for p in (first, second)] == [RUNS_WINDOW, RUNS_WINDOW]
    for process in (first, second):
        process.communicate()
    assert sum("-m pip" in call for call in machine.calls()) == 1


def test_a_lock_whose_holder_died_is_taken_over(machine: Machine) -> None:
    (machine.bin / "flock").unlink(missing_ok=True)
    gone = subprocess.Popen(["sh", "-c", "exit"])
    gone.wait()
    stale = machine.clone / ".venv" / "os1-lock.d"
    stale.mkdir(parents=True)
    (stale / "pid").write_text(f"{gone.pid}\n")
    assert machine.start().returncode == RUNS_WINDOW
    assert not stale.exists()


# --- Python ------------------------------------------------------------------------------


def test_no_python_at_all_is_one_sentence(machine: Machine) -> None:
    (machine.bin / "python3").unlink()
    ended = machine.start()
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == (
        "os1: OS1 needs Python 3.11, 3.12 or 3.13, and there is none here; "
        "on Debian 12 or newer: apt-get install python3 python3-venv"
    )


def test_a_python_too_old_or_only_a_name_is_passed_over(machine: Machine) -> None:
    machine.put(
        "python3.13", "#!/bin/sh\necho 'pyenv: python3.13: command not found' >&2\nexit 127\n"
    )
    machine.put("python3.12", PYTHON.format(fits=1))
    machine.put("python3.11", PYTHON.format(fits=0))
    machine.put("python3", PYTHON.format(fits=1))
    assert machine.start().returncode == RUNS_WINDOW


def test_uv_sets_up_when_it_is_there_and_may_know_a_python(machine: Machine) -> None:
    machine.put("uv", UV)
    shutil.copy(machine.bin / "python3", machine.bin / "uv-python")
    (machine.bin / "python3").unlink()
    assert machine.start().returncode == RUNS_WINDOW
    find, venv, install, _ = machine.calls()
    assert "python find" in find
    assert "uv-python" in venv
    assert "--require-hashes" in install


def test_pip_is_tried_when_uv_cannot(machine: Machine) -> None:
    machine.put("uv", UV)
    machine.having("uv-fails")
    ended = machine.start()
    assert "uv could not; trying pip." in ended.stderr
    assert ended.returncode == RUNS_WINDOW


# --- Debian packages ---------------------------------------------------------------------


def test_a_complete_debian_is_left_alone_and_asked_once(machine: Machine) -> None:
    machine.debian(complete=True)
    machine.start()
    assert not any("apt-get" in call for call in machine.calls())
    (machine.bin / "dpkg-query").unlink()
    machine.start()
    assert machine.calls() == ["python -m ui"]


def test_a_later_name_of_a_package_counts(machine: Machine) -> None:
    machine.debian(complete=True)
    known = machine.installed.read_text()
    machine.installed.write_text(known.replace("libglib2.0-0\n", "libglib2.0-0t64\n"))
    machine.start()
    assert not any("apt-get" in call for call in machine.calls())


def test_root_installs_what_is_missing_and_says_so(machine: Machine) -> None:
    machine.debian(complete=False)
    machine.root()
    machine.having("no-ensurepip")
    ended = machine.start()
    assert ended.returncode == RUNS_WINDOW
    assert "Installing for the window: libegl1" in ended.stderr
    installs = [c for c in machine.calls() if c.startswith("apt-get") and " install " in c]
    assert len(installs) == 1
    assert all(name in installs[0] for name in (*names("window"), "python3-venv"))


def test_the_tests_need_more(machine: Machine) -> None:
    machine.debian(complete=False)
    machine.root()
    machine.start("test")
    said = " ".join(machine.calls())
    assert all(name in said for name in (*names("window"), *names("test")))


def test_a_command_without_a_window_needs_no_libraries(machine: Machine) -> None:
    machine.debian(complete=False)
    assert machine.start("--profile", "x", "text").returncode == RUNS_WINDOW
    assert machine.start(DISPLAY="").returncode == RUNS_WINDOW, "no display, no window"
    assert not any("apt-get" in call for call in machine.calls())


def test_without_rights_the_line_is_printed_and_nothing_done(machine: Machine) -> None:
    machine.debian(complete=False)
    for sudo in (False, True):
        if sudo:
            machine.put("sudo", SUDO)
        ended = machine.start()
        assert ended.returncode == 1
        assert "run this as root, and start again: apt-get install" in ended.stderr
        assert machine.calls() == [], "nobody sits at a terminal to be asked"


def test_a_failing_apt_is_said_with_the_line(machine: Machine) -> None:
    machine.debian(complete=False)
    machine.root()
    machine.having("apt-fails")
    ended = machine.start()
    assert ended.returncode == 1
    assert "could not be installed; this is the line: apt-get install" in ended.stderr


@pytest.mark.parametrize(("answer", "status"), [("y", RUNS_WINDOW), ("", RUNS_WINDOW), ("n", 1)])
def test_sudo_is_asked_for_once_on_the_terminal(answer: str, status: int, machine: Machine) -> None:
    machine.debian(complete=False)
    machine.put("sudo", SUDO)
    machine.having("no-ensurepip")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [str(machine.clone / "os1")], env=machine.environment(), cwd=machine.home,
        stdin=theirs, stdout=subprocess.DEVNULL, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, answer.encode() + b"\n")
    assert process.wait(30) == status
    said = os.read(ours, 100_000).decode()
    os.close(ours)
    assert said.count("[Y/n]") == 1
    asked_sudo = any(call.startswith("sudo") for call in machine.calls())
    assert asked_sudo is (status == RUNS_WINDOW)


def test_another_linux_is_told_the_libraries_once(machine: Machine) -> None:
    ended = machine.start()
    assert "not a Debian system" in ended.stderr
    assert "libegl1" in ended.stderr
    assert machine.start().stderr == ""


# --- the cost ----------------------------------------------------------------------------


def test_a_start_on_a_set_up_machine_is_quick(machine: Machine) -> None:
    """It costs a few shells: nothing is installed, listed or asked of a network."""
    machine.start()
    took, shells = [], []
    for _ in range(10):
        begun = time.monotonic()
        machine.start()
        between = time.monotonic()
        subprocess.run(["bash", "-c", "true"], check=True)
        took.append(between - begun)
        shells.append(time.monotonic() - between)
    print(f"a start costs {min(took) / min(shells):.1f} shells")
    assert min(took) < 25 * min(shells)
