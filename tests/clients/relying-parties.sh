#!/usr/bin/env bash
# Prints the clients of flows.mjs, methods.mjs and protection.mjs, for config.d: each named for what it does.
# Told by the environment: REDIRECT_URI, CLIENT_SECRET, JWKS_URI (where protection.mjs serves keys), REQUEST_URI, and
# KEYS_DIR, where keys.mjs has put the clients' keys.
set -euo pipefail

# client NAME, and on stdin what makes it special
client() {
  printf '\n[[clients]]\nclient_id = "%s"\nredirect_uris = ["%s"]\nconsent = "skip"\n' "$1" "$REDIRECT_URI"
  cat
}
secret="client_secret = \"$CLIENT_SECRET\""
keys="jwks_file = \"$KEYS_DIR/jwks.json\""
machine='scope = "openid email offline_access files:read"
access_token_format = "jwt"
resources = ["https://files.example.com"]
grant_types = ["authorization_code", "refresh_token", "client_credentials"]'

client flows <<TOML
$secret
response_types = ["code", "id_token", "id_token token", "code id_token", "code token", "code id_token token", "none"]
TOML
client spa <<TOML
token_endpoint_auth_method = "none"
response_types = ["id_token", "id_token token"]
TOML

for method in client_secret_basic client_secret_post client_secret_jwt; do
  client "$method" <<TOML
$secret
token_endpoint_auth_method = "$method"
$machine
TOML
done
for alg in RS256 PS256 ES256 EdDSA Ed25519; do
  client "private_key_jwt-$alg" <<TOML
token_endpoint_auth_method = "private_key_jwt"
token_endpoint_auth_signing_alg = "$alg"
$keys
$machine
TOML
done
client served-keys <<TOML
token_endpoint_auth_method = "private_key_jwt"
jwks_uri = "$JWKS_URI"
TOML

client dpop <<TOML
token_endpoint_auth_method = "none"
dpop_bound_access_tokens = true
grant_types = ["authorization_code", "refresh_token"]
TOML
client fapi <<TOML
token_endpoint_auth_method = "private_key_jwt"
token_endpoint_auth_signing_alg = "ES256"
assertion_audience = "issuer"
$keys
require_pushed_authorization_requests = true
dpop_bound_access_tokens = true
access_token_format = "jwt"
resources = ["https://bank.example.com"]
grant_types = ["authorization_code", "refresh_token"]
TOML
printf '\n[[clients]]\nclient_id = "bank-api"\n%s\ngrant_types = ["client_credentials"]\nintrospect = ["https://bank.example.com"]\n' "$secret"
client dpop-secret <<TOML
$secret
$machine
TOML

for alg in ES256 PS256 EdDSA Ed25519; do
  client "signed-$alg" <<TOML
$secret
id_token_signed_response_alg = "$alg"
userinfo_signed_response_alg = "$alg"
TOML
  client "asks-$alg" <<TOML
$secret
$keys
require_signed_request_object = true
request_object_signing_alg = "$alg"
request_uris = ["$REQUEST_URI"]
TOML
done
for pair in RSA-OAEP-256/A256GCM ECDH-ES+A256KW/A128CBC-HS256; do
  client "encrypted-${pair%/*}" <<TOML
$secret
$keys
response_types = ["code", "id_token", "code id_token"]
id_token_encrypted_response_alg = "${pair%/*}"
id_token_encrypted_response_enc = "${pair#*/}"
userinfo_signed_response_alg = "RS256"
userinfo_encrypted_response_alg = "${pair%/*}"
userinfo_encrypted_response_enc = "${pair#*/}"
TOML
  client "asks-${pair%/*}" <<TOML
$secret
$keys
request_object_encryption_alg = "${pair%/*}"
request_object_encryption_enc = "${pair#*/}"
TOML
done
