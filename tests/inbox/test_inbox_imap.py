"""A mail account is looked through over IMAP, and nothing on the server is another than before."""

from __future__ import annotations

import imaplib
from typing import TYPE_CHECKING

import dovecot
import pytest
from mailboxes import as_maildir, large

from assistant.errors import Trouble
from assistant.inbox.carrying import sort
from assistant.inbox.mail import Group
from assistant.inbox.triage import triage
from assistant.net.imap import Account, account, noted, triage_of
from assistant.net.outward import Outward
from assistant.tidying.records import Records

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("imaps://anna@example.com", Account("anna", "example.com", 993)),
        ("imaps://anna@mail.example@example.com:9930/Work/2026", Account("anna@mail.example", "example.com", 9930, "Work/2026")),
        ("imap://anna@localhost:1143", Account("anna", "localhost", 1143, encrypted=False)),
        ("imaps://a%20b@example.com", Account("a b", "example.com", 993)),
    ],
)  # fmt: skip
def test_what_is_typed_is_an_account(typed: str, found: Account) -> None:
    assert account(typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        "example.com", "imaps://example.com", "imap://anna@example.com", "imaps://anna:secret@example.com",
        "imaps://anna@exa mple.com", "imaps://anna@0.0.0.0", "http://anna@example.com", "imaps://@example.com",
        "imaps://anna@example.com/a%0d%0aDELETE", "imaps://a%0ab@example.com", "imaps://anna@еxample.com",
    ],
)  # fmt: skip
def test_what_may_not_be_spoken_to_is_refused_with_a_reason(typed: str) -> None:
    with pytest.raises(Trouble) as refused:
        account(typed)
    assert "secret" not in str(refused.value)


def test_nobody_there_is_a_plain_sentence() -> None:
    with pytest.raises(Trouble, match="did not answer"):
        triage_of(account("imap://anna@127.0.0.1:9"), "x")


def contents(port: int) -> list[bytes]:
    """Every flag and every byte on the server, seen without touching any."""
    with imaplib.IMAP4("127.0.0.1", port) as box:
        box.login("anna", dovecot.PASSWORD)
        box.select("INBOX", readonly=True)
        found = box.fetch("1:*", "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])")[1]
        status = box.status("INBOX", "(MESSAGES UNSEEN UIDNEXT UIDVALIDITY)")[1]
        return [*(part for one in found for part in one if isinstance(one, tuple)), *status]  # type: ignore[list-item]


def files(path: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(path)): one.read_bytes()
        for part in ("cur", "new")
        for one in (path / part).iterdir()
    }


@pytest.mark.real
@pytest.mark.skipif(dovecot.PROGRAM is None, reason="dovecot is not installed")
def test_a_real_server_is_only_read(tmp_path: Path) -> None:
    with dovecot.running(lambda path: as_maildir(path, large(150, huge=300_000))) as (port, box):
        before, lies = contents(port), files(box)
        found = triage_of(account(f"imap://anna@127.0.0.1:{port}"), dovecot.PASSWORD)
        assert contents(port) == before
        assert 100 < found.traffic[0] < 5_000
        assert found.traffic[1] > 100_000
        assert files(box) == lies
        with pytest.raises(Trouble, match="password"):
            triage_of(account(f"imap://anna@127.0.0.1:{port}"), "wrong")
        with pytest.raises(Trouble, match="did not answer as it should"):
            triage_of(account(f"imap://anna@127.0.0.1:{port}/Nowhere"), dovecot.PASSWORD)
        on_disk = triage(box)
    assert found.count == on_disk.count == 150
    for group in Group:  # a copy longer than what is fetched is not known as one
        assert abs(found.number(group) - on_disk.number(group)) <= 3
    with pytest.raises(Trouble, match="stays as it is"):
        sort(found, (Group.NEWSLETTERS,), Records(tmp_path / "profile"), "1")


def test_a_look_at_another_computer_is_on_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    record = Outward()
    monkeypatch.setattr("assistant.net.imap.RECORD", record)
    noted("imap://anna@localhost", 10, 20)
    assert not record.left().contacts
    noted("imaps://anna@example.com", 120, 3_000)
    (contact,) = record.left().contacts
    assert (contact.host, contact.sent, contact.received) == ("example.com", 120, 3_000)
    assert contact.purpose == "looking through your mail"
