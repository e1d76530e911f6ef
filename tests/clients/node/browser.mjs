// A person at a browser: headless Chromium that signs in, allows or denies, and ends at the client.
// As a program: `node browser.mjs AUTHORIZE_URL REDIRECT_URI` with USER_NAME and USER_PASSWORD set
// prints the address at which the browser reached the client, code and all.

import { createServer } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const PATIENCE = 20_000;

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * The client's end of the redirect: a real listener, so that a redirect is a request and not a guess. What was posted
 * stands in the fragment of its URL.
 */
export async function listenAt(redirectUri) {
  const { hostname, port, pathname } = new URL(redirectUri);
  const requests = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, redirectUri);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (url.pathname !== pathname) {
      response.writeHead(404).end();
      return;
    }
    if (request.method === 'POST') url.hash = await text(request);
    requests.push(url);
    response.end('<!doctype html><html lang="en"><title>Client</title><p id="at-client">The client has you.</p></html>');
  });
  server.listen(Number(port), hostname.replace(/^\[|\]$/g, ''));
  await once(server, 'listening');
  return {
    requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * Walks from wherever `page` is to the client, doing what each page asks, and tells which pages it met.
 * `arrived` is a selector that only the destination has.
 */
export async function walk(page, person, arrived, decision = 'allow') {
  const met = [];
  for (let step = 0; step < 6; step += 1) {
    const place = page.locator(`#login, #allow, ${arrived}`).first();
    try {
      await place.waitFor({ timeout: PATIENCE });
    } catch {
      const text = await page.locator('body').innerText().catch(() => '');
      throw new Error(`lost at ${page.url()} ("${await page.title()}"): ${text.slice(0, 600)}`);
    }
    if (await page.locator(arrived).count()) return met;
    if (await page.locator('#allow').count()) {
      met.push('consent');
      await leave(page, () => page.click(decision === 'allow' ? '#allow' : '#deny'));
    } else {
      if (met.includes('login')) throw new Error(`the sign-in was refused: ${await page.locator('main').innerText()}`);
      met.push('login');
      await fillLogin(page, person);
      await leave(page, () => page.click('#login'));
    }
  }
  throw new Error(`never arrived; met ${met.join(', ')}`);
}

export async function fillLogin(page, person) {
  if (await page.locator('#username').isEditable()) await page.fill('#username', person.username);
  await page.fill('#password', person.password);
}

/** Does what leaves the page and waits until another document has replaced it. */
async function leave(page, act) {
  await Promise.all([page.waitForEvent('framenavigated', { timeout: PATIENCE }), act()]);
  await page.waitForLoadState('domcontentloaded', { timeout: PATIENCE });
}

/** One whole authorization request in `context`: where the client was reached, and which pages lay between. */
export async function authorize(context, authorizeUrl, redirectUri, person, decision = 'allow') {
  const client = await listenAt(redirectUri);
  const page = await context.newPage();
  try {
    await page.goto(String(authorizeUrl), { timeout: PATIENCE });
    const met = await walk(page, person, '#at-client', decision);
    if (client.requests.length !== 1) throw new Error(`the client was reached ${client.requests.length} times`);
    const [url] = client.requests;
    url.hash ||= new URL(page.url()).hash;
    return { url, met };
  } finally {
    await page.close();
    client.close();
  }
}

async function main([authorizeUrl, redirectUri]) {
  const browser = await openBrowser();
  try {
    const context = await browser.newContext();
    const person = { username: process.env.USER_NAME, password: process.env.USER_PASSWORD };
    const { url } = await authorize(context, authorizeUrl, redirectUri, person);
    console.log(url.href);
  } finally {
    await browser.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
