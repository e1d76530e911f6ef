"""A person whose browser runs no script: cookies, redirects, and the forms as the pages hold them."""

import os
from html.parser import HTMLParser
from urllib.parse import urljoin

import requests


class _Form:
    """Where a form goes, its hidden fields, and the ids in it."""

    def __init__(self, action):
        self.action, self.fields, self.ids = action, {}, set()


class _Forms(HTMLParser):
    """The forms of a page."""

    def __init__(self, page):
        super().__init__()
        self.all, self.inside = [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.all.append(_Form(attributes["action"]))
            self.inside = True
        if self.inside:
            form = self.all[-1]
            form.ids.add(attributes.get("id"))
            if tag == "input" and attributes.get("type") == "hidden":
                form.fields[attributes["name"]] = attributes.get("value", "")

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
        forms = _Forms(page.text).all
        assert forms, f"no form at {page.url}: {page.text[:2000]}"
        form = forms[0]
        fields = dict(form.fields)
        if "login" in form.ids:
            fields |= {"username": os.environ["USER_NAME"], "password": os.environ["USER_PASSWORD"]}
        if "allow" in form.ids:
            fields["decision"] = "allow"
        if "logout-yes" in form.ids:
            fields["decision"] = "yes"
        return self.browser.post(urljoin(page.url, form.action), data=fields, allow_redirects=False, timeout=30)

    def open(self, address):
        """A page of the account, which may ask for a sign-in first."""
        return self._arrived(self.browser.get(address, timeout=30))

    def send(self, page, id, name=None, **filled):
        """What comes of the form of this page that has that id in it, or a hidden field of that name."""
        forms = _Forms(page.text).all
        form = next((form for form in forms if (id and id in form.ids) or name in form.fields), None)
        assert form, f"no form with {id or name} at {page.url}: {page.text[:2000]}"
        address = urljoin(page.url, form.action)
        return self._arrived(self.browser.post(address, data=form.fields | filled, timeout=30))

    def _arrived(self, page):
        page.raise_for_status()
        if 'id="password"' not in page.text:
            return page
        onward = urljoin(page.url, self._press(page).headers["location"])
        return self._arrived(self.browser.get(onward, timeout=30))
