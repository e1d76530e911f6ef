// Passkeys. In a browser that knows none, and without script, their buttons stay hidden: a page has another way, or says what it needs.
(function () {
  "use strict";
  if (!window.PublicKeyCredential || !navigator.credentials) {
    document.querySelectorAll("[data-no-passkeys]").forEach(function (note) { note.hidden = false; });
    return;
  }
  var waiting = null;

  function octets(text) {
    var binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(binary, function (letter) { return letter.charCodeAt(0); });
  }
  function text(buffer) {
    var binary = "";
    new Uint8Array(buffer).forEach(function (octet) { binary += String.fromCharCode(octet); });
    return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  function descriptor(known) {
    var id = { type: known.type, id: octets(known.id) };
    if (known.transports && known.transports.length) id.transports = known.transports;
    return id;
  }
  function options(button) {
    var read = JSON.parse(button.dataset.options);
    read.challenge = octets(read.challenge);
    if (read.user) read.user.id = octets(read.user.id);
    if (read.user && !read.user.name) name(read.user, button.form.elements);
    ["allowCredentials", "excludeCredentials"].forEach(function (list) {
      if (read[list]) read[list] = read[list].map(descriptor);
    });
    return read;
  }
  // An account that this form makes: what is filled in names the passkey.
  function name(user, fields) {
    function filled(id) {
      var field = fields.namedItem(id);
      return field ? field.value.trim() : "";
    }
    user.name = filled("username");
    user.displayName = filled("name") || user.name;
  }
  // What the form asks for beside a password, since that goes along.
  function isFilled(form) {
    return Array.from(form.elements).every(function (field) { return field.type === "password" || field.reportValidity(); });
  }
  function answer(made) {
    var from = made.response, response = { clientDataJSON: text(from.clientDataJSON) };
    if (from.attestationObject) {
      response.attestationObject = text(from.attestationObject);
      response.transports = from.getTransports ? from.getTransports() : [];
    } else {
      response.authenticatorData = text(from.authenticatorData);
      response.signature = text(from.signature);
      if (from.userHandle) response.userHandle = text(from.userHandle);
    }
    return JSON.stringify({
      id: made.id, rawId: text(made.rawId), type: made.type, response: response,
      clientExtensionResults: made.getClientExtensionResults()
    });
  }
  function send(button, made) {
    var form = button.form, field = document.createElement("input");
    field.type = "hidden";
    field.name = "passkey";
    field.value = answer(made);
    form.appendChild(field);
    form.submit();
    // Whoever comes back to this page by the browser's history sends another answer, or a password.
    field.remove();
  }
  function tell(button, error) {
    button.removeAttribute("aria-busy");
    var words = error.name === "InvalidStateError" ? button.dataset.known : button.dataset.failed;
    var note = document.getElementById("passkey-note");
    if (note) note.textContent = words || button.dataset.failed;
  }

  document.querySelectorAll("button[data-passkey]").forEach(function (button) {
    var creates = button.dataset.passkey === "create";
    button.closest("[data-passkeys]").hidden = false;
    button.addEventListener("click", function () {
      if (creates && !isFilled(button.form)) return;
      if (waiting) waiting.abort();
      waiting = null;
      button.setAttribute("aria-busy", "true");
      var asked = { publicKey: options(button) };
      var made = creates ? navigator.credentials.create(asked) : navigator.credentials.get(asked);
      made.then(function (made) { send(button, made); }, function (error) { tell(button, error); });
    });
    // The username field offers passkeys beside passwords.
    if (!button.hasAttribute("data-autofill") || !PublicKeyCredential.isConditionalMediationAvailable) return;
    PublicKeyCredential.isConditionalMediationAvailable().then(function (available) {
      if (!available) return;
      waiting = new AbortController();
      var asked = { publicKey: options(button), mediation: "conditional", signal: waiting.signal };
      navigator.credentials.get(asked).then(function (made) { send(button, made); }, function () {});
    });
  });
})();
