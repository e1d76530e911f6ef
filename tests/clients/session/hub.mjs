// The script that watches (static/watch.js) in a world whose clock, network, tabs and server a test moves: hours pass in
// milliseconds, and what browsers do once in a week is done here. The real engines are in the files beside this one.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { finish, scenario } from '../node/scenarios.mjs';

const script = readFileSync(new URL('../../../static/watch.js', import.meta.url), 'utf8');
const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE;

class World {
  now = 0; clock = 1e12; due = []; number = 0; worker = null;
  // What the server does: how it answers, whether streams begin, are held back or are refused, and what it says of each value.
  server = { status: () => 200, hangs: () => false, delay: 20, streams: 'open', verdicts: {}, open: [], asked: 0 };

  later(ms, run, owner = null, repeat = 0) {
    const one = { number: this.number += 1, at: this.now + Math.max(Number(ms) || 0, 0), run, owner, repeat };
    this.due.push(one);
    return one.number;
  }
  cancel(number) { this.due = this.due.filter((one) => one.number !== number); }
  /** Lets time pass. A frozen place runs nothing; the timers of a throttled one run once a minute. */
  pass(ms) {
    const end = this.now + ms;
    const when = ({ at, owner, timer }) => (timer && owner.throttled ? Math.ceil(at / MINUTE) * MINUTE : at);
    for (;;) {
      const ready = this.due.filter(({ owner }) => !owner?.frozen).sort((a, b) => when(a) - when(b) || a.number - b.number)[0];
      if (!ready || when(ready) > end) break;
      this.now = Math.max(this.now, when(ready));
      if (ready.repeat) ready.at = this.now + ready.repeat;
      else this.due = this.due.filter((one) => one !== ready);
      ready.run();
    }
    this.now = end;
  }
  end(value, verdict = 'ended') {
    this.server.verdicts[value] = verdict;
    this.server.open.forEach((stream) => stream.tell());
  }
  breakStreams() { this.server.open.slice().forEach((stream) => stream.fail()); }

  /** A frame, or the worker: a place in which the script runs. */
  place({ isWorker = false, without = [], refuses = false } = {}) {
    const world = this, place = { frozen: false, throttled: false, hidden: false, listeners: {} }, { server } = this;
    const listen = (name, run) => { (place.listeners[name] ??= []).push(run); };
    const timer = (run, ms, repeat) => {
      const number = world.later(ms, run, place, repeat);
      world.due.find((one) => one.number === number).timer = true;
      return number;
    };
    class XMLHttpRequest {
      open() {}
      setRequestHeader() {}
      getResponseHeader() { return null; }
      abort() { this.end(0, ''); }
      end(status, text) {
        if (this.over) return;
        Object.assign(this, { over: true, status, responseText: text });
        this.onloadend();
      }
      send(text) {
        const body = JSON.parse(text);
        server.asked += 1;
        world.later(this.timeout, () => this.abort(), place);
        if (server.hangs(body)) return;
        const status = server.status(body), stream = server.open.find(({ id }) => id === body.stream);
        world.later(server.delay / 2, () => {
          const answer = { s: body.w.map((value) => server.verdicts[value] ?? 'live'), stream: stream ? 'open' : 'gone' };
          if (stream && status === 200) stream.watch(body);
          world.later(server.delay / 2, () => this.end(status, status === 200 ? JSON.stringify(answer) : ''), place);
        });
      }
    }
    class EventSource {
      listeners = {}; watched = new Map(); id = `stream${world.number += 1}`;
      constructor() {
        if (refuses) throw new Error('SecurityError');
        server.asked += 1;
        if (server.streams === 'held') return;
        if (server.streams === 'refused') { world.later(10, () => this.onerror?.(), place); return; }
        server.open.push(this);
        world.later(server.delay, () => this.emit('id', this.id), place);
        this.beat = world.later(10 * SECOND, () => this.emit('beat', '1'), place, 10 * SECOND);
      }
      addEventListener(name, run) { this.listeners[name] = run; }
      emit(name, data) { if (!this.silent && server.open.includes(this)) this.listeners[name]({ data }); }
      watch({ w, drop }) {
        (drop ?? []).forEach((value) => this.watched.delete(value));
        w.forEach((value) => this.watched.set(value, null));
        this.tell();
      }
      tell() {
        for (const [value, told] of this.watched) {
          const verdict = server.verdicts[value] ?? 'live';
          this.watched.set(value, verdict);
          if (told !== verdict) world.later(server.delay / 2, () => this.emit('s', JSON.stringify([value, verdict])), place);
        }
      }
      fail() { this.close(); this.onerror(); }
      close() {
        world.cancel(this.beat);
        server.open = server.open.filter((one) => one !== this);
      }
    }
    class SharedWorker {
      constructor() {
        const worker = world.worker ??= world.place({ isWorker: true, without, refuses });
        const end = (owner) => ({
          addEventListener() {},
          close() { this.closed = true; },
          postMessage(message) {
            world.later(1, () => { if (!this.other.closed) this.other.onmessage?.({ data: JSON.parse(JSON.stringify(message)) }); }, this.other.owner);
          },
          owner,
        });
        const [here, there] = [end(place), end(worker)];
        Object.assign(here, { other: there });
        Object.assign(there, { other: here });
        world.later(1, () => worker.self.onconnect({ ports: [there] }), worker);
        this.port = here;
      }
    }
    const self = {
      Date: class extends Date { static now() { return world.now + world.clock; } },
      setTimeout: (run, ms) => timer(run, ms, 0), setInterval: (run, ms) => timer(run, ms, ms), clearTimeout: (number) => world.cancel(number),
      clearInterval: (number) => world.cancel(number), XMLHttpRequest, EventSource, navigator: {}, location: { pathname: '/iframe/watch.js' },
      addEventListener: listen,
    };
    self.self = self;
    if (!isWorker) {
      Object.assign(self, { window: self, SharedWorker, document: { get hidden() { return place.hidden; }, addEventListener: listen, removeEventListener() {} } });
    }
    without.forEach((name) => delete self[name]);
    runInContext(script, createContext(self));
    return Object.assign(place, { self });
  }
  /** A frame that watches; `heard` is what it was told, with the time, and `asks` how often it was told to ask by itself. */
  frame(values, options) {
    const place = this.place(options);
    const frame = Object.assign(place, { heard: [], asks: 0 });
    const watching = place.self.latchkeyWatch('/iframe', (value, verdict) => frame.heard.push([value, verdict, this.now]), () => { frame.asks += 1; });
    watching.set(values);
    const shown = (hidden) => {
      frame.hidden = hidden;
      (place.listeners.visibilitychange ?? []).forEach((run) => run());
    };
    frame.hide = ({ throttled = false } = {}) => { shown(true); frame.throttled = throttled; };
    frame.show = () => { frame.throttled = frame.frozen = false; shown(false); watching.wake(); };
    return frame;
  }
}

/** When the frame was last told `verdict` of `value`, in ms after `since`; infinity for never. */
const told = (frame, value, verdict, since) => (frame.heard.findLast((one) => one[0] === value && one[1] === verdict)?.[2] ?? Infinity) - since;
const isTold = (frame, value, since, within) => {
  const took = told(frame, value, 'ended', since);
  assert.ok(took <= within, `told after ${took} ms`);
};

await scenario('two tabs that idle for an hour ask nothing and hold one stream', () => {
  const world = new World();
  world.frame(['a']);
  world.frame(['b']);
  world.pass(10 * SECOND);
  const { asked } = world.server;
  world.pass(HOUR);
  assert.deepEqual([world.server.asked - asked, world.server.open.length], [0, 1]);
});

await scenario('a tab that is hidden and throttled beside a visible one is told, and so is one that was frozen, with a value of its own or a shared one', () => {
  for (const values of [['a', 'b'], ['a', 'a']]) {
    for (const frozen of [false, true]) {
      const world = new World(), [tab] = values.map((value) => world.frame([value]));
      world.pass(10 * SECOND);
      tab.hide({ throttled: true });
      tab.frozen = frozen;
      world.pass(10 * MINUTE);
      if (frozen) tab.show();
      world.pass(5 * SECOND);
      world.end('a');
      const since = world.now;
      world.pass(10 * MINUTE);
      isTold(tab, 'a', since, SECOND);
    }
  }
});

await scenario('a login that ended while its tab was frozen is told when the tab is shown, also if the others knew already', () => {
  const world = new World(), [tab] = [['a'], ['a']].map((values) => world.frame(values));
  world.pass(10 * SECOND);
  tab.hide();
  tab.frozen = true;
  world.pass(10 * MINUTE);
  world.end('a');
  world.pass(MINUTE);
  const since = world.now;
  tab.show();
  world.pass(MINUTE);
  isTold(tab, 'a', since, SECOND);
});

await scenario('a worker that is gone without a word is noticed: by a visible tab within ten seconds, by a throttled one within some minutes', () => {
  for (const [throttled, within] of [[false, 10 * SECOND], [true, 4 * MINUTE]]) {
    const world = new World(), tab = world.frame(['a']);
    world.pass(10 * SECOND);
    if (throttled) tab.hide({ throttled });
    world.worker.frozen = true;
    world.worker = null;
    world.server.open.forEach((stream) => { stream.silent = true; });
    world.end('a');
    const since = world.now;
    world.pass(10 * MINUTE);
    isTold(tab, 'a', since, within);
    assert.ok(tab.asks > 0);
  }
});

await scenario('a stream that falls silent, is held back or cannot be had: told within 30 s', () => {
  const silence = (world) => world.server.open.forEach((stream) => { stream.silent = true; });
  const held = (world) => { world.server.streams = 'held'; world.breakStreams(); };
  const refused = (world) => { world.server.streams = 'refused'; world.breakStreams(); };
  for (const fault of [silence, held, refused]) {
    const world = new World(), tab = world.frame(['a']);
    world.pass(2 * MINUTE);
    fault(world);
    world.pass(10 * MINUTE);
    if (fault === silence) fault(world);
    world.end('a');
    const since = world.now;
    world.pass(HOUR);
    isTold(tab, 'a', since, 30 * SECOND);
  }
  for (const options of [{ refuses: true }, { without: ['EventSource'] }]) {
    const world = new World(), tab = world.frame(['a'], options);
    world.pass(MINUTE);
    world.end('a');
    const since = world.now;
    world.pass(HOUR);
    isTold(tab, 'a', since, 30 * SECOND);
  }
});

await scenario('a clock that is set back or forward by hours makes nobody deaf, whatever else happens at that moment', () => {
  for (const hours of [-2, 2]) {
    for (const fault of ['none', 'silent', 'held', 'without']) {
      const world = new World(), tab = world.frame(['a'], { without: fault === 'without' ? ['EventSource'] : [] });
      world.pass(5 * MINUTE);
      if (fault === 'silent') world.server.open.forEach((stream) => { stream.silent = true; });
      if (fault === 'held') { world.server.streams = 'held'; world.breakStreams(); }
      world.clock += hours * HOUR;
      world.pass(3 * SECOND);
      world.end('a');
      const since = world.now;
      world.pass(3 * HOUR);
      isTold(tab, 'a', since, 30 * SECOND);
    }
  }
});

await scenario('an outage of any kind is over soon after it is over: nobody answers, a proxy does, or somebody else', () => {
  for (const [status, within] of [[0, 2], [200, 20], [404, 20], [429, 20], [500, 2], [502, 2], [503, 2], [504, 2], [521, 2]]) {
    const world = new World(), tab = world.frame(['a']);
    world.pass(MINUTE);
    Object.assign(world.server, { streams: 'refused', status: () => status });
    if (status === 200) world.server.status = () => 204;
    if (status === 0) world.server.hangs = () => true;
    world.breakStreams();
    world.pass(2 * MINUTE);
    world.server.verdicts.a = 'ended';
    Object.assign(world.server, { streams: 'open', status: () => 200, hangs: () => false });
    const since = world.now;
    world.pass(5 * MINUTE);
    isTold(tab, 'a', since, within * SECOND + 100);
  }
});

await scenario('a question that hangs when the stream begins holds nothing up', () => {
  const world = new World(), tab = world.frame(['a']);
  world.server.streams = 'refused';
  world.pass(100 * SECOND);
  Object.assign(world.server, { streams: 'open', hangs: () => true });
  for (let i = 0; i < 400_000 && !world.server.open.length; i += 1) world.pass(1);
  world.server.hangs = () => false;
  world.pass(200);
  world.end('a');
  const since = world.now;
  world.pass(MINUTE);
  isTold(tab, 'a', since, SECOND);
});

await scenario('one value that the server does not take, or cannot judge, keeps nobody from the others', () => {
  for (const refuse of [
    (server) => { server.status = ({ w }) => (w.includes('odd') ? 400 : 200); },
    (server) => { server.verdicts.odd = ''; },
  ]) {
    const world = new World();
    refuse(world.server);
    const tab = world.frame(['a']);
    world.frame(['odd']);
    world.pass(10 * SECOND);
    world.breakStreams();
    world.pass(30 * SECOND);
    const { asked } = world.server;
    world.pass(HOUR);
    assert.ok(world.server.asked - asked < 400, `${world.server.asked - asked} requests an hour`);
    world.end('a');
    const since = world.now;
    world.pass(HOUR);
    isTold(tab, 'a', since, 2 * SECOND);
  }
});

await scenario('what is back is not said to be gone to a tab that comes later', () => {
  const world = new World();
  world.server.streams = 'held';
  const tab = world.frame(['a']);
  world.pass(MINUTE);
  world.server.verdicts.a = 'bad';
  for (let i = 0; i < 60_000 && tab.heard.at(-1)?.[1] !== 'bad'; i += 1) world.pass(1);
  world.server.verdicts.a = 'live';
  world.pass(SECOND);
  const later = world.frame(['a']);
  world.pass(MINUTE);
  assert.deepEqual([...new Set(later.heard.map(([, verdict]) => verdict))], ['live']);
});

finish();
