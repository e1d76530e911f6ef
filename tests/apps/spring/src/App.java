package app;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A small app around what the preset says to paste. */
@SpringBootApplication
@RestController
public class App {
  public static void main(String[] arguments) {
    SpringApplication.run(App.class, arguments);
  }

  @GetMapping(value = "/", produces = "text/html")
  String home(@AuthenticationPrincipal OidcUser user, HttpServletRequest request) {
    var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    var words = user == null ? "nobody" : user.getName() + " " + user.getClaims();
    return "<!doctype html><title>App</title><p id=who>" + words + "</p><form method=post action=/logout>"
        + "<input type=hidden name=_csrf value='" + token.getToken() + "'><button id=out>Sign out</button></form>";
  }
}
