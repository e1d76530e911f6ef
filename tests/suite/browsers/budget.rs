//! What the sign-in page weighs, in octets as they are sent: pages, style sheets and scripts are not compressed.

use latchkey::colour::Rgb;
use latchkey::config::settings::Accent;

use crate::support::browser::{Page, attribute};
use crate::support::{Browser, Builder, RelyingParty};

/// At most 8 kB of HTML, 12 kB of style sheets and 6 kB of scripts.
const HTML: usize = 8_000;
const STYLE: usize = 12_000;
const SCRIPT: usize = 6_000;

/// The addresses of what a page loads by elements that begin so.
fn loaded(page: &Page, element: &str, name: &str) -> Vec<String> {
    let tags = page.body.split(element).skip(1).map(|after| after.split('>').next().unwrap());
    tags.filter_map(|tag| attribute(tag, name)).collect()
}

async fn octets(browser: &Browser, page: &Page, addresses: &[String]) -> usize {
    let mut sum = 0;
    for address in addresses {
        let url = url::Url::parse(&page.url).unwrap().join(address).unwrap();
        let file = browser.get(url.as_str()).await;
        assert_eq!((file.status.as_u16(), file.header("content-encoding")), (200, ""), "{address}");
        sum += file.body.len();
    }
    sum
}

#[actix_web::test]
async fn the_sign_in_page_stays_within_what_it_may_weigh() {
    let provider =
        Builder::new().settings(|settings| settings.branding.accent = Rgb::parse("#1a6e37").map(Accent::One)).start();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    let asked = app.authorize(&browser, &[]).await;
    let failed = browser.send_form(&asked, &[("username", "ada"), ("password", "wrong")]).await;
    let alone = browser.get(&provider.url("/login")).await;
    for (state, page) in [("asked by an app", asked), ("failed", failed), ("alone", alone)] {
        assert!(page.body.contains("data-passkey=\"get\""), "{state}: with all that it may offer: {}", page.body);
        let sheets = loaded(&page, "<link rel=\"stylesheet\"", "href");
        let scripts = loaded(&page, "<script", "src");
        assert_eq!((sheets.len(), scripts.len()), (2, 2), "{state}: {sheets:?} {scripts:?}");
        let (html, style, script) =
            (page.body.len(), octets(&browser, &page, &sheets).await, octets(&browser, &page, &scripts).await);
        assert!(html <= HTML, "{state}: {html} octets of HTML");
        assert!(style <= STYLE, "{state}: {style} octets of {sheets:?}");
        assert!(script <= SCRIPT, "{state}: {script} octets of {scripts:?}");
    }
}
