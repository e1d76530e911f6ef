// The node-oidc-provider that is measured: `node provider.mjs settings.json`, with the folder of its packages in CACHE.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { Memory, sqlite } from "./adapters.mjs";
import { CALLBACK, CLIENTS, EMAIL, GOODBYE, NAME, SECRET, USERNAME } from "./job.mjs";

const settings = JSON.parse(readFileSync(process.argv[2], "utf8"));
const require = createRequire(`${process.env.CACHE}/package.json`);
const { Provider } = await import(pathToFileURL(require.resolve("oidc-provider")));
const argon2 = require("@node-rs/argon2");

const scope = "openid profile email offline_access api";
const provider = new Provider(`http://localhost:${settings.port}`, {
  adapter: settings.database ? sqlite(require("better-sqlite3"), settings.database) : Memory,
  clients: Object.entries(CLIENTS).map(([alg, client_id]) => ({
    client_id,
    client_secret: SECRET,
    token_endpoint_auth_method: "client_secret_basic",
    redirect_uris: [CALLBACK],
    post_logout_redirect_uris: [GOODBYE],
    grant_types: ["authorization_code", "refresh_token", "client_credentials"],
    id_token_signed_response_alg: alg,
    scope,
  })),
  scopes: scope.split(" "),
  claims: { openid: ["sub"], profile: ["name"], email: ["email"] },
  jwks: { keys: settings.keys },
  cookies: { keys: ["a key for a measurement only"] },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    dPoP: { enabled: true },
    pushedAuthorizationRequests: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
    rpInitiatedLogout: {
      enabled: true,
      // Its own page is longer, and says the same.
      logoutSource: async (ctx, form) => {
        ctx.body = `<!doctype html><title>Sign out?</title>${form}<button form="op.logoutForm" name="logout" value="yes">Yes</button>`;
      },
    },
  },
  pkce: { required: () => false },
  rotateRefreshToken: true,
  findAccount: async (_, sub) => ({ accountId: sub, claims: async () => ({ sub, name: NAME, email: EMAIL }) }),
  // Consent is skipped: the grant is made once for each session and remembered in it.
  loadExistingGrant: async (ctx) => {
    const { session, client } = ctx.oidc;
    const known = session.grantIdFor(client.clientId);
    if (known) return provider.Grant.find(known);
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid profile email offline_access");
    await grant.save();
    return grant;
  },
});

// The package leaves sign-in to the program around it. This one has a page, and a hash that costs what ours does.
async function interact(request, response) {
  const { prompt, uid } = await provider.interactionDetails(request, response);
  if (request.method === "GET") {
    const inputs = prompt.name === "login" ? '<input name="username"><input name="password" type="password">' : "";
    const page = `<!doctype html><title>Sign in</title><form method="post" action="/interaction/${uid}">${inputs}<button>Go</button></form>`;
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(page);
    return;
  }
  const form = new URLSearchParams(await text(request));
  let result = { consent: {} };
  if (prompt.name === "login") {
    const known = await argon2.verify(settings.passwordHash, form.get("password") ?? "");
    if (!known || form.get("username") !== USERNAME) throw new Error("wrong name or password");
    result = { login: { accountId: USERNAME } };
  }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

const handle = provider.callback();
createServer((request, response) => {
  if (!request.url.startsWith("/interaction/")) return handle(request, response);
  interact(request, response).catch((error) => {
    response.statusCode = 400;
    response.end(error.message);
  });
}).listen(settings.port, "127.0.0.1");
