// Looks now and then whether an app asks this person for something, while the page is seen: the page of requests is loaded again, and
// another shows its note. The part of the apps of this login, where the page has it, is put in anew when something became of them: a
// stream tells that at once, and the looks find it where there is no stream.
(function () {
  "use strict";
  var place = document.querySelector("[data-waiting]");
  if (!place) return;
  var known = Number(place.dataset.known), note = document.getElementById("requests-note");
  var part = document.querySelector("[data-apps]");
  function look() {
    if (document.hidden) return;
    var request = new XMLHttpRequest();
    request.open("GET", place.dataset.waiting + (part ? "" : "?apps=0"));
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
      tell();
      dispatchEvent(new Event("retell"));
    };
    request.send();
  }
  var stream = null;
  function listen() {
    if (!part || !part.dataset.events || !window.EventSource) return;
    if (document.hidden) {
      if (stream) stream.close();
      stream = null;
    } else if (!stream || stream.readyState === EventSource.CLOSED) {
      stream = new EventSource(part.dataset.events);
      stream.addEventListener("apps", function (event) { if (event.data !== part.dataset.apps) renew(); });
    }
  }
  // A line of the picture ends its own app, as the button in its row does. Without script, it leads to that row.
  document.addEventListener("click", function (event) {
    var line = part && event.button === 0 && event.target.closest(".spokes a");
    if (!line || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    var row = document.getElementById(line.getAttribute("href").slice(1)), button = row && row.querySelector("button[type=submit]");
    if (!button) return;
    event.preventDefault();
    button.click();
  });
  // What it does is said where it is heard, and seen by who points at it.
  function tell() {
    if (part) part.querySelectorAll(".spokes a").forEach(function (line) {
      var button = part.querySelector(line.getAttribute("href") + " button[type=submit]"), title = line.querySelector("title");
      if (button && title) title.textContent += " – " + button.textContent;
    });
  }
  tell();
  listen();
  setInterval(look, 5000);
  document.addEventListener("visibilitychange", function () { look(); listen(); });
}());
