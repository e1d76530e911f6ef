"""PyPI's joserfc on the other side of tests/suite/jose/cross_check.rs: tells its public keys, then verifies and
decrypts what Latchkey made, and signs and encrypts for Latchkey. One line of JSON each way and one back."""

import json
import sys

from joserfc import jwe, jws
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey, import_key


def say(value):
    print(json.dumps(value), flush=True)


def hear():
    return json.loads(sys.stdin.readline())


def header_of(token):
    part = token.split(".")[0]
    import base64

    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def generate(alg, curve=None):
    if alg.startswith(("RS", "PS")):
        return RSAKey.generate_key(2048)
    if alg in ("EdDSA", "Ed25519"):
        return OKPKey.generate_key("Ed25519")
    if curve == "X25519":
        return OKPKey.generate_key("X25519")
    return ECKey.generate_key(curve or {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}[alg])


asked = hear()
pairs, keys = {}, []
for alg in asked["signature"]:
    kid = f"sig-{alg}"
    pairs[kid] = generate(alg)
    keys.append({**pairs[kid].as_dict(private=False), "kid": kid, "use": "sig", "alg": alg})
for alg in asked["key_management"]:
    for curve in ["RSA"] if alg.startswith("RSA") else ["P-256", "P-384", "P-521", "X25519"]:
        kid = f"enc-{alg}-{curve}"
        pairs[kid] = generate(alg, curve)
        keys.append({**pairs[kid].as_dict(private=False), "kid": kid, "use": "enc", "alg": alg})
say({"keys": keys})

work = hear()
ours = {key["kid"]: import_key(key) for key in work["keys"]}
answer = {"verified": [], "decrypted": [], "signed": [], "encrypted": [], "hmac": []}


def sub_of(token):
    header = header_of(token)
    found = jws.deserialize_compact(token, ours[header["kid"]], algorithms=[header["alg"]])
    return header["alg"], json.loads(found.payload)["sub"]


for token in work["signed"]:
    answer["verified"].append(" ".join(sub_of(token)))
for token in work["encrypted"]:
    header = header_of(token)
    found = jwe.decrypt_compact(token, pairs[header["kid"]], algorithms=[header["alg"], header["enc"]])
    _, sub = sub_of(found.plaintext.decode())
    answer["decrypted"].append(f"{header['alg']} {header['enc']} {header['cty']} {header['kid']} {sub}")
for alg in asked["signature"]:
    kid = f"sig-{alg}"
    header = {"alg": alg, "kid": kid, "typ": "JWT"}
    answer["signed"].append(jws.serialize_compact(header, b'{"sub":"grace"}', pairs[kid], algorithms=[alg]))
for alg in asked["key_management"]:
    for enc in asked["content"]:
        for key in work["keys"]:
            if key.get("use") == "enc" and (key["kty"] == "RSA") == alg.startswith("RSA"):
                header = {"alg": alg, "enc": enc, "kid": key["kid"]}
                token = jwe.encrypt_compact(header, b"for latchkey", ours[key["kid"]], algorithms=[alg, enc])
                answer["encrypted"].append(token)
for alg in asked["hmac"]:
    secret = OctKey.import_key(work["secret"])
    answer["hmac"].append(jws.serialize_compact({"alg": alg}, b'{"sub":"grace"}', secret, algorithms=[alg]))
say(answer)
