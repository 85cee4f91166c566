"""Mastodon.py, the library under many bots and bridges: what a person does with an app."""

import datetime
import queue
import struct
import zlib

import requests
from mastodon import StreamListener

from conftest import eventually, follow


def png(width, height):
    """A picture with a gradient, so that there is something to scale and to blur."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"".join(bytes((x % 256, y % 256, 128)) for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_a_post_reaches_a_follower_on_another_server(client):
    eve, eve_client = client("eve", on=0)
    _, fay_client = client("fay", on=1)
    assert eve_client.me().username == "eve"

    follow(fay_client, eve)
    posted = eve_client.status_post("Handover is in room 3")

    [seen] = eventually(fay_client.timeline_home)
    assert seen.uri == posted.uri
    assert "Handover is in room 3" in seen.content


class Heard(StreamListener):
    """Keeps what is streamed."""

    def __init__(self):
        self.updates = queue.Queue()

    def on_update(self, status):
        self.updates.put(status)


def test_a_post_is_streamed_to_a_follower_on_another_server(client):
    ivy, ivy_client = client("ivy", on=0)
    _, jan_client = client("jan", on=1)
    follow(jan_client, ivy)
    assert jan_client.stream_healthy()

    heard = Heard()
    jan_client.stream_user(heard, run_async=True)
    posted = ivy_client.status_post("The lift works again")

    assert heard.updates.get(timeout=20).uri == posted.uri


def test_a_picture_arrives_with_its_description(client):
    gus, gus_client = client("gus", on=0)
    _, hal_client = client("hal", on=1)
    follow(hal_client, gus)

    uploaded = gus_client.media_post(png(320, 200), "image/png", description="A gradient", synchronous=True)
    assert (uploaded.meta.original.width, uploaded.meta.original.height) == (320, 200)
    assert uploaded.blurhash
    gus_client.status_post("With a picture", media_ids=[uploaded])

    [seen] = eventually(hal_client.timeline_home)
    [picture] = seen.media_attachments
    assert picture.type == "image"
    assert picture.description == "A gradient"
    assert picture.url.startswith(hal_client.api_base_url), "remote pictures come through one's own server"
    answer = requests.get(picture.url, timeout=20)
    assert answer.headers["content-type"].startswith("image/")


def test_a_poll_is_answered_on_another_server(client):
    kay, kay_client = client("kay", on=0)
    _, lou_client = client("lou", on=1)
    follow(lou_client, kay)
    poll = kay_client.make_poll(["Monday", "Friday"], expires_in=3600, multiple=True)
    asked = kay_client.status_post("Which day?", poll=poll)

    [seen] = eventually(lou_client.timeline_home)
    assert seen.poll.multiple
    assert lou_client.poll_vote(seen.poll, [0, 1]).own_votes == [0, 1]

    counted = eventually(lambda: (poll := kay_client.poll(asked.poll)).votes_count and poll)
    assert [option.votes_count for option in counted.options] == [1, 1]


def test_a_status_waits_for_its_time(client):
    _, mo_client = client("mo", on=0)
    later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=2)
    waiting = mo_client.status_post("Tomorrow's rota", scheduled_at=later)
    assert [one.id for one in mo_client.scheduled_statuses()] == [waiting.id]
    assert mo_client.timeline_home() == []

    moved = mo_client.scheduled_status_update(waiting, later + datetime.timedelta(hours=1))
    assert moved.scheduled_at > waiting.scheduled_at
    mo_client.scheduled_status_delete(waiting)
    assert mo_client.scheduled_statuses() == []


def test_a_list_shows_those_on_it(client):
    ned, ned_client = client("ned", on=0)
    _, oli_client = client("oli", on=1)
    follow(oli_client, ned)
    night_shift = oli_client.list_create("Night shift")
    [account] = oli_client.account_following(oli_client.me())
    oli_client.list_accounts_add(night_shift, account)
    assert [one.title for one in oli_client.account_lists(account)] == ["Night shift"]
    posted = ned_client.status_post("Bed 4 is free")

    [seen] = eventually(lambda: oli_client.timeline_list(night_shift))
    assert seen.uri == posted.uri
    oli_client.list_accounts_delete(night_shift, account)
    assert oli_client.list_accounts(night_shift) == []


def test_a_filter_marks_what_it_names(client):
    _, pia_client = client("pia", on=0)
    made = pia_client.create_filter_v2("Spoilers", ["home"], "warn", keywords_attributes=[{"keyword": "finale"}])
    assert [one.keyword for one in made.keywords] == ["finale"]
    pia_client.status_post("The finale was long")

    [seen] = pia_client.timeline_home()
    [found] = seen.filtered
    assert (found.filter.title, found.keyword_matches) == ("Spoilers", ["finale"])
    pia_client.delete_filter_v2(made)
    assert pia_client.filters_v2() == []


def test_what_several_did_is_one_group(client):
    _, ria_client = client("ria", on=0)
    posted = ria_client.status_post("Cake in the kitchen")
    for name in ("sam", "tom"):
        _, other = client(name, on=0)
        other.status_favourite(posted)

    told = eventually(lambda: (all := ria_client.grouped_notifications()).notification_groups and all)
    [group] = told.notification_groups
    assert (group.type, group.notifications_count, group.status_id) == ("favourite", 2, posted.id)
    shown = [*told.accounts, *(told.partial_accounts or [])]
    assert {account.acct for account in shown} == {"sam", "tom"}


def test_a_search_finds_people_and_hashtags(client):
    _, una_client = client("una", on=0)
    una_client.status_post("A tidy #handover")
    assert [account.username for account in una_client.search_v2("una").accounts] == ["una"]
    found = una_client.search_v2("handover", result_type="hashtags", exclude_unreviewed=False)
    assert [tag.name for tag in found.hashtags] == ["handover"]
