"""The key on paper comes back as it was, and whoever mistypes it is told where."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import Trouble
from assistant.memory import recoverykey
from assistant.memory.recoverykey import GROUPS, LETTERS, Key
from assistant.memory.secrets import MASK, masked

KEY = Key(bytes(range(100, 132)))
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
keys = st.binary(min_size=32, max_size=32).map(Key)


@slow
@given(keys, st.sampled_from(["", " ", "-", "\n", " - "]), st.booleans())
def test_it_is_read_however_it_is_written(key: Key, between: str, small: bool) -> None:
    typed = between.join(key.groups)
    typed = typed.lower().replace("0", "o").replace("1", "l") if small else typed
    assert recoverykey.read(typed) == key


@slow
@given(keys, st.integers(0, GROUPS * 5 - 1), st.sampled_from(LETTERS))
def test_any_one_wrong_character_is_found_in_its_group(key: Key, at: int, letter: str) -> None:
    plain = key.printed.replace(" ", "")
    if plain[at] != letter:
        with pytest.raises(Trouble, match=f"The {recoverykey.ordinal(at // 5)} group"):
            recoverykey.read(plain[:at] + letter + plain[at + 1 :])


@slow
@given(keys, st.integers(0, GROUPS * 5 - 2))
def test_two_characters_in_each_others_place_are_found(key: Key, at: int) -> None:
    plain = key.printed.replace(" ", "")
    if plain[at] != plain[at + 1] and at % 5 != 4:
        with pytest.raises(Trouble, match=f"The {recoverykey.ordinal(at // 5)} group"):
            recoverykey.read(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :])


@slow
@given(keys, st.integers(0, GROUPS - 2))
def test_two_groups_in_each_others_place_are_found(key: Key, at: int) -> None:
    groups = list(key.groups)
    groups[at], groups[at + 1] = groups[at + 1], groups[at]
    with pytest.raises(Trouble, match="group"):
        recoverykey.read(" ".join(groups))


@pytest.mark.parametrize("typed", ["", "7", KEY.printed[:-1], KEY.printed + " 7", KEY.groups[0]])
def test_a_part_of_it_or_too_much_is_not_the_key(typed: str) -> None:
    with pytest.raises(Trouble, match="13 groups of 5"):
        recoverykey.read(typed)


def test_nothing_but_printing_shows_it() -> None:
    assert repr(KEY) == "Key()"
    assert KEY.groups[0] not in f"{KEY} {KEY.fingerprint}".upper()


def test_typed_into_the_talk_it_is_not_kept() -> None:
    assert masked(f"It says {KEY.printed.lower()}, I think.") == f"It says {MASK}, I think."
    assert masked("-".join(KEY.groups)) == MASK


def test_no_two_keys_are_alike() -> None:
    assert len({recoverykey.made().fingerprint for _ in range(200)}) == 200
