"""A person whose browser runs no script: cookies, redirects, and the forms as the pages hold them."""

import os
from html.parser import HTMLParser
from urllib.parse import urljoin

import requests


class _FirstForm(HTMLParser):
    """The first form of a page: where it goes, its hidden fields, and the ids in it."""

    def __init__(self, page):
        super().__init__()
        self.action, self.fields, self.ids, self.inside = None, {}, set(), False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form" and self.action is None:
            self.action, self.inside = attributes["action"], True
        if self.inside:
            self.ids.add(attributes.get("id"))
            if tag == "input" and attributes.get("type") == "hidden":
                self.fields[attributes["name"]] = attributes.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False


class Person:
    def __init__(self):
        self.browser = requests.Session()

    def visit(self, start, destination):
        """Does what each page asks, up to the address at which the client is reached: a URL with the answer in it."""
        response = self.browser.get(start, allow_redirects=False, timeout=30)
        for _ in range(12):
            if "location" in response.headers:
                url = urljoin(response.url, response.headers["location"])
                if url.startswith(destination):
                    return url
                response = self.browser.get(url, allow_redirects=False, timeout=30)
                continue
            response.raise_for_status()
            response = self._press(response)
        raise AssertionError(f"never arrived at {destination}, but at {response.url}")

    def _press(self, page):
        form = _FirstForm(page.text)
        assert form.action, f"no form at {page.url}: {page.text[:2000]}"
        fields = dict(form.fields)
        if "login" in form.ids:
            fields |= {"username": os.environ["USER_NAME"], "password": os.environ["USER_PASSWORD"]}
        if "allow" in form.ids:
            fields["decision"] = "allow"
        if "logout-yes" in form.ids:
            fields["decision"] = "yes"
        return self.browser.post(urljoin(page.url, form.action), data=fields, allow_redirects=False, timeout=30)
