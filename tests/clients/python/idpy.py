"""PyPI's idpyoidc as a relying party that knows nothing but the issuer: it discovers, registers itself, signs in by code
with PKCE, by id_token and by both, refreshes, asks for userinfo and signs out. Told by the environment as client.py is,
and POST_LOGOUT_REDIRECT_URI.
"""

import logging
import os
from urllib.parse import parse_qs, parse_qsl, urlsplit

from cryptojwt.key_jar import build_keyjar
from idpyoidc.client.client_auth import PrivateKeyJWT
from idpyoidc.client.rp_handler import RPHandler

from person import Person
from scenarios import finish, scenario

# The library logs what it then raises or gets over.
logging.disable(logging.CRITICAL)

ISSUER = os.environ["ISSUER"].rstrip("/")
REDIRECT_URI = os.environ["REDIRECT_URI"]
GOODBYE = os.environ["POST_LOGOUT_REDIRECT_URI"]
SERVICES = {
    name: {"class": f"idpyoidc.client.oidc.{place}"}
    for name, place in {
        "discovery": "provider_info_discovery.ProviderInfoDiscovery",
        "registration": "registration.Registration",
        "authorization": "authorization.Authorization",
        "access_token": "access_token.AccessToken",
        "refresh_access_token": "refresh_access_token.RefreshAccessToken",
        "userinfo": "userinfo.UserInfo",
        "end_session": "end_session.EndSession",
    }.items()
}
PKCE = {
    "function": "idpyoidc.client.oauth2.add_on.pkce.add_support",
    "kwargs": {"code_challenge_length": 64, "code_challenge_method": "S256"},
}


class BriefPrivateKeyJWT(PrivateKeyJWT):
    """Assertions for a minute. The library makes them for ten, and the provider takes none that is good for so long; and
    it forgets whose they are where the client registered itself."""

    def construct(self, request, service=None, http_args=None, **kwargs):
        client_id = service.upstream_get("context").get_client_id()
        return super().construct(request, service, http_args, **kwargs | {"lifetime": 60, "client_id": client_id})


METHODS = {
    "client_secret_basic": "idpyoidc.client.client_auth.ClientSecretBasic",
    "client_secret_post": "idpyoidc.client.client_auth.ClientSecretPost",
    "private_key_jwt": BriefPrivateKeyJWT,
}
GRANTS = {
    "code": ["authorization_code", "refresh_token"],
    # The library does not take `implicit` alone for an answer.
    "id_token": ["authorization_code", "implicit"],
    "code id_token": ["authorization_code", "implicit"],
}


def new_client(response_type="code", method="client_secret_basic"):
    """A relying party of its own kind that has discovered the provider and registered itself."""
    config = {
        "client_type": "oidc",
        "redirect_uris": [REDIRECT_URI],
        "response_types_supported": [response_type],
        "grant_types_supported": GRANTS[response_type],
        "scopes_supported": ["openid", "email", "offline_access"],
        "token_endpoint_auth_methods_supported": [method],
        "client_authn_methods": METHODS,
        "services": SERVICES,
        "add_ons": {"pkce": PKCE} if "code" in response_type else {},
    }
    keys = build_keyjar([{"type": "RSA", "use": ["sig"]}, {"type": "EC", "crv": "P-256", "use": ["sig"]}])
    handler = RPHandler(REDIRECT_URI, client_configs={"": config}, keyjar=keys, services=SERVICES)
    client = handler.init_client(ISSUER)

    def more(request_args=None, **_):
        """What the library would leave out."""
        request_args["grant_types"] = GRANTS[response_type]
        request_args["jwks"] = keys.export_jwks()
        request_args["post_logout_redirect_uris"] = [GOODBYE]
        return request_args

    client.get_service("registration").post_construct.append(more)
    assert client.do_provider_info() == ISSUER
    client.do_client_registration()
    return client


def sign_in(client, person=None, **parameters):
    """What the library makes of the whole flow, once its own checks are done."""
    url = client.init_authorization(req_args={"scope": "openid email offline_access", **parameters})
    back = urlsplit((person or Person()).visit(url, REDIRECT_URI))
    return client.finalize(dict(parse_qsl(back.query or back.fragment)))


for method in METHODS:

    @scenario(f"idpyoidc: discovers, registers {method}, signs in by code with PKCE, and refreshes")
    def _():
        client = new_client(method=method)
        registered = client.get_context().registration_response
        assert registered["token_endpoint_auth_method"] == method
        # The library asks for RS256 whatever the method; where nothing is signed it is told that this is not registered.
        assert registered.get("token_endpoint_auth_signing_alg") == ("RS256" if method == "private_key_jwt" else None)
        done = sign_in(client, prompt="consent")
        assert done["id_token"]["iss"] == ISSUER and done["id_token"]["aud"] == [registered["client_id"]]
        assert done["userinfo"]["sub"] == done["id_token"]["sub"]
        assert done["userinfo"]["email"] == os.environ["USER_EMAIL"]
        assert done["session_state"]
        fresh = client.refresh_access_token(done["state"])
        assert fresh["access_token"] != done["token"]
        assert client.get_user_info(done["state"], fresh["access_token"])["sub"] == done["id_token"]["sub"]


for response_type in "id_token", "code id_token":

    @scenario(f"idpyoidc: registers {response_type} and signs in by it")
    def _():
        client = new_client(response_type)
        done = sign_in(client)
        assert done["id_token"]["iss"] == ISSUER
        assert done["userinfo"]["email"] == os.environ["USER_EMAIL"]


@scenario("idpyoidc: signs out through the provider and comes back, and the session is over")
def _():
    client, person = new_client(), Person()
    done = sign_in(client, person)
    again = sign_in(client, person, prompt="none")
    assert again["id_token"]["sub"] == done["id_token"]["sub"]
    request = client.logout(again["state"], GOODBYE)
    back = urlsplit(person.visit(request["url"], GOODBYE))
    assert parse_qs(back.query)["state"] == [request["request"]["state"]]
    assert sign_in(client, person, prompt="none")["error"] == "login_required"


finish()
