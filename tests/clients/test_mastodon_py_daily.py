"""Mastodon.py through a day: statuses that change, direct messages, people one does not want to hear, places to read on."""

import queue

from mastodon import StreamListener

from conftest import eventually, follow


class Told(StreamListener):
    """Keeps what is streamed beside posts."""

    def __init__(self):
        self.notifications = queue.Queue()
        self.edits = queue.Queue()
        self.deletions = queue.Queue()

    def on_notification(self, notification):
        self.notifications.put(notification)

    def on_status_update(self, status):
        self.edits.put(status)

    def on_delete(self, status_id):
        self.deletions.put(status_id)


def test_a_status_is_edited_pinned_boosted_and_deleted(client):
    uwe, uwe_client = client("uwe", on=0)
    _, vera_client = client("vera", on=1)
    follow(vera_client, uwe)
    posted = uwe_client.status_post("Round at eigth", spoiler_text="Times", language="en")
    [seen] = eventually(vera_client.timeline_home)
    told = Told()
    stream = vera_client.stream_user(told, run_async=True)

    uwe_client.status_update(posted, "Round at eight", spoiler_text="Times")
    assert "eight" in told.edits.get(timeout=20).content
    assert [version.content for version in uwe_client.status_history(posted)] == [
        "<p>Round at eigth</p>",
        "<p>Round at eight</p>",
    ]
    assert uwe_client.status_source(posted).text == "Round at eight"
    assert uwe_client.status_pin(posted).pinned
    assert [status.id for status in uwe_client.account_statuses(uwe_client.me(), pinned=True)] == [posted.id]

    vera_client.status_reblog(seen)
    vera_client.status_bookmark(seen)
    assert [status.id for status in vera_client.bookmarks()] == [seen.id]
    boosters = eventually(lambda: uwe_client.status_reblogged_by(posted))
    assert [account.username for account in boosters] == ["vera"]

    uwe_client.status_delete(posted)
    assert told.deletions.get(timeout=20) == seen.id
    assert vera_client.bookmarks() == []
    stream.close()


def test_an_answer_is_a_notification_a_thread_and_a_conversation(client):
    wim, wim_client = client("wim", on=0)
    xia, xia_client = client("xia", on=1)
    told = Told()
    stream = wim_client.stream_user(told, run_async=True)
    assert eventually(wim_client.stream_healthy)
    asked = xia_client.status_post(f"@{wim.address} bed 3?", visibility="direct")

    heard = told.notifications.get(timeout=20)
    assert (heard.type, heard.status.uri) == ("mention", asked.uri)
    wim_client.status_reply(heard.status, "Is free")
    [conversation] = eventually(lambda: [one for one in xia_client.conversations() if one.unread])
    assert [account.acct for account in conversation.accounts] == [wim.address]
    assert not xia_client.conversations_read(conversation).unread
    thread = xia_client.status_context(asked)
    assert [status.visibility for status in thread.descendants] == ["direct"]
    stream.close()


def test_who_is_muted_or_blocked_is_not_heard(client):
    _, yan_client = client("yan", on=0)
    _, zoe_client = client("zoe", on=0)
    zoe = zoe_client.me()
    yan_client.account_follow(zoe)
    yan_client.account_mute(zoe, duration=3600)
    zoe_client.status_post("Noise")
    assert yan_client.timeline_home() == []
    assert [account.username for account in yan_client.mutes()] == ["zoe"]
    yan_client.account_unmute(zoe)
    assert [status.content for status in yan_client.timeline_home()] == ["<p>Noise</p>"]

    relationship = yan_client.account_block(zoe)
    assert relationship.blocking and not relationship.following
    assert [account.username for account in yan_client.blocks()] == ["zoe"]
    yan_client.account_unblock(zoe)
    yan_client.domain_block("noise.example")
    assert yan_client.domain_blocks() == ["noise.example"]
    yan_client.domain_unblock("noise.example")


def test_an_app_keeps_its_place_and_its_persons_choices(client):
    _, abe_client = client("abe", on=0)
    posted = abe_client.status_post("One #rounds")
    abe_client.markers_set(["home"], [posted])
    assert abe_client.markers_get(["home"]).home.last_read_id == posted.id
    assert abe_client.preferences().posting_default_visibility == "public"
    abe_client.account_update_credentials(display_name="Dr Abe", note="Night shift", fields=[("Ward", "7")])
    me = abe_client.me()
    assert (me.display_name, [(field.name, field.value) for field in me.fields]) == ("Dr Abe", [("Ward", "7")])
    assert abe_client.tag_follow("rounds").following
    assert [tag.name for tag in abe_client.followed_tags()] == ["rounds"]
    abe_client.featured_tag_create("rounds")
    assert [tag.name for tag in abe_client.featured_tags()] == ["rounds"]


def test_the_instance_describes_itself(client):
    _, bo_client = client("bo", on=0)
    about = bo_client.instance_v2()
    media = about.configuration.media_attachments
    assert "video/mp4" in media.supported_mime_types and media.video_size_limit > 0
    assert about.configuration.statuses.max_characters == 5000
    assert bo_client.instance_v1().uri == about.domain
    assert bo_client.custom_emojis() == []
    assert bo_client.announcements() == []
    assert bo_client.instance_rules() == []
    assert bo_client.instance_peers() is not None


def test_a_post_is_quoted_on_another_server_and_the_quote_revoked(client):
    cem, cem_client = client("cem", on=0)
    _, dia_client = client("dia", on=1)
    follow(dia_client, cem)
    posted = cem_client.status_post("Rota for May", quote_approval_policy="public")
    [seen] = eventually(dia_client.timeline_home)
    quoting = dia_client.status_post("Please read", quoted_status_id=seen)

    accepted = eventually(lambda: (one := dia_client.status(quoting)).quote.state == "accepted" and one)
    assert accepted.quote.quoted_status.uri == posted.uri
    [quote] = eventually(lambda: cem_client.status_quotes(posted))
    assert quote.uri == quoting.uri
    cem_client.status_quote_revoke(posted, quote)
    assert eventually(lambda: dia_client.status(quoting).quote.state == "revoked")
