// Small comforts that the sign-in page has, too. Every page works without this file.
(function () {
  "use strict";
  var all = function (selector) { return document.querySelectorAll(selector); };

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
})();
