// How frames of this provider are told of changes: what all pages of a site watch goes over one stream of events. This
// script runs as a shared worker, which holds the stream, and in each frame, which talks to the worker. Where there is no
// shared worker, one of the frames holds the stream for all (Web Locks, BroadcastChannel), or each visible frame its own.
//
// Nobody is trusted to be there: the server beats every 10 seconds, whoever holds the stream answers each ping of a frame,
// and what is silent is asked instead (POST …/status) and opened again.
(function (scope) {
  'use strict';
  var FINAL = { ended: true, mismatch: true };
  var AT_ONCE = 32, ON_A_STREAM = 256;
  // Milliseconds without a beat until a stream counts as dead, until one must have begun, and between two questions of
  // those who have none.
  var SILENT = 16000, BEGINS = 5000, POLL = 20000;
  // Seconds to wait before a stream that does not last is opened again.
  var REOPEN = [0, 1, 5, 15, 60, 300];

  function spread(seconds) { return seconds * (750 + Math.random() * 500); }

  // What is watched, and the stream. `tell` is told each verdict; `mayStream` says whether a stream may be held now, and
  // `isAlone` that there may be others beside it.
  function hub(base, tell, mayStream, isAlone) {
    var known = {}, gone = [], news = 0, doubted = 0, ticking = null, ticked = 0, woken = 0;
    var stream = null, id = '', begun = 0, heard = 0, broken = 0, unsure = false, isProven = false, openAt = 0,
      probed = 0, crowded = 0;
    var atOnce = AT_ONCE, flying = [], sentAt = 0, failures = 0, failing = 0, sendAt = 0, pollAt = 0;

    function open() { return Object.keys(known).filter(function (key) { return !FINAL[known[key].verdict]; }); }
    function due() { return open().filter(function (key) { return known[key].due; }); }
    function doubt() {
      doubted = ++news;
      open().forEach(function (key) { known[key].due = true; });
    }
    // Answers and news are numbered: an older one yields to a newer one, unless it is final.
    function learn(key, verdict, number) {
      var one = known[key];
      if (!one || FINAL[one.verdict] || (number < one.number && !FINAL[verdict])) { return; }
      one.verdict = verdict;
      one.number = number;
      tell(key, verdict);
    }

    function close() {
      if (stream) { stream.close(); }
      stream = null;
      id = '';
      Object.keys(known).forEach(function (key) { known[key].on = false; });
    }
    // The stream broke or fell silent: we ask at once, and open it again after a good answer.
    function lose() {
      var now = Date.now();
      broken = id && now - begun > 60000 ? 0 : Math.min(broken + 1, REOPEN.length - 1);
      openAt = now + spread(REOPEN[broken]);
      close();
      gone = [];
      unsure = true;
      doubt();
      sendAt = now;
      step();
    }
    function begin() {
      var one = stream = new EventSource(base + '/events');
      begun = heard = Date.now();
      isProven = false;
      function on(name, take) {
        one.addEventListener(name, function (event) {
          if (one !== stream) { return; }
          heard = Date.now();
          take(event.data);
        });
      }
      on('beat', function () {});
      on('id', function (data) {
        id = data;
        giveUp(flying);
        doubt();
        sendAt = 0;
        step();
      });
      on('s', function (data) {
        var told = JSON.parse(data);
        learn(told[0], told[1], ++news);
      });
      one.onerror = function () { if (one === stream) { lose(); } };
    }

    // Milliseconds after which a question that hangs is put again, on another connection: the browser keeps some that are
    // dead and does not know it. Right after waking all of them may be.
    function hurry(now) { return Math.abs(now - woken) < 5000 ? 500 : 1000; }
    // Questions that nobody waits for any more.
    function giveUp(some) {
      flying = flying.filter(function (one) { return some.indexOf(one) < 0; });
      some.forEach(function (one) { one.abort(); });
    }
    function send() {
      var now = Date.now(), number = ++news, mine = id, request = new XMLHttpRequest();
      var about = due().slice(0, atOnce), body = { w: about };
      var others = open().filter(function (key) { return known[key].on && about.indexOf(key) < 0; }).length;
      if (mine && others + about.length <= ON_A_STREAM) {
        body.stream = mine;
        body.drop = gone.splice(0, AT_ONCE);
      }
      request.open('POST', base + '/status');
      request.setRequestHeader('Content-Type', 'application/json');
      request.timeout = flying.length ? 3000 : 15000;
      request.number = number;
      sentAt = now;
      request.onloadend = function () {
        var answer = null;
        if (flying.indexOf(request) < 0) { return; }
        flying = flying.filter(function (one) { return one !== request; });
        try { answer = request.status === 200 ? JSON.parse(request.responseText) : null; } catch (unreadable) {}
        if (!answer || !answer.s) { gone = (body.drop || []).concat(gone); }
        if (request.status === 400) {
          // One of them is not taken: the others are asked about without it.
          if (atOnce === 1 && known[about[0]]) { known[about[0]].due = false; }
          atOnce = 1;
          step();
          return;
        }
        if (!answer || !answer.s) {
          failed(request.status, Number(request.getResponseHeader('Retry-After')) || 0);
          return;
        }
        giveUp(flying.filter(function (one) { return one.number < number; }));
        unsure = false;
        isProven = true;
        about.forEach(function (key, i) {
          var one = known[key];
          if (!one) { return; }
          one.on = mine !== '' && mine === id && answer.stream === 'open';
          one.due = one.due && number < doubted;
          // What the server could not find out its stream tells later, or is asked with the next round.
          if (answer.s[i]) { learn(key, answer.s[i], number); }
        });
        failures = sendAt = 0;
        if (!due().length) { atOnce = AT_ONCE; }
        if (mine && mine === id && answer.stream === 'gone') { lose(); } else { step(); }
      };
      try { request.send(JSON.stringify(body)); } catch (refused) { failed(0, 0); return; }
      flying.push(request);
      setTimeout(step, hurry(now));
    }
    // Away: asked again every other second for three minutes, then every five, after an hour every 15. Whoever names a time
    // is taken at its word, and whoever refuses is asked less and less; up to 15 seconds.
    function failed(status, retryAfter) {
      var now = Date.now(), isAway = !status || status === 200 || status >= 500, since, seconds;
      failing = failures ? failing : now;
      failures += 1;
      since = now - failing;
      seconds = isAway ? (since < 180000 ? 1.2 : since < 3600000 ? 4 : 15) : 5 * failures;
      // While others are on their way, the next one follows them by the clock.
      if (!flying.length) { sendAt = now + spread(Math.min(Math.max(seconds, retryAfter), 15)); }
      setTimeout(step, Math.max(sendAt - now, 0) + 10);
    }

    // Everything that time decides, by the clock on the wall: a machine that slept has missed its timers.
    function step() {
      // Browsers let the timers of hidden pages run once a minute.
      var now = Date.now(), pause = scope.document && scope.document.hidden ? 90000 : 5000;
      var slept = ticking && Math.abs(now - ticked) > pause;
      ticked = now;
      if (!open().length) { rest(); return; }
      if (slept) { wake(); return; }
      if (stream && !mayStream()) { close(); doubt(); }
      if (stream && now - heard > (id ? SILENT : BEGINS)) { lose(); return; }
      if (id && probed && heard < probed && now - probed > 800) { lose(); return; }
      // Over HTTP/1.1 a browser has six connections to a server. Whoever took the last one gives it back.
      if (isAlone && stream && !isProven && (id ? flying.length && now - sentAt > 1500 : now - begun > 3000)) {
        crowded = now + spread(60);
        giveUp(flying);
        lose();
        return;
      }
      if (!stream && !unsure && now >= openAt && now >= crowded && scope.EventSource && mayStream()) {
        try { begin(); } catch (refused) { openAt = now + 300000; }
      }
      if (now >= pollAt) {
        pollAt = now + spread(POLL / 1000);
        open().forEach(function (key) { known[key].due = known[key].due || !known[key].on; });
      }
      // While a stream begins, its verdicts are on their way. A question that hangs holds up the next one for a moment
      // only.
      if (stream && !id) { return; }
      if (flying.length && (id || flying.length > 3 || now - sentAt < hurry(now))) { return; }
      if (now >= sendAt && due().length) { send(); }
    }
    function rest() {
      clearInterval(ticking);
      ticking = null;
      close();
    }
    function wake() {
      var now = Date.now();
      if (Math.abs(now - woken) < 500 || !open().length) { return; }
      woken = ticked = probed = now;
      failures = broken = openAt = sendAt = 0;
      // The clock may have been set back.
      heard = Math.min(heard, now - 1);
      sentAt = Math.min(sentAt, now);
      pollAt = now + spread(POLL / 1000);
      crowded = Math.min(crowded, now + 75000);
      doubt();
      step();
      setTimeout(step, 850);
    }
    return {
      // What is known for certain.
      verdict: function (key) {
        var one = known[key];
        return one && (FINAL[one.verdict] || (one.on && !one.due)) ? one.verdict : '';
      },
      step: step,
      wake: wake,
      close: function () { known = {}; rest(); },
      set: function (wanted) {
        var now = Date.now(), next = {};
        wanted.forEach(function (key) { next[key] = known[key] || { verdict: '', number: 0, due: true, on: false }; });
        gone = gone.concat(Object.keys(known).filter(function (key) { return known[key].on; }))
          .filter(function (key) { return !next[key]; });
        known = next;
        if (!ticking && open().length) {
          ticked = now;
          pollAt = now + spread(POLL / 1000);
          ticking = setInterval(step, 1000);
        }
        step();
      }
    };
  }

  // Where frames say what they watch. A guest is a frame: `post` reaches it.
  function desk(base, mayStream, isAlone) {
    var guests = [], last = 0;
    var centre = hub(base, function (key, verdict) {
      guests.forEach(function (guest) { if (guest.keys.indexOf(key) >= 0) { guest.post([key, verdict]); } });
    }, mayStream, isAlone);
    function set() {
      var all = {};
      guests.forEach(function (guest) { guest.keys.forEach(function (key) { all[key] = true; }); });
      centre.set(Object.keys(all));
    }
    return {
      step: centre.step,
      close: centre.close,
      wake: centre.wake,
      guests: function () { return guests; },
      hear: function (guest, message) {
        var now = Date.now(), slept = Math.abs(now - last) > 60000, text;
        last = guest.seen = now;
        // A frame that crashed says no good-bye. One that was frozen comes back and is taken in anew.
        guests = guests.filter(function (one) {
          if (slept) { one.seen = now; }
          if (now - one.seen < 180000) { return true; }
          one.text = null;
          return false;
        });
        if (message === 'bye') {
          guests = guests.filter(function (one) { return one !== guest; });
          set();
          return;
        }
        if (guests.indexOf(guest) < 0) {
          guests.push(guest);
          guest.keys = guest.keys || [];
        }
        guest.post('here');
        if (message === 'wake') { centre.wake(); return; }
        text = message.join('\n');
        if (text === guest.text) { centre.step(); return; }
        guest.text = text;
        guest.keys = message;
        set();
        message.forEach(function (key) { if (centre.verdict(key)) { guest.post([key, centre.verdict(key)]); } });
      }
    };
  }

  // Frames of one version talk to each other.
  var NAME = 'latchkey-watch-WATCH_VERSION-';
  function always() { return true; }
  function random() { return String(Math.random()).slice(2) + Date.now(); }
  function noop() {}

  // As a shared worker.
  function work() {
    var here = desk(scope.location.pathname.replace(/\/watch\.js$/, ''), always, false), lock = null;
    scope.onconnect = function (connection) {
      var port = connection.ports[0], guest = { post: function (message) { port.postMessage(message); } };
      if (lock) { guest.post({ lock: lock }); }
      port.onmessage = function (event) { here.hear(guest, event.data); };
      port.addEventListener('close', function () { here.hear(guest, 'bye'); });
    };
    scope.addEventListener('online', here.wake);
    // Frames wait for this lock: it is theirs when the worker is no more.
    try {
      scope.navigator.locks.request(NAME + random(), function (held) {
        lock = held.name;
        here.guests().forEach(function (guest) { guest.post({ lock: lock }); });
        return new Promise(noop);
      }).then(null, noop);
    } catch (none) {}
  }

  // In a frame. `learn` is told each verdict; `silent` is called when nobody can be trusted to tell, and must ask.
  function watch(base, learn, silent) {
    var ways = [viaWorker, viaLock, alone], way = 0, link = null, keys = [], pinged = 0, heard = 0, asked = 0;
    var ticked = Date.now(), ticking = setInterval(tick, 2000), patience = 10000;

    function viaWorker() {
      var worker = new SharedWorker(base + '/watch.js?WATCH_VERSION'), port = worker.port, lock = null, self;
      function gone() { if (link === self) { lost(); } }
      worker.onerror = gone;
      port.addEventListener('close', gone);
      port.onmessage = function (event) {
        if (!event.data.lock) { hear(event.data); return; }
        if (lock || !window.AbortController) { return; }
        lock = new AbortController();
        navigator.locks.request(event.data.lock, { signal: lock.signal }, gone).then(null, noop);
      };
      self = {
        post: function (message) { port.postMessage(message); },
        close: function () {
          if (lock) { lock.abort(); }
          port.postMessage('bye');
          port.close();
        }
      };
      return self;
    }
    // The frame that has the lock holds the stream for all; the next one waits for it.
    function viaLock() {
      if (!navigator.locks) { return null; }
      var channel = new BroadcastChannel(NAME + base), me = random(), guests = {}, leading = null, release = noop;
      var waiting = new AbortController(), closed = false, self;
      function guest(name) {
        guests[name] = guests[name] || { post: function (message) { send({ to: name, message: message }); } };
        return guests[name];
      }
      function send(letter) {
        if (closed) { return; }
        channel.postMessage(letter);
        take(letter);
      }
      function take(letter) {
        if (letter.to === me) { hear(letter.message); }
        if (letter.from && leading) { leading.hear(guest(letter.from), letter.message); }
        if (letter.message === 'bye') { delete guests[letter.from]; }
        if (letter.to === 'all' && link === self) { ping(); }
      }
      function lead() {
        leading = desk(base, always, false);
        setTimeout(function () { send({ to: 'all' }); }, 0);
        return new Promise(function (done) { release = done; });
      }
      function retire() {
        if (leading) { leading.close(); }
        leading = null;
        release();
      }
      function queue(options) {
        navigator.locks.request(NAME + base, options, lead).then(null, function (error) {
          if (closed) { return; }
          if (leading) {
            // Another frame took over while we did not answer.
            retire();
            queue({ signal: waiting.signal });
          } else if (error.name !== 'AbortError' && link === self) {
            // There are no locks for this frame.
            way = 2;
            lost();
          }
        });
      }
      channel.onmessage = function (event) { take(event.data); };
      self = {
        post: function (message) { send({ from: me, message: message }); },
        takeOver: function () {
          waiting.abort();
          waiting = new AbortController();
          queue({ steal: true });
        },
        close: function () {
          send({ from: me, message: 'bye' });
          closed = true;
          waiting.abort();
          retire();
          channel.close();
        }
      };
      queue({ signal: waiting.signal });
      return self;
    }
    function alone() {
      var here = desk(base, function () { return !document.hidden; }, true), self = { post: hear };
      document.addEventListener('visibilitychange', here.step);
      return {
        post: function (message) { here.hear(self, message); },
        close: function () {
          document.removeEventListener('visibilitychange', here.step);
          here.close();
        }
      };
    }

    // The first time, the script may have to come over a slow network. Later it is there, and whoever does not answer then
    // is a browser that still hands out a worker which crashed.
    function connect(again) {
      pinged = heard = 0;
      patience = again ? 1000 : 10000;
      while (!link) {
        try { link = ways[way](); } catch (refused) {}
        if (!link) { way += 1; }
      }
      ping();
      if (again) { setTimeout(tick, 1100); }
    }
    function hear(message) {
      heard = Date.now();
      patience = 3000;
      if (message.push) { learn(message[0], message[1]); }
    }
    function ping() {
      if (heard >= pinged) { pinged = Date.now(); }
      link.post(keys);
    }
    function lost() {
      var left = link;
      if (!ticking) { return; }
      if (!heard && way < 2) { way += 1; }
      link = null;
      left.close();
      connect(true);
      silent();
    }
    function tick() {
      var now = Date.now(), slept = Math.abs(now - ticked) > 10000;
      if (!ticking) { return; }
      ticked = now;
      if (slept && !document.hidden) { wake(); return; }
      // The clock may have been set back.
      pinged = Math.min(pinged, now);
      heard = Math.min(heard, now);
      if (heard >= pinged) {
        if (now - pinged >= 5000) { ping(); }
        return;
      }
      if (now - pinged <= patience) { return; }
      if (!link.takeOver) { lost(); return; }
      if (!document.hidden) { link.takeOver(); }
      if (now - asked > POLL) { asked = now; silent(); }
      ping();
    }
    function wake() {
      pinged = Date.now();
      // Whoever looks at the page wants to know now.
      if (heard) { patience = 1000; }
      heard = Math.min(heard, pinged - 1);
      link.post('wake');
      link.post(keys);
      setTimeout(tick, 1100);
    }
    connect(false);
    return {
      wake: wake,
      set: function (wanted) {
        var before = keys.join('\n');
        keys = wanted.sort();
        if (keys.join('\n') !== before) { ping(); }
      },
      close: function () {
        clearInterval(ticking);
        ticking = null;
        link.close();
      }
    };
  }

  if (scope.document) { scope.latchkeyWatch = watch; } else { work(); }
}(self));
