"""Mailboxes of every kind are read without a change, sorted, and put back byte for byte."""

from __future__ import annotations

import errno
import json
import mailbox
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from benchmarks.inbox import digest
from hypothesis import given, settings
from hypothesis import strategies as st
from mailboxes import BROKEN, as_eml, as_maildir, as_mbox, labelled, large, message, nested

from assistant.__main__ import main
from assistant.errors import Trouble
from assistant.inbox.asking import Reader
from assistant.inbox.carrying import movable, plan_words, sort, unsort
from assistant.inbox.found import as_json, from_json
from assistant.inbox.mail import STAY, Group
from assistant.inbox.reading import mail_of
from assistant.inbox.sources import Form, Raw, cuts, form_of, messages, pieces
from assistant.inbox.triage import triage
from assistant.tidying.records import Records

if TYPE_CHECKING:
    from pathlib import Path

MAKERS = {"mbox": as_mbox, "Maildir": as_maildir, "eml": as_eml}
COUNT = 400


@pytest.fixture(params=list(MAKERS))
def box(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return MAKERS[request.param](tmp_path / request.param, large(COUNT))


def test_a_mailbox_of_odd_mails_is_sorted_and_put_back(box: Path, tmp_path: Path) -> None:
    before = digest(box)
    found = triage(box)
    assert digest(box) == before, "looking changes nothing"
    assert found.count == COUNT
    assert found.number(Group.ANSWER) > COUNT / 10
    assert found.number(Group.DUPLICATES) > 1
    groups = movable(found)
    assert not STAY & set(groups)
    records = Records(tmp_path / "profile")
    carried = sort(found, groups, records, "1")
    assert carried.moved == sum(found.number(group) for group in groups)
    assert carried.left == ()
    if found.form is Form.MBOX:
        assert digest(box) == before, "an mbox is only copied"
        copies = list((tmp_path / "mbox sorted").iterdir())
        assert sum(one.stat().st_size for one in copies) == box.stat().st_size
    else:
        assert digest(box) != before
    assert unsort(records, "1").left == ()
    assert digest(box) == before
    assert {one.name for one in tmp_path.iterdir()} == {box.name, "profile"}


def test_the_same_mails_come_to_the_same_in_every_form(tmp_path: Path) -> None:
    found = [triage(make(tmp_path / name, large(120))) for name, make in MAKERS.items()]
    counts = [[one.number(group) for group in Group] for one in found]
    assert counts[0] == counts[1] == counts[2]


def test_it_counts_as_the_standard_library_does(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "lib.mbox")
    maildir = mailbox.Maildir(tmp_path / "lib")
    for one in labelled()[:12]:
        box.add(message(one))
        maildir.add(message(one))
    box.close()
    assert triage(tmp_path / "lib.mbox").count == 12
    assert triage(tmp_path / "lib").count == 12


def test_a_from_inside_a_letter_cuts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "one.mbox"
    path.write_bytes(
        b"From a@b.example Sat Nov 21 10:00:00 2026\nFrom: a@b.example\nSubject: x\n\nHello\n\n"
        b"From here it is far to the sea.\n\nFrom: quoted\n\n"
        b"From b@c.example Sat Nov 21 10:00:01 2026\nFrom: b@c.example\n\nsecond\n"
    )
    found = list(cuts(path))
    assert len(found) == 2
    assert sum(length for _, length in found) == path.stat().st_size


def test_a_torn_or_empty_mailbox_is_no_trouble_of_ours(tmp_path: Path) -> None:
    path = as_mbox(tmp_path / "torn.mbox", large(20))
    path.write_bytes(path.read_bytes()[:-700])
    assert triage(path).count
    (tmp_path / "empty.mbox").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(path)
    for odd in ("empty.mbox", "folder", "link", "gone"):
        with pytest.raises(Trouble):
            triage(tmp_path / odd)


def test_mail_that_came_in_between_is_not_lost(tmp_path: Path) -> None:
    path = as_mbox(tmp_path / "mail.mbox", large(30))
    found = triage(path)
    with path.open("ab") as file:
        file.write(b"From x@y.example Sat Nov 21 10:00:00 2026\n\nnew\n")
    with pytest.raises(Trouble, match="New mail"):
        sort(found, movable(found), Records(tmp_path / "profile"), "1")


def test_a_copy_somebody_has_worked_with_stays(tmp_path: Path) -> None:
    path = as_mbox(tmp_path / "mail.mbox", large(40))
    found, records = triage(path), Records(tmp_path / "profile")
    sort(found, movable(found), records, "1")
    touched = tmp_path / "mail.mbox sorted" / "Newsletters.mbox"
    touched.write_bytes(touched.read_bytes() + b"x")
    assert unsort(records, "1").left == ("Newsletters.mbox",)
    assert touched.exists()


def test_a_mail_that_was_read_meanwhile_stays_where_it_is(tmp_path: Path) -> None:
    path = as_maildir(tmp_path / "Maildir", large(60))
    found, records = triage(path), Records(tmp_path / "profile")
    place = found.groups[Group.NEWSLETTERS].places[0]
    (path / place).rename(path / f"{place.partition(':')[0]}:2,SF")
    carried = sort(found, (Group.NEWSLETTERS,), records, "1")
    assert carried.left == (place,)
    assert (path / ".Newsletters" / "tmp").is_dir(), "other programs know it as a Maildir"


def test_a_child_reads_the_mail_and_hands_the_same_over(tmp_path: Path) -> None:
    path = as_mbox(tmp_path / "mail.mbox", large(60))
    found = Reader().look(str(path))
    assert found == triage(path)
    with pytest.raises(Trouble, match="can't be read"):
        Reader().look(str(tmp_path / "gone"))


def test_what_is_handed_over_survives_json(tmp_path: Path) -> None:
    found = triage(as_mbox(tmp_path / "mail.mbox", large(60)))
    assert from_json(json.loads(json.dumps(as_json(found)))) == found


def test_the_plan_names_groups_and_senders(tmp_path: Path) -> None:
    found = triage(as_mbox(tmp_path / "m.mbox", (message(one) for one in labelled())))
    words = plan_words(found, movable(found))
    assert "Newsletters: to the folder “Newsletters”" in words
    assert "People: stay where they are" in words
    assert "Mara Lind: hiking weekend" in words


@pytest.mark.parametrize("raw", [*BROKEN, nested(2000), b"", b"\n" * 5, os.urandom(2000)])
def test_no_message_is_too_broken_to_be_left_alone(raw: bytes) -> None:
    mail = mail_of(Raw("1", len(raw), raw), [raw])
    assert mail.place == "1"


@given(st.lists(st.sampled_from([
    b"From: ", b"Subject: ", b"To: theo@marsh.example", b"Content-Type: multipart/mixed; boundary=b", b"--b", b"--b--",
    b"=?utf-8?", b"?=", b"Content-Transfer-Encoding: base64", b"Content-Type: text/html; charset=x", b"<br><", b"\n", b"\r\n",
    b"\x00", b"\xff", b"Date: ", b"Message-ID: <", b">", b"X-Mozilla-Status: zzzz", b"could you?", b"x" * 80,
])))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_nothing_in_a_message_makes_reading_fail(parts: list[bytes]) -> None:
    raw = b"".join(parts)
    mail_of(Raw("1", len(raw), raw), [raw])


def test_a_message_comes_in_pieces_and_whole(tmp_path: Path) -> None:
    wanted = message(labelled()[3])
    path = as_mbox(tmp_path / "m.mbox", iter([wanted, wanted]))
    assert form_of(path) is Form.MBOX
    for raw in messages(path, Form.MBOX):
        assert b"".join(pieces(path, raw.place, Form.MBOX)) == wanted


def test_a_full_disk_while_copying_leaves_no_half_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = as_mbox(tmp_path / "mail.mbox", large(40))
    before, found = digest(path), triage(path)

    def full(_descriptor: int) -> None:
        if (tmp_path / "mail.mbox sorted").exists():
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("assistant.inbox.carrying.os.fsync", full)
    with pytest.raises(Trouble, match="as it was"):
        sort(found, movable(found), Records(tmp_path / "profile"), "1")
    assert not (tmp_path / "mail.mbox sorted").exists()
    assert digest(path) == before


def test_a_copy_that_was_cut_off_by_a_crash_goes_away_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = as_mbox(tmp_path / "mail.mbox", large(40))
    before, found, records = digest(path), triage(path), Records(tmp_path / "profile")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.inbox.carrying.cuts", killed)
    with pytest.raises(KeyboardInterrupt):
        sort(found, movable(found), records, "1")
    assert (tmp_path / "mail.mbox sorted").exists()
    unsort(records, "1")
    assert not (tmp_path / "mail.mbox sorted").exists()
    assert digest(path) == before


def test_a_child_that_dies_is_a_plain_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = as_mbox(tmp_path / "mail.mbox", large(3))
    monkeypatch.setattr("assistant.inbox.asking.sys.executable", shutil.which("false"))
    with pytest.raises(Trouble, match="broke off"):
        Reader().look(str(path))


def test_the_command_counts_and_moves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = as_mbox(tmp_path / "mail.mbox", (message(one) for one in labelled()[:30]))
    before = digest(path)
    assert main(["inbox", "--json", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["mails"] == 30
    assert main(["inbox", "--plan", str(tmp_path / "plan.txt"), str(path)]) == 0
    assert "Wanting an answer" in (tmp_path / "plan.txt").read_text()
    assert "Mara Lind: Saturday" in capsys.readouterr().out
    assert main(["inbox", str(tmp_path / "gone")]) == 1
    assert digest(path) == before
