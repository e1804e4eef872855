"""A campaign for another year: from a file, from the folder, from the database; where it goes."""

from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.campaign.rollover import roll_over
from scheduler.errors import UnknownCampaign
from scheduler.installation import Installation
from tests.at_terminal import CONFIG
from tests.campaign.admin_at_work import Admin

SAMPLE = CONFIG / "samples/campaigns/phu-tho-2024.yaml"


@pytest.fixture
def office(admin: Admin, tmp_path: Path) -> Installation:
    """An office whose database has pt-2024."""
    installation = replace(admin.installation(), config_dir=tmp_path / "office")
    installation.database = admin.province.database
    installation.organisations = admin.installation().organisations
    return installation


def test_applied_campaign_goes_to_the_folder(office: Installation) -> None:
    rolled = roll_over(office, "pt-2024", year=2025)

    assert rolled.file == office.config_dir / "campaigns/pt-2025.yaml"
    assert (rolled.before.plan.campaign, rolled.after.plan.campaign) == ("pt-2024", "pt-2025")
    assert "campaign: pt-2025" in rolled.after.source
    assert not office.config_dir.exists()  # nothing is written


def test_file_goes_beside_the_old_one(office: Installation, admin: Admin, tmp_path: Path) -> None:
    file = tmp_path / "cua-toi.yaml"
    file.write_text(admin.text, "utf-8")

    assert roll_over(office, str(file), year=2025).file == tmp_path / "pt-2025.yaml"
    out = tmp_path / "khac.yaml"
    assert roll_over(office, str(file), year=2025, out=out).file == out


def test_sample_goes_to_the_offices_campaigns(office: Installation) -> None:
    rolled = roll_over(office, str(SAMPLE), year=2025)
    assert rolled.file == office.config_dir / "campaigns/phu-tho-2025.yaml"


def test_campaign_nobody_applied_is_told(office: Installation) -> None:
    with pytest.raises(UnknownCampaign):
        roll_over(office, "pt-1999", year=2025)
