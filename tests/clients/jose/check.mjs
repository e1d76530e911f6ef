// npm's jose on the other side of tests/suite/jose/cross_check.rs: tells its public keys, then verifies and decrypts
// what Latchkey made, and signs and encrypts for Latchkey. One line of JSON each way and one back.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const from = createRequire(new URL("../node/package.json", import.meta.url));
const jose = await import(pathToFileURL(from.resolve("jose")).href);
const text = new TextEncoder();
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const hear = async () => JSON.parse((await lines.next()).value);

const asked = await hear();
const pairs = new Map();
async function pair(kid, alg, options) {
  const keys = await jose.generateKeyPair(alg, { extractable: true, ...options });
  pairs.set(kid, keys.privateKey);
  return { ...(await jose.exportJWK(keys.publicKey)), kid };
}

const keys = [];
for (const alg of asked.signature) {
  keys.push({ ...(await pair(`sig-${alg}`, alg)), use: "sig", alg });
}
for (const alg of asked.key_management) {
  const curves = alg.startsWith("RSA") ? [undefined] : ["P-256", "P-384", "P-521", "X25519"];
  for (const crv of curves) {
    keys.push({ ...(await pair(`enc-${alg}-${crv ?? "RSA"}`, alg, { crv })), use: "enc", alg });
  }
}
say({ keys });

const work = await hear();
const ours = new Map(work.keys.map((key) => [key.kid, key]));
const answer = { verified: [], decrypted: [], signed: [], encrypted: [], hmac: [] };
for (const token of work.signed) {
  const header = jose.decodeProtectedHeader(token);
  const { payload } = await jose.jwtVerify(token, await jose.importJWK(ours.get(header.kid), header.alg));
  answer.verified.push(`${header.alg} ${payload.sub}`);
}
for (const token of work.encrypted) {
  const header = jose.decodeProtectedHeader(token);
  const { plaintext } = await jose.compactDecrypt(token, pairs.get(header.kid));
  const signed = new TextDecoder().decode(plaintext);
  const inner = jose.decodeProtectedHeader(signed);
  const { payload } = await jose.jwtVerify(signed, await jose.importJWK(ours.get(inner.kid), inner.alg));
  answer.decrypted.push(`${header.alg} ${header.enc} ${header.cty} ${header.kid} ${payload.sub}`);
}
for (const alg of asked.signature) {
  const kid = `sig-${alg}`;
  const token = new jose.SignJWT({ sub: "grace" }).setProtectedHeader({ alg, kid, typ: "JWT" });
  answer.signed.push(await token.sign(pairs.get(kid)));
}
for (const alg of asked.key_management) {
  for (const enc of asked.content) {
    for (const key of work.keys.filter((key) => key.use === "enc" && (key.kty === "RSA") === alg.startsWith("RSA"))) {
      const token = new jose.CompactEncrypt(text.encode("for latchkey")).setProtectedHeader({ alg, enc, kid: key.kid });
      answer.encrypted.push(await token.encrypt(await jose.importJWK(key, alg)));
    }
  }
}
for (const alg of asked.hmac) {
  const token = new jose.SignJWT({ sub: "grace" }).setProtectedHeader({ alg });
  answer.hmac.push(await token.sign(text.encode(work.secret)));
}
say(answer);
process.exit(0);
