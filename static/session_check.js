// Tries out what watching a session needs, and says what it means for an app.
(function () {
  "use strict";
  var list = document.querySelector("[data-iframe]");
  var frame = list.dataset.iframe, results = {};

  function tell(id, state, words) {
    var row = document.getElementById(id);
    row.dataset.state = state;
    row.querySelector(".sub").textContent = words;
    results[id] = state;
    if (results.asks && results.told) conclude();
  }
  function conclude() {
    var words = [], app = list.dataset.origin, near = list.dataset.sameSite === "true";
    var asks = results.asks === "done", told = results.told === "done";
    var speed = told ? "within a second." : "within half a minute.";
    if (asks) {
      words.push((app ? app + " can" : "Apps can") + " watch the session in this browser, with third-party cookies blocked or not: a sign-out shows " + speed);
    } else {
      words.push("Something keeps this browser's frames from asking the server: an extension, or a proxy before it. A sign-out in this browser still shows where the frame can read its cookie.");
    }
    if (app && near) {
      words.push("It is on the same site as this server, so no rule for third-party cookies touches it: silent sign-in in a frame (prompt=none) works too.");
    } else {
      words.push((app ? "It is on another site than this server" : "For an app on another site") + ": silent sign-in in a frame (prompt=none) answers login_required there, whatever the browser's rules for cookies, and an app that tries it whenever a session changes signs its user out. Redirecting the whole page with prompt=none works, and so do refresh tokens.");
    }
    var verdict = document.getElementById("verdict");
    verdict.textContent = "";
    words.forEach(function (sentence) { verdict.appendChild(document.createElement("p")).textContent = sentence; });
  }

  var request = new XMLHttpRequest(), began = Date.now();
  request.open("POST", frame + "/status");
  request.setRequestHeader("Content-Type", "application/json");
  request.onloadend = function () {
    if (request.status === 200) tell("asks", "done", "Answered in " + (Date.now() - began) + " ms. This works with cookies blocked, too.");
    else tell("asks", "failed", request.status ? "Answered " + request.status + "." : "No answer.");
  };
  request.send(JSON.stringify({ w: ["https://app.example probe probe"] }));

  if (window.EventSource) {
    var source = new EventSource(frame + "/events");
    var late = setTimeout(function () { source.close(); tell("told", "failed", "No stream opened. Apps ask every 20 seconds instead."); }, 5000);
    source.addEventListener("id", function () {
      clearTimeout(late);
      source.close();
      tell("told", "done", "A stream opened" + (window.SharedWorker ? "; all tabs of an app share one." : "."));
    });
  } else {
    tell("told", "failed", "This browser has no event streams. Apps ask every 20 seconds instead.");
  }
}());
