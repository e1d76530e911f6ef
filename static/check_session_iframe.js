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
  function state() {
    var cookies = document.cookie ? document.cookie.split('; ') : [], i, at;
    for (i = 0; i < cookies.length; i++) {
      at = cookies[i].indexOf('=');
      if (cookies[i].slice(0, at) === 'COOKIE_NAME') { return cookies[i].slice(at + 1); }
    }
    return null;
  }
  function answer(text, origin) {
    var parts, current;
    if (text.length > 1024 || !/^[!-~]+ [A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{1,128}$/.test(text)) { return 'error'; }
    current = state();
    if (current === null) { return null; }
    parts = text.split(' ');
    var salt = parts[1].split('.')[1];
    return sha256(parts[0] + ' ' + origin + ' ' + current + ' ' + salt) + '.' + salt === parts[1] ? 'unchanged' : 'changed';
  }
  window.addEventListener('message', function (event) {
    var text = event.data, told;
    if (!event.source || event.source === window || typeof text !== 'string' || event.origin === 'null') { return; }
    if (text === 'changed' || text === 'unchanged' || text === 'error') { return; }
    told = answer(text, event.origin);
    if (told) { event.source.postMessage(told, event.origin); }
  });
}());
