"""A clerk's first day: from a plan and a list of units to a launched campaign, by clicks and keys: `make browser`.

With -s it tells what that took.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chromium import Chromium
from tests.config.desk import first_day
from tests.config.desk.office import Office, opened

pytestmark = pytest.mark.browser


@pytest.fixture
def office(tmp_path: Path, browser: Chromium) -> Iterator[Office]:
    """A new one, which knows nothing but itself."""
    with opened(tmp_path, browser, first_day.MORNING) as office:
        yield office


def test_first_day(office: Office) -> None:
    clerk = first_day.begin(office)
    first_day.bring_directive(clerk)
    first_day.review(clerk)
    print(f"\n{clerk.effort.row('a first day')}")
