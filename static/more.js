// Small comforts of the other pages. Every page works without this file.
(function () {
  "use strict";
  var all = function (selector) { return document.querySelectorAll(selector); };

  all("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { print(); });
  });

  // What is to be pasted elsewhere can be copied at once, where the browser allows that.
  if (navigator.clipboard) all("[data-copy]").forEach(function (button) {
    var source = document.getElementById(button.dataset.copy);
    var label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(source.value || source.textContent).then(function () {
        button.textContent = button.dataset.copied;
        setTimeout(function () { button.textContent = label; }, 2000);
      });
    });
  });

  // Moments in words, in the viewer's own zone; the exact time is in the title. Some are shown exactly, to be told to somebody else.
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
      time.title = exact.format(at);
      if (time.hasAttribute("data-exact")) return;
      time.textContent = unit ? words.format(Math.round(seconds / unit[1]), unit[0]) : words.format(0, "second");
    });
  }
  if (window.Intl && Intl.RelativeTimeFormat && document.querySelector("time")) {
    retell();
    setInterval(retell, 60000);
    // Another script put new ones on the page.
    addEventListener("retell", retell);
  }
})();
