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
  var FINAL = { ended: true, mismatch: true };
  var MOST = 64, AT_ONCE = 32;
  var base = location.pathname.replace(/\/+$/, '');
  // Who asks: a window with an origin and a client, and the newest value that it asked about. What the server said of a
  // value counts for all who ask about it; answers and news are numbered, and an older one yields to a newer one.
  var askers = [], said = {}, news = 0;
  var asking = false, failures = 0, failing = 0, timer = null, watching = null, loading = null, swept = 0;

  function open() { return Object.keys(said).filter(function (key) { return !FINAL[said[key].verdict]; }); }
  function compare(asker) {
    var cookie = state(), salt = asker.value.split('.')[1];
    if (asker.cookie === cookie) { return asker.compared; }
    asker.cookie = cookie;
    asker.compared = cookie === null ? 'none' : 'mismatch';
    (cookie === null ? [] : cookie.split('~')).forEach(function (token) {
      var hash = sha256(asker.client + ' ' + asker.origin + ' ' + token + ' ' + salt);
      if (hash + '.' + salt === asker.value) { asker.compared = 'match'; }
    });
    return asker.compared;
  }
  function tell(asker, asked) {
    var compared = compare(asker), told = answer(compared, said[asker.key].verdict, asker.matched, asker.last);
    if (compared === 'match') { asker.matched = true; }
    if (!told) { asker.waiting = true; return; }
    if (asked || asker.waiting || (told === 'changed' && asker.last !== 'changed')) {
      asker.waiting = false;
      try { asker.frame.postMessage(told, asker.origin); } catch (gone) {}
    }
    asker.last = told;
  }
  function learn(key, verdict, number) {
    var known = said[key];
    if (!known || FINAL[known.verdict] || (number < known.number && !FINAL[verdict])) { return; }
    known.verdict = verdict;
    known.number = number;
    known.due = false;
    askers.forEach(function (asker) { if (asker.key === key) { tell(asker, false); } });
  }
  // After askers came, went or asked about another value.
  function count() {
    var wanted = {};
    askers.forEach(function (asker) {
      wanted[asker.key] = said[asker.key] || { verdict: '', number: 0, due: true };
      // A page may go on asking about the value before by turns.
      if (said[asker.before]) { wanted[asker.before] = said[asker.before]; }
    });
    said = wanted;
    if (watching) { watching.set(open()); }
  }
  function sweep() {
    swept = Date.now();
    askers = askers.filter(function (asker) { return !asker.frame.closed; });
    askers.forEach(function (asker) { if (Math.abs(swept - asker.since) > 60000) { asker.before = ''; } });
    count();
  }

  function ask() {
    var about = open().filter(function (key) { return said[key].due; }).slice(0, AT_ONCE), number = ++news;
    if (asking || !about.length) { return; }
    asking = true;
    clearTimeout(timer);
    var request = new XMLHttpRequest();
    request.open('POST', base + '/status');
    request.setRequestHeader('Content-Type', 'application/json');
    request.timeout = Math.min(3000 * (failures + 1), 15000);
    request.onloadend = function () {
      var verdicts = null;
      asking = false;
      try { verdicts = request.status === 200 ? JSON.parse(request.responseText).s : null; } catch (unreadable) {}
      // What the server could not find out is asked again.
      about.forEach(function (key, i) { if (verdicts && verdicts[i]) { learn(key, verdicts[i], number); } });
      if (verdicts) { watch(); }
      if (!verdicts || about.some(function (key, i) { return !verdicts[i]; })) { later(request.status); return; }
      failures = 0;
      ask();
    };
    request.send(JSON.stringify({ w: about }));
  }
  // The server is away: asked again every other second for some minutes. It refuses: it has too much to do already.
  function later(status) {
    failing = failures ? failing : Date.now();
    failures += 1;
    var isAway = !status || (status >= 500 && status !== 503), isNew = Math.abs(Date.now() - failing) < 180000;
    timer = setTimeout(ask, (isAway && isNew ? 1.5 : Math.min(5 * failures, 15)) * (750 + Math.random() * 500));
  }
  function again() {
    open().forEach(function (key) { said[key].due = true; });
    ask();
  }
  function wake() {
    failures = 0;
    clearTimeout(timer);
    if (watching) { watching.wake(); ask(); } else { again(); }
  }

  function told(key, verdict) {
    failures = 0;
    learn(key, verdict, ++news);
  }
  // Being told of changes: by watch.js, once it is there, else by asking every 20 seconds.
  function watch() {
    clearTimeout(timer);
    if (!open().length) { return; }
    if (window.latchkeyWatch) {
      watching = watching || window.latchkeyWatch(base, told, again);
      watching.set(open());
      return;
    }
    timer = setTimeout(again, 20000 * (750 + Math.random() * 500) / 1000);
    if (loading) { return; }
    loading = document.createElement('script');
    loading.src = base + '/watch.js?WATCH_VERSION';
    loading.onload = watch;
    loading.onerror = function () { loading = null; };
    document.documentElement.appendChild(loading);
  }
  function leave() {
    clearTimeout(timer);
    if (watching) { watching.close(); watching = null; }
  }

  window.addEventListener('message', function (event) {
    var text = event.data, origin = event.origin, frame = event.source, parts, asker;
    if (!frame || frame === window || typeof text !== 'string' || origin === 'null') { return; }
    if (text === 'changed' || text === 'unchanged' || text === 'error') { return; }
    if (askers.length >= MOST || Date.now() - swept > 10000) { sweep(); }
    parts = text.split(' ');
    asker = askers.filter(function (one) { return one.frame === frame && one.origin === origin && one.client === parts[0]; })[0];
    if (text.length > 1024 || !VALID.test(text) || (!asker && askers.length >= MOST)) {
      frame.postMessage('error', origin);
      return;
    }
    if (!asker || asker.value !== parts[1]) {
      askers = askers.filter(function (one) { return one !== asker; });
      asker = { frame: frame, origin: origin, client: parts[0], value: parts[1], key: origin + ' ' + text, matched: false, last: null,
        before: asker ? asker.key : '', since: Date.now() };
      askers.push(asker);
      count();
    }
    tell(asker, true);
    // Who watches for us asks about it, too: we do where no answer comes.
    if (said[asker.key].due && !failures) { setTimeout(ask, watching ? 1500 : 0); }
  });
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', function () { if (!document.hidden) { wake(); } });
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', function (event) { if (event.persisted) { failures = 0; again(); } });
}());
