// The realm that Keycloak imports at its first start.
import { CALLBACK, CLIENTS, EMAIL, GOODBYE, NAME, PASSWORD, SECRET, USERNAME } from "./job.mjs";

const [firstName, lastName] = NAME.split(" ");

const key = (providerId, config = {}) => ({
  name: providerId,
  providerId,
  config: { priority: ["100"], ...config },
});

const client = ([alg, clientId]) => ({
  clientId,
  secret: SECRET,
  clientAuthenticatorType: "client-secret",
  redirectUris: [CALLBACK],
  standardFlowEnabled: true,
  directAccessGrantsEnabled: false,
  serviceAccountsEnabled: true,
  consentRequired: false,
  attributes: {
    "id.token.signed.response.alg": alg,
    "access.token.signed.response.alg": alg,
    "post.logout.redirect.uris": GOODBYE,
  },
  // Only a client that a token is meant for may introspect it.
  protocolMappers: [
    {
      name: "itself",
      protocol: "openid-connect",
      protocolMapper: "oidc-audience-mapper",
      config: { "included.client.audience": clientId, "access.token.claim": "true", "introspection.token.claim": "true" },
    },
  ],
});

export const realm = {
  realm: "bench",
  enabled: true,
  sslRequired: "none",
  revokeRefreshToken: true,
  refreshTokenMaxReuse: 0,
  components: {
    "org.keycloak.keys.KeyProvider": [
      key("rsa-generated", { algorithm: ["RS256"], keySize: ["2048"] }),
      key("ecdsa-generated", { ecdsaEllipticCurveKey: ["P-256"] }),
      key("hmac-generated", { algorithm: ["HS512"] }),
      key("aes-generated"),
    ],
  },
  users: [
    {
      username: USERNAME,
      enabled: true,
      emailVerified: true,
      firstName,
      lastName,
      email: EMAIL,
      credentials: [{ type: "password", value: PASSWORD }],
    },
  ],
  clients: Object.entries(CLIENTS).map(client),
};
