"""An app registers itself, signs in by PyPI's Authlib with what it got, changes its registration and takes it back.

Authlib has rules for client metadata but no call for the registering side, so the calls are plain HTTP (RFC 7591, RFC
7592). Told by the environment as client.py is.
"""

import os
import time

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import ClientSecretJWT, PrivateKeyJWT
from authlib.oauth2.rfc7591 import ClientMetadataClaims
from authlib.oidc.core import CodeIDToken
from authlib.oidc.registration import ClientMetadataClaims as OpenIDClientMetadataClaims
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey

from person import Person
from scenarios import finish, scenario

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

ISSUER = os.environ["ISSUER"].rstrip("/")
REDIRECT_URI = os.environ["REDIRECT_URI"]
METADATA = requests.get(f"{ISSUER}/.well-known/openid-configuration", timeout=10).json()
KEYS = KeySet.import_key_set(requests.get(METADATA["jwks_uri"], timeout=10).json())
TOKEN = METADATA["token_endpoint"]
APP = {
    "client_name": "An app by Authlib",
    "client_name#fr": "Une application",
    "redirect_uris": [REDIRECT_URI],
    "grant_types": ["authorization_code", "refresh_token"],
}


def register(**metadata):
    answer = requests.post(METADATA["registration_endpoint"], json=APP | metadata, timeout=10)
    assert answer.status_code == 201, answer.text
    assert answer.headers["cache-control"] == "no-store"
    client = answer.json()
    for rules in ClientMetadataClaims, OpenIDClientMetadataClaims:
        rules(client, {}, rules.get_claims_options(METADATA)).validate()
    assert client["client_name#fr"] == APP["client_name#fr"]
    return client


def manage(client, method, metadata=None):
    """What a client does to its own registration."""
    headers = {"authorization": f"Bearer {client['registration_access_token']}"}
    return requests.request(method, client["registration_client_uri"], headers=headers, json=metadata, timeout=10)


def open_session(client, secret=None, *methods):
    session = OAuth2Session(
        client["client_id"],
        secret or client.get("client_secret"),
        token_endpoint_auth_method=client["token_endpoint_auth_method"],
        redirect_uri=REDIRECT_URI,
        scope="openid email offline_access",
        code_challenge_method="S256",
    )
    for method in methods:
        session.register_client_auth_method(method)
    return session


def sign_in(session, algorithm="RS256"):
    """Signs in and redeems the code: the tokens, and the ID token's claims once they hold."""
    code_verifier, nonce = generate_token(48), generate_token(24)
    url, state = session.create_authorization_url(
        METADATA["authorization_endpoint"], code_verifier=code_verifier, nonce=nonce, prompt="consent"
    )
    answer = Person().visit(url, REDIRECT_URI)
    tokens = session.fetch_token(TOKEN, authorization_response=answer, code_verifier=code_verifier, state=state)
    parsed = jwt.decode(tokens["id_token"], KEYS, algorithms=[algorithm])
    wanted = {"iss": {"essential": True, "value": ISSUER}, "aud": {"essential": True, "value": session.client_id}}
    told = {"nonce": nonce, "client_id": session.client_id, "access_token": tokens["access_token"]}
    claims = CodeIDToken(parsed.claims, parsed.header, options=wanted, params=told)
    claims.validate(leeway=5)
    return tokens, claims


def refused(call):
    try:
        call()
    except AuthlibBaseError as error:
        return error.error
    raise AssertionError("it was accepted")


class Brief:
    """Assertions for a minute. Authlib makes them for an hour, and the provider takes none that is good for so long."""

    def sign(self, auth, token_endpoint):
        self.claims = {"exp": int(time.time()) + 60}
        return super().sign(auth, token_endpoint)


class BriefClientSecretJWT(Brief, ClientSecretJWT):
    pass


class BriefPrivateKeyJWT(Brief, PrivateKeyJWT):
    pass


for method in "client_secret_basic", "client_secret_post", "none":

    @scenario(f"authlib: an app registers {method}, signs in, refreshes and asks for userinfo")
    def _():
        session = open_session(register(token_endpoint_auth_method=method))
        tokens, claims = sign_in(session)
        session.refresh_token(TOKEN, refresh_token=tokens["refresh_token"])
        userinfo = session.get(METADATA["userinfo_endpoint"], timeout=10).json()
        assert userinfo["sub"] == claims["sub"] and userinfo["email"] == os.environ["USER_EMAIL"]


for algorithm in "HS256", "HS384", "HS512":

    @scenario(f"authlib: an app registers client_secret_jwt by {algorithm} and signs in; another secret does not")
    def _():
        client = register(token_endpoint_auth_method="client_secret_jwt", token_endpoint_auth_signing_alg=algorithm)
        by_mac = BriefClientSecretJWT(TOKEN, alg=algorithm)
        session = open_session(client, None, by_mac)
        tokens, _ = sign_in(session)
        wrong = open_session(client, client["client_secret"] + "x", by_mac)
        assert refused(lambda: wrong.refresh_token(TOKEN, refresh_token=tokens["refresh_token"])) == "invalid_client"
        session.refresh_token(TOKEN, refresh_token=tokens["refresh_token"])


for algorithm, new_key in [
    ("RS256", lambda: RSAKey.generate_key(2048)),
    ("PS256", lambda: RSAKey.generate_key(2048)),
    ("ES256", lambda: ECKey.generate_key("P-256")),
    ("EdDSA", lambda: OKPKey.generate_key("Ed25519")),
    ("Ed25519", lambda: OKPKey.generate_key("Ed25519")),
]:

    @scenario(f"authlib: an app registers private_key_jwt by {algorithm} and signs in; another key does not")
    def _():
        key, stranger = new_key(), new_key()
        client = register(
            token_endpoint_auth_method="private_key_jwt",
            token_endpoint_auth_signing_alg=algorithm,
            jwks={"keys": [key.as_dict(private=False) | {"use": "sig"}]},
        )
        assert "client_secret" not in client
        by_key = BriefPrivateKeyJWT(TOKEN, alg=algorithm)
        session = open_session(client, key, by_key)
        tokens, _ = sign_in(session)
        wrong = open_session(client, stranger, by_key)
        assert refused(lambda: wrong.refresh_token(TOKEN, refresh_token=tokens["refresh_token"])) == "invalid_client"
        session.refresh_token(TOKEN, refresh_token=tokens["refresh_token"])


@scenario("authlib: an assertion that is good for an hour, as the library makes them, signs a person in")
def _():
    client = register(token_endpoint_auth_method="client_secret_jwt")
    session = open_session(client, None, ClientSecretJWT(TOKEN))
    tokens, _ = sign_in(session)
    session.refresh_token(TOKEN, refresh_token=tokens["refresh_token"])


@scenario("authlib: an app reads, changes and takes back its registration, and each token opens what it should")
def _():
    client, other = register(), register()
    read = manage(client, "GET")
    assert read.status_code == 200 and read.json()["client_id"] == client["client_id"]
    crossed = other | {"registration_access_token": client["registration_access_token"]}
    assert manage(crossed, "GET").status_code == 401

    change = APP | {"client_id": client["client_id"], "client_name": "Renamed", "id_token_signed_response_alg": "ES256"}
    answer = manage(client, "PUT", change)
    assert answer.status_code == 200, answer.text
    changed = client | answer.json()
    assert changed["client_name"] == "Renamed"
    assert manage(client, "GET").status_code == 401, "its token went with the change"
    session = open_session(changed)
    tokens, _ = sign_in(session, "ES256")

    assert manage(changed, "DELETE").status_code == 204
    assert manage(changed, "GET").status_code == 401
    assert refused(lambda: session.refresh_token(TOKEN, refresh_token=tokens["refresh_token"])) == "invalid_client"
    assert session.get(METADATA["userinfo_endpoint"], timeout=10).status_code == 401, "its tokens went with it"


@scenario("authlib: what the library's own rules refuse, the provider refuses too")
def _():
    for wrong in [
        {"redirect_uris": ["not a URI"]},
        {"token_endpoint_auth_method": "magic"},
        {"response_types": ["code magic"]},
        {"jwks_uri": "not a URI"},
        {"logo_uri": "javascript:alert(1)"},
        {"subject_type": "nobody"},
        {"id_token_signed_response_alg": "none", "response_types": ["id_token"]},
    ]:
        answer = requests.post(METADATA["registration_endpoint"], json=APP | wrong, timeout=10)
        assert answer.status_code == 400, f"{wrong}: {answer.text}"
        assert answer.json()["error"] in ("invalid_client_metadata", "invalid_redirect_uri"), answer.text


finish()
