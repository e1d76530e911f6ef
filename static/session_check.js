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
      words.push((app ? app + " can" : "Apps can") + " monitor the session in this browser, whether third-party cookies are blocked or not. They notice a sign-out " + speed);
    } else {
      words.push("Frames in this browser cannot reach the server: an extension or a proxy blocks them. Apps still notice a sign-out in this browser where the frame can read its cookie.");
    }
    if (app && near) {
      words.push("It is on the same site as this server, so its cookies are not third-party cookies: silent sign-in in a frame (prompt=none) works too.");
    } else {
      words.push((app ? "It is on another site than this server" : "For an app on another site") + ": silent sign-in in a frame (prompt=none) always returns login_required. An app that tries it after each session change signs its user out. A redirect of the whole page with prompt=none works, and so do refresh tokens.");
    }
    var verdict = document.getElementById("verdict");
    verdict.textContent = "";
    words.forEach(function (sentence) { verdict.appendChild(document.createElement("p")).textContent = sentence; });
  }

  var request = new XMLHttpRequest(), began = Date.now();
  request.open("POST", frame + "/status");
  request.setRequestHeader("Content-Type", "application/json");
  request.onloadend = function () {
    if (request.status === 200) tell("asks", "done", "Answered in " + (Date.now() - began) + " ms. This also works when cookies are blocked.");
    else tell("asks", "failed", request.status ? "Answered " + request.status + "." : "No answer.");
  };
  request.send(JSON.stringify({ w: ["https://app.example probe probe"] }));

  if (window.EventSource) {
    var source = new EventSource(frame + "/events");
    var late = setTimeout(function () { source.close(); tell("told", "failed", "The event stream could not be opened. Apps send a request every 20 seconds instead."); }, 5000);
    source.addEventListener("id", function () {
      clearTimeout(late);
      source.close();
      tell("told", "done", "The event stream is open" + (window.SharedWorker ? ". All tabs of an app share one." : "."));
    });
  } else {
    tell("told", "failed", "This browser does not support event streams. Apps send a request every 20 seconds instead.");
  }
}());
