// How strong a new password is, while it is typed or pasted. Nothing leaves the page and nothing is refused here.
(function () {
  "use strict";
  var common = ("password|passwort|passwd|contraseña|motdepasse|wachtwoord|parola|senha|haslo|sifre|пароль|pass|whatever|welcome|" +
    "willkommen|welkom|bienvenue|iloveyou|teamo|tequiero|jetaime|loveyou|princess|princesa|master|dragon|football|futbol|baseball|" +
    "forever|sunshine|soleil|superman|batman|computer|internet|shadow|monkey|starwars|minecraft|monster|angel|hunter|thunder|killer|" +
    "letmein|trustno|changeme|secret|geheim|admin|login|guest|test|love|hello|hallo|hola|bonjour|ciao|привет|natasha|любовь|michael|" +
    "william|daniel|michelle|jennifer|andrew|thomas|vladimir|charlie|martin|alexander|jessica|jordan|gabriel|matthew|robert|victoria|" +
    "samantha|mercedes|mustang|ferrari|liverpool|barcelona|yankees|juventus|arsenal|chelsea|chicken|diamond|summer|winter|spring|" +
    "autumn|sommer|januar|january|qweasd|asdzxc|ghbdtn|gfhjkm").split("|");
  var rows = "abcdefghijklmnopqrstuvwxyz|01234567890|qwertyuiop|qwertzuiop|azertyuiop|asdfghjkl|qsdfghjklm|zxcvbnm|yxcvbnm|wxcvbn|" +
    "1qaz2wsx3edc4rfv5tgb|qazwsxedcrfvtgb|zaq12wsx|1q2w3e4r5t6y7u8i9o0p|147258369|йцукенгшщзхъ|фывапролджэ|ячсмитьбю";
  rows += "|" + Array.from(rows).reverse().join("");
  var letter = /\p{L}/u, vowel = /[aeiouyàâäáãåæèéêëìíîïòóôöõøœùúûüıаеиіоуюяєїэы]/;

  // About how many bits it takes to guess: what is known costs a choice among what is known, what follows from the letters
  // before it costs next to nothing, and letters that make words cost less than those that do not.
  function judge(value, own) {
    var text = value.normalize("NFKC").toLowerCase(), bits = 0, seen = { personal: 0, common: 0, pattern: 0 };
    var plain = text.replace(/[@4]/g, "a").replace(/0/g, "o").replace(/[1!]/g, "i").replace(/3/g, "e").replace(/[5$]/g, "s");
    function take(word, cost, why) {
      for (var at; (at = Math.max(text.indexOf(word), plain.indexOf(word))) >= 0; cost = 1) {
        var gap = "\0".repeat(word.length), end = at + word.length;
        text = text.slice(0, at) + gap + text.slice(end);
        plain = plain.slice(0, at) + gap + plain.slice(end);
        bits += cost;
        seen[why] += word.length;
      }
    }
    own.forEach(function (word) { take(word, 3, "personal"); });
    common.forEach(function (word) { take(word, 7, "common"); });
    text = text.replace(/(19|20)\d\d/g, function () { bits += 6; return "\0\0\0\0"; });
    for (var i = 0; i < text.length; i++) {
      var now = text[i], before = text[i - 1] || "\0", three = text.slice(Math.max(0, i - 2), i + 1);
      if (now === "\0") continue;
      if (i > 1 && !three.includes("\0") && (rows.includes(three) || text.indexOf(three) < i - 2)) {
        bits += 0.5;
        seen.pattern++;
      } else if (/\d/.test(now)) bits += 3.3;
      else if (/[\u2e80-\ud7ff]/.test(now)) bits += 6;
      else if (!letter.test(now)) bits += text.indexOf(now) < i ? 1 : 4;
      else if (!letter.test(before)) bits += 4;
      else bits += vowel.test(now) === vowel.test(before) ? 3.2 : 2;
    }
    var capitals = value.replace(/\P{Lu}/gu, "").length;
    return { bits: bits + Math.min(capitals, value.length - capitals, 6), seen: seen, length: text.length };
  }

  function wordsOf(text) {
    return text.normalize("NFKC").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(function (word) {
      return word.length > 2 && letter.test(word);
    });
  }

  document.querySelectorAll("[data-strength]").forEach(function (box) {
    var input = document.getElementById(box.dataset.strength), words = box.dataset, timer;
    var meter = box.querySelector("meter"), shown = meter.nextElementSibling, told = shown.nextElementSibling;
    function own() {
      var texts = [words.known].concat(Array.from(input.form.elements, function (field) {
        return field !== input && /^(text|email)$/.test(field.type) ? field.value : "";
      }));
      return wordsOf(texts.join(" ")).sort(function (one, other) { return other.length - one.length; });
    }
    function show() {
      var judged = judge(input.value, own()), seen = judged.seen;
      var isShort = Array.from(input.value.normalize("NFC")).length < input.minLength;
      var level = isShort || judged.bits < 28 ? 1 : judged.bits < 38 ? 2 : judged.bits < 50 ? 3 : 4;
      var why = isShort ? words.short : level === 4 ? "" : seen.personal ? words.personal : seen.common ? words.common :
        3 * seen.pattern > judged.length ? words.pattern : words.longer;
      box.hidden = !input.value;
      meter.value = level;
      shown.textContent = [[words.weak, words.fair, words.good, words.strong][level - 1], why].join(" ").trim();
      // Read out once the typing rests.
      clearTimeout(timer);
      timer = setTimeout(function () { told.textContent = input.value ? shown.textContent : ""; }, 900);
    }
    input.addEventListener("input", show);
    if (input.value) show();
  });
})();
