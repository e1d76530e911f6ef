"""PyPI's requests-oauth2client: a pushed authorization request (PAR) with one payment in detail (RAR), tokens that are bound to a
key (DPoP, with nonces of the server), userinfo, refresh and introspection; token exchange; an app that
asks a person by name (CIBA).

Told by the environment as client.py is; the clients are `either`, `orders` and `desk`.
"""

import json
import os
import re
import time

from requests_oauth2client import BackChannelAuthenticationPollingJob, DPoPToken, OAuth2Client, OAuth2Error
from requests_oauth2client.exceptions import AccessDenied, InvalidGrant

from person import Person
from scenarios import finish, scenario

ISSUER = os.environ["ISSUER"].rstrip("/")
REDIRECT_URI = os.environ["REDIRECT_URI"]
SECRET = os.environ["CLIENT_SECRET"]
PAYMENT = {"type": "payment", "amount": "49.90", "creditor": {"name": "Books & Co."}}


def client(client_id="either"):
    return OAuth2Client.from_discovery_endpoint(
        issuer=ISSUER,
        auth=(client_id, SECRET),
        redirect_uri=REDIRECT_URI,
        # It takes no notice of this one in discovery.
        backchannel_authentication_endpoint=f"{ISSUER}/backchannel_authentication",
        testing=True,
    )


def pushed(app, *details):
    """The request, and the same once it was pushed."""
    request = app.authorization_request(
        scope="openid email offline_access", dpop=True, authorization_details=json.dumps(details)
    )
    return request, app.pushed_authorization_request(request)


def sign_in(app, *details):
    request, at_server = pushed(app, *details)
    answer = request.validate_callback(Person().visit(str(at_server), REDIRECT_URI))
    return redeem(app, answer)


def redeem(app, answer):
    # Its own check of the ID token (client.py has Authlib's) makes a new token of this one and forgets the key that it is bound to.
    return app.authorization_code(answer, validate=False)


def refused(call):
    try:
        call()
    except OAuth2Error as error:
        return error
    raise AssertionError("it was accepted")


@scenario("requests-oauth2client: PAR, RAR and DPoP: what was allowed is in the response and in introspection")
def _():
    app = client()
    token = sign_in(app, PAYMENT, {**PAYMENT, "amount": "5.00"})
    assert isinstance(token, DPoPToken), type(token)
    details = [PAYMENT, {**PAYMENT, "amount": "5.00"}]
    assert token.authorization_details == details
    told = app.introspect_token(token)
    assert told["active"] and told["authorization_details"] == details, told
    assert told["cnf"]["jkt"], "it is bound"
    assert app.userinfo(token)["email"] == os.environ["USER_EMAIL"]


@scenario("requests-oauth2client: a refresh narrows what was allowed, and does not widen it")
def _():
    app = client()
    token = sign_in(app, PAYMENT, {**PAYMENT, "amount": "5.00"})
    wider = json.dumps([{**PAYMENT, "amount": "999.00"}])
    error = refused(lambda: app.refresh_token(token, authorization_details=wider))
    assert error.error == "invalid_authorization_details", error.error
    one = app.refresh_token(token, authorization_details=json.dumps([PAYMENT]))
    assert one.authorization_details == [PAYMENT]


@scenario("requests-oauth2client: details that do not fit are refused where they are pushed, by their member")
def _():
    error = refused(lambda: pushed(client(), {**PAYMENT, "amount": 5}))
    assert error.error == "invalid_authorization_details", error.error
    assert "authorization_details[0].amount" in error.description, error.description


@scenario("requests-oauth2client: a code that was used is refused")
def _():
    app = client()
    request, at_server = pushed(app, PAYMENT)
    answer = request.validate_callback(Person().visit(str(at_server), REDIRECT_URI))
    redeem(app, answer)
    assert isinstance(refused(lambda: redeem(app, answer)), InvalidGrant)


@scenario("requests-oauth2client: a service exchanges the token that it was called with, and acts for the person")
def _():
    app, service = client(), client("orders")
    request = app.authorization_request(scope="openid email")
    answer = request.validate_callback(Person().visit(str(request), REDIRECT_URI))
    called_with = app.authorization_code(answer, validate=False)
    token = service.token_exchange(subject_token=called_with, resource="https://stock.example.com")
    told = service.introspect_token(token)
    assert told["aud"] == "https://stock.example.com" and told["scope"] == "email", told
    assert told["act"]["sub"] == "orders", told
    error = refused(lambda: service.token_exchange(subject_token=called_with, resource="https://other.example.com"))
    assert error.error == "invalid_target", error.error
    app.revoke_access_token(called_with)
    assert not service.introspect_token(token)["active"], "it is nothing without the one that it came from"
    assert refused(lambda: service.token_exchange(subject_token=called_with)).error == "invalid_request"


@scenario("requests-oauth2client: a token that is bound to a key is exchanged with a proof of that key alone")
def _():
    app, service = client(), client("orders")
    called_with = sign_in(app, PAYMENT)

    def exchange(**proof):
        return service.token_exchange(subject_token=called_with, resource="https://stock.example.com", **proof)

    assert refused(exchange).error == "invalid_request", "without a proof"
    assert refused(lambda: exchange(dpop=True)).error == "invalid_request", "with one of another key"
    token = exchange(dpop=True, dpop_key=called_with.dpop_key)
    assert isinstance(token, DPoPToken), type(token)
    told = [service.introspect_token(token), app.introspect_token(called_with)]
    assert told[0]["cnf"] == told[1]["cnf"], told


def ask_by_name(ada):
    """The app, what it asked, and the page with the request that `ada` looks at."""
    desk = client("desk")
    made = ada.send(ada.open(f"{ISSUER}/account/security"), "make-user-code")
    code = re.search(r'id="new-user-code">[^<]*<b>([^<]*)</b>', made.text)[1]
    asked = desk.backchannel_authentication_request(
        "openid email", login_hint="ada", user_code=code, binding_message="W4SCT"
    )
    looked = ada.send(ada.open(f"{ISSUER}/account/requests"), None, name="request")
    assert "W4SCT" in looked.text
    return desk, asked, looked


@scenario("requests-oauth2client: an app that asks a person by name is told that they refused")
def _():
    ada = Person()
    desk, asked, looked = ask_by_name(ada)
    ada.send(looked, "allow", decision="deny")
    assert isinstance(refused(BackChannelAuthenticationPollingJob(desk, asked, interval=1)), AccessDenied)


@scenario("requests-oauth2client: an app asks a person by name, and polls until they allow it")
def _():
    ada = Person()
    desk, asked, looked = ask_by_name(ada)
    assert refused(lambda: desk.ciba(asked)).error == "authorization_pending"
    ada.send(looked, "allow", decision="allow")
    time.sleep(asked.interval)
    token = desk.ciba(asked)
    assert desk.userinfo(token)["email"] == os.environ["USER_EMAIL"]
    assert isinstance(refused(lambda: desk.ciba(asked)), InvalidGrant)


finish()
