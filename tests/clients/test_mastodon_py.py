"""Mastodon.py, the library under many bots and bridges: the same as toot, and a picture."""

import queue
import struct
import zlib

import pytest
import requests
from mastodon import Mastodon, StreamListener

from conftest import eventually


@pytest.fixture
def client(person):
    """Logs a new person in by the out-of-band code."""

    def logged_in(name, on):
        someone = person(name, on)
        key, secret = Mastodon.create_app("Ward board", api_base_url=someone.server)
        mastodon = Mastodon(key, secret, api_base_url=someone.server, ratelimit_method="throw")
        url = mastodon.auth_request_url(allow_http=True)
        mastodon.log_in(code=someone.authorize(url), allow_http=True)
        return someone, mastodon

    return logged_in


def follow(follower, person):
    """Follows somebody on another server and waits until they have accepted."""
    found = follower.search_v2(f"@{person.address}", resolve=True).accounts
    assert [account.acct for account in found] == [person.address]
    follower.account_follow(found[0])
    eventually(lambda: follower.account_relationships(found[0])[0].following)


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
