// Tells what became of each app as it happens, and goes back to the app that asked once the others were asked too.
(function () {
  "use strict";
  var list = document.querySelector("[data-results]");
  var onward = document.getElementById("continue");
  var frames = Array.prototype.slice.call(document.querySelectorAll("iframe"));
  var waiting = frames.length, gone = false, asked = 0;

  function go() {
    if (gone || !onward) return;
    gone = true;
    location.replace(onward.href);
  }
  frames.forEach(function (frame) {
    frame.addEventListener("load", function () {
      waiting -= 1;
      if (waiting <= 0) go();
    });
    // Loading begins with the script, so that no frame is done before somebody listens.
    frame.src = frame.dataset.src;
  });
  if (onward) setTimeout(go, frames.length ? 3000 : 0);

  function show(apps) {
    var pending = false;
    apps.forEach(function (app, i) {
      var row = list.children[i], text = row && row.querySelector(".sub");
      if (!text) return;
      row.dataset.state = app.state;
      if (text.textContent !== app.text) text.textContent = app.text;
      pending = pending || app.state === "pending";
    });
    return pending;
  }
  function look() {
    asked += 1;
    var request = new XMLHttpRequest();
    request.open("GET", list.dataset.results);
    request.onloadend = function () {
      var pending = true;
      try { pending = show(JSON.parse(request.responseText).apps); } catch (unreadable) {}
      if (pending && asked < 120) setTimeout(look, asked < 20 ? 500 : 3000);
    };
    request.send();
  }
  if (list && list.querySelector('[data-state="pending"]')) setTimeout(look, 250);
}());
