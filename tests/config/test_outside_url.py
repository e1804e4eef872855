"""Nobody at another machine is given an address that leads to their own."""

import pytest

from config.settings import read_settings


@pytest.mark.parametrize(
    ("given", "outside"),
    [
        ({}, ""),
        ({"THIDUA_HTTP_HOST": "0.0.0.0"}, ""),
        ({"THIDUA_HTTP_HOST": "localhost"}, ""),
        ({"THIDUA_HTTP_HOST": "10.1.2.3"}, "http://10.1.2.3:8080"),
        ({"THIDUA_PUBLIC_URL": "https://lich.vn/"}, "https://lich.vn"),
        ({"THIDUA_PUBLIC_URL": "http://127.0.0.1:99"}, "http://127.0.0.1:99"),  # somebody means it
    ],
)
def test_address_for_others_is_one_that_others_can_open(given, outside):
    assert read_settings(given).outside_url == outside
