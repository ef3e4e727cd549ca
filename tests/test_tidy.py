"""The project's own order: lint, types, layers, and nothing that ties it to one machine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["ruff", "check", "."], id="ruff"),
        pytest.param(["ruff", "format", "--check", "."], id="format"),
        pytest.param(["mypy", "--strict"], id="mypy"),
        pytest.param(["lint-imports"], id="layers"),
    ],
)
def test_the_code_is_in_order(command: list[str]) -> None:
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    if listed.returncode:
        return [p for p in ROOT.rglob("*") if p.is_file() and ".venv" not in p.parts]
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_nothing_names_a_package_index_or_a_path_of_one_machine() -> None:
    hosts = ["pypi" + ".org", "python" + "hosted.org", "registry.npm" + "js.org"]
    paths = ["/" + "work/", "/root" + "/"]
    found = []
    for path in tracked():
        if path.suffix in {".py", ".toml", ".txt", ".md", ".in", ".cmd", ".sh", ""}:
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{path.name}: {word}" for word in hosts + paths if word in text]
    assert not found


def test_the_folders_are_the_ones_the_design_names() -> None:
    allowed = {"assistant", "ui", "resources", "tests", "docs", "pyproject.toml", "README.md"}
    allowed |= {"os1", "os1.cmd", "LICENSE", "NOTICE"}
    top = {path.relative_to(ROOT).parts[0] for path in tracked() if path.exists()}
    assert {name for name in top if not name.startswith(".")} <= allowed


def test_the_notes_in_the_code_leave_no_open_ends() -> None:
    mark = re.compile(r"\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b")
    found = [p.name for p in tracked() if p.suffix == ".py" and mark.search(p.read_text())]
    assert not found
