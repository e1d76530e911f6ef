"""PyPI's Authlib signs in, validates the ID token with its JOSE library, calls userinfo and refreshes; and is a television.

Told by the environment: ISSUER, USER_NAME, USER_PASSWORD, USER_EMAIL, REDIRECT_URI, CLIENT_SECRET and BROWSER (the
program that plays the person: it is given the authorize URL and the redirect URI and prints where it ended).
"""

import os
import subprocess
import time
from dataclasses import dataclass

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.jwk import KeySet

from person import Person
from scenarios import finish, scenario

# Authlib refuses plain http unless told so; the issuer is on this very machine.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

ISSUER = os.environ["ISSUER"].rstrip("/")
REDIRECT_URI = os.environ["REDIRECT_URI"]
SECRET = os.environ["CLIENT_SECRET"]
EMAIL = os.environ["USER_EMAIL"]
BROWSER = os.environ["BROWSER"].split()
METADATA = requests.get(f"{ISSUER}/.well-known/openid-configuration", timeout=10).json()
KEYS = requests.get(METADATA["jwks_uri"], timeout=10).json()


@dataclass
class Asked:
    """An authorization request that came back to the client."""

    session: OAuth2Session
    code_verifier: str
    nonce: str
    state: str
    answer: str

    def redeem(self):
        return self.session.fetch_token(
            METADATA["token_endpoint"],
            authorization_response=self.answer,
            code_verifier=self.code_verifier,
            state=self.state,
            timeout=10,
        )


def open_session(client_id, method, secret=SECRET):
    return OAuth2Session(
        client_id,
        secret,
        token_endpoint_auth_method=method,
        redirect_uri=REDIRECT_URI,
        scope="openid profile email",
        code_challenge_method="S256",
    )


def ask(session, **parameters):
    """Sends the person to sign in, in a fresh browser."""
    code_verifier, nonce = generate_token(48), generate_token(24)
    url, state = session.create_authorization_url(
        METADATA["authorization_endpoint"], code_verifier=code_verifier, nonce=nonce, **parameters
    )
    browser = subprocess.run([*BROWSER, url, REDIRECT_URI], capture_output=True, text=True, timeout=90)
    if browser.returncode != 0:
        raise AssertionError(f"the browser did not come back: {browser.stderr}")
    return Asked(session, code_verifier, nonce, state, browser.stdout.strip())


def validated(asked, token, algorithm="RS256"):
    """The claims of the ID token, once signature, issuer, audience, times, nonce and at_hash hold."""
    parsed = jwt.decode(token["id_token"], KeySet.import_key_set(KEYS), algorithms=[algorithm])
    client_id = asked.session.client_id
    claims = CodeIDToken(
        parsed.claims,
        parsed.header,
        options={
            "iss": {"essential": True, "value": ISSUER},
            "aud": {"essential": True, "value": client_id},
        },
        params={"nonce": asked.nonce, "client_id": client_id, "access_token": token["access_token"]},
    )
    claims.validate(leeway=5)
    assert claims["nonce"] == asked.nonce, "the nonce comes back as it was sent"
    assert claims.get("at_hash"), "at_hash binds the access token"
    return claims


def userinfo(session):
    answer = session.get(METADATA["userinfo_endpoint"], timeout=10)
    answer.raise_for_status()
    return answer.json()


def refused(call):
    try:
        call()
    except AuthlibBaseError as error:
        return error.error
    raise AssertionError("it was accepted")


for client_id, method in [("basic", "client_secret_basic"), ("post", "client_secret_post")]:

    @scenario(f"authlib: signs in by {method}, the ID token validates, userinfo answers")
    def _():
        asked = ask(open_session(client_id, method))
        claims = validated(asked, asked.redeem())
        person = userinfo(asked.session)
        assert person["sub"] == claims["sub"], "userinfo speaks of the same person"
        assert person["email"] == EMAIL and person["email_verified"] is True
        assert "email" not in claims, "scope claims stay out of the ID token unless asked for"

    @scenario(f"authlib: refreshes by {method}, and the old refresh token is spent")
    def _():
        session = open_session(client_id, method)
        session.scope = "openid email offline_access"
        asked = ask(session, prompt="consent")
        first = dict(asked.redeem())
        subject = validated(asked, first)["sub"]
        second = dict(session.refresh_token(METADATA["token_endpoint"], refresh_token=first["refresh_token"]))
        assert second["access_token"] != first["access_token"]
        assert second["refresh_token"] != first["refresh_token"], "it rotates"
        assert userinfo(session)["sub"] == subject
        session.refresh_token(METADATA["token_endpoint"], refresh_token=second["refresh_token"])
        time.sleep(2.5)  # longer than the server's `reuse_grace`
        spent = refused(
            lambda: session.refresh_token(METADATA["token_endpoint"], refresh_token=first["refresh_token"])
        )
        assert spent == "invalid_grant", spent

    @scenario(f"authlib: a wrong secret by {method} is invalid_client")
    def _():
        asked = ask(open_session(client_id, method, SECRET + "x"))
        assert refused(asked.redeem) == "invalid_client"


@scenario("authlib: a public client signs in with PKCE alone")
def _():
    asked = ask(open_session("public", "none", None))
    validated(asked, asked.redeem())
    assert userinfo(asked.session)["email"] == EMAIL


@scenario("authlib: an ES256 ID token validates")
def _():
    asked = ask(open_session("es256", "client_secret_basic"))
    validated(asked, asked.redeem(), "ES256")


@scenario("authlib: an ID token with one changed byte does not validate")
def _():
    asked = ask(open_session("basic", "client_secret_basic"))
    token = dict(asked.redeem())
    head, body, signature = token["id_token"].split(".")
    flipped = ("B" if signature[0] == "A" else "A") + signature[1:]
    try:
        validated(asked, {**token, "id_token": f"{head}.{body}.{flipped}"})
    except Exception as error:
        assert "ignature" in type(error).__name__, repr(error)
    else:
        raise AssertionError("it validated")


@scenario("authlib: a state that was not ours is not redeemed")
def _():
    asked = ask(open_session("basic", "client_secret_basic"))
    asked.state = "another"
    assert refused(asked.redeem) == "mismatching_state"


def television():
    """A device with a code (RFC 8628): its session, and what the provider answered. Authlib leaves that request to the app."""
    tv = open_session("tv", "none", None)
    asked = tv.post(
        METADATA["device_authorization_endpoint"],
        data={"client_id": "tv", "scope": "openid email offline_access"},
        withhold_token=True,
        timeout=10,
    )
    asked.raise_for_status()
    return tv, asked.json()


def poll(tv, asked):
    return tv.fetch_token(
        METADATA["token_endpoint"],
        grant_type="urn:ietf:params:oauth:grant-type:device_code",
        device_code=asked["device_code"],
        timeout=10,
    )


def decide(asked, decision):
    ada = Person()
    arrived = ada.open(asked["verification_uri_complete"])
    shown = ada.send(arrived, "user_code", user_code=asked["user_code"])
    assert asked["user_code"] in shown.text
    ada.send(shown, "allow", decision=decision)


@scenario("authlib: a television gets tokens once a person allows it on another device, and only once")
def _():
    tv, asked = television()
    decide(asked, "allow")
    token = dict(poll(tv, asked))
    assert userinfo(tv)["email"] == EMAIL
    assert tv.refresh_token(METADATA["token_endpoint"], refresh_token=token["refresh_token"])["access_token"]
    assert userinfo(tv)["email"] == EMAIL
    assert refused(lambda: poll(tv, asked)) == "invalid_grant"


@scenario("authlib: a television is told that nobody has answered, and to poll less often")
def _():
    tv, asked = television()
    assert refused(lambda: poll(tv, asked)) == "authorization_pending"
    assert refused(lambda: poll(tv, asked)) == "slow_down"


@scenario("authlib: a television is told that the person refused")
def _():
    tv, asked = television()
    decide(asked, "deny")
    assert refused(lambda: poll(tv, asked)) == "access_denied"


finish()
