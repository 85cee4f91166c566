"""Two servers that federate, people on them, and a browser's part in a log-in. See scripts/with-servers.sh."""

import os
import subprocess
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
import requests
from bs4 import BeautifulSoup
from mastodon import Mastodon

PASSWORD = "correct horse battery staple"


@dataclass
class Person:
    """Someone with a login."""

    name: str
    server: str

    @property
    def email(self):
        return f"{self.name}@example.org"

    @property
    def address(self):
        """How another server finds this person."""
        return f"{self.name}@{urlsplit(self.server).netloc}"

    def authorize(self, url):
        """Does what a person does in the browser: logs in, approves, copies the code that the page shows."""
        browser = requests.Session()
        page = browser.get(url)
        if has_password(page):
            page = submit(browser, page, self.email, PASSWORD)
        page = submit(browser, page)
        shown = BeautifulSoup(page.text, "html.parser").select_one("main code")
        assert shown, page.text
        return shown.get_text(strip=True)


def has_password(page):
    return BeautifulSoup(page.text, "html.parser").select_one("input[type=password]") is not None


def submit(browser, page, email=None, password=None):
    """Presses the first button of the page's form, with the e-mail address and the password filled in."""
    page.raise_for_status()
    form = BeautifulSoup(page.text, "html.parser").select_one("main form[method=post]")
    assert form, page.text
    fields = {}
    for field in form.select("input[name]"):
        kind = field.get("type", "text")
        if kind in ("text", "email"):
            fields[field["name"]] = email
        elif kind == "password":
            fields[field["name"]] = password
        elif kind == "hidden":
            fields[field["name"]] = field.get("value", "")
    button = form.select_one("button[name]")
    if button:
        fields[button["name"]] = button.get("value", "")
    answer = browser.post(urljoin(page.url, form.get("action", "")), data=fields)
    answer.raise_for_status()
    return answer


@pytest.fixture(scope="session")
def servers():
    return list(zip(os.environ["SERVER_URLS"].split(), os.environ["SERVER_DATA_DIRS"].split(), strict=True))


@pytest.fixture
def person(servers):
    """Makes a person by the command line, beside the running server: person("ada", on=0)."""

    def make(name, on, role="member"):
        url, data_dir = servers[on]
        email = f"{name}@example.org"
        account = ["account", "create", name, "--email", email, "--role", role, "--confirmed", "--password", PASSWORD]
        subprocess.run([os.environ["ROUNDS"], *account, "--data-dir", data_dir], check=True)
        return Person(name, url)

    return make


def eventually(look):
    """What `look` returns, once it is something: another process delivers in its own time, 20 seconds at most."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.2)
    raise AssertionError("still nothing after 20 seconds")


@pytest.fixture
def client(person):
    """Logs a new person in by the out-of-band code, with Mastodon.py."""

    def logged_in(name, on, role="member", scopes=("read", "write", "follow", "push")):
        someone = person(name, on, role)
        key, secret = Mastodon.create_app("Ward board", scopes=scopes, api_base_url=someone.server)
        mastodon = Mastodon(key, secret, api_base_url=someone.server, ratelimit_method="throw")
        url = mastodon.auth_request_url(scopes=scopes, allow_http=True)
        mastodon.log_in(code=someone.authorize(url), scopes=scopes, allow_http=True)
        return someone, mastodon

    return logged_in


def follow(follower, person):
    """Follows somebody on another server and waits until they have accepted."""
    found = follower.search_v2(f"@{person.address}", resolve=True).accounts
    assert [account.acct for account in found] == [person.address]
    follower.account_follow(found[0])
    eventually(lambda: follower.account_relationships(found[0])[0].following)


@pytest.fixture
def clip(tmp_path):
    """A second of test pictures and of a tone, as ffmpeg writes it: clip("a.mp4", "-c:v", "libx264")."""

    def write(name, *words):
        path = tmp_path / name
        sources = ["-f", "lavfi", "-i", "testsrc=s=320x240:r=25:d=1", "-f", "lavfi", "-i", "sine=d=1"]
        subprocess.run(["ffmpeg", "-v", "error", *sources, *words, path], check=True)
        return path

    return write
