"""A failed test of the running program carries what the program and its sound server have to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from companion import RUNNING
from evidence import told
from ward import FAILED

if TYPE_CHECKING:
    from collections.abc import Generator


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
        report.sections += [(f"Captured of {one.folder.name}", told(one)) for one in RUNNING]
    return report
