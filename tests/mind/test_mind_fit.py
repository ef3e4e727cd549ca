"""A model is fitted to the machine, or refused with a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.errors import Trouble
from assistant.mind.fit import Fit, fit
from assistant.mind.llama import check

if TYPE_CHECKING:
    from pathlib import Path

GB = 1_000_000_000
MODEL = 1_117_320_768


@pytest.mark.parametrize(
    ("cores", "memory", "free", "expected"),
    [
        pytest.param(2, 8 * GB, 6 * GB, Fit(4096, 1, 2), id="the ordinary laptop"),
        pytest.param(1, 8 * GB, None, Fit(4096, 1, 1), id="one core"),
        pytest.param(4, 16 * GB, 9 * GB, Fit(4096, 2, 3), id="four cores"),
        pytest.param(32, 64 * GB, 60 * GB, Fit(4096, 4, 8), id="a large one"),
        pytest.param(2, 6 * GB, int(2.4 * GB), Fit(2048, 1, 2, cache_mib=64), id="little is free"),
    ],
)
def test_what_suits_a_machine(cores: int, memory: int, free: int | None, expected: Fit) -> None:
    assert fit(cores, memory, MODEL, free) == expected


@pytest.mark.parametrize(
    ("cores", "threads", "reading"), [(1, 1, 1), (2, 1, 1), (4, 1, 1), (8, 2, 3), (32, 2, 4)]
)
def test_on_a_battery_half_of_the_threads(cores: int, threads: int, reading: int) -> None:
    assert fit(cores, 64 * GB, MODEL, spares=True) == Fit(4096, threads, reading)


@pytest.mark.parametrize(
    ("memory", "free", "model", "why"),
    [
        (4 * GB, 3 * GB, MODEL, r"has 4\.0 GB of memory"),
        (8 * GB, 2 * GB, MODEL, r"Only 2\.0 GB of memory are free; this mind needs 2\.1"),
        (8 * GB, None, 9 * GB, r"needs one with 12\.0"),
    ],
)
def test_too_little_memory_is_said(memory: int, free: int | None, model: int, why: str) -> None:
    with pytest.raises(Trouble, match=why) as refused:
        fit(2, memory, model, free)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "There is no model"),
        (b"", "no GGUF model"),
        (b"PK\x03\x04 something else", "no GGUF model"),
    ],
)
def test_what_is_no_model_is_said(tmp_path: Path, content: bytes | None, why: str) -> None:
    model = tmp_path / "mind.gguf"
    if content is not None:
        model.write_bytes(content)
    with pytest.raises(Trouble, match=why):
        check(model)
