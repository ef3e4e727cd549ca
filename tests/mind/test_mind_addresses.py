"""Only the address that was typed is spoken to, and in clear only on this computer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import Trouble
from assistant.net.addresses import Address, belongs, leads_to, understood


@pytest.mark.parametrize(
    ("typed", "expected", "leaves"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1", False),
        (" http://127.0.0.1:8080/ ", "http://127.0.0.1:8080/v1", False),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1", False),
        ("http://127.9.9.9:1/v1/chat/completions", "http://127.9.9.9:1/v1", False),
        ("https://Models.Example.com", "https://models.example.com/v1", True),
        ("https://example.com:8443/openai/v1", "https://example.com:8443/openai/v1", True),
        ("https://example.com/api", "https://example.com/api/v1", True),
        ("https://192.168.1.20:11434", "https://192.168.1.20:11434/v1", True),
    ],
)
def test_an_address_as_people_type_it_is_understood(
    typed: str, expected: str, leaves: bool
) -> None:
    address = understood(typed)
    assert str(address) == expected
    assert address.leaves_this_computer is leaves


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "no address"),
        ("localhost:11434", "begin with http"),
        ("file:///etc/passwd", "begin with http"),
        ("ftp://example.com", "begin with http"),
        ("http:/localhost", "begin with http"),
        ("javascript:alert(1)", "begin with http"),
        ("https://user:pass@example.com", "user name"),
        ("https://example.com@evil.example", "user name"),
        ("http://localhost@evil.example:80", "user name"),
        ("https://exаmple.com", "look like"),
        ("https://例え.jp", "look like"),
        ("http://0.0.0.0:11434", "No server"),
        ("http://[::]:11434", "No server"),
        ("https://169.254.169.254", "No server"),
        ("https://224.0.0.1", "No server"),
        ("https://255.255.255.255", "No server"),
        ("http://127.1:80", "number"),
        ("http://0x7f.0.0.1", "number"),
        ("http://2130706433", "number"),
        ("http://0177.0.0.1", "number"),
        ("https://[::ffff:127.0.0.1]", "hides"),
        ("https://[fe80::1%eth0]", "number|belong|address"),
        ("https://example.com:0", "no port"),
        ("http://localhost:", "no port"),
        ("http://localhost:99999", "no address"),
        ("http://localhost:11434/v1?x=1", "hangs on"),
        ("http://localhost:11434/v1#top", "hangs on"),
        ("http://localhost:11434/v1 and more", "belong"),
        ("http://localhost:11434/v1;x", "hangs on"),
        ("http://localhost:11434/../v1", "hangs on"),
        ("http://localhost:11434//evil.example/v1", "hangs on"),
        ("http://localhost\\@evil.example", "belong"),
        ("http://localhost\n:80", "belong"),
        ("http://local\thost", "belong"),
        ("http://:80", "names no computer"),
        ("http://example.com", "unencrypted"),
        ("http://192.168.1.20:11434", "unencrypted"),
        ("http://localhost.evil.example", "unencrypted"),
        ("http://localhost.", "can't be right"),
        ("https://-bad-.example", "can't be right"),
        ("https://a_b.example", "can't be right"),
        ("https://" + "a" * 3000, "no address"),
    ],
)
def test_anything_else_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(Trouble, match=why) as refused:
        understood(typed)
    assert refused.value.what.count(".") >= 1
    assert "\n" not in refused.value.what


@given(st.text(max_size=80))
def test_no_text_at_all_does_more_than_be_refused(text: str) -> None:
    try:
        address = understood("http://" + text)
    except Trouble:
        return
    assert not address.leaves_this_computer  # http stays here, whatever was typed


@pytest.mark.parametrize(
    ("typed", "numbers", "fine"),
    [
        ("http://localhost:1", ["127.0.0.1", "::1"], True),
        ("http://localhost:1", ["127.0.0.1", "10.0.0.8"], False),
        ("http://localhost:1", [], False),
        ("https://example.com", ["93.184.216.34"], True),
        ("https://example.com", ["192.168.1.20"], True),
        ("https://example.com", ["127.0.0.1"], False),
        ("https://example.com", ["93.184.216.34", "0.0.0.0"], False),  # noqa: S104
        ("https://example.com", ["::ffff:127.0.0.1"], False),
        ("https://example.com", ["nonsense"], False),
    ],
)
def test_a_name_that_changed_where_it_points_is_noticed(
    typed: str, numbers: list[str], fine: bool
) -> None:
    assert belongs(understood(typed), numbers) is fine


def test_where_a_redirect_leads_can_be_said() -> None:
    address = Address("http", "localhost", 80)
    assert leads_to(address, "https://evil.example/x") == "evil.example"
    assert leads_to(address, "/other") == "localhost"
    assert leads_to(address, "http://[broken") == "somewhere else"
