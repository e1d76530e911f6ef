// Makes the keys of the clients in the folder named: private.json for them, by `kid`, and jwks.json for the provider.
// Each key is for the one algorithm that its `kid` names.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';

const USES = { sig: ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'], enc: ['RSA-OAEP-256', 'ECDH-ES+A256KW'] };

const [folder] = process.argv.slice(2);
const privateKeys = {};
const keys = [];
for (const [use, algorithms] of Object.entries(USES)) {
  for (const alg of algorithms) {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    privateKeys[alg] = await exportJWK(privateKey);
    keys.push({ ...(await exportJWK(publicKey)), kid: alg, use, alg });
  }
}
writeFileSync(join(folder, 'private.json'), JSON.stringify(privateKeys), { mode: 0o600 });
writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys }));
