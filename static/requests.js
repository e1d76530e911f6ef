// Looks now and then whether an app asks this person for something, while the page is seen: the page of requests is loaded again, and
// another shows its note.
(function () {
  "use strict";
  var place = document.querySelector("[data-waiting]");
  if (!place) return;
  var known = Number(place.dataset.known), note = document.getElementById("requests-note");
  function look() {
    if (document.hidden) return;
    var request = new XMLHttpRequest();
    request.open("GET", place.dataset.waiting);
    request.onload = function () {
      var waiting = null;
      try { waiting = JSON.parse(request.responseText).waiting; } catch (unreadable) {}
      if (waiting === null || waiting === known) return;
      known = waiting;
      if (note) note.hidden = waiting === 0;
      else location.replace(location.pathname);
    };
    request.send();
  }
  setInterval(look, 5000);
  document.addEventListener("visibilitychange", look);
}());
