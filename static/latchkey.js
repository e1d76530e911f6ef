// Small comforts. Every page works without this file.
(function () {
  "use strict";
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };

  // The error summary takes the focus, so that it is read first and its link is one key away.
  var problem = document.getElementById("problem");
  addEventListener("load", function () {
    requestAnimationFrame(function () {
      if (problem && document.activeElement !== problem) problem.focus();
    });
  });

  // A password can be looked at before it is sent; it is hidden again on the way out.
  all("input[data-show]").forEach(function (input) {
    var button = document.createElement("button");
    var label = input.labels && input.labels[0] ? input.labels[0].textContent : "";
    var set = function (shown) {
      input.type = shown ? "text" : "password";
      button.textContent = shown ? input.dataset.hide : input.dataset.show;
      button.setAttribute("aria-label", button.textContent + ": " + label);
    };
    button.type = "button";
    button.setAttribute("aria-controls", input.id);
    button.addEventListener("click", function () { set(input.type === "password"); input.focus(); });
    if (input.form) input.form.addEventListener("submit", function () { set(false); });
    input.setAttribute("autocapitalize", "none");
    input.spellcheck = false;
    input.after(button);
    set(false);
  });

  // The wait after too many tries counts down by sight; only its end is announced.
  all("[data-retry-after]").forEach(function (words) {
    var end = Date.now() + 1000 * Number(words.dataset.retryAfter);
    var clock = document.createElement("span");
    clock.className = "clock";
    clock.setAttribute("aria-hidden", "true");
    words.className = "vh";
    words.after(clock);
    var tick = function () {
      var left = Math.ceil((end - Date.now()) / 1000);
      if (left <= 0) {
        clearInterval(timer);
        words.parentNode.textContent = words.parentNode.dataset.over;
        return;
      }
      clock.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
    };
    var timer = setInterval(tick, 1000);
    tick();
  });

  all("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { print(); });
  });

  // A form is sent once. Nothing is disabled, so the pressed button's value still travels,
  // and coming back by the back button makes the form usable again.
  var sent = new Map();
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented) return;
    var last = sent.get(event.target);
    var now = Date.now();
    if (last && last.by === event.submitter && now - last.at < 8000) return event.preventDefault();
    sent.set(event.target, { by: event.submitter, at: now });
    // After a download, the page stays.
    if (event.submitter && !event.target.hasAttribute("data-download")) event.submitter.setAttribute("aria-busy", "true");
    setTimeout(settle, 8000);
  });
  function settle() {
    sent.clear();
    all("[aria-busy]").forEach(function (button) { button.removeAttribute("aria-busy"); });
  }
  addEventListener("pageshow", settle);

  // Moments in words, in the viewer's own zone; the exact time is in the title.
  var lang = document.documentElement.lang || undefined;
  var units = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];
  function retell() {
    var words = new Intl.RelativeTimeFormat(lang, { numeric: "auto" });
    var exact = new Intl.DateTimeFormat(lang, { dateStyle: "full", timeStyle: "short" });
    all("time[datetime]").forEach(function (time) {
      var at = new Date(time.dateTime);
      if (isNaN(at)) return;
      var seconds = (at - Date.now()) / 1000;
      var unit = units.find(function (u) { return Math.abs(seconds) >= u[1]; });
      time.textContent = unit ? words.format(Math.round(seconds / unit[1]), unit[0]) : words.format(0, "second");
      time.title = exact.format(at);
    });
  }
  if (window.Intl && Intl.RelativeTimeFormat && document.querySelector("time")) {
    retell();
    setInterval(retell, 60000);
    // Another script put new ones on the page.
    addEventListener("retell", retell);
  }
})();
