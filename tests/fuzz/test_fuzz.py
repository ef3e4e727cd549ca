"""Bytes from outside never break anything: what once did, and with --long a guided search for more.

A finding is kept as a file in tests/data/fuzz/TARGET, beside the seeds the search begins from.
OS1_FUZZ_S sets the seconds of each search.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from targets import TARGETS

HERE = Path(__file__).resolve().parent
KEPT = HERE.parent / "data" / "fuzz"
SEARCH_S = int(os.environ.get("OS1_FUZZ_S", "600"))


@pytest.mark.warns
@pytest.mark.parametrize(
    ("name", "path"),
    [
        pytest.param(name, path, id=f"{name}-{path.name}")
        for name in TARGETS
        for path in sorted((KEPT / name).iterdir())
    ],
)
def test_what_once_broke_something_is_taken_or_refused(name: str, path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries that parse, about what they parse
        TARGETS[name](path.read_bytes())


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="atheris runs on Linux")
@pytest.mark.timeout(SEARCH_S + 120)
@pytest.mark.parametrize("name", list(TARGETS))
def test_a_guided_search_finds_nothing_new(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = subprocess.run(
        [sys.executable, str(HERE / "fuzzing.py"), name, str(tmp_path), str(SEARCH_S)],
        capture_output=True, text=True, errors="replace", check=False,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )  # fmt: skip
    runs = re.search(r"number_of_executed_units: (\d+)", done.stderr)
    cover = re.findall(r" cov: (\d+) ", done.stderr)
    with capsys.disabled():
        print(
            f"\nfuzz {name}: {runs[1] if runs else '?'} inputs in {SEARCH_S} s, {cover[-1:]} places"
        )
    found = {path.name: path.read_bytes()[:400] for path in tmp_path.glob("finding-*")}
    assert not found, done.stderr[-3000:]
    assert done.returncode == 0, done.stderr[-3000:]
