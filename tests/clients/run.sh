#!/usr/bin/env bash
# Starts Latchkey on a free loopback port with everything in a folder that goes away, and lets real clients sign in:
# npm's openid-client and oauth4webapi, PyPI's Authlib, requests-oauth2client and idpyoidc, both MCP SDKs, Go's
# golang.org/x/oauth2, curl, Debian's mod_auth_openidc, and browsers that look at the pages and watch sessions.
#   LATCHKEY_BIN   the program to test (required)
#   PAGES_DIR      leave pictures of the pages there
#   CLIENTS        run only these, of "$everyone" below
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
: "${LATCHKEY_BIN:?set it to the latchkey program}"
LATCHKEY_BIN=$(realpath "$LATCHKEY_BIN")
export LATCHKEY_BIN
by_turns="node flows methods protection registration apis fapi ciba certificates proxies tools python oauth2client go dcr idpy pytools apache hops pages"
everyone="$by_turns deaf session alone surroundings firefox endings renewing reloading libraries refreshing table hub factors mail admin keyboard languages"
root=$(mktemp -d)
server=
waiting=

cleanup() {
  if [ -n "$waiting" ]; then kill "$waiting" 2>/dev/null || true; fi
  if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || true; fi
  rm -rf "$root"
}
trap cleanup EXIT

"$here/install.sh"
export PORTS_DIR=${PORTS_DIR:-$root/ports}
mapfile -t ports < <("$here/../ports.py" 6)

export ISSUER=http://localhost:${ports[0]}
export REDIRECT_URI=http://localhost:${ports[1]}/callback
export POST_LOGOUT_REDIRECT_URI=http://localhost:${ports[1]}/goodbye
export APACHE_PORT=${ports[2]}
export JWKS_URI=http://localhost:${ports[3]}/jwks.json REQUEST_URI=http://localhost:${ports[3]}/request.jwt
export KEYS_DIR=$root/keys
export MCP_URL=http://localhost:${ports[4]}/mcp DOCUMENT_URL=https://localhost:${ports[5]}/client.json
export DOCUMENT_KEY=$root/document-key.pem DOCUMENT_CERT=$root/document-cert.pem
export CA_KEY=$root/ca-key.pem CA_CERT=$root/ca.pem SITE_KEY=$root/document-key.pem SITE_CERT=$root/document-cert.pem
export USER_NAME=ada USER_EMAIL=ada@example.com USER_PASSWORD='correct horse battery staple'
CLIENT_SECRET=lks_$(python3 -c 'import secrets; print(secrets.token_urlsafe(32))')
export CLIENT_SECRET
export BROWSER="node $here/node/browser.mjs" FIREFOX_STARTED=$root/firefox-started

password_hash=$(printf '%s' "$USER_PASSWORD" | "$LATCHKEY_BIN" hash-password)

# An authority of one's own, and by it the certificate of the site that serves the document of an app.
curve=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2)
openssl req -x509 "${curve[@]}" -subj '/CN=An authority' -keyout "$root/ca-key.pem" -out "$root/ca.pem" 2>/dev/null
openssl req -x509 "${curve[@]}" -subj /CN=localhost -addext subjectAltName=DNS:localhost \
  -addext basicConstraints=critical,CA:FALSE -CA "$root/ca.pem" -CAkey "$root/ca-key.pem" \
  -keyout "$DOCUMENT_KEY" -out "$DOCUMENT_CERT" 2>/dev/null

# client NAME "further lines": a client that may do everything the scenarios ask of it.
client() {
  cat <<TOML

[[clients]]
client_id = "$1"
client_name = "The $1 client"
client_uri = "https://$1.example.com"
redirect_uris = ["$REDIRECT_URI"]
post_logout_redirect_uris = ["$POST_LOGOUT_REDIRECT_URI"]
scope = "openid profile email groups offline_access"
grant_types = ["authorization_code", "refresh_token"]
$2
TOML
}
secret="client_secret = \"$CLIENT_SECRET\""
{
  cat <<TOML
[server]
issuer = "$ISSUER"
listen = ["127.0.0.1:${ports[0]}"]
data_dir = "$root/data"

[keys]
algorithms = ["RS256", "ES256", "PS256", "EdDSA", "Ed25519"]

# Short, so that no scenario has to wait long until a second use is theft.
[tokens]
refresh_token = { reuse_grace = "1s" }
dpop = { nonce = "required" }

[request_objects]
by_reference = true

[registration]
enabled = true
require_initial_access_token = false
rate = "1000/1h"
resources = ["$MCP_URL"]

[client_id_metadata_documents]
enabled = true
allowed_hosts = ["localhost"]

[outbound]
extra_ca_file = "$root/ca.pem"

# Far more people fail to sign in here, on purpose, than the defaults would let.
[limits]
login_per_account = "1000/15m"
login_per_ip = "1000/15m"

[scopes."files:read"]
description = "Read your files"

[authorization_details.payment]
clients = ["fapi", "either"]
sentence = "Pay {amount} to {creditor.name}"

[authorization_details.payment.schema]
required = ["amount", "creditor"]

[authorization_details.payment.schema.properties]
amount = { type = "string", pattern = '^[0-9]+[.][0-9]{2}\$' }
creditor = { required = ["name"], properties = { name = { type = "string" } } }

[scopes.groups]
description = "See the groups you belong to"
claims = ["groups"]

[[users]]
username = "$USER_NAME"
name = "Ada Example"
email = "$USER_EMAIL"
email_verified = true
groups = ["admins", "family"]
password_hash = '$password_hash'
TOML
  client basic "$secret"$'\ntoken_endpoint_auth_method = "client_secret_basic"'
  client post "$secret"$'\ntoken_endpoint_auth_method = "client_secret_post"'
  client public 'token_endpoint_auth_method = "none"'
  client either "$secret"
  client es256 "$secret"$'\nid_token_signed_response_alg = "ES256"'
  client asks "$secret"$'\nconsent = "always"'
  client jwt "$secret"$'\naccess_token_format = "jwt"\naccess_token = "15m"\nconsent = "skip"\nresources = ["https://files.example.com", "https://photos.example.com"]'
  cat <<TOML

[[clients]]
client_id = "machine"
$secret
grant_types = ["client_credentials"]
scope = "openid files:read"
access_token_format = "jwt"
resources = ["https://files.example.com"]

[[clients]]
client_id = "tv"
client_name = "The television"
application_type = "native"
token_endpoint_auth_method = "none"
grant_types = ["urn:ietf:params:oauth:grant-type:device_code", "refresh_token"]
scope = "openid email offline_access"

[[clients]]
client_id = "desk"
client_name = "The service desk"
$secret
grant_types = ["urn:openid:params:grant-type:ciba", "refresh_token"]
scope = "openid email offline_access"
backchannel_user_code_parameter = true

[[clients]]
client_id = "orders"
$secret
grant_types = ["urn:ietf:params:oauth:grant-type:token-exchange"]

[[clients.token_exchange]]
subject_clients = ["either"]
resources = ["https://stock.example.com"]
scope = "email"

[[clients]]
client_id = "files-api"
$secret
grant_types = ["client_credentials"]
introspect = ["https://files.example.com"]

[[clients]]
client_id = "apache"
client_name = "A guarded page"
$secret
redirect_uris = ["http://localhost:$APACHE_PORT/guarded/oidc"]
post_logout_redirect_uris = ["http://localhost:$APACHE_PORT/goodbye.html"]
backchannel_logout_uri = "http://localhost:$APACHE_PORT/guarded/oidc?logout=backchannel"
frontchannel_logout_uri = "http://localhost:$APACHE_PORT/guarded/oidc?logout=get"
frontchannel_logout_session_required = true
scope = "openid profile email offline_access"
grant_types = ["authorization_code", "refresh_token"]
TOML
} >"$root/config.toml"
export CONFIG=$root/config.toml
mkdir "$KEYS_DIR" "$root/config.d"
node "$here/node/keys.mjs" "$KEYS_DIR"
"$here/relying-parties.sh" >"$root/config.d/relying-parties.toml"

"$LATCHKEY_BIN" serve -c "$root/config.toml" >"$root/server.log" 2>&1 </dev/null &
server=$!
ready=
for _ in $(seq 150); do
  if curl -fs -o /dev/null "$ISSUER/readyz"; then ready=1 && break; fi
  if ! kill -0 "$server" 2>/dev/null; then break; fi
  sleep 0.1
done
if [ -z "$ready" ]; then
  echo "the server did not get ready:"
  cat "$root/server.log"
  echo "0 passed, 1 failed"
  exit 1
fi

# how NAME: puts the command that runs these clients into `command`.
how() {
  local python=$here/python/.venv/bin/python
  case $1 in
    apache) command=("$here/apache/client.sh") ;;
    python) command=("$python" "$here/python/client.py") ;;
    oauth2client) command=("$python" "$here/python/oauth2client.py") ;;
    dcr) command=("$python" "$here/python/registration.py") ;;
    idpy) command=("$python" "$here/python/idpy.py") ;;
    pytools) command=("$python" "$here/python/tools.py") ;;
    node) command=(node "$here/node/client.mjs") ;;
    certificates) command=(env NODE_EXTRA_CA_CERTS="$CA_CERT" node "$here/node/$1.mjs") ;;
    # HAProxy finds its libraries beside itself.
    proxies) command=(env NODE_EXTRA_CA_CERTS="$CA_CERT" PROXIES_DIR="$here/proxies" LD_LIBRARY_PATH="$here/proxies" node "$here/node/$1.mjs") ;;
    flows | methods | protection | registration | apis | fapi | ciba | go | tools | hops | pages) command=(node "$here/node/$1.mjs") ;;
    *) command=(node "$here/session/$1.mjs") ;;
  esac
}
# one NAME…: runs these clients, one after another, and shows what each said when it is over.
one() {
  local name status began command
  for name in "$@"; do
    case " ${CLIENTS:-$everyone} " in *" $name "*) ;; *) continue ;; esac
    began=$SECONDS status=0
    how "$name"
    timeout --kill-after=10 900 "${command[@]}" >"$root/$name.log" 2>&1 </dev/null || status=$?
    # A client that ends badly without naming a scenario counts as one failure.
    if [ "$status" -ne 0 ] && ! grep -q '^not ok - ' "$root/$name.log"; then
      echo "not ok - $name ended with status $status" >>"$root/$name.log"
    elif ! grep -qE '^(ok|not ok|skipped) - ' "$root/$name.log"; then
      echo "not ok - $name ran nothing" >>"$root/$name.log"
    fi
    echo "# $name: over after $((SECONDS - began)) s" >>"$root/$name.log"
    flock "$root/lock" cat "$root/$name.log"
  done
}
export -f how one
export here root everyone

# Those that sign in at the server above take turns. The others have servers of their own and mostly wait: four lines of
# work, the longest first.
printf '%s\n' alone "$by_turns" session deaf renewing reloading "libraries refreshing" firefox surroundings endings "table hub factors" "mail admin keyboard languages" |
  xargs -P 4 -d '\n' -I '{}' bash -c 'one {}' &
waiting=$!
wait "$waiting" || true
waiting=

# count WORD: the scenarios that ended so.
count() { find "$root" -maxdepth 1 -name '*.log' ! -name server.log -exec cat {} + | grep -c "^$1 - " || true; }
passed=$(count ok) failed=$(count "not ok") skipped=$(count skipped)

if ! kill -0 "$server" 2>/dev/null; then
  echo "not ok - the server is still alive at the end"
  failed=$((failed + 1))
fi
if [ "$failed" -ne 0 ]; then
  echo "the last lines of the server's log:"
  tail -n 60 "$root/server.log"
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
