"""Mastodon.py in the hands of those who moderate."""

import pytest
from mastodon.errors import MastodonAPIError

from conftest import eventually

SCOPES = ("read", "write", "follow", "push", "admin:read", "admin:write")


def test_a_report_is_settled(client):
    _, mod_client = client("mod", on=0, role="moderator", scopes=SCOPES)
    _, rude_client = client("rude", on=0)
    _, hurt_client = client("hurt", on=0)
    posted = rude_client.status_post("You are all fools")
    hurt_client.report(rude_client.me(), [posted], comment="Insults", category="spam")

    [report] = eventually(lambda: mod_client.admin_reports())
    assert (report.comment, report.target_account.username) == ("Insults", "rude")
    assert [status.id for status in report.statuses] == [posted.id]
    assert mod_client.admin_report_assign(report).assigned_account.username == "mod"
    mod_client.admin_account_moderate(rude_client.me(), action="silence", report_id=report)
    assert mod_client.admin_account(rude_client.me()).silenced
    assert mod_client.admin_reports() == []
    assert not mod_client.admin_account_unsilence(rude_client.me()).silenced


def test_accounts_are_listed_for_staff_alone(client):
    _, boss_client = client("boss", on=1, role="admin", scopes=SCOPES)
    _, nurse_client = client("nurse", on=1, scopes=SCOPES)
    found = boss_client.admin_accounts_v2(origin="local", username="nurse")
    assert [(one.username, one.email, one.confirmed) for one in found] == [("nurse", "nurse@example.org", True)]
    with pytest.raises(MastodonAPIError):
        nurse_client.admin_accounts_v2()

def test_a_domain_is_shut_out_and_let_in_again(client):
    _, boss_client = client("chief", on=1, role="admin", scopes=SCOPES)
    made = boss_client.admin_create_domain_block("spam.example", severity="suspend", public_comment="Spam")
    assert [one.domain for one in boss_client.admin_domain_blocks()] == ["spam.example"]
    boss_client.admin_delete_domain_block(made)
    assert boss_client.admin_domain_blocks() == []
