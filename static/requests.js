// Looks now and then whether an app asks this person for something, while the page is seen: the page of requests is loaded again, and
// another shows its note. The part of the apps of this login is put in anew when something became of them.
(function () {
  "use strict";
  var place = document.querySelector("[data-waiting]");
  if (!place) return;
  var known = Number(place.dataset.known), note = document.getElementById("requests-note");
  var part = document.querySelector("[data-apps]");
  function look() {
    if (document.hidden) return;
    var request = new XMLHttpRequest();
    request.open("GET", place.dataset.waiting);
    request.onload = function () {
      var news = null;
      try { news = JSON.parse(request.responseText); } catch (unreadable) {}
      if (!news || typeof news.waiting !== "number") return;
      if (part && part.dataset.apps !== news.apps) renew();
      if (news.waiting === known) return;
      known = news.waiting;
      if (note) note.hidden = known === 0;
      else location.replace(location.pathname);
    };
    request.send();
  }
  // Nothing is taken away from under somebody's hands: the next look tries again.
  function isUsed() { return part.contains(document.activeElement); }
  function renew() {
    if (isUsed()) return;
    var request = new XMLHttpRequest();
    request.open("GET", location.pathname);
    request.responseType = "document";
    request.onload = function () {
      var fresh = request.status === 200 && request.response && request.response.getElementById(part.id);
      if (!fresh || isUsed()) return;
      part.replaceWith(fresh);
      part = fresh;
      dispatchEvent(new Event("retell"));
    };
    request.send();
  }
  setInterval(look, 5000);
  document.addEventListener("visibilitychange", look);
}());
