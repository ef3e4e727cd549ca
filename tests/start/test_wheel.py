"""The wheel holds everything, is the same at each building, and what it installs runs far from the clone.

Building fetches the build backend, and installing with pipx or uv fetches the libraries (about 1 GB):
so these run with --long, and those that lack a network or the tool are left out.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import wave
import zipfile
from pathlib import Path

import pytest

from assistant import __version__

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("assistant", "ui", "resources")
LEFT_OUT = {"__pycache__", ".DS_Store"}
OFFLINE = re.compile(
    r"No matching distribution|Could not find a version|Failed to establish|name resolution"
    r"|Connection|error sending request|dns error|Network is unreachable|timed out",
    re.IGNORECASE,
)


def run(*words: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """With nothing of the clone in the environment."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL"))}
    return subprocess.run(
        [str(word) for word in words], cwd=cwd, env=env | more, text=True, capture_output=True
    )


def went_well(done: subprocess.CompletedProcess[str], *, fetches: bool = False) -> str:
    """Its output; where it fetches and there is no network, the test is left out."""
    if fetches and done.returncode and OFFLINE.search(done.stderr + done.stdout):
        pytest.skip(f"there is no network: {done.stderr.strip()[-150:]}")
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the clone, as somebody may be writing in it."""
    copy = tmp_path_factory.mktemp("source") / "a copy"
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, copy)
    return copy


def built(source: Path, folder: Path) -> Path:
    """A wheel from a copy of the copy: building leaves things behind."""
    copy = shutil.copytree(source, folder / "building")
    went_well(
        run(
            sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-cache-dir",
            "--wheel-dir", folder, copy, cwd=folder, SOURCE_DATE_EPOCH="1764000000",
        ),
        fetches=True,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(source, tmp_path_factory.mktemp("wheel"))


def test_it_holds_every_file_and_nothing_else(source: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        entry = archive.read(f"os1_companion-{__version__}.dist-info/entry_points.txt").decode()
    inside = {name for name in names if ".dist-info/" not in name}
    shipped = {
        path.relative_to(source).as_posix()
        for package in PACKAGES
        for path in (source / package).rglob("*")
        if path.is_file()
    }
    assert inside == shipped
    assert "os1 = ui.__main__:main" in entry
    assert {name.rpartition("/")[2] for name in names} >= {"LICENSE", "NOTICE", "METADATA"}
    print(f"{wheel.name}: {len(inside)} files, {wheel.stat().st_size:,} bytes")


def test_it_is_the_same_byte_for_byte_at_the_next_building(
    source: Path, wheel: Path, tmp_path: Path
) -> None:
    again = built(source, tmp_path)
    first, second = (hashlib.sha256(one.read_bytes()).hexdigest() for one in (wheel, again))
    print(f"sha256 {first}")
    assert first == second


def works(os1: Path, tmp_path: Path, home: Path) -> None:
    """The installed program, called from an empty folder."""
    empty = tmp_path / "elsewhere"
    empty.mkdir()
    models = {"OS1_MODELS": os.environ["OS1_MODELS"], "HOME": str(home)}
    assert went_well(run(os1, "--version", cwd=empty)).strip() == f"OS1 {__version__}"
    went_well(run(os1, "say", "Hello from far away.", "--out", "o.wav", cwd=empty, **models))
    with wave.open(str(empty / "o.wav")) as sound:
        assert sound.getnframes() / sound.getframerate() > 0.5
    assert "nothing about her would change" in went_well(run(os1, "update", cwd=empty, **models))
    went_well(run(os1, "install", cwd=empty, **models))
    if sys.platform == "linux":
        (entry,) = home.rglob("*.desktop")
        assert f"Exec={os1}" in entry.read_text().replace('"', "")
        assert str(ROOT) not in entry.read_text()


def test_installed_into_an_environment_it_runs_far_from_the_clone(
    wheel: Path, tmp_path: Path, own_home: Path
) -> None:
    """With the libraries of the tests, so without fetching any."""
    went_well(run(sys.executable, "-m", "venv", "env", cwd=tmp_path))
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    where = went_well(
        run(scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path)
    )  # fmt: skip
    Path(where.strip(), "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    went_well(
        run(scripts / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    )  # fmt: skip
    found = went_well(run(scripts / "python", "-c", "import assistant, ui; print(assistant.__file__, ui.__file__)", cwd=tmp_path))  # fmt: skip
    assert found.count(str(tmp_path / "env")) == 2
    works(scripts / "os1", tmp_path, own_home)


@pytest.mark.parametrize("tool", ["uv", "pipx"])
def test_the_tools_for_programs_install_it_with_all_its_libraries(
    wheel: Path, tmp_path: Path, own_home: Path, tool: str
) -> None:
    found = shutil.which(tool)
    if found is None:
        pytest.skip(f"{tool} is not here")
    places = {
        "UV_TOOL_DIR": str(tmp_path / "tools"), "UV_TOOL_BIN_DIR": str(tmp_path / "bin"),
        "PIPX_HOME": str(tmp_path / "tools"), "PIPX_BIN_DIR": str(tmp_path / "bin"),
    }  # fmt: skip
    verb = ("tool", "install", "--python", sys.executable) if tool == "uv" else ("install",)
    went_well(run(found, *verb, wheel, cwd=tmp_path, **places), fetches=True)
    os1 = tmp_path / "bin" / "os1"
    assert os1.exists()
    works(os1.resolve(), tmp_path, own_home)
