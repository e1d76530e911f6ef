// Real proxies pass certificates of clients on (RFC 8705), with the lines that docs/operations/mtls.md tells operators to write.
// A proxy that is not installed is skipped. Told by the environment as certificates.mjs is, and PROXIES_DIR, where proxies may lie that
// are not on the path.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePort } from '../ports.mjs';
import { answers, at, certificate, fetchWith, run } from './certified.mjs';
import { finish, required, scenario, skipped } from './scenarios.mjs';

const document = readFileSync(new URL('../../../docs/operations/mtls.md', import.meta.url), 'utf8');
const block = (language) => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(document)?.[1] ?? assert.fail(`no block of ${language}`);
const [cert, key] = [required('SITE_CERT'), required('SITE_KEY')];
const payments = certificate('payments', '/C=GB/O=Example/CN=payments');
const stranger = certificate('stranger', '/CN=stranger', false);
const thumbprint = createHash('sha256').update(new X509Certificate(payments.cert).raw).digest('base64url');

/** What the proxy is started with: its own listener, that of certificates, and where Latchkey is. */
const PROXIES = {
  nginx: {
    form: 'nginx',
    header: ['X-SSL-Client-Cert', encodeURIComponent(payments.cert.toString())],
    start(usual, mtls, upstream) {
      const tls = `ssl_certificate ${cert}; ssl_certificate_key ${key};`;
      const servers = block('nginx')
        .replace('listen 443 ssl;', `listen 127.0.0.1:${mtls} ssl; ${tls}`)
        .replace('server_name auth.example.com;', `listen 127.0.0.1:${usual} ssl; ${tls}`)
        .replaceAll('# …\n', `proxy_pass ${upstream};\n`)
        .replace('http://127.0.0.1:8000', upstream);
      const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${at(name)};`);
      writeFileSync(at('nginx.conf'), `daemon off; pid ${at('nginx.pid')}; error_log stderr; events {}
http { access_log off; ${folders.join(' ')}
${servers}}
`);
      return ['-e', 'stderr', '-p', at('.'), '-c', at('nginx.conf')];
    },
  },
  caddy: {
    form: 'rfc9440',
    header: ['Client-Cert', `:${new X509Certificate(payments.cert).raw.toString('base64')}:`],
    start(usual, mtls, upstream) {
      const passed = block('caddy').replace('127.0.0.1:8000', upstream);
      writeFileSync(at('Caddyfile'), `{
  admin off
  auto_https off
}
https://localhost:${mtls} {
  bind 127.0.0.1
  tls ${cert} ${key} {
    client_auth {
      mode request
    }
  }
  ${passed}
}
https://localhost:${usual} {
  bind 127.0.0.1
  tls ${cert} ${key}
  reverse_proxy ${upstream} {
    header_up -Client-Cert
  }
}
`);
      return ['run', '--config', at('Caddyfile'), '--adapter', 'caddyfile'];
    },
  },
  haproxy: {
    form: 'rfc9440',
    header: ['Client-Cert', `:${new X509Certificate(payments.cert).raw.toString('base64')}:`],
    start(usual, mtls, upstream) {
      writeFileSync(at('site.pem'), Buffer.concat([readFileSync(cert), readFileSync(key)]), { mode: 0o600 });
      const asks = block('haproxy')
        .replace('bind :8443', `bind 127.0.0.1:${mtls}`)
        .replace('/etc/haproxy/site.pem', at('site.pem'))
        .replace('/etc/haproxy/clients-ca.pem', required('CA_CERT'));
      const removes = asks.split('\n').filter((line) => line.includes('del-header')).join('\n');
      writeFileSync(at('haproxy.cfg'), `defaults
mode http
timeout connect 5s
timeout client 30s
timeout server 30s
default_backend latchkey
frontend certificates
${asks}
frontend usual
bind 127.0.0.1:${usual} ssl crt ${at('site.pem')}
${removes}
backend latchkey
server only ${upstream.replace('http://', '')}
`);
      return ['-db', '-f', at('haproxy.cfg')];
    },
  },
  envoy: {
    form: 'envoy',
    header: ['X-Forwarded-Client-Cert', `Cert="${encodeURIComponent(payments.cert.toString())}"`],
    start(usual, mtls, upstream) {
      const [manager, tls] = block('yaml').split('# in the DownstreamTlsContext\n');
      const site = `tls_certificates: [{ certificate_chain: { filename: ${cert} }, private_key: { filename: ${key} } }]`;
      const indented = (text, by) => text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
      const listener = (name, port, lines, context) => `
  - name: ${name}
    address: { socket_address: { address: 127.0.0.1, port_value: ${port} } }
    filter_chains:
    - transport_socket:
        name: envoy.transport_sockets.tls
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
${indented(context.replace('common_tls_context:\n', `common_tls_context:\n  ${site}\n`), 10)}
      filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: ${name}
          use_remote_address: true
          http_filters: [{ name: envoy.filters.http.router, typed_config: { "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router } }]
          route_config: { virtual_hosts: [{ name: all, domains: ["*"], routes: [{ match: { prefix: / }, route: { cluster: latchkey } }] }] }
${indented(lines, 10)}`;
      const [address, port] = upstream.replace('http://', '').split(':');
      const endpoint = `{ endpoint: { address: { socket_address: { address: ${address}, port_value: ${port} } } } }`;
      writeFileSync(at('envoy.yaml'), `static_resources:
  listeners:${listener('certificates', mtls, manager, tls)}${listener('usual', usual, 'forward_client_cert_details: SANITIZE', 'common_tls_context:\n')}
  clusters:
  - name: latchkey
    load_assignment: { cluster_name: latchkey, endpoints: [{ lb_endpoints: [${endpoint}] }] }
`);
      return ['-c', at('envoy.yaml'), '--log-level', 'error', '--disable-hot-restart', '--concurrency', '1'];
    },
  },
};

/** How a proxy is asked for its version. */
const VERSION = { nginx: '-v', haproxy: '-v', envoy: '--version' };

/** Where a proxy is that starts: one without its libraries is as good as none. */
const program = (name) =>
  [process.env.PROXIES_DIR ?? '', ...process.env.PATH.split(delimiter), '/usr/sbin']
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file) && spawnSync(file, [VERSION[name] ?? 'version'], { stdio: 'ignore' }).status === 0);

for (const [name, proxy] of Object.entries(PROXIES)) {
  const sentence = `${name} passes certificates on, and none that a client writes into the header`;
  if (!program(name)) {
    skipped(sentence, `${name} is not installed`);
    continue;
  }
  await scenario(sentence, async () => {
    const [own, usual, mtls] = [await freePort(), await freePort(), await freePort()];
    const issuer = `https://localhost:${usual}`;
    const config = at(`${name}.toml`);
    mkdirSync(at(`${name}-data`), { mode: 0o700 });
    writeFileSync(config, `[server]
issuer = "${issuer}"
listen = ["127.0.0.1:${own}"]
data_dir = "${at(`${name}-data`)}"
trusted_proxies = ["127.0.0.1/32"]

[server.mtls]
client_ca_files = ["${required('CA_CERT')}"]
base_url = "https://localhost:${mtls}"
proxy = { form = "${proxy.form}" }

[[clients]]
client_id = "payments"
token_endpoint_auth_method = "tls_client_auth"
tls_client_auth_subject_dn = "CN=payments,O=Example,C=GB"
tls_client_certificate_bound_access_tokens = true
grant_types = ["client_credentials"]
scope = "email"
`, { mode: 0o600 });
    execFileSync(required('LATCHKEY_BIN'), ['check', '-c', config], { stdio: 'ignore' });
    const server = run(required('LATCHKEY_BIN'), ['serve', '-c', config]);
    const before = run(program(name), proxy.start(usual, mtls, `http://127.0.0.1:${own}`));
    try {
      await answers(server, () => fetch(`http://127.0.0.1:${own}/readyz`));
      await answers(before, () => fetchWith({})(`${issuer}/readyz`));
      const metadata = await (await fetchWith({})(`${issuer}/.well-known/openid-configuration`)).json();
      const { token_endpoint, introspection_endpoint } = metadata.mtls_endpoint_aliases;
      assert.ok(token_endpoint.startsWith(`https://localhost:${mtls}/`));
      const ask = async (identity, endpoint, fields, headers = {}) => {
        const body = new URLSearchParams({ client_id: 'payments', ...fields });
        const answer = await fetchWith(identity)(endpoint, {
          method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body,
        });
        return answer.json();
      };
      const grant = { grant_type: 'client_credentials' };
      const tokens = await ask(payments, token_endpoint, grant);
      assert.ok(tokens.access_token, JSON.stringify(tokens));
      const told = await ask(payments, introspection_endpoint, { token: tokens.access_token });
      assert.deepEqual(told.cnf, { 'x5t#S256': thumbprint });
      // What a thief has is the certificate, which is public, and not its key.
      const [header, written] = proxy.header;
      for (const [identity, endpoint] of [[{}, token_endpoint], [stranger, token_endpoint], [{}, metadata.token_endpoint]]) {
        assert.equal((await ask(identity, endpoint, grant, { [header]: written })).error, 'invalid_client', endpoint);
        assert.equal((await ask(identity, endpoint, grant)).error, 'invalid_client', endpoint);
      }
    } finally {
      before.kill();
      server.kill();
    }
  });
}
finish();
