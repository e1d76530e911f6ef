// Looks at a page as people meet it: it must fit its width, obey its own content security policy, ask nobody else for
// anything, and be built so that a screen reader finds its way (axe-core, WCAG 2.2 AA). With PAGES_DIR set, a picture of
// each is left there.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = process.env.PAGES_DIR;
if (folder) mkdirSync(folder, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What a person or their screen reader would trip over, in plain sentences. */
async function faults(page) {
  return page.evaluate(() => {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > window.innerWidth) {
      const wide = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > window.innerWidth);
      found.push(`${root.scrollWidth} px wide in a window of ${window.innerWidth} px: ${wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 80))}`);
    }
    for (const name of ['h1', 'main']) {
      const count = document.querySelectorAll(name).length;
      if (count !== 1) found.push(`${count} <${name}>`);
    }
    if (!root.lang) found.push('no lang');
    if (!document.title.trim()) found.push('no title');
    if (!document.querySelector('meta[name=viewport]')) found.push('no viewport');
    for (const field of document.querySelectorAll('input:not([type=hidden]):not([aria-hidden]), select, textarea')) {
      if (!field.labels?.length && !field.getAttribute('aria-label')) found.push(`no label: ${field.outerHTML.slice(0, 80)}`);
    }
    for (const control of document.querySelectorAll('button, input:not([type=hidden]):not([type=checkbox]):not([aria-hidden])')) {
      const { height } = control.getBoundingClientRect();
      if (height > 0 && height < 24) found.push(`only ${height} px high: ${control.outerHTML.slice(0, 80)}`);
    }
    for (const image of document.images) if (!image.hasAttribute('alt')) found.push('an image without alt');
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
    const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
    if (twice.length) found.push(`ids used twice: ${twice}`);
    if (document.querySelector('[style], style, script:not([src])')) found.push('inline style or script');
    return found;
  });
}

/** What axe-core finds. */
async function barriers(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((values) => globalThis.axe.run({ runOnly: { type: 'tag', values } }), TAGS);
  return violations.map(({ id, help, nodes }) => `axe ${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 100)).join(' | ')}`);
}

/**
 * What is wrong at 400 % of a window of 1280 by 1024 (WCAG 2.2, 1.4.10 and 2.4.11): something beside the window, or the focus
 * on what is not seen, because it is out of sight or under something that stays.
 */
async function zoomed(page) {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 256 });
  const found = await page.evaluate(() => {
    const found = [], root = document.documentElement, had = document.activeElement, from = [scrollX, scrollY];
    if (root.scrollWidth > innerWidth) found.push(`${root.scrollWidth} px wide at 400 %`);
    const reached = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    for (const element of document.querySelectorAll(reached)) {
      // What only screen readers find has no place.
      if (!element.checkVisibility() || element.closest('.vh')) continue;
      element.focus();
      if (document.activeElement !== element) continue;
      const { left, top, right, bottom } = element.getClientRects()[0];
      const [x, y] = [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
      const over = document.elementFromPoint(x, y);
      if (!element.contains(over)) {
        found.push(`has the focus at 400 % and is not seen: ${element.outerHTML.slice(0, 80)} under ${over?.outerHTML.slice(0, 80)}`);
      }
    }
    had?.focus({ preventScroll: true });
    if (document.activeElement !== had) document.activeElement?.blur();
    scrollTo(...from);
    return found;
  });
  await page.setViewportSize(size);
  return found;
}

/** A look at the page that is open: without a fault, or the scenario ends. */
export async function look(page, heard, name, label) {
  await page.locator('main').waitFor();
  // Colours that change with the colour scheme have arrived.
  await page.evaluate(() => Promise.all(document.getAnimations().map((moving) => moving.finished.catch(() => {}))));
  if (folder) await page.screenshot({ path: join(folder, `${name}-${label}.png`), fullPage: true, caret: 'initial' });
  // Each colour scheme once, and each width: the other two pairs hold nothing that these do not.
  const hears = ['light-320', 'dark-1280'].includes(label);
  const found = [...(await faults(page)), ...(hears ? await barriers(page) : []), ...(label === 'light-320' ? await zoomed(page) : []), ...heard.splice(0)];
  assert.deepEqual(found, [], `${name} at ${page.url()}`);
}

/** Everything that the browser has to complain about, and every request that goes elsewhere than to `own` addresses. */
export function listen(page, heard, own) {
  page.on('console', (message) => {
    if (/content security policy|refused to/i.test(message.text())) heard.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => heard.push(`script: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) heard.push(`${response.status()} from ${response.url()}`);
    if (response.status() === 404 && !response.url().endsWith('/favicon.ico')) heard.push(`404 from ${response.url()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('data:') && !own.some((start) => url.startsWith(start))) {
      heard.push(`asked ${url}`);
    }
  });
}
