"""The MCP Python SDK connects to a tool whose tokens Latchkey issues: it is refused, finds the provider by the tool's protected
resource metadata, registers or introduces itself by a document, sends a person, and comes back with a token.

Told by the environment: ISSUER, USER_NAME, USER_PASSWORD, MCP_URL, DOCUMENT_URL, DOCUMENT_KEY and DOCUMENT_CERT, as tools.mjs is.
"""

import asyncio
import json
import os
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import httpx2
from mcp.client.auth import AuthorizationCodeResult, OAuthClientProvider
from mcp.shared.auth import OAuthClientMetadata

from person import Person
from scenarios import finish, scenario

ISSUER = os.environ["ISSUER"]
MCP = os.environ["MCP_URL"]
DOCUMENT = os.environ["DOCUMENT_URL"]
CALLBACK = "http://127.0.0.1:6274/callback"
METADATA = {
    "client_name": "A tool client",
    "redirect_uris": [CALLBACK],
    "grant_types": ["authorization_code", "refresh_token"],
    "response_types": ["code"],
    "token_endpoint_auth_method": "none",
    "scope": "openid offline_access",
}
RESOURCE_METADATA = f"/.well-known/oauth-protected-resource{urlsplit(MCP).path}"


class Tool(BaseHTTPRequestHandler):
    """The tool, and on its other port the document."""

    def do_GET(self):
        if self.path == RESOURCE_METADATA:
            return self.answer(200, {"resource": MCP, "authorization_servers": [ISSUER]})
        if self.path == urlsplit(DOCUMENT).path:
            return self.answer(200, {"client_id": DOCUMENT, **METADATA})
        if self.path == urlsplit(MCP).path and self.headers.get("authorization", "").startswith("Bearer lka_"):
            return self.answer(200, {"tool": "used"})
        origin = f"http://{urlsplit(MCP).netloc}"
        return self.answer(401, {}, {"WWW-Authenticate": f'Bearer resource_metadata="{origin}{RESOURCE_METADATA}"'})

    def answer(self, status, value, headers=()):
        body = json.dumps(value).encode()
        self.send_response(status)
        # With its length, the body is whole without the close_notify that Python's server leaves out.
        whole = {"Content-Type": "application/json", "Content-Length": str(len(body))}
        for name, content in {**whole, **dict(headers)}.items():
            self.send_header(name, content)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve(url, context=None):
    server = ThreadingHTTPServer(("localhost", urlsplit(url).port), Tool)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()


class Kept:
    """What the SDK keeps for one app."""

    tokens = client = None

    async def get_tokens(self):
        return self.tokens

    async def set_tokens(self, tokens):
        self.tokens = tokens

    async def get_client_info(self):
        return self.client

    async def set_client_info(self, client):
        self.client = client


async def use_the_tool(document=None):
    kept, person, answers = Kept(), Person(), []

    async def redirect(url):
        assert parse_qs(urlsplit(url).query)["resource"] == [MCP], url
        answers.append(await asyncio.to_thread(person.visit, url, CALLBACK))

    async def returned():
        answer = {name: values[0] for name, values in parse_qs(urlsplit(answers[-1]).query).items()}
        assert "code" in answer, answer
        return AuthorizationCodeResult(code=answer["code"], state=answer.get("state"), iss=answer.get("iss"))

    provider = OAuthClientProvider(
        server_url=MCP,
        client_metadata=OAuthClientMetadata.model_validate(METADATA),
        storage=kept,
        redirect_handler=redirect,
        callback_handler=returned,
        client_metadata_url=document,
    )
    async with httpx2.AsyncClient(auth=provider) as client:
        response = await client.get(MCP)
    assert response.json() == {"tool": "used"}, response.text
    assert kept.tokens.refresh_token
    return kept


context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(os.environ["DOCUMENT_CERT"], os.environ["DOCUMENT_KEY"])
serve(MCP)
serve(DOCUMENT, context)


@scenario("the MCP Python SDK registers, and uses a tool with the token that it gets")
def _():
    assert asyncio.run(use_the_tool()).client.client_id != DOCUMENT


@scenario("the MCP Python SDK introduces itself by the document behind its client_id")
def _():
    assert asyncio.run(use_the_tool(DOCUMENT)).client.client_id == DOCUMENT


finish()
