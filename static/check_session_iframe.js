(function () {
  'use strict';
  var K = [], i, n, p;
  function fraction(x) { return ((x - Math.floor(x)) * 4294967296) | 0; }
  for (n = 2, i = 0; i < 64; n++) {
    for (p = 2; p * p <= n && n % p; p++) {}
    if (p * p > n) { K[i++] = fraction(Math.pow(n, 1 / 3)); }
  }
  function sha256(text) {
    var utf8 = unescape(encodeURIComponent(text)), words = [], length = utf8.length, i, j, w = [];
    var h = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
    for (i = 0; i < length; i++) { words[i >> 2] |= utf8.charCodeAt(i) << (24 - (i % 4) * 8); }
    words[length >> 2] |= 0x80 << (24 - (length % 4) * 8);
    var end = (((length + 8) >> 6) + 1) * 16;
    words[end - 1] = length * 8;
    for (i = 0; i < end; i += 16) {
      var s = h.slice();
      for (j = 0; j < 64; j++) {
        if (j < 16) { w[j] = words[i + j] | 0; } else {
          var x = w[j - 15], y = w[j - 2];
          w[j] = (((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + w[j - 7] +
            ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10) + w[j - 16]) | 0;
        }
        var a = s[0], e = s[4];
        var t = (s[7] + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) +
          ((e & s[5]) ^ (~e & s[6])) + K[j] + w[j]) | 0;
        var u = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) +
          ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]))) | 0;
        s = [(t + u) | 0, a, s[1], s[2], (s[3] + t) | 0, e, s[5], s[6]];
      }
      for (j = 0; j < 8; j++) { h[j] = (h[j] + s[j]) | 0; }
    }
    var octets = '';
    for (i = 0; i < 8; i++) { for (j = 24; j >= 0; j -= 8) { octets += String.fromCharCode(h[i] >>> j & 255); } }
    return btoa(octets).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }
  // Pages of a parent domain can set cookies of our name too: any of them may be the one that counts.
  function state() {
    var cookies = document.cookie ? document.cookie.split('; ') : [], found = [], i, at;
    for (i = 0; i < cookies.length; i++) {
      at = cookies[i].indexOf('=');
      if (at > 0 && cookies[i].slice(0, at) === 'COOKIE_NAME') { found.push(cookies[i].slice(at + 1)); }
    }
    return found.length ? found.join('~') : null;
  }
  // The answer table: what the cookie says (none, match, mismatch), what the server said last ('' while unknown),
  // whether the cookie matched before in this document, and what was answered last. null is silence.
  function answer(cookie, verdict, matched, last) {
    if (verdict === 'mismatch') { return 'error'; }
    if (verdict === 'ended' || verdict === 'bad') { return 'changed'; }
    if (cookie === 'match') { return 'unchanged'; }
    if (cookie === 'mismatch') { return verdict || matched ? 'changed' : null; }
    return verdict ? (verdict === 'live' ? 'unchanged' : 'changed') : last;
  }

  var VALID = /^[!-~]+ [A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{80}$/;
  var FINAL = { ended: true, mismatch: true, bad: true };
  var base = location.pathname.replace(/\/+$/, '');
  var entries = {}, keys = [], port, stream = null, asking = false, failures = 0, timer = null, hello = null, way = null;

  function compare(entry) {
    var cookie = state(), parts, salt;
    if (entry.seen && entry.cookie === cookie) { return entry.compared; }
    entry.seen = true;
    entry.cookie = cookie;
    entry.compared = 'none';
    if (cookie !== null) {
      parts = entry.text.split(' ');
      salt = parts[1].split('.')[1];
      entry.compared = 'mismatch';
      cookie.split('~').forEach(function (token) {
        if (sha256(parts[0] + ' ' + entry.origin + ' ' + token + ' ' + salt) + '.' + salt === parts[1]) {
          entry.compared = 'match';
        }
      });
    }
    return entry.compared;
  }
  function tell(entry, source, asked) {
    var compared = compare(entry), told = answer(compared, entry.verdict, entry.matched, entry.last);
    if (compared === 'match') { entry.matched = true; }
    if (!told) { source.waiting = true; return; }
    entry.last = told;
    if (asked || source.waiting || (told === 'changed' && source.told !== 'changed')) {
      source.waiting = false;
      source.told = told;
      try { source.frame.postMessage(told, entry.origin); } catch (gone) {}
    }
  }
  function learn(key, verdict) {
    var entry = entries[key];
    if (!entry || FINAL[entry.verdict]) { return; }
    entry.verdict = verdict;
    entry.sources.forEach(function (source) { tell(entry, source, false); });
  }
  function open() { return keys.filter(function (key) { return !FINAL[entries[key].verdict]; }); }
  function unknown() { return keys.filter(function (key) { return !entries[key].verdict || entries[key].stale; }); }
  function spread(seconds) { return seconds * (750 + Math.random() * 500); }
  function later(seconds, work) { clearTimeout(timer); timer = setTimeout(work, spread(seconds)); }

  function ask(about) {
    if (asking || !about.length) { return; }
    asking = true;
    var request = new XMLHttpRequest();
    request.open('POST', base + '/status');
    request.setRequestHeader('Content-Type', 'application/json');
    request.timeout = 15000;
    request.onloadend = function () {
      var verdicts = null;
      asking = false;
      try { verdicts = request.status === 200 ? JSON.parse(request.responseText).s : null; } catch (unreadable) {}
      if (!verdicts) {
        failures = Math.min(failures + 1, 7);
        later(Math.min(Math.pow(2, failures - 1), 60), function () { ask(way === 'worker' ? unknown() : open()); });
        return;
      }
      failures = 0;
      about.forEach(function (key, i) { entries[key].stale = false; learn(key, verdicts[i]); });
      if (unknown().length) { ask(unknown()); }
      subscribe();
    };
    request.send(JSON.stringify({ w: about }));
  }

  // Being told of changes: by one stream that all tabs of this site share, else by a stream of our own where the
  // connection carries many, else by asking every 20 seconds.
  function subscribe() {
    if (!open().length) { leave(null); return; }
    if (way === null && window.SharedWorker) {
      try {
        var worker = new SharedWorker(base + '/watch.js');
        worker.onerror = function () { if (way === 'worker') { leave('none'); alone(); } };
        port = worker.port;
        port.onmessage = function (event) {
          if (event.data === 'here') { clearTimeout(hello); } else { learn(event.data[0], event.data[1]); }
        };
        way = 'worker';
        hello = setTimeout(function () { leave('none'); alone(); }, 10000);
      } catch (refused) { port = null; }
    }
    if (way === 'worker') { port.postMessage(open()); return; }
    alone();
  }
  function alone() {
    var hop = '', entry;
    try { entry = performance.getEntriesByType('navigation')[0]; hop = entry ? entry.nextHopProtocol : ''; } catch (none) {}
    if (window.EventSource && (hop === 'h2' || hop === 'h3')) {
      way = 'stream';
      if (stream) { stream.close(); }
      stream = new EventSource(base + '/events?w=' + encodeURIComponent(open().join('\n')));
      stream.addEventListener('s', function (event) {
        var told = JSON.parse(event.data);
        learn(told[0], told[1]);
      });
      stream.onerror = function () {
        // Refused rather than broken: an answer opens the next one.
        if (stream && stream.readyState === 2) { later(10, function () { ask(open()); }); }
      };
      return;
    }
    way = 'poll';
    later(20, function () { ask(open()); });
  }
  function leave(next) {
    clearTimeout(timer);
    clearTimeout(hello);
    if (port) { port.postMessage('bye'); port.close(); port = null; }
    if (stream) { stream.close(); stream = null; }
    way = next;
  }

  window.addEventListener('message', function (event) {
    var text = event.data, origin = event.origin, frame = event.source, key, entry, source;
    if (!frame || frame === window || typeof text !== 'string' || origin === 'null') { return; }
    if (text === 'changed' || text === 'unchanged' || text === 'error') { return; }
    key = origin + ' ' + text;
    if (text.length > 1024 || !VALID.test(text) || (!entries[key] && keys.length >= 16)) {
      frame.postMessage('error', origin);
      return;
    }
    entry = entries[key];
    if (!entry) {
      entry = entries[key] = { text: text, origin: origin, sources: [], verdict: '', matched: false, last: null };
      keys.push(key);
    }
    source = entry.sources.filter(function (known) { return known.frame === frame; })[0];
    if (!source) {
      source = { frame: frame, told: null, waiting: false };
      entry.sources.push(source);
      if (entry.sources.length > 8) { entry.sources.shift(); }
    }
    tell(entry, source, true);
    if (!entry.verdict && !failures) { ask(unknown()); }
  });
  window.addEventListener('pagehide', function () { leave(null); });
  window.addEventListener('pageshow', function (event) {
    if (!event.persisted) { return; }
    open().forEach(function (key) { entries[key].stale = true; });
    failures = 0;
    ask(unknown());
  });
}());
