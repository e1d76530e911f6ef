// The MCP TypeScript SDK connects to a tool whose tokens Latchkey issues: it finds the provider by the tool's protected
// resource metadata, registers or introduces itself by a document, sends a person, and refreshes.
// Told by the environment: ISSUER, USER_NAME, USER_PASSWORD, MCP_URL (the tool), DOCUMENT_URL (the https address of the
// document), DOCUMENT_KEY and DOCUMENT_CERT.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { once } from 'node:events';
import { auth } from '@modelcontextprotocol/sdk/client/auth.js';
import { Person } from './person.mjs';
import { finish, required, scenario } from './scenarios.mjs';

const issuer = required('ISSUER');
const mcp = new URL(required('MCP_URL'));
const documentUrl = new URL(required('DOCUMENT_URL'));
const callback = 'http://127.0.0.1:6274/callback';
const clientMetadata = {
  client_name: 'A tool client',
  redirect_uris: [callback],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
  scope: 'openid offline_access',
};

const json = (response, value) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const tool = createServer((request, response) => {
  if (request.url === `/.well-known/oauth-protected-resource${mcp.pathname}`) {
    return json(response, { resource: mcp.href, authorization_servers: [issuer] });
  }
  return response.writeHead(404).end();
}).listen(Number(mcp.port), 'localhost');
const documents = createTlsServer(
  { key: readFileSync(required('DOCUMENT_KEY')), cert: readFileSync(required('DOCUMENT_CERT')) },
  (_, response) => json(response, { client_id: documentUrl.href, ...clientMetadata, client_name: 'A tool with a document' }),
).listen(Number(documentUrl.port), 'localhost');
await Promise.all([once(tool, 'listening'), once(documents, 'listening')]);

/** What the SDK keeps for one app, and the person who is sent to the provider. */
class App {
  constructor(clientMetadataUrl) {
    this.clientMetadataUrl = clientMetadataUrl;
    this.person = new Person({ username: required('USER_NAME'), password: required('USER_PASSWORD') });
  }
  redirectUrl = callback;
  clientMetadata = clientMetadata;
  clientInformation = () => this.client;
  saveClientInformation = (client) => { this.client = client; };
  tokens = () => this.kept;
  saveTokens = (tokens) => { this.kept = tokens; };
  codeVerifier = () => this.verifier;
  saveCodeVerifier = (verifier) => { this.verifier = verifier; };
  redirectToAuthorization = async (url) => {
    assert.equal(url.searchParams.get('resource'), mcp.href);
    this.answer = await this.person.visit(url.href, callback);
  };
}

async function connect(app) {
  assert.equal(await auth(app, { serverUrl: mcp }), 'REDIRECT');
  assert.equal(app.answer.searchParams.get('iss'), issuer);
  const authorizationCode = app.answer.searchParams.get('code') ?? assert.fail(app.answer.href);
  assert.equal(await auth(app, { serverUrl: mcp, authorizationCode }), 'AUTHORIZED');
  const first = app.kept;
  assert.ok(first.access_token && first.refresh_token, JSON.stringify(first));
  assert.equal(await auth(app, { serverUrl: mcp }), 'AUTHORIZED');
  assert.notEqual(app.kept.access_token, first.access_token, 'it refreshed');
}

await scenario('the MCP TypeScript SDK registers, gets a token for a tool and refreshes it', async () => {
  const app = new App();
  await connect(app);
  assert.notEqual(app.client.client_id, documentUrl.href);
});

await scenario('the MCP TypeScript SDK introduces itself by the document behind its client_id', async () => {
  const app = new App(documentUrl.href);
  await connect(app);
  assert.equal(app.client.client_id, documentUrl.href);
});

tool.close();
documents.close();
finish();
