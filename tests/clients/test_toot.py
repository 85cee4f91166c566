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
        command = ["toot", *arguments]
        done = subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def json(self, *arguments):
        return json.loads(self(*arguments, "--json"))

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
