"""Signatures of JWTs (RFC 7515), RS256 and ES256, verified with the numbers alone: nothing needs to be installed. ES256 signs, too."""

import base64
import hashlib
import json
import secrets


def unbase64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def parts(jwt):
    header, claims, signature = jwt.split(".")
    return json.loads(unbase64(header)), json.loads(unbase64(claims)), f"{header}.{claims}".encode(), unbase64(signature)


def number(text):
    return int.from_bytes(unbase64(text), "big")


def verifies(header, key, signed, signature):
    try:
        if header.get("alg") == "RS256" and key.get("kty") == "RSA":
            return verifies_rs256(key, signed, signature)
        if header.get("alg") == "ES256" and key.get("kty") == "EC":
            return verifies_es256(key, signed, signature)
    except (KeyError, ValueError, TypeError):
        pass
    return False


def verifies_rs256(key, signed, signature):
    n, e = number(key["n"]), number(key["e"])
    length = (n.bit_length() + 7) // 8
    digest = bytes.fromhex("3031300d060960864801650304020105000420") + hashlib.sha256(signed).digest()
    expected = b"\x00\x01" + b"\xff" * (length - len(digest) - 3) + b"\x00" + digest
    return len(signature) == length and pow(int.from_bytes(signature, "big"), e, n).to_bytes(length, "big") == expected


P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P) % P
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P) % P
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times(count, point):
    result = None
    while count:
        if count & 1:
            result = add(result, point)
        point, count = add(point, point), count >> 1
    return result


def verifies_es256(key, signed, signature):
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if len(signature) != 64 or not (0 < r < N and 0 < s < N):
        return False
    inverse = pow(s, -1, N)
    digest = int.from_bytes(hashlib.sha256(signed).digest(), "big")
    point = add(times(digest * inverse % N, G), times(r * inverse % N, (number(key["x"]), number(key["y"]))))
    return point is not None and point[0] % N == r


def base64url(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


class Es256Key:
    """A key of an app, which signs."""

    def __init__(self, kid):
        self.kid, self.secret = kid, secrets.randbelow(N - 1) + 1
        x, y = (base64url(part.to_bytes(32, "big")) for part in times(self.secret, G))
        self.jwk = {"kty": "EC", "crv": "P-256", "use": "sig", "kid": kid, "x": x, "y": y}

    def sign(self, claims, header=None):
        header = header or {"alg": "ES256", "kid": self.kid}
        signed = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
        once = secrets.randbelow(N - 1) + 1
        r = times(once, G)[0] % N
        digest = int.from_bytes(hashlib.sha256(signed.encode()).digest(), "big")
        s = pow(once, -1, N) * (digest + r * self.secret) % N
        return f"{signed}.{base64url(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"

    def prove(self, claims):
        """A DPoP proof (RFC 9449 §4.2)."""
        return self.sign(claims, {"typ": "dpop+jwt", "alg": "ES256", "jwk": self.jwk})
