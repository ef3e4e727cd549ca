"""Sound files of every kind, and things that are none."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from assistant.cli import hear
from assistant.errors import Trouble
from assistant.hearing.sound_files import read_pcm
from assistant.ports import HEAR_RATE

if TYPE_CHECKING:
    from pathlib import Path


def tone(rate: int, seconds: float = 1.0) -> np.ndarray:
    at = np.arange(round(rate * seconds)) / rate
    return np.sin(2 * np.pi * 440 * at) * 0.5


def pitch(pcm: bytes) -> float:
    samples = np.frombuffer(pcm, "<i2").astype(float)
    spectrum = np.abs(np.fft.rfft(samples))
    return float(np.fft.rfftfreq(len(samples), 1 / HEAR_RATE)[spectrum.argmax()])


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_any_rate_and_number_of_channels(tmp_path: Path, rate: int, channels: int) -> None:
    soundfile.write(tmp_path / "a.wav", np.stack([tone(rate)] * channels, 1), rate)
    pcm = read_pcm(tmp_path / "a.wav")
    assert len(pcm) == pytest.approx(2 * HEAR_RATE, abs=64)
    assert pitch(pcm) == pytest.approx(440, abs=2)
    assert np.abs(np.frombuffer(pcm, "<i2")).max() == pytest.approx(16_384, rel=0.05)


@pytest.mark.parametrize(
    ("name", "subtype"),
    [("a.wav", "PCM_U8"), ("a.wav", "PCM_24"), ("a.wav", "PCM_32"), ("a.wav", "FLOAT"),
     ("a.wav", "DOUBLE"), ("a.wav", "ULAW"), ("a.wav", "IMA_ADPCM"), ("a.flac", "PCM_16"),
     ("a.flac", "PCM_24"), ("a.ogg", "VORBIS"), ("a.aiff", "PCM_16")],
)  # fmt: skip
def test_any_width(tmp_path: Path, name: str, subtype: str) -> None:
    soundfile.write(tmp_path / name, tone(HEAR_RATE), HEAR_RATE, subtype=subtype)
    assert pitch(read_pcm(tmp_path / name)) == pytest.approx(440, abs=2)


def test_floats_that_are_no_numbers_or_too_loud(tmp_path: Path) -> None:
    sound = tone(HEAR_RATE) * 5
    sound[::97], sound[1::101], sound[2::103] = np.nan, np.inf, -np.inf
    soundfile.write(tmp_path / "a.wav", sound, HEAR_RATE, subtype="FLOAT")
    pcm = np.frombuffer(read_pcm(tmp_path / "a.wav"), "<i2")
    assert len(pcm) == HEAR_RATE
    assert np.abs(pcm.astype(int)).max() <= 32_767


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(np.sign(tone(HEAR_RATE)), id="all of it clipped"),
        pytest.param(np.clip(tone(HEAR_RATE) * 40, -1, 1), id="driven far too hard"),
        pytest.param(tone(HEAR_RATE) * 0.4 + 0.5, id="beside the zero line"),
    ],
)
def test_bent_sound_is_taken_as_it_is(tmp_path: Path, sound: np.ndarray) -> None:
    soundfile.write(tmp_path / "a.wav", sound, HEAR_RATE)
    pcm = np.frombuffer(read_pcm(tmp_path / "a.wav"), "<i2").astype(float)
    assert len(pcm) == HEAR_RATE
    assert pitch((pcm - pcm.mean()).astype("<i2").tobytes()) == pytest.approx(440, abs=2)


@pytest.mark.parametrize(("name", "share"), [("a.wav", 0.5), ("a.flac", 0.5), ("a.wav", 0.9)])
def test_a_file_cut_short_gives_what_it_holds(tmp_path: Path, name: str, share: float) -> None:
    noise = np.random.default_rng(1).standard_normal(HEAR_RATE * 4) * 0.1
    soundfile.write(tmp_path / name, noise, HEAR_RATE)
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: int(len(whole) * share)])
    assert len(read_pcm(tmp_path / name)) / (HEAR_RATE * 8) == pytest.approx(share, abs=0.15)


def bad_files(folder: Path) -> dict[str, Path]:
    soundfile.write(folder / "no frames.wav", np.zeros(0), HEAR_RATE)
    soundfile.write(folder / "long.flac", np.zeros(1_000 * 62), 1_000)
    soundfile.write(folder / "whole.wav", tone(HEAR_RATE), HEAR_RATE)
    whole = (folder / "whole.wav").read_bytes()
    (folder / "empty.wav").write_bytes(b"")
    (folder / "header.wav").write_bytes(whole[:30])
    (folder / "only header.wav").write_bytes(whole[:44])
    (folder / "text.wav").write_text("Dear diary, " * 500)
    (folder / "zeros.wav").write_bytes(bytes(5_000))
    os.mkfifo(folder / "pipe.wav") if sys.platform != "win32" else None
    names = {path.stem: path for path in folder.iterdir() if path.stem != "whole"}
    return names | {"folder": folder, "missing": folder / "missing.wav"}


def test_what_holds_no_sound_is_one_plain_sentence(tmp_path: Path) -> None:
    for name, path in bad_files(tmp_path).items():
        with pytest.raises(Trouble) as trouble:
            read_pcm(path, longest_s=60)
        assert "\n" not in str(trouble.value), name
        assert str(path) in trouble.value.what, name
        assert "Error" not in str(trouble.value), name


def test_a_header_that_promises_too_much_is_not_believed(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", tone(HEAR_RATE), HEAR_RATE)
    data = bytearray((tmp_path / "a.wav").read_bytes())
    data[40:44] = (0xFFFFFF00).to_bytes(4, "little")
    (tmp_path / "a.wav").write_bytes(data)
    assert len(read_pcm(tmp_path / "a.wav")) == 2 * HEAR_RATE


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_bad_files_alone_start_nothing_and_fail(
    tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    files = [path for name, path in bad_files(tmp_path).items() if name != "long"]
    words = argparse.ArgumentParser()
    hear.add(words.add_subparsers())
    args = words.parse_args(["hear", *options, *map(str, files), str(tmp_path / "a\udcff\n")])
    assert hear.run(args) == 1
    printed = capsys.readouterr()
    lines = (printed.out if options else printed.err).splitlines()
    if options:
        assert [json.loads(line)["file"] for line in lines[:-1]] == list(map(str, files))
        assert all(set(json.loads(line)) == {"file", "error"} for line in lines)
    else:
        assert len([line for line in lines if "PocketSphinx" not in line]) == len(files) + 1
