// The rows: what a browser and an app do at a server, and how an answer is known to be right.
import { createHash, createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from "node:crypto";
import { CALLBACK, CLIENTS, GOODBYE, PASSWORD, SECRET, USERNAME } from "./job.mjs";

const basic = (alg) => `Authorization: Basic ${Buffer.from(`${CLIENTS[alg]}:${SECRET}`).toString("base64")}\r\n`;
const AUTHORIZATION = { RS256: basic("RS256"), ES256: basic("ES256") };
const PERSON = { username: USERNAME, password: PASSWORD };
const encode = encodeURIComponent;
const base64url = (value) => Buffer.from(value).toString("base64url");

function wrong(what, { status, location, body }) {
  return new Error(`${what}: ${status} ${location ?? body.slice(0, 160)}`);
}

// The members of a good answer, all of which must be there.
function json(what, answer, ...members) {
  if (answer.status !== 200) throw wrong(what, answer);
  const body = JSON.parse(answer.body);
  for (const member of members) if (!body[member]) throw wrong(`${what}, ${member} missing`, answer);
  return body;
}

// The header with a DPoP proof (RFC 9449), of a key for each connection.
function proof(client, method, path, access) {
  client.key ??= generateKeyPairSync("ec", { namedCurve: "P-256" });
  client.jwk ??= client.key.publicKey.export({ format: "jwk" });
  const claims = { jti: randomUUID(), htm: method, htu: `http://localhost:${client.port}${path}`, iat: Math.floor(Date.now() / 1000) };
  if (access) claims.ath = createHash("sha256").update(access).digest("base64url");
  const header = { typ: "dpop+jwt", alg: "ES256", jwk: client.jwk };
  const signed = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}`;
  const signature = sign("sha256", signed, { key: client.key.privateKey, dsaEncoding: "ieee-p1363" });
  return `DPoP: ${signed}.${base64url(signature)}\r\n`;
}

// The thumbprint of that key (RFC 7638).
function thumbprint({ jwk: { crv, kty, x, y } }) {
  return createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
}

// An operation has `run`, repeated by each connection, and perhaps `prepare`, done once by each before. What can be done
// only once for each thing has `stock`, which makes such a thing unmeasured, `spend`, which is measured, and `check`.
export function operations(server, paths) {
  const authorize = (alg, scope, more = "") =>
    `${paths.authorization_endpoint}?response_type=code&client_id=${CLIENTS[alg]}&redirect_uri=${encode(CALLBACK)}` +
    `&scope=${encode(scope)}&state=st4te&nonce=n0nce${more}`;

  const codeOf = (what, answer) => {
    const code = answer.location?.startsWith(CALLBACK) && new URL(answer.location).searchParams.get("code");
    if (!code) throw wrong(what, answer);
    return code;
  };

  const signIn = async (client, alg, scope = "openid", more = "") =>
    codeOf("sign-in", await client.follow(authorize(alg, scope, more), CALLBACK, PERSON));

  const silently = (client, alg) => client.send("GET", authorize(alg, "openid", "&prompt=none"));

  const silent = async (client, alg) => codeOf("silent authorize", await silently(client, alg));

  const token = async (what, client, alg, body, ...members) =>
    json(what, await client.send("POST", paths.token_endpoint, AUTHORIZATION[alg], body), "access_token", ...members);

  // The same with a proof: the token is bound to the key.
  const bound = async (what, client, alg, body, ...members) => {
    const headers = AUTHORIZATION[alg] + proof(client, "POST", paths.token_endpoint);
    const tokens = json(what, await client.send("POST", paths.token_endpoint, headers, body), "access_token", ...members);
    if (tokens.token_type !== "DPoP") throw new Error(`${what}: the token is not bound`);
    return tokens;
  };

  // The signature of the first ID token with a header is verified. The others must have a header that is known so.
  const known = new Map();
  const judge = async (client, alg, id_token) => {
    const [header, claims, signature] = id_token.split(".");
    if (known.get(header) === alg) return;
    const { alg: used, kid } = JSON.parse(Buffer.from(header, "base64url"));
    const { keys } = json("key set", await client.send("GET", paths.jwks_uri), "keys");
    const key = createPublicKey({ key: keys.find((key) => key.kid === kid), format: "jwk" });
    const signed = verify("sha256", `${header}.${claims}`, { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
    if (used !== alg || !signed) throw new Error(`the ID token has no good ${alg} signature`);
    known.set(header, alg);
  };

  const redeemBy = async (how, client, alg, code, ...members) => {
    const body = `grant_type=authorization_code&code=${encode(code)}&redirect_uri=${encode(CALLBACK)}`;
    const tokens = await how("code exchange", client, alg, body, "id_token", ...members);
    await judge(client, alg, tokens.id_token);
    return tokens;
  };

  const redeem = (...of) => redeemBy(token, ...of);

  // RFC 9126: the parameters go to the server first, and the browser brings a reference.
  const pushed = async (client, alg) => {
    const body = authorize(alg, "openid", "&prompt=none").split("?")[1];
    const answer = await client.send("POST", paths.pushed_authorization_request_endpoint, AUTHORIZATION[alg], body);
    if (answer.status !== 201) throw wrong("PAR", answer);
    const { request_uri } = JSON.parse(answer.body);
    const query = `client_id=${CLIENTS[alg]}&request_uri=${encode(request_uri)}`;
    return codeOf("authorize", await client.send("GET", `${paths.authorization_endpoint}?${query}`));
  };

  const flow = (alg) => ({
    name: `silent authorize + code exchange + userinfo, ${alg}`,
    prepare: (client) => signIn(client, alg),
    run: async (client) => {
      const { access_token } = await redeem(client, alg, await silent(client, alg));
      json("userinfo", await client.send("GET", paths.userinfo_endpoint, `Authorization: Bearer ${access_token}\r\n`), "sub");
    },
  });

  const refresh = (alg, how = token, with_ = "") => ({
    name: `refresh, rotated, ${alg}${with_}`,
    prepare: async (client) => {
      const code = await signIn(client, alg, server.offline.scope, server.offline.more);
      client.refresh = (await redeemBy(how, client, alg, code, "refresh_token")).refresh_token;
    },
    run: async (client) => {
      const body = `grant_type=refresh_token&refresh_token=${encode(client.refresh)}`;
      const next = await how("refresh", client, alg, body, "refresh_token", "id_token");
      await judge(client, alg, next.id_token);
      if (next.refresh_token === client.refresh) throw new Error("refresh: the token was not rotated");
      client.refresh = next.refresh_token;
    },
  });

  const introspect = async (client) => {
    const body = `token=${encode(client.access)}`;
    return json("introspection", await client.send("POST", paths.introspection_endpoint, AUTHORIZATION.RS256, body), "active");
  };

  // `check` looks at the answer once, before the measurement: at all of it that the measurement does not look at.
  const introspection = (how = token, with_ = "", check = () => {}) => ({
    name: `introspection${with_}`,
    prepare: async (client) => {
      client.access = (await redeemBy(how, client, "RS256", await signIn(client, "RS256"))).access_token;
      check(client, await introspect(client));
    },
    run: introspect,
  });

  const isBound = (client, { active, cnf, token_type }) => {
    if (active === true && cnf?.jkt === thumbprint(client) && token_type === "DPoP") return;
    throw new Error(`introspection does not tell what the token is bound to: ${JSON.stringify({ active, cnf, token_type })}`);
  };

  return [
    {
      name: "discovery",
      run: async (client) => json("discovery", await client.send("GET", server.discovery), "issuer", "jwks_uri"),
    },
    { name: "silent authorize", prepare: (client) => signIn(client, "RS256"), run: (client) => silent(client, "RS256") },
    flow("RS256"),
    flow("ES256"),
    {
      name: "client credentials",
      run: (client) => token("client credentials", client, "RS256", `grant_type=client_credentials${server.credentials}`),
    },
    refresh("RS256"),
    refresh("ES256"),
    {
      name: "PAR + silent authorize + code exchange + userinfo, DPoP, ES256",
      prepare: (client) => signIn(client, "ES256"),
      run: async (client) => {
        const { access_token } = await redeemBy(bound, client, "ES256", await pushed(client, "ES256"));
        const headers = `Authorization: DPoP ${access_token}\r\n${proof(client, "GET", paths.userinfo_endpoint, access_token)}`;
        json("userinfo", await client.send("GET", paths.userinfo_endpoint, headers), "sub");
      },
    },
    refresh("ES256", bound, ", DPoP"),
    introspection(),
    introspection(bound, ", DPoP", isBound),
    {
      name: "RP-initiated logout",
      stock: async (client) => {
        client.jar = new Map();
        const { id_token } = await redeem(client, "RS256", await signIn(client, "RS256"));
        return { jar: client.jar, id_token };
      },
      spend: async (client, { jar, id_token }) => {
        client.jar = jar;
        const query = `id_token_hint=${id_token}&post_logout_redirect_uri=${encode(GOODBYE)}&state=st4te`;
        const answer = await client.follow(`${paths.end_session_endpoint}?${query}`, GOODBYE, { logout: "yes" });
        if (!answer.location.includes("state=st4te")) throw wrong("logout", answer);
      },
      check: async (client, jar) => {
        client.jar = jar;
        const answer = await silently(client, "RS256");
        if (!answer.location?.includes("error=login_required")) throw wrong("silent authorize after logout", answer);
      },
    },
    {
      name: "whole login with a password, Argon2id",
      run: async (client) => {
        client.jar.clear();
        await signIn(client, "RS256");
      },
    },
  ];
}
