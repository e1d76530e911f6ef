// One stream of changes for all tabs of a site: each iframe names what it watches, each hears what concerns it.
(function () {
  'use strict';
  var base = location.pathname.replace(/\/watch\.js$/, '');
  var ports = [], verdicts = {}, streams = [], watched = '', due = null;
  var FINAL = { ended: true, mismatch: true, bad: true };

  function wanted() {
    var all = {};
    ports.forEach(function (known) { known.keys.forEach(function (key) { all[key] = !FINAL[verdicts[key]]; }); });
    return Object.keys(all).filter(function (key) { return all[key]; }).sort();
  }
  function learn(key, verdict) {
    verdicts[key] = verdict;
    ports.forEach(function (known) {
      if (known.keys.indexOf(key) >= 0) { known.port.postMessage([key, verdict]); }
    });
  }
  function close() {
    streams.forEach(function (stream) { stream.close(); });
    streams = [];
  }
  function open() {
    var keys = wanted(), i;
    clearTimeout(due);
    due = null;
    close();
    watched = keys.join('\n');
    for (i = 0; i < keys.length; i += 16) { follow(keys.slice(i, i + 16)); }
  }
  function follow(keys) {
    var stream = new EventSource(base + '/events?w=' + encodeURIComponent(keys.join('\n')));
    streams.push(stream);
    stream.addEventListener('s', function (event) {
      var told = JSON.parse(event.data);
      learn(told[0], told[1]);
    });
    stream.onerror = function () {
      // Refused rather than broken: the browser does not try again by itself. Until it is let in, it asks.
      if (stream.readyState !== 2) { return; }
      ask(keys);
      if (due === null) { due = setTimeout(open, 5000 + Math.random() * 10000); }
    };
  }
  function ask(keys) {
    var request = new XMLHttpRequest();
    request.open('POST', base + '/status');
    request.setRequestHeader('Content-Type', 'application/json');
    request.onload = function () {
      if (request.status !== 200) { return; }
      JSON.parse(request.responseText).s.forEach(function (verdict, i) { learn(keys[i], verdict); });
    };
    request.send(JSON.stringify({ w: keys }));
  }
  function refresh() {
    var keys = wanted();
    if (!keys.length) { close(); watched = ''; clearTimeout(due); due = null; return; }
    var missing = keys.some(function (key) { return ('\n' + watched + '\n').indexOf('\n' + key + '\n') < 0; });
    if (missing) { clearTimeout(due); due = setTimeout(open, 20); }
  }
  self.onconnect = function (connection) {
    var known = { port: connection.ports[0], keys: [] };
    ports.push(known);
    known.port.onmessage = function (message) {
      if (message.data === 'bye') {
        ports.splice(ports.indexOf(known), 1);
      } else {
        known.keys = message.data;
        known.port.postMessage('here');
        known.keys.forEach(function (key) { if (FINAL[verdicts[key]]) { known.port.postMessage([key, verdicts[key]]); } });
      }
      refresh();
    };
  };
}());
