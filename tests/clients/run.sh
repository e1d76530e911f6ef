#!/usr/bin/env bash
# Starts Latchkey on a free loopback port with everything in a folder that goes away, and lets real clients sign in:
# npm's openid-client, PyPI's Authlib and idpyoidc, Debian's mod_auth_openidc, and browsers that look at the pages and
# watch sessions.
#   LATCHKEY_BIN   the program to test (required)
#   PAGES_DIR      leave pictures of the pages there
#   CLIENTS        run only these, of "$everyone" below
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
: "${LATCHKEY_BIN:?set it to the latchkey program}"
LATCHKEY_BIN=$(realpath "$LATCHKEY_BIN")
export LATCHKEY_BIN
everyone="node flows methods protection registration apis python dcr idpy apache pages table session endings surroundings"
everyone+=" libraries refreshing firefox hub deaf renewing reloading alone"
root=$(mktemp -d)
server=
declare -A waiting=() started=()

cleanup() {
  if [ "${#waiting[@]}" -gt 0 ]; then kill "${waiting[@]}" 2>/dev/null || true; fi
  if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || true; fi
  rm -rf "$root"
}
trap cleanup EXIT

"$here/install.sh"
mapfile -t ports < <(python3 - <<'PY'
import socket
sockets = [socket.socket() for _ in range(4)]
for s in sockets:
    s.bind(("127.0.0.1", 0))
for s in sockets:
    print(s.getsockname()[1])
PY
)

export ISSUER=http://localhost:${ports[0]}
export REDIRECT_URI=http://localhost:${ports[1]}/callback
export POST_LOGOUT_REDIRECT_URI=http://localhost:${ports[1]}/goodbye
export APACHE_PORT=${ports[2]}
export JWKS_URI=http://localhost:${ports[3]}/jwks.json REQUEST_URI=http://localhost:${ports[3]}/request.jwt
export KEYS_DIR=$root/keys
export USER_NAME=ada USER_EMAIL=ada@example.com USER_PASSWORD='correct horse battery staple'
CLIENT_SECRET=lks_$(python3 -c 'import secrets; print(secrets.token_urlsafe(32))')
export CLIENT_SECRET
export BROWSER="node $here/node/browser.mjs"

password_hash=$(printf '%s' "$USER_PASSWORD" | "$LATCHKEY_BIN" hash-password)

# client NAME "further lines": a client that may do everything the scenarios ask of it.
client() {
  cat <<TOML

[[clients]]
client_id = "$1"
client_name = "The $1 client"
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

[request_objects]
by_reference = true

[registration]
enabled = true
require_initial_access_token = false
rate = "1000/1h"

# Far more people fail to sign in here, on purpose, than the defaults would let.
[limits]
login_per_account = "1000/15m"
login_per_ip = "1000/15m"

[scopes."files:read"]
description = "Read your files"

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

passed=0 failed=0 skipped=0
# begin NAME COMMAND…: starts a client, unless CLIENTS leaves it out.
begin() {
  local name=$1
  shift
  case " ${CLIENTS:-$everyone} " in *" $name "*) ;; *) return 0 ;; esac
  started[$name]=$SECONDS
  timeout --kill-after=10 600 "$@" >"$root/$name.log" 2>&1 </dev/null &
  waiting[$name]=$!
}
# settle NAME: waits for it and counts. A client that ends badly without naming a scenario counts as one failure.
settle() {
  local name=$1 status=0 oks bads
  [ -n "${waiting[$name]:-}" ] || return 0
  wait "${waiting[$name]}" || status=$?
  unset "waiting[$name]"
  cat "$root/$name.log"
  echo "# $name: over after $((SECONDS - started[$name])) s"
  oks=$(grep -c '^ok - ' "$root/$name.log" || true)
  bads=$(grep -c '^not ok - ' "$root/$name.log" || true)
  if [ "$status" -ne 0 ] && [ "$bads" -eq 0 ]; then
    echo "not ok - $name ended with status $status"
    bads=1
  elif [ "$((oks + bads))" -eq 0 ] && ! grep -q '^skipped - ' "$root/$name.log"; then
    echo "not ok - $name ran nothing"
    bads=1
  fi
  passed=$((passed + oks)) failed=$((failed + bads))
  skipped=$((skipped + $(grep -c '^skipped - ' "$root/$name.log" || true)))
}
run() {
  begin "$@"
  settle "$1"
}

run node node "$here/node/client.mjs"
run flows node "$here/node/flows.mjs"
run methods node "$here/node/methods.mjs"
run protection node "$here/node/protection.mjs"
run registration node "$here/node/registration.mjs"
run apis node "$here/node/apis.mjs"
run python "$here/python/.venv/bin/python" "$here/python/client.py"
run dcr "$here/python/.venv/bin/python" "$here/python/registration.py"
run idpy "$here/python/.venv/bin/python" "$here/python/idpy.py"
run apache "$here/apache/client.sh"
run pages node "$here/node/pages.mjs"
run table node "$here/session/table.mjs"
run hub node "$here/session/hub.mjs"
# These have servers of their own and mostly wait: three at a time.
begin session node "$here/session/session.mjs"
begin alone node "$here/session/alone.mjs"
run endings node "$here/session/endings.mjs"
run surroundings node "$here/session/surroundings.mjs"
settle session
settle alone
begin deaf node "$here/session/deaf.mjs"
begin firefox node "$here/session/firefox.mjs"
run libraries node "$here/session/libraries.mjs"
run refreshing node "$here/session/refreshing.mjs"
run renewing node "$here/session/renewing.mjs"
run reloading node "$here/session/reloading.mjs"
settle firefox
settle deaf

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
