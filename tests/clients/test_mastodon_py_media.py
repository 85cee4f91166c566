"""Mastodon.py with videos and sound: sent, processed, posted, and played on another server."""

import datetime

import pytest
import requests
from mastodon.errors import MastodonAPIError

from conftest import eventually, follow


def send(client, file, mime_type, **rest):
    """Sends a file and waits until it was processed."""
    sent = client.media_post(file, mime_type, **rest)
    return eventually(lambda: (media := client.media(sent)).url and media)


def test_a_video_is_played_on_another_server(client, clip):
    ana, ana_client = client("ana", on=0)
    _, bob_client = client("bob", on=1)
    follow(bob_client, ana)
    video = clip("knot.mov", "-pix_fmt", "yuv420p", "-metadata", "title=Ward 7", "-metadata", "location=+48.2+016.3/")

    sent = ana_client.media_post(video, "video/quicktime", description="A knot", focus=(0.5, 0))
    assert (sent.type, sent.url) == ("video", None)
    with pytest.raises(MastodonAPIError):
        ana_client.status_post("Too early", media_ids=[sent])
    ready = eventually(lambda: (media := ana_client.media(sent)).url and media)
    assert ready.meta.original.duration == 1.0
    assert (ready.meta.small.width, ready.meta.fps) == (320, 25)
    ana_client.status_post("How to tie it", media_ids=[ready])

    [seen] = eventually(bob_client.timeline_home)
    [played] = seen.media_attachments
    assert (played.type, played.description) == ("video", "A knot")
    assert played.blurhash == ready.blurhash
    assert played.url.startswith(bob_client.api_base_url), "remote videos come through one's own server"
    part = requests.get(played.url, headers={"Range": "bytes=4-11"}, timeout=30)
    assert (part.status_code, part.content) == (206, b"ftypisom")
    whole = requests.get(played.url, timeout=30)
    assert whole.headers["content-type"] == "video/mp4"
    assert b"Ward 7" not in whole.content and b"+48" not in whole.content


def test_sound_has_the_picture_that_comes_with_it(client, clip):
    _, cat_client = client("cat", on=0)
    sound = clip("heart.ogg", "-vn", "-c:a", "libopus")
    picture = clip("heart.png", "-an", "-frames:v", "1")
    sent = send(cat_client, sound, "audio/ogg", thumbnail=picture, thumbnail_mime_type="image/png")
    assert (sent.type, sent.meta.small.width) == ("audio", 320)
    assert requests.get(sent.url, timeout=20).headers["content-type"] == "audio/mp4"

    posted = cat_client.status_post("Listen", media_ids=[sent])
    assert posted.media_attachments[0].preview_url == sent.preview_url


def test_an_animation_becomes_a_loop(client, clip):
    _, dot_client = client("dot", on=0)
    gif = clip("echo.gif", "-an", "-vf", "scale=64:48")
    sent = send(dot_client, gif, "image/gif")
    assert (sent.type, sent.meta.size) == ("gifv", "64x48")


def test_what_cannot_be_read_is_refused_and_what_was_sent_can_be_taken_back(client, clip):
    _, ed_client = client("ed", on=0)
    file = clip("a.mp4", "-pix_fmt", "yuv420p")
    whole = send(ed_client, file, "video/mp4")
    token = {"Authorization": f"Bearer {ed_client.access_token}"}
    removed = requests.delete(f"{ed_client.api_base_url}/api/v1/media/{whole.id}", headers=token, timeout=20)
    assert (removed.status_code, requests.get(whole.url, timeout=20).status_code) == (200, 404)

    file.write_bytes(file.read_bytes()[:300])
    sent = ed_client.media_post(file, "video/mp4")

    def failed():
        try:
            ed_client.media(sent)
        except MastodonAPIError as error:
            return error.args[1] == 422

    assert eventually(failed)


def test_a_scheduled_status_keeps_its_files(client, clip):
    _, flo_client = client("flo", on=0)
    video = send(flo_client, clip("a.mp4", "-pix_fmt", "yuv420p"), "video/mp4")
    later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=2)
    waiting = flo_client.status_post("Tomorrow", media_ids=[video], scheduled_at=later)
    [kept] = waiting.media_attachments
    assert (kept["id"], kept["type"]) == (video.id, "video")
    flo_client.scheduled_status_delete(waiting)
