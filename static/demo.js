// The session light, as OpenID Connect Session Management 1.0 §3 describes it for an app's page, and news of this
// app's own session. The light says what the provider's frame said last and claims nothing more.
(function () {
  "use strict";
  var PERIOD = 2000, PATIENCE = 6000;
  var stage = document.getElementById("stage"), signal = document.getElementById("signal");
  var pulse = document.getElementById("pulse");
  var frame = null, loaded = false, ticks = 0, asked = 0, answers = 0, since = 0, last = "";

  var WORDS = {
    off: ["Light off", "It is on while somebody is signed in to this app."],
    start: ["Checking", "The provider’s frame has not answered yet."],
    green: ["Unchanged", "The login at the provider is the one that this app knows."],
    red: ["Changed", "The login at the provider has ended or was replaced by another. Run a silent check to see which."],
    ended: ["Ended", "The session of this app was ended. The logout requests below show how."],
    silent: ["No answer", "The frame did not answer: the browser may block the provider’s cookie, or the provider cannot be reached."],
    error: ["Error", "The frame could not read the message. Sign in again to get a new session_state."]
  };
  var LIGHTS = { off: "off", start: "amber", green: "green", red: "red", ended: "red", silent: "amber", error: "amber" };

  function show(state) {
    if (state === last) { return; }
    last = state;
    signal.dataset.light = LIGHTS[state];
    document.getElementById("light").textContent = WORDS[state][0];
    document.getElementById("light-words").textContent = WORDS[state][1];
  }
  function beat(text) {
    var time = new Date().toISOString().slice(11, 19);
    pulse.hidden = false;
    pulse.textContent = time + " “" + text + "” · " + asked + " asked, " + answers + " answered";
  }

  // The frame is asked once it has loaded, and then every two seconds. One that loaded before anybody listened is
  // asked at the second tick.
  function tick() {
    ticks += 1;
    if (loaded || ticks > 1) { ask(); }
  }
  function ask() {
    if (!frame || !frame.contentWindow) { return; }
    asked += 1;
    frame.contentWindow.postMessage(frame.dataset.message, frame.dataset.origin);
    if (Date.now() - since > PATIENCE) { show("silent"); }
  }
  function watch() {
    var found = document.getElementById("op");
    if (found === frame) { return; }
    var ended = frame && !found;
    frame = found;
    loaded = false;
    ticks = 0;
    asked = 0;
    answers = 0;
    since = Date.now();
    if (frame) { pulse.hidden = true; }
    show(frame ? "start" : ended ? "ended" : "off");
    if (frame) { frame.addEventListener("load", function () { loaded = true; ask(); }, { once: true }); }
  }
  window.addEventListener("message", function (event) {
    if (!frame || event.source !== frame.contentWindow || event.origin !== frame.dataset.origin) { return; }
    var states = { unchanged: "green", changed: "red", error: "error" };
    if (!Object.prototype.hasOwnProperty.call(states, event.data)) { return; }
    answers += 1;
    since = Date.now();
    show(states[event.data]);
    beat(event.data);
  });
  setInterval(tick, PERIOD);

  // News: where the server knows more than this page, its parts are fetched anew.
  function renew() {
    return fetch(stage.dataset.home, { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(answer.status);
    }).then(function (html) {
      var fresh = new DOMParser().parseFromString(html, "text/html"), focused = document.activeElement;
      var id = focused && focused.id;
      stage.dataset.revision = fresh.getElementById("stage").dataset.revision;
      Array.prototype.forEach.call(document.querySelectorAll("[data-live]"), function (part) {
        var other = fresh.getElementById(part.id);
        if (!other) { return; }
        Array.prototype.forEach.call(part.querySelectorAll("details[open][id]"), function (open) {
          var same = other.querySelector("#" + open.id);
          if (same) { same.open = true; }
        });
        if (part.innerHTML !== other.innerHTML) { part.replaceChildren.apply(part, Array.from(other.childNodes)); }
      });
      if (id && document.activeElement !== focused && document.getElementById(id)) { document.getElementById(id).focus(); }
      watch();
    });
  }
  function look() {
    if (document.hidden) { return; }
    fetch(stage.dataset.events, { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.json() : null;
    }).then(function (news) {
      if (news && news.revision !== stage.dataset.revision) { return renew(); }
    }).catch(function () { /* The server is away; the next look tells when it is back. */ });
  }
  setInterval(look, PERIOD);
  watch();
}());
