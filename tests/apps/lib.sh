# How apps are installed; sourced by each app's install.sh, which is called with the folder to install into. Whatever it
# says last when it fails is the reason why the app is skipped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=${1:?the folder to install into}
uv_version=0.13.9

# need COMMAND "what to install": ends where the command is missing.
need() {
  command -v "$1" >/dev/null || { echo "$1 is missing: install $2"; exit 1; }
}

# python_packages: those of requirements.txt, in a virtual environment.
python_packages() {
  need python3 "Python 3.11 or newer with venv"
  python3 -m venv "$target"
  if ! command -v uv >/dev/null; then
    local tools=${LATCHKEY_APPS:?}/uv-$uv_version
    [ -x "$tools/bin/uv" ] || { python3 -m venv "$tools" && "$tools/bin/pip" install --quiet --disable-pip-version-check "uv==$uv_version"; }
    PATH=$PATH:$tools/bin
  fi
  uv pip install --quiet --python "$target/bin/python" -r "$here/requirements.txt"
}

# npm_packages: those of package-lock.json.
npm_packages() {
  need npm "Node.js 20 or newer with npm"
  mkdir -p "$target"
  cp "$here/package.json" "$here/package-lock.json" "$target"
  (cd "$target" && npm ci --no-audit --no-fund --silent)
}

# go_program MODULE@VERSION: built from source.
go_program() {
  need go "Go 1.24 or newer"
  mkdir -p "$target"
  GOBIN=$target go install "$1"
}
