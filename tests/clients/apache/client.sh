#!/usr/bin/env bash
# Debian's mod_auth_openidc guards a page in an Apache of its own, on a loopback port, in a folder that goes away.
# Told by the environment: ISSUER, CLIENT_SECRET, APACHE_PORT and what visitor.mjs wants.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
modules=/usr/lib/apache2/modules
root=$(mktemp -d)
server=
stop() {
  local status=$?
  if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || true; fi
  if [ "$status" -ne 0 ] && [ -s "$root/error.log" ]; then
    echo "    the last lines of Apache's log:"
    tail -n 20 "$root/error.log" | sed 's/^/    /'
  fi
  rm -rf "$root"
  exit "$status"
}
trap stop EXIT

mkdir -p "$root/htdocs/guarded"
# Server-side includes show what the module tells an application in its environment.
cat >"$root/htdocs/guarded/index.shtml" <<'HTML'
<!doctype html><html lang="en"><title>Guarded</title>
<p id="sub"><!--#echo var="OIDC_CLAIM_sub" --></p>
<p id="email"><!--#echo var="OIDC_CLAIM_email" --></p>
<p id="user"><!--#echo var="REMOTE_USER" --></p>
<p id="token"><!--#echo var="OIDC_access_token" --></p>
<p id="expires"><!--#echo var="OIDC_access_token_expires" --></p>
</html>
HTML
# What an application adds to a page to have its session watched: the module's own two frames.
cat >"$root/htdocs/guarded/watched.shtml" <<'HTML'
<!doctype html><html lang="en"><title>Watched</title><p id="sub"><!--#echo var="OIDC_CLAIM_sub" --></p>
<iframe title="provider" id="openidc-op" name="openidc-op" src="/guarded/oidc?session=iframe_op"></iframe>
<iframe title="app" id="openidc-rp" name="openidc-rp" src="/guarded/oidc?session=iframe_rp&poll=1000"></iframe>
</html>
HTML
echo '<!doctype html><html lang="en"><title>Goodbye</title><p id="goodbye">Signed out.</p></html>' >"$root/htdocs/goodbye.html"

account=
if [ "$(id -u)" -eq 0 ]; then
  account=$'User www-data\nGroup www-data'
  chown -R www-data:www-data "$root"
fi
cat >"$root/apache2.conf" <<CONF
ServerRoot $root
ServerName localhost
Listen 127.0.0.1:$APACHE_PORT
PidFile $root/apache2.pid
ErrorLog $root/error.log
LogLevel warn
CustomLog $root/access.log "%r %>s"
DefaultRuntimeDir $root
Mutex file:$root
$account
LoadModule mpm_event_module $modules/mod_mpm_event.so
LoadModule authn_core_module $modules/mod_authn_core.so
LoadModule authz_core_module $modules/mod_authz_core.so
LoadModule authz_user_module $modules/mod_authz_user.so
LoadModule dir_module $modules/mod_dir.so
LoadModule include_module $modules/mod_include.so
LoadModule mime_module $modules/mod_mime.so
LoadModule auth_openidc_module $modules/mod_auth_openidc.so
StartServers 1
ServerLimit 1
ThreadsPerChild 8
MaxRequestWorkers 8
MinSpareThreads 1
MaxSpareThreads 8

DocumentRoot $root/htdocs
DirectoryIndex index.shtml
TypesConfig /dev/null
AddType text/html .shtml .html
AddOutputFilter INCLUDES .shtml

OIDCProviderMetadataURL $ISSUER/.well-known/openid-configuration
OIDCClientID apache
OIDCClientSecret $CLIENT_SECRET
OIDCRedirectURI http://localhost:$APACHE_PORT/guarded/oidc
OIDCCryptoPassphrase only-for-this-test-and-gone-after-it
OIDCScope "openid profile email offline_access"
OIDCAuthRequestParams prompt=consent
OIDCPKCEMethod S256
OIDCResponseType code
OIDCPassClaimsAs environment
OIDCRemoteUserClaim preferred_username
OIDCCookieSameSite On
# A token that is younger than this many seconds is left alone; an hour's token is never older at a page view's
# start, so each view refreshes first, and a refused refresh signs the person out.
OIDCRefreshAccessTokenBeforeExpiry 3700 logout_on_error

<Directory $root/htdocs>
  Options +Includes
  Require all granted
</Directory>
<Location /guarded>
  AuthType openid-connect
  Require valid-user
</Location>
CONF

/usr/sbin/apache2 -d "$root" -f "$root/apache2.conf" -D FOREGROUND >"$root/stdout.log" 2>&1 &
server=$!
for _ in $(seq 50); do
  if curl -s -o /dev/null "http://localhost:$APACHE_PORT/goodbye.html"; then break; fi
  if ! kill -0 "$server" 2>/dev/null; then
    cat "$root/stdout.log"
    exit 1
  fi
  sleep 0.1
done
PROTECTED="http://localhost:$APACHE_PORT/guarded/" ACCESS_LOG="$root/access.log" GOODBYE="http://localhost:$APACHE_PORT/goodbye.html" \
  node "$here/visitor.mjs"
