// Sends the answer on to the app at once; the Continue button remains for browsers without script.
document.getElementById("form-post").submit();
