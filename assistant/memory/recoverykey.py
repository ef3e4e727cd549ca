"""The key of a locked memory, and how it is written on paper: groups that each tell when they are mistyped.

Thirteen groups of five characters of Crockford's base 32 (no I, L, O, U; case, spaces and dashes do
not count): four carry 20 bits of the key, the fifth checks them and their place. Over GF(32) with
weights 2, 4, 8, 16 any one wrong character of a group is noticed, any two neighbours in each
other's place, and two groups in each other's place.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass, field

from assistant.errors import Trouble

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BYTES, GROUPS, WIDTH = 32, 13, 4
_SPARE = GROUPS * WIDTH * 5 - BYTES * 8  # bits of the last group that are always zero
_ALIKE = str.maketrans("OIL", "011")
_FIELD = 0b100101  # x⁵ + x² + 1
_NUMBERS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth last"


@dataclass(frozen=True, slots=True)
class Key:
    """256 random bits that a memory is locked with; shown by nothing but `printed`."""

    raw: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """By which a key is known to be the right one; tells nothing about it."""
        return hashlib.blake2b(self.raw, digest_size=8, person=b"os1-memory").hexdigest()

    @property
    def groups(self) -> tuple[str, ...]:
        whole = int.from_bytes(self.raw, "big") << _SPARE
        return tuple(_group(whole >> 20 * (GROUPS - 1 - at) & 0xFFFFF, at) for at in range(GROUPS))

    @property
    def printed(self) -> str:
        """As it is written down: the groups with a space between."""
        return " ".join(self.groups)


def made() -> Key:
    return Key(secrets.token_bytes(BYTES))


def read(text: str) -> Key:
    """The key that was typed in. Raises Trouble which names the group that is wrong."""
    plain = re.sub(r"[\s\-–—.,]", "", text).upper().translate(_ALIKE)
    size = WIDTH + 1
    groups = [plain[at : at + size] for at in range(0, len(plain), size)]
    whole = 0
    for at, group in enumerate(groups[:GROUPS]):
        value = _value(group, at) if len(group) == size else None
        if value is None and len(group) == size:
            raise Trouble(f"The {ordinal(at)} group is not as I gave it to you.", "Look at it again.")  # fmt: skip
        whole = whole << 20 | (value or 0)
    if len(plain) != GROUPS * size:
        raise Trouble(
            f"That is not the whole key: it has {GROUPS} groups of {size} characters.",
            "Type all of them; spaces and capitals don't matter.",
        )
    if whole & (1 << _SPARE) - 1:
        raise Trouble(f"The {ordinal(GROUPS - 1)} group is not as I gave it to you.", "Look at it again.")  # fmt: skip
    return Key((whole >> _SPARE).to_bytes(BYTES, "big"))


def ordinal(at: int) -> str:
    """ "first" for 0."""
    return _NUMBERS.split()[at]


def same_group(typed: str, group: str) -> bool:
    """Whether this is the group that was asked for, however it is written."""
    return re.sub(r"[\s\-]", "", typed).upper().translate(_ALIKE) == group


def _group(value: int, at: int) -> str:
    digits = [value >> 15 & 31, value >> 10 & 31, value >> 5 & 31, value & 31]
    return "".join(LETTERS[digit] for digit in (*digits, _check(digits, at)))


def _value(group: str, at: int) -> int | None:
    if any(letter not in LETTERS for letter in group):
        return None
    *digits, check = (LETTERS.index(letter) for letter in group)
    if check != _check(digits, at):
        return None
    return digits[0] << 15 | digits[1] << 10 | digits[2] << 5 | digits[3]


def _check(digits: list[int], at: int) -> int:
    total = at + 1
    for place, digit in enumerate(digits, 1):
        total ^= _doubled(digit, place)
    return total


def _doubled(digit: int, times: int) -> int:
    for _ in range(times):
        digit <<= 1
        digit ^= _FIELD if digit & 32 else 0
    return digit
