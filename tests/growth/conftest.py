"""Every test begins with no ledger open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.growth import book

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _nothing_open() -> Iterator[None]:
    book._open.clear()
    yield
    book._open.clear()
