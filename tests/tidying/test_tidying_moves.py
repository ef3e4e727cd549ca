"""Files go where they were proposed to go and come back, whatever breaks off in between."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import Trouble
from assistant.tidying.moving import carry_out, put, take_back, within
from assistant.tidying.proposing import By, proposed
from assistant.tidying.records import Move, Records

Tree = dict[bytes, tuple[bytes, int, int]]


def tree(root: Path) -> Tree:
    """Every name below `root` with its content, mode and time; links as what they point to."""
    found: Tree = {}
    for path in root.rglob("*"):
        held, at = os.fsencode(path.relative_to(root)), path.lstat()
        if path.is_symlink():
            found[held] = (os.fsencode(path.readlink()), 0, 0)
        elif path.is_dir():
            found[held] = (b"folder", at.st_mode, 0)
        else:
            found[held] = (path.read_bytes(), at.st_mode, at.st_mtime_ns)
    return found


@pytest.fixture
def loose(tmp_path: Path) -> Path:
    """A folder as people have it."""
    root = tmp_path / "Downloads"
    root.mkdir()
    for number, name in enumerate(
        ("photo.JPG", "Photo (2).jpg", "letter.pdf", "song.mp3", "noending", "half.crdownload", ".hidden", "same.jpg", "copy.jpg", "read only.txt")
    ):  # fmt: skip
        (root / name).write_bytes(b"the same" if name in {"same.jpg", "copy.jpg"} else name.encode())  # fmt: skip
        os.utime(root / name, (1_700_000_000 + 40 * 86_400 * number,) * 2)
    (root / "read only.txt").chmod(0o400)
    (root / "Pictures").mkdir()
    (root / "Pictures" / "PHOTO.jpg").write_bytes(b"an older one")
    (root / "Project").mkdir()
    (root / "Project" / "main.jpg").write_bytes(b"part of something")
    (tmp_path / "outside.jpg").write_bytes(b"not in the folder")
    (root / "link.jpg").symlink_to(tmp_path / "outside.jpg")
    if sys.platform == "linux":
        Path(os.fsdecode(os.fsencode(root) + b"/odd \xff\xfe\n name.png")).write_bytes(b"odd")
    return root


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path / "profile" / "tidying")


@pytest.mark.parametrize("by", list(By))
def test_a_folder_is_tidied_and_taken_back_byte_for_byte(
    loose: Path, records: Records, by: By
) -> None:
    before = tree(loose)
    proposal = proposed(loose, by)
    assert tree(loose) == before, "a proposal moves nothing"
    assert proposal.moves
    carried = carry_out(records, "1", loose, proposal.moves)
    assert carried.moved == len(proposal.moves)
    after = tree(loose)
    assert after != before
    contents = sorted(held for held, _, _ in before.values() if held != b"folder")
    assert sorted(held for held, _, _ in after.values() if held != b"folder") == contents
    assert take_back(records, "1").left == ()
    assert tree(loose) == before
    take_back(records, "1")
    assert tree(loose) == before, "going back twice changes nothing"


def test_kinds_dates_and_copies(loose: Path) -> None:
    kinds = {one.source: one.to for one in proposed(loose, By.KIND).moves}
    assert kinds["letter.pdf"] == "Documents/letter.pdf"
    assert kinds["photo.JPG"] == "Pictures/photo (3).JPG", "the name is taken, in other letters"
    assert kinds["Photo (2).jpg"] == "Pictures/Photo (2).jpg"
    assert {"noending", "half.crdownload", ".hidden", "link.jpg", "Project"}.isdisjoint(kinds)
    assert [one.source for one in proposed(loose, By.COPIES).moves] == ["copy.jpg"]
    assert "2023/11 November/photo.JPG" in {one.to for one in proposed(loose, By.DATE).moves}


@pytest.mark.parametrize("broken_at", range(6))
@pytest.mark.parametrize("after", [False, True], ids=["before the move", "between two names"])
def test_a_full_disk_half_way_leaves_everything_as_it_was(
    loose: Path, records: Records, broken_at: int, after: bool
) -> None:
    before, count = tree(loose), 0

    def breaking(source: Path, to: Path) -> None:
        nonlocal count
        count += 1
        if count > broken_at:
            if after and count == broken_at + 1:
                os.link(source, to)
            raise OSError(errno.ENOSPC, "No space left on device")
        put(source, to)

    with pytest.raises(Trouble, match="back where it was"):
        carry_out(records, "1", loose, proposed(loose, By.KIND).moves, breaking)
    assert tree(loose) == before


class Killed(BaseException):
    """The process has gone."""


@pytest.mark.parametrize("killed_at", range(7))
def test_killed_half_way_it_can_be_taken_back(
    loose: Path, records: Records, killed_at: int
) -> None:
    before, count = tree(loose), 0

    def killed(source: Path, to: Path) -> None:
        nonlocal count
        count += 1
        if count > killed_at:
            raise Killed
        put(source, to)

    with pytest.raises(Killed):
        carry_out(records, "1", loose, proposed(loose, By.KIND).moves, killed)
    take_back(records, "1")
    assert tree(loose) == before


def test_without_a_way_back_nothing_is_moved(loose: Path, tmp_path: Path) -> None:
    (tmp_path / "profile").write_bytes(b"a file where the folder should be")
    before = tree(loose)
    with pytest.raises(Trouble, match="way back"):
        carry_out(Records(tmp_path / "profile" / "tidying"), "1", loose, proposed(loose, By.KIND).moves)  # fmt: skip
    assert tree(loose) == before


def test_what_changed_in_between_is_left_alone(loose: Path, records: Records) -> None:
    proposal = proposed(loose, By.KIND)
    (loose / "letter.pdf").unlink()
    (loose / "song.mp3").unlink()
    (loose / "song.mp3").symlink_to(loose / "noending")
    (loose / "Music and sound").mkdir()
    carried = carry_out(records, "1", loose, proposal.moves)
    assert set(carried.left) == {"letter.pdf", "song.mp3"}
    (loose / "photo.JPG").write_bytes(b"a new one")
    back = take_back(records, "1")
    assert back.left == ("Pictures/photo (3).JPG",)
    assert (loose / "photo.JPG").read_bytes() == b"a new one"
    assert (loose / "Pictures" / "photo (3).JPG").read_bytes() == b"photo.JPG"
    assert (loose / "Music and sound").is_dir(), "it was made by the person"


def test_a_folder_that_became_a_link_leads_nowhere(
    loose: Path, records: Records, tmp_path: Path
) -> None:
    proposal = proposed(loose, By.KIND)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (loose / "Documents").symlink_to(elsewhere)
    carry_out(records, "1", loose, proposal.moves)
    assert not list(elsewhere.iterdir())
    assert (loose / "letter.pdf").exists()


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../../x", "", ".", "a//b", "a\0b"])
def test_no_name_leads_out_of_the_folder(loose: Path, name: str) -> None:
    with pytest.raises(ValueError):
        within(loose, name)


def test_a_file_is_never_moved_onto_another(loose: Path) -> None:
    with pytest.raises(FileExistsError):
        put(loose / "letter.pdf", loose / "song.mp3")
    assert (loose / "song.mp3").read_bytes() == b"song.mp3"


def test_where_hard_links_are_not_allowed_it_moves_by_name(
    loose: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    put(loose / "letter.pdf", loose / "moved.pdf")
    assert (loose / "moved.pdf").read_bytes() == b"letter.pdf"
    with pytest.raises(FileExistsError):
        put(loose / "moved.pdf", loose / "song.mp3")


@pytest.mark.parametrize("refused", ["home", "root", "link", "project", "gone", "file"])
def test_some_folders_are_left_alone(
    loose: Path, refused: str, own_home: Path, tmp_path: Path
) -> None:
    (loose / "Project" / ".git").mkdir()
    (tmp_path / "shortcut").symlink_to(loose)
    folder = {
        "home": own_home, "root": Path("/"), "link": tmp_path / "shortcut",
        "project": loose / "Project", "gone": loose / "nowhere", "file": loose / "letter.pdf",
    }[refused]  # fmt: skip
    with pytest.raises(Trouble):
        proposed(folder, By.KIND)


NAMES = st.text(st.sampled_from(" .-ab\u202eé\U0001f41dAB()2\n'$"), min_size=1, max_size=8).filter(
    lambda name: name not in {".", ".."}
)


@given(
    st.dictionaries(NAMES, st.binary(max_size=4), max_size=8),
    st.sampled_from(list(By)),
    st.integers(0, 9),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_lies_there_comes_back(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes], by: By, killed_at: int
) -> None:
    base = tmp_path_factory.mktemp("any")
    root, records = base / "loose", Records(base / "profile")
    root.mkdir()
    for name, content in files.items():
        (root / f"{name}.txt").write_bytes(content)
    before, count = tree(root), 0

    def killed(source: Path, to: Path) -> None:
        nonlocal count
        count += 1
        if count > killed_at:
            raise Killed
        put(source, to)

    with contextlib.suppress(Killed):
        carry_out(records, "1", root, proposed(root, by).moves, killed)
    take_back(records, "1")
    assert tree(root) == before


def test_a_torn_record_still_leads_back(loose: Path, records: Records) -> None:
    before = tree(loose)
    carry_out(records, "1", loose, proposed(loose, By.KIND).moves)
    path = records.path("1")
    raw = path.read_bytes()
    path.write_bytes(raw[: raw.rindex(b'{"done"') + 5])
    take_back(records, "1")
    assert tree(loose) == before


def test_a_record_has_no_name_that_leads_elsewhere(records: Records) -> None:
    for name in ("../x", "", "a", "1/2"):
        with pytest.raises(ValueError):
            records.path(name)
    assert records.read("1") is None
    assert carry_out(records, "1", records.folder, [Move("gone", "New/gone")]).left == ("gone",)
