"""toot, a client for the terminal: logs in by the out-of-band code, posts, follows across servers, reads."""

import json
import os
import subprocess

import pytest

from conftest import eventually


class Toot:
    """One person's toot, with a configuration of its own."""

    def __init__(self, folder):
        self.environment = {**os.environ, "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}

    def __call__(self, *arguments):
        command = ["toot", *map(str, arguments)]
        done = subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def json(self, *arguments):
        # The last line: before it toot may say that it waits.
        return json.loads(self(*arguments, "--json").splitlines()[-1])

    def log_in(self, person):
        command = ["toot", "login", "--instance", person.server]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, env=self.environment, stdin=pipe, stdout=pipe, text=True) as toot:
            url = next(line.strip() for line in toot.stdout if line.startswith("http"))
            said, _ = toot.communicate(f"n\n{person.authorize(url)}\n", timeout=30)
        assert "Successfully logged in" in said


@pytest.fixture
def toot(tmp_path, person):
    def logged_in(name, on):
        someone = person(name, on)
        client = Toot(tmp_path / name)
        client.log_in(someone)
        return someone, client

    return logged_in


def home(client):
    return client.json("timelines", "home")


def follow(client, person):
    """Follows somebody on another server and waits until they have accepted."""
    client("follow", person.address)
    accepted = eventually(lambda: client.json("following"))
    assert [account["acct"] for account in accepted] == [person.address]


def test_a_post_reaches_a_follower_on_another_server(toot):
    ada, ada_toot = toot("ada", on=0)
    _, ben_toot = toot("ben", on=1)
    assert ada_toot.json("whoami")["username"] == "ada"

    follow(ben_toot, ada)
    assert [follower["username"] for follower in ada_toot.json("followers")] == ["ben"]
    posted = ada_toot.json("post", "Ward round at eight")

    [seen] = eventually(lambda: home(ben_toot))
    assert seen["uri"] == posted["uri"]
    assert "Ward round at eight" in seen["content"]
    assert seen["account"]["acct"] == ada.address


def test_a_reply_comes_back(toot):
    cleo, cleo_toot = toot("cleo", on=0)
    _, dan_toot = toot("dan", on=1)
    follow(dan_toot, cleo)
    question = cleo_toot.json("post", "Who is on call?")
    [seen] = eventually(lambda: home(dan_toot))

    dan_toot("post", f"@{cleo.address} I am", "--reply-to", seen["id"])

    answers = eventually(lambda: cleo_toot.json("thread", question["id"])["descendants"])
    assert [answer["in_reply_to_id"] for answer in answers] == [question["id"]]
    assert "I am" in answers[0]["content"]


def test_a_video_is_posted_with_its_picture(toot, clip):
    eli, eli_toot = toot("eli", on=0)
    _, fia_toot = toot("fia", on=1)
    follow(fia_toot, eli)
    video = clip("suture.mp4", "-pix_fmt", "yuv420p")
    picture = clip("suture.png", "-an", "-vf", "scale=64:48", "-frames:v", "1")
    posted = eli_toot.json("post", "A suture", "--media", video, "--description", "Two hands", "--thumbnail", picture)
    [sent] = posted["media_attachments"]
    assert (sent["type"], sent["meta"]["small"]["size"]) == ("video", "64x48")

    [seen] = eventually(lambda: home(fia_toot))
    [played] = seen["media_attachments"]
    assert (played["type"], played["description"]) == ("video", "Two hands")


def test_a_poll_is_asked_answered_and_shown(toot):
    gil, gil_toot = toot("gil", on=0)
    _, hei_toot = toot("hei", on=1)
    follow(hei_toot, gil)
    asked = gil_toot.json("post", "When?", "--poll-option", "Monday", "--poll-option", "Friday")
    [seen] = eventually(lambda: home(hei_toot))
    hei_toot("polls", "vote", seen["poll"]["id"], "1")

    def counted():
        poll = gil_toot.json("polls", "show", asked["poll"]["id"])
        return poll["votes_count"] and poll

    assert [option["votes_count"] for option in eventually(counted)["options"]] == [0, 1]


def test_a_status_waits_for_its_time(toot):
    _, ian_toot = toot("ian", on=0)
    waiting = ian_toot.json("post", "Tomorrow's rota", "--scheduled-in", "2 hours", "--visibility", "private")
    assert waiting["params"]["text"] == "Tomorrow's rota"
    assert waiting["params"]["visibility"] == "private"
    assert home(ian_toot) == []


def test_a_list_and_a_hashtag_are_read(toot):
    jo, jo_toot = toot("jo", on=0)
    _, kit_toot = toot("kit", on=1)
    follow(kit_toot, jo)
    kit_toot("lists", "create", "Night shift")
    kit_toot("lists", "add", "Night shift", jo.address)
    assert [account["acct"] for account in kit_toot.json("lists", "accounts", "Night shift")] == [jo.address]
    kit_toot("tags", "follow", "handover")
    assert [tag["name"] for tag in kit_toot.json("tags", "followed")] == ["handover"]
    posted = jo_toot.json("post", "Bed 4 is free #handover")

    [listed] = eventually(lambda: kit_toot.json("timelines", "list", "Night shift"))
    [tagged] = kit_toot.json("timelines", "tag", "handover")
    assert listed["uri"] == tagged["uri"] == posted["uri"]


def test_what_one_does_with_a_post_is_told_to_its_author(toot):
    _, liv_toot = toot("liv", on=0)
    _, max_toot = toot("max", on=0)
    posted = liv_toot.json("post", "The lift works")
    for verb in ("favourite", "reblog", "bookmark"):
        max_toot(verb, posted["id"])
    assert [who["acct"] for who in liv_toot.json("reblogged-by", posted["id"])] == ["max"]
    assert [status["id"] for status in max_toot.json("timelines", "favourites")] == [posted["id"]]
    assert "The lift works" in max_toot("bookmarks", "--once")

    told = eventually(lambda: len(all := liv_toot.json("notifications")) == 2 and all)
    assert {one["type"] for one in told} == {"favourite", "reblog"}
    liv_toot("notifications", "--clear")
    assert liv_toot.json("notifications") == []


def test_a_profile_is_changed_and_a_search_finds_it(toot):
    _, ola_toot = toot("ola", on=0)
    ola_toot("update-account", "--display-name", "Dr Ola", "--note", "Anaesthesia", "--locked")
    shown = ola_toot.json("whois", "ola")
    assert (shown["display_name"], shown["locked"]) == ("Dr Ola", True)
    assert [account["acct"] for account in ola_toot.json("search", "ola")["accounts"]] == ["ola"]

    _, per_toot = toot("per", on=0)
    per_toot("follow", "ola")
    assert "per" in eventually(lambda: ola_toot("follow-requests", "list"))
    ola_toot("follow-requests", "accept", "per")
    assert [account["acct"] for account in per_toot.json("following")] == ["ola"]
    per_toot("mute", "ola")
    assert [account["acct"] for account in per_toot.json("muted")] == ["ola"]

