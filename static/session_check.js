// Tries out what watching a session needs, and says what it means for an app, in the page's words.
(function () {
  "use strict";
  var list = document.querySelector("[data-iframe]");
  var frame = list.dataset.iframe, results = {};

  function tell(id, state, name, value) {
    var row = document.getElementById(id);
    row.dataset.state = state;
    row.querySelector(".sub").textContent = row.dataset[name].replace("%", value);
    results[id] = state;
    if (results.asks && results.told) conclude();
  }
  function conclude() {
    var asks = results.asks === "done", told = results.told === "done", words = list.dataset;
    var verdict = document.getElementById("verdict");
    verdict.textContent = "";
    [asks ? (told ? words.atOnce : words.soon) : words.unreachable, words.silent].forEach(function (sentence) {
      verdict.appendChild(document.createElement("p")).textContent = sentence;
    });
  }

  var request = new XMLHttpRequest(), began = Date.now();
  request.open("POST", frame + "/status");
  request.setRequestHeader("Content-Type", "application/json");
  request.onloadend = function () {
    if (request.status === 200) tell("asks", "done", "done", Date.now() - began);
    else tell("asks", "failed", request.status ? "failed" : "silence", request.status);
  };
  request.send(JSON.stringify({ w: ["https://app.example probe probe"] }));

  if (window.EventSource) {
    var source = new EventSource(frame + "/events");
    var late = setTimeout(function () { source.close(); tell("told", "failed", "failed"); }, 5000);
    source.addEventListener("id", function () {
      clearTimeout(late);
      source.close();
      tell("told", "done", window.SharedWorker ? "shared" : "done");
    });
  } else {
    tell("told", "failed", "unknown");
  }
}());
