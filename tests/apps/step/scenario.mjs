// step oauth: a command on the person's machine gets an ID token over a loopback address.
import { readFileSync } from 'node:fs';
import { freePort } from '../../clients/ports.mjs';
import { app, done, eventually, knowsThePerson, paste, signIn, start, visit } from '../app.mjs';

await visit('name, email and groups arrive in the ID token', async (page) => {
  const listen = `127.0.0.1:${await freePort()}`;
  // step discovers by https alone; here it is told the two endpoints.
  const endpoints = `--provider https://not.asked.example --authorization-endpoint ${app.issuer}/authorize --token-endpoint ${app.issuer}/token`;
  const words = paste('command line').replaceAll('\\\n', ' ').replace('127.0.0.1:10000', listen).replace(`--provider ${app.issuer}`, endpoints).trim().split(/\s+/).slice(1);
  await start(`${app.installed}/step`, [...words, '--browser', 'true', '--bare'], { ready: null });
  const printed = () => readFileSync(`${app.scratch}/step.log`, 'utf8');
  const url = await eventually('step prints where to go', () => /https?:\/\/\S*\/authorize\?\S*/.exec(printed())?.[0]);
  await page.goto(url);
  await signIn(page, ':text("Success"), :text("close this")');
  const token = await eventually('step prints the ID token', () => /^eyJ[\w-]+\.([\w-]+)\.[\w-]+$/m.exec(printed())?.[1]);
  knowsThePerson(Buffer.from(token, 'base64url').toString());
});
await done();
