#!/usr/bin/env bash
# Builds the Dockerfile and tries the image for real, without a container engine or a registry: the base images are
# imported with debootstrap under the names that the Dockerfile uses, buildah builds, and the image's command runs as
# its own user over its own read-only root, with no capability and no network but its own loopback. Needs root, about
# 6 GB of disk for a while, and a Rust toolchain on this machine. Every check prints one line.
#   KEEP=1   leave the working folder, and say where it is
set -euo pipefail
cd "$(dirname "$0")/.."
source_dir=$PWD

if [ "$(id -u)" -ne 0 ]; then
  echo "run it as root: it mounts, and it changes to user 65532"
  exit 1
fi
missing=()
for package in buildah debootstrap curl python3 iproute2; do
  dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok' || command -v "$package" >/dev/null || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  DEBIAN_FRONTEND=noninteractive apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

work=$(mktemp -d /var/tmp/latchkey-container.XXXXXX)
chmod 0755 "$work"
cleanup() {
  if [ -n "${KEEP:-}" ]; then
    echo "left for you to look at: $work"
  else
    rm -rf --one-file-system "$work"
  fi
}
trap cleanup EXIT

export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
buildah() { command buildah --root "$work/storage" --runroot "$work/run" "$@"; }
passed=0 failed=0
check() {
  local sentence=$1
  shift
  if "$@"; then
    echo "ok - $sentence"
    passed=$((passed + 1))
  else
    echo "not ok - $sentence"
    failed=$((failed + 1))
  fi
}

# --- base images, under the Dockerfile's own names -------------------------------------------------------------------
mapfile -t bases < <(awk 'toupper($1) == "FROM" { print $2 }' Dockerfile)
check "the Dockerfile builds on rust:1-bookworm and runs on debian:bookworm-slim" \
  test "${bases[*]}" = "rust:1-bookworm debian:bookworm-slim"

import() {
  local name=$1 tree=$2 container
  shift 2
  container=$(buildah from scratch)
  buildah add -q "$container" "$tree" / >/dev/null
  buildah config "$@" "$container"
  buildah commit -q --format docker "$container" "$name" >/dev/null
  buildah rm "$container" >/dev/null
  rm -rf --one-file-system "$tree"
}

mkdir "$work/debs"
echo "importing debian:bookworm-slim"
debootstrap --variant=minbase --cache-dir="$work/debs" bookworm "$work/slim" >"$work/slim.log" 2>&1 || { tail "$work/slim.log"; exit 1; }
rm -rf "$work"/slim/var/cache/apt/archives/*.deb "$work"/slim/var/lib/apt/lists/*
import debian:bookworm-slim "$work/slim" --cmd bash

echo "importing rust:1-bookworm, with this machine's $(rustc --version)"
# The C compiler, as the real one has it; no cmake, which it has not either.
debootstrap --variant=minbase --include=gcc,g++,libc6-dev,make,ca-certificates --cache-dir="$work/debs" \
  bookworm "$work/rust" >"$work/rust.log" 2>&1 || { tail "$work/rust.log"; exit 1; }
rm -rf "$work"/rust/var/cache/apt/archives/*.deb
toolchain=$(rustc --print sysroot)
mkdir -p "$work/rust/usr/local/cargo/registry" "$work/rust/usr/local/lib/rustlib"
cp -a "$toolchain/bin/." "$work/rust/usr/local/bin/"
cp -a "$toolchain"/lib/*.so* "$toolchain"/lib/*-stable "$work/rust/usr/local/lib/" 2>/dev/null || true
cp -a "$toolchain/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')" "$work/rust/usr/local/lib/rustlib/"
# Crates come from this machine's cache through a build volume, so the build asks the network for Debian's packages alone.
import rust:1-bookworm "$work/rust" \
  --env PATH=/usr/local/cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  --env CARGO_HOME=/usr/local/cargo --env CARGO_NET_OFFLINE=true
rm -rf "$work/debs"
cargo fetch --locked

# --- build -----------------------------------------------------------------------------------------------------------
# Only what is tracked, or new and not ignored, so that a stray build folder is not copied about.
mkdir "$work/context"
git -C "$source_dir" ls-files -z --cached --others --exclude-standard |
  while IFS= read -r -d '' file; do [ -e "$file" ] && printf '%s\0' "$file"; done |
  tar --null -T - -cf - | tar -xf - -C "$work/context"
started=$SECONDS
buildah build --pull-never --format docker --layers=false --tag latchkey:test \
  --volume "${CARGO_HOME:-$HOME/.cargo}/registry:/usr/local/cargo/registry:rw" "$work/context" >"$work/build.log" 2>&1 || {
  tail -n 40 "$work/build.log"
  exit 1
}
echo "built in $((SECONDS - started)) s"

# --- what the image says of itself -----------------------------------------------------------------------------------
buildah inspect --type image latchkey:test >"$work/image.json"
says() { python3 - "$work/image.json" "$1" <<'PY'
import json, sys
config = json.load(open(sys.argv[1]))["Docker"]["config"]
env = dict(entry.split("=", 1) for entry in config["Env"])
labels = config.get("Labels") or {}
sys.exit(0 if eval(sys.argv[2]) else f"    {json.dumps(config)}")
PY
}
check "the entry point is the binary itself, in exec form" says 'config["Entrypoint"] == ["/usr/local/bin/latchkey"]'
check "its command is serve" says 'config["Cmd"] == ["serve"]'
check "it runs as 65532" says 'config["User"].split(":")[0] == "65532"'
check "it exposes 8000" says '"8000/tcp" in config["ExposedPorts"]'
check "/data is a volume" says '"/data" in config["Volumes"]'
check "its health check is latchkey health, without a shell" \
  says 'config["Healthcheck"]["Test"] == ["CMD", "/usr/local/bin/latchkey", "health"]'
check "it listens on every address inside the container" says 'env["LATCHKEY__SERVER__LISTEN"] == "[\"0.0.0.0:8000\"]"'
check "it keeps its data in /data" says 'env["LATCHKEY__SERVER__DATA_DIR"] == "/data"'
check "it has the OCI labels" \
  says 'all(labels.get("org.opencontainers.image." + key) for key in ("title", "description", "licenses"))'

container=$(buildah from --pull-never latchkey:test)
root=$(buildah mount "$container")
base=$(buildah from --pull-never debian:bookworm-slim)
base_root=$(buildah mount "$base")
size_of() { du -sb --apparent-size "$1" | cut -f1; }
beyond=$((($(size_of "$root") - $(size_of "$base_root")) / 1000))
check "it is $beyond kB beyond its base, at most 40 MB" test "$beyond" -le 40000
check "/data belongs to 65532 and to nobody else" test "$(stat -c '%u:%g %a' "$root/data")" = "65532:65532 700"
check "the binary belongs to root and only root may change it" \
  test "$(stat -c '%u:%g %a' "$root/usr/local/bin/latchkey")" = "0:0 755"
# The build's own crate cache is mounted at /usr/local/cargo/registry here and leaves an empty folder behind: files count.
surplus=$(find "$root/src" "$root/usr/local/cargo" "$root/usr/local/bin" -mindepth 1 ! -type d ! -name latchkey 2>/dev/null | head -5 || true)
check "no sources, toolchain or tests came along ${surplus:+(but $surplus)}" test -z "$surplus"

# --- running it ------------------------------------------------------------------------------------------------------
# The launcher does what an engine does with --read-only --cap-drop=ALL --security-opt=no-new-privileges: it becomes
# the image's user in the image's root with the image's environment and nothing else.
cat >"$work/launch.py" <<'PY'
import ctypes, json, os, sys
image, root, *arguments = sys.argv[1:]
config = json.load(open(image))["Docker"]["config"]
user, group = (int(part) for part in config["User"].split(":"))
prctl = ctypes.CDLL(None, use_errno=True).prctl
for capability in range(64):
    prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
os.chroot(root)
os.chdir(config.get("WorkingDir") or "/")
os.setgroups([])
os.setresgid(group, group, group)
os.setresuid(user, user, user)
prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
command = config["Entrypoint"] + (arguments or config["Cmd"])
os.execve(command[0], command, dict(entry.split("=", 1) for entry in config["Env"]))
PY
cat >"$work/inside.sh" <<'SH'
# Runs in namespaces of its own: mounts, processes and a network with nothing but loopback.
set -u
root=$1 work=$2
ip link set lo up
mount --bind "$root" "$root"
mount -t tmpfs -o mode=0755 none "$root/dev"
for node in null zero random urandom; do touch "$root/dev/$node" && mount --bind "/dev/$node" "$root/dev/$node"; done
mount -t proc none "$root/proc"
mount --bind "$work/volume" "$root/data"
# Nothing may be needed from here: no shell, no tool.
mount -t tmpfs -o ro none "$root/usr/bin"
mount -t tmpfs -o ro none "$root/usr/sbin"
mount -o remount,bind,ro "$root"

passed=0 failed=0
check() {
  local sentence=$1
  shift
  if "$@"; then echo "ok - $sentence"; passed=$((passed + 1)); else echo "not ok - $sentence"; failed=$((failed + 1)); fi
}
launch() { python3 "$work/launch.py" "$work/image.json" "$root" "$@"; }
start() {
  python3 "$work/launch.py" "$work/image.json" "$root" >>"$work/server.log" 2>&1 </dev/null &
  server=$!
  for _ in $(seq 100); do
    curl -fs -o /dev/null http://localhost:8000/readyz && return 0
    kill -0 "$server" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}
status() { sed -n "s/^$1:[[:space:]]*//p" "/proc/$server/status" | tr '\t' ' '; }
no_shell() { ! chroot "$root" /bin/sh -c true 2>/dev/null; }
read_only() { ! touch "$root/tmp/x" 2>/dev/null && ! touch "$root/x" 2>/dev/null; }
unhealthy() { ! launch health >/dev/null 2>&1; }
keys() { curl -fs "$(curl -fs http://localhost:8000/.well-known/openid-configuration | python3 -c 'import json, sys; print(json.load(sys.stdin)["jwks_uri"])')"; }

check "the root is read-only and has no shell" eval 'read_only && no_shell'
check "latchkey health fails while nothing runs" unhealthy
check "it starts and gets ready with nothing but the image's own settings" start
check "discovery names the issuer http://localhost:8000" test \
  "$(curl -fs http://localhost:8000/.well-known/openid-configuration | python3 -c 'import json, sys; print(json.load(sys.stdin)["issuer"])')" \
  = http://localhost:8000
check "latchkey health succeeds" launch health
check "the process is 65532 in every respect: $(status Uid)" test "$(status Uid) $(status Gid) $(status Groups)" \
  = "65532 65532 65532 65532 65532 65532 65532 65532 "
check "it has no capability and can get none" test "$(status CapEff) $(status CapPrm) $(status CapBnd) $(status NoNewPrivs)" \
  = "0000000000000000 0000000000000000 0000000000000000 1"
check "what it wrote is its own and only its own" test -z \
  "$(find "$work/volume" -mindepth 1 \( ! -uid 65532 -o -perm /077 \) -printf '%p %u %m\n' | tee /dev/stderr)"
before=$(keys)
check "its keys are published" test -n "$before"
kill -TERM "$server"
started=$SECONDS
wait "$server"
ended=$?
check "it stops on TERM with status 0 ($ended) within 12 s ($((SECONDS - started)))" \
  eval '[ "$ended" -eq 0 ] && [ $((SECONDS - started)) -le 12 ]'
check "it starts again over the same volume" start
check "and has the same keys" test "$(keys)" = "$before"
kill -TERM "$server"
wait "$server"
umount "$root/data"
mount -t tmpfs -o mode=0755 none "$root/data"
launch >"$work/unwritable.log" 2>&1 </dev/null
ended=$?
check "over a folder that it may not write it fails (status $ended) and names the user who should own it" \
  eval '[ "$ended" -ne 0 ] && grep -q 65532 "$work/unwritable.log"'
[ "$failed" -eq 0 ] || { tail -n 20 "$work/server.log"; cat "$work/unwritable.log"; }
echo "$passed $failed" >"$work/inside.counts"
SH
# A new named volume begins as a copy of the image's folder, owner and all.
cp -a "$root/data" "$work/volume"
unshare --mount --net --pid --fork --mount-proc --kill-child bash "$work/inside.sh" "$root" "$work" </dev/null || true
if [ -s "$work/inside.counts" ]; then
  read -r inside_passed inside_failed <"$work/inside.counts"
  passed=$((passed + inside_passed)) failed=$((failed + inside_failed))
else
  echo "not ok - the image ran to the end of its checks"
  failed=$((failed + 1))
fi
buildah umount -a >/dev/null
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
