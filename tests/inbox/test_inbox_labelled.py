"""Who waits for an answer, by rules alone, on letters that were labelled before the rules were written."""

from __future__ import annotations

import pytest
from mailboxes import KINDS, labelled, message

from assistant.inbox.mail import Group
from assistant.inbox.reading import mail_of
from assistant.inbox.sorting import sorted_out
from assistant.inbox.sources import Raw


@pytest.fixture(scope="module")
def sorted_letters() -> list[tuple[object, Group]]:
    letters = labelled()
    mails = [mail_of(Raw(str(one.number), 0, message(one))) for one in letters]
    return list(zip(letters, sorted_out(mails), strict=True))


def test_the_fixture_is_large_and_varied() -> None:
    letters = labelled()
    assert len(letters) >= 300
    assert len({one.shape for one in letters}) >= 10
    assert {one.kind for one in letters} == set(KINDS)
    assert 0.2 < sum(one.wants for one in letters) / len(letters) < 0.5
    assert len({(one.sender, one.subject, one.text) for one in letters}) == len(letters)


@pytest.mark.parametrize("held_out", [False, True], ids=["seen while writing", "held out"])
def test_what_wants_an_answer_is_found_by_rules(sorted_letters: list, held_out: bool) -> None:
    half = [(one, group) for one, group in sorted_letters if one.held_out is held_out]
    found = [group is Group.ANSWER for _, group in half]
    right = sum(got and one.wants for (one, _), got in zip(half, found, strict=True))
    precision = right / sum(found)
    recall = right / sum(one.wants for one, _ in half)
    place = sum(
        group.value == ("Wants an answer" if one.wants else KINDS[one.kind]) for one, group in half
    )
    print(
        f"{len(half)} letters, {'held out' if held_out else 'seen'}: precision {precision:.3f}, "
        f"recall {recall:.3f}, group right {place / len(half):.3f}"
    )
    assert precision >= 0.85
    assert recall >= 0.85
    assert place / len(half) >= 0.85
