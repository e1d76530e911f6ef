//! What operators make of the looks: pictures, the accent, links at the foot, words of the sign-in page, templates of their own.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use latchkey::colour::Rgb;
use latchkey::config::settings::{Accent, FooterLink, KnownLink, LinkLabel, Picture};
use latchkey::server;
use reqwest::header::HeaderValue;

use crate::cli::Desk;
use crate::process::{Process, replace};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const SCRIPTED: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

fn reading(languages: &str) -> Browser {
    let headers = [("accept-language".parse().unwrap(), HeaderValue::from_str(languages).unwrap())];
    Browser::sending(headers.into_iter().collect())
}

/// The address of the picture for the tab.
fn icon(page: &str) -> (String, String) {
    let tag = page.split("<link rel=\"icon\"").nth(1).unwrap().split('>').next().unwrap();
    let attribute = |name: &str| tag.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap();
    (attribute("href").replace("&#x2F;", "/"), attribute("type").replace("&#x2F;", "/"))
}

#[actix_web::test]
async fn the_favicon_is_named_by_every_page_and_served_as_what_it_is() {
    let picture = |text: &str| Some(Picture::new("image/svg+xml", text.into()));
    let mut provider = Builder::new().settings(|settings| settings.branding.favicon = picture(SCRIPTED)).start();
    let browser = Browser::new();
    let mut addresses = Vec::new();
    for path in ["/login", "/nowhere", "/session-check"] {
        addresses.push(icon(&browser.get(&provider.url(path)).await.body));
    }
    addresses.dedup();
    assert_eq!(addresses.len(), 1);
    let (address, content_type) = addresses.remove(0);
    assert!(address.starts_with("/static/brand-icon?v="), "{address}");
    let served = browser.get(&provider.url(&address)).await;
    assert_eq!((served.status.as_u16(), served.body.as_str()), (200, SCRIPTED));
    assert_eq!((served.header("content-type"), content_type.as_str()), ("image/svg+xml", "image/svg+xml"));
    assert_eq!(served.header("cache-control"), "public, max-age=300");
    // Opened by itself it is a document, which runs nothing.
    assert_eq!(served.header("x-content-type-options"), "nosniff");
    assert!(served.header("content-security-policy").contains("default-src 'none'"));
    assert!(!served.header("content-security-policy").contains("script-src"));
    let again = Browser::sending(
        [("if-none-match".parse().unwrap(), HeaderValue::from_str(served.header("etag")).unwrap())]
            .into_iter()
            .collect(),
    );
    assert_eq!(again.get(&provider.url(&address)).await.status, 304);

    provider.reload(|settings| settings.branding.favicon = picture("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
    let (other, _) = icon(&browser.get(&provider.url("/login")).await.body);
    assert_ne!(other, address, "another picture has another address, so that no cache keeps the former");
    provider.reload(|settings| settings.branding.favicon = None);
    let (shipped, _) = icon(&browser.get(&provider.url("/login")).await.body);
    assert_eq!(shipped, "/static/favicon.svg");
    assert_eq!(browser.get(&provider.url(&address)).await.status, 404);
}

#[actix_web::test]
async fn the_logo_is_served_as_what_it_is() {
    let logo = Picture::new("image/png", b"\x89PNG\r\n\x1a\n".to_vec());
    let provider = Builder::new().settings(|settings| settings.branding.logo = Some(logo)).start();
    let page = Browser::new().get(&provider.url("/login")).await.body.replace("&#x2F;", "/");
    let address = page.split("<img src=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(address.starts_with("/static/brand-logo?v="), "{address}");
    assert_eq!(Browser::new().get(&provider.url(address)).await.header("content-type"), "image/png");
}

#[actix_web::test]
async fn each_colour_of_a_pair_is_used_on_its_own_pages() {
    let [light, dark] = ["#8a4b00", "#ffb35c"].map(|colour| Rgb::parse(colour).unwrap());
    let provider =
        Builder::new().settings(|settings| settings.branding.accent = Some(Accent::Pair { light, dark })).start();
    let sheet = Browser::new().get(&provider.url("/static/brand.css")).await.body;
    assert!(sheet.contains("--accent:light-dark(#8a4b00,#ffb35c)"), "{sheet}");
}

fn with_links() -> TestProvider {
    let link = |known, url: &str| FooterLink { label: LinkLabel::Known(known), url: url.into() };
    let localized = [("de".to_owned(), "Betriebszustand".to_owned())].into();
    let own = FooterLink {
        label: LinkLabel::Own { label: "Status <now>".into(), localized },
        url: "https://status.example.com/?a=1&b=2".into(),
    };
    Builder::new()
        .settings(|settings| {
            settings.branding.links = vec![
                link(KnownLink::Help, "mailto:ada@example.com"),
                own,
                link(KnownLink::Privacy, "https://example.com/privacy"),
            ];
        })
        .start()
}

/// The links at the foot, as they are written.
fn links(page: &str) -> &str {
    page.split("<nav class=\"links\"").nth(1).and_then(|rest| rest.split("</nav>").next()).unwrap_or_default()
}

/// WCAG 2.2, 3.2.6: help is in the same place of each page.
#[actix_web::test]
async fn links_stand_in_their_order_at_the_foot_of_every_page() {
    let provider = with_links();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    let mut seen = vec![
        browser.get(&provider.url("/nowhere")).await,
        browser.get(&provider.url("/session-check")).await,
        app.authorize(&browser, &[]).await,
    ];
    app.tokens(&browser, &[]).await;
    for path in ["/", "/account/profile", "/account/security", "/end-session"] {
        seen.push(browser.get(&provider.url(path)).await);
    }
    let first = links(&seen[0].body).to_owned();
    let order = ["mailto:ada@example.com", "status.example.com", "example.com&#x2F;privacy"];
    let at: Vec<usize> = order.iter().map(|url| first.find(url).unwrap()).collect();
    assert!(at.is_sorted(), "{first}");
    assert!(first.contains(">Help</a>") && first.contains(">Status &lt;now&gt;</a>") && first.contains("a=1&amp;b=2"));
    assert_eq!(
        first.matches("target=\"_blank\" rel=\"noopener noreferrer\"").count(),
        2,
        "pages, but not mail: {first}"
    );
    for page in &seen {
        assert_eq!(links(&page.body), first, "{}", page.body);
        assert!(page.body.find("<footer").unwrap() < page.body.find("<nav class=\"links\"").unwrap());
    }
    assert_eq!(links(&Browser::new().get(&TestProvider::new().url("/login")).await.body), "");
}

#[actix_web::test]
async fn links_speak_the_language_of_the_page_as_far_as_they_can() {
    let provider = with_links();
    let german = reading("de").get(&provider.url("/login")).await.body;
    assert!(links(&german).contains(">Hilfe</a>") && links(&german).contains("\">Betriebszustand</a>"), "{german}");
    let french = reading("fr").get(&provider.url("/login")).await.body;
    assert!(links(&french).contains(">Aide</a>"), "{french}");
    assert!(links(&french).contains("lang=\"en\" dir=\"auto\""), "the label is not French: {french}");
}

/// A provider with a templates folder that has these files.
fn with_templates(folder: &Path, files: &[(&str, &str)]) -> TestProvider {
    write(folder, files);
    let templates = folder.join("templates");
    Builder::new().settings(|settings| settings.branding.templates = Some(templates)).start()
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join("templates").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        replace(&path, text);
    }
}

/// The example of docs/operations/branding.md.
#[actix_web::test]
async fn the_sign_in_page_says_what_the_operator_writes() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/operations/branding.md")).unwrap();
    let example = |name: &str| {
        let after = text.split(&format!("`words/{name}`:\n\n```text\n")).nth(1).expect("the example");
        after.split("```").next().unwrap().to_owned()
    };
    let (english, german) = (example("en.ftl"), example("de.ftl"));
    let folder = tempfile::tempdir().unwrap();
    let provider = with_templates(folder.path(), &[("words/en.ftl", &english), ("words/de.ftl", &german)]);
    let page = reading("en").get(&provider.url("/login")).await.body;
    assert!(page.contains("<h1>Sign in to the Example family’s things</h1>"), "{page}");
    assert!(page.contains("<title>Sign in to the Example family’s things – "), "{page}");
    assert!(page.contains("<div class=\"note\" id=\"notice\"><p>No account yet?"), "{page}");
    assert!(reading("de").get(&provider.url("/login")).await.body.contains("<h1>Anmelden bei Familie Example</h1>"));
    // With an app it is the same page.
    let page = RelyingParty::new(&provider).authorize(&reading("en"), &[]).await.body;
    assert!(page.contains("id=\"notice\""), "{page}");
}

#[actix_web::test]
async fn a_notice_in_the_servers_language_alone_is_shown_to_everybody_and_says_its_language() {
    let folder = tempfile::tempdir().unwrap();
    let provider = with_templates(folder.path(), &[("words/en.ftl", "login-notice = Ask <b>Ada</b>.\n")]);
    let english = reading("en").get(&provider.url("/login")).await.body;
    assert!(english.contains("id=\"notice\"><p>Ask &lt;b&gt;Ada&lt;&#x2F;b&gt;.</p>"), "text, not markup: {english}");
    let german = reading("de").get(&provider.url("/login")).await.body;
    assert!(german.contains("id=\"notice\" lang=\"en\" dir=\"auto\"><p>Ask"), "{german}");
    assert!(!Browser::new().get(&TestProvider::new().url("/login")).await.body.contains("notice"));
}

/// A layout that was written when there was one style sheet and one script.
#[actix_web::test]
async fn a_layout_that_links_the_one_style_sheet_and_the_one_script_has_all_of_both() {
    let folder = tempfile::tempdir().unwrap();
    let layout = shipped("layout.html");
    let beginning = layout.split("<link rel=\"stylesheet\"").next().unwrap();
    let end = layout.split("<link rel=\"stylesheet\" href=\"{{ base }}/static/brand.css\">").nth(1).unwrap();
    let former = format!("{beginning}<link rel=\"stylesheet\" href=\"{{{{ base }}}}/static/latchkey.css\">{end}");
    let provider = with_templates(folder.path(), &[("layout.html", &former)]);
    let browser = Browser::new();
    let page = browser.get(&provider.url("/login")).await.body;
    assert_eq!(page.matches("<link rel=\"stylesheet\"").count(), 1, "{page}");
    let text = async |name: &str| browser.get(&provider.url(&format!("/static/{name}"))).await.body;
    assert_eq!(text("latchkey.css").await, text("page.css").await + &text("more.css").await);
    let (script, its_beginning) = (text("latchkey.js").await, text("page.js").await);
    assert!(script.starts_with(&its_beginning) && script.contains("time[datetime]"), "{script}");
}

/// One that was written when a layout went through the languages by itself.
#[actix_web::test]
async fn a_layout_that_names_each_language_offers_the_same_ones() {
    let folder = tempfile::tempdir().unwrap();
    let each = "{% for language in languages.all %}<option value=\"{{ language.tag }}\" lang=\"{{ language.tag }}\"\
                {% if language.tag == lang %} selected{% endif %}>{{ language.name }}</option>{% endfor %}";
    let former = shipped("layout.html").replace("{{ language_options() }}", each);
    assert!(former.contains(each));
    let offered = async |provider: TestProvider| {
        let page = reading("de").get(&provider.url("/login")).await.body;
        page.split("<select").nth(1).unwrap().split("</select>").next().unwrap().to_owned()
    };
    let shipped = offered(TestProvider::new()).await;
    assert!(shipped.contains("<option value=\"de\" lang=\"de\" selected>Deutsch</option>"), "{shipped}");
    assert_eq!(offered(with_templates(folder.path(), &[("layout.html", &former)])).await, shipped);
}

const CONFIG: &str = "[branding]\ntemplates = \"templates\"\n[server]\ndata_dir = \"data\"\n";

fn shipped(template: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(template)).unwrap()
}

#[test]
fn check_tells_what_is_wrong_with_templates_and_words() {
    let desk = Desk::new(CONFIG);
    let login = shipped("login.html");
    write(desk.path(), &[("login.html", &login.replace("{{ csrf }}", "{{ crsf }}"))]);
    let (code, told) = desk.fails(&["check"]);
    let line = login.lines().position(|line| line.contains("{{ csrf }}")).unwrap() + 1;
    assert_eq!(code, 1);
    assert!(told.contains(&format!("login.html, line {line}: there is no `crsf`; did you mean `csrf`?")), "{told}");
    write(desk.path(), &[("login.html", &login.replace("<h1>", "<h1 style=\"color:red\">"))]);
    let output = desk.run(&["check"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("warning: ") && told.contains("style=\"…\" has no effect"), "{told}");
    write(desk.path(), &[("login.html", &login), ("words/de.ftl", "# Ours.\nlogin-haeding = Hallo\n")]);
    let (_, told) = desk.fails(&["check"]);
    assert!(
        told.contains("words/de.ftl, line 2: there is no message \"login-haeding\"; did you mean \"login-heading\"?"),
        "{told}"
    );
    write(desk.path(), &[("words/de.ftl", "login-heading = Hallo\n")]);
    desk.ok(&["check"]);
}

/// Otherwise somebody mends one, and only then hears of the next.
#[test]
fn check_tells_of_templates_and_of_certificates_at_once() {
    let desk = Desk::new(&format!("{CONFIG}tls = {{ cert_file = \"cert.pem\", key_file = \"key.pem\" }}\n"));
    write(desk.path(), &[("login.html", &shipped("login.html").replace("{{ csrf }}", "{{ crsf }}"))]);
    for name in ["cert.pem", "key.pem"] {
        fs::write(desk.path().join(name), "this is no certificate").unwrap();
        fs::set_permissions(desk.path().join(name), fs::Permissions::from_mode(0o600)).unwrap();
    }
    let (code, told) = desk.fails(&["check"]);
    assert_eq!(code, 1);
    assert!(told.contains("there is no `crsf`") && told.contains("cert.pem"), "{told}");
    assert!(
        told.contains("in the templates or words of ") && told.contains(" in the files of certificates: "),
        "{told}"
    );
}

#[actix_web::test]
async fn a_template_that_cannot_be_rendered_stops_a_start_and_not_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), CONFIG).unwrap();
    let login = shipped("login.html").replace("<h1>", "<h1>The family: ");
    write(folder.path(), &[("login.html", &login)]);
    let process = Process::start(folder.path(), &["-c", "config.toml"]).await;
    let shown = async || Browser::new().visit(&process.url("/login")).await.body;
    assert!(shown().await.contains("The family: "));
    write(folder.path(), &[("login.html", &login.replace("The family: ", "{{ family }}"))]);
    let told = process.wait_for("there is no `family`");
    assert!(told.contains("login.html, line "), "{told}");
    assert!(shown().await.contains("The family: "));
    write(folder.path(), &[("login.html", &login.replace("The family: ", "Once more: "))]);
    process.wait_for("configuration reloaded");
    assert!(shown().await.contains("Once more: "));
}

#[actix_web::test]
async fn templates_are_tried_before_a_server_has_them() {
    let folder = tempfile::tempdir().unwrap();
    let provider = with_templates(folder.path(), &[("message.html", "<title>x</title><h1>{{ heading }}</h1>")]);
    let mut settings = provider.provider.live().settings.clone();
    let pages = server::pages(&settings).unwrap();
    assert_eq!(pages.own_templates(), 1);
    assert_eq!(pages.remarks(), [""; 0]);
    write(folder.path(), &[("message.html", "<title>x</title><h1>{{ haeding }}</h1>")]);
    let fault = server::pages(&settings).err().unwrap();
    assert!(
        matches!(fault.faults(), [only] if only.ends_with("message.html, line 1: there is no `haeding`; did you mean `heading`?"))
    );
    settings.branding.templates = None;
    assert_eq!(server::pages(&settings).unwrap().own_templates(), 0);
}
