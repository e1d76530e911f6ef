//! Accounts that people make for themselves: by a link that is mailed, or one of an administrator.

mod approval;
mod asking;
mod links;
mod making;
mod prompt;

use latchkey::config::settings::{Settings, SignUp};
use latchkey::people;
use latchkey::protocol::audit::Record;
use latchkey::protocol::user::{Definition, Subject, User, UsernameKey};
use latchkey::store::audit::Wanted;

use crate::mail::{wait_until_empty, wait_until_failed};
use crate::support::browser::Page;
use crate::support::mailbox::Mailbox;
use crate::support::{Browser, Builder, TestProvider};

const LINK: &str = "/sign-up/account?t=";
const CHOSEN: &str = "four quiet otters";

/// A provider where everybody may sign up, and its mail server.
fn open_with(change: impl FnOnce(&mut Settings)) -> (TestProvider, Mailbox) {
    let mailbox = Mailbox::open();
    let smtp = mailbox.settings();
    let provider = Builder::new().settings(|settings| {
        settings.smtp = Some(smtp);
        settings.login.sign_up.rule = SignUp::Open;
        change(settings);
    });
    (provider.start(), mailbox)
}

fn open() -> (TestProvider, Mailbox) {
    open_with(|_| {})
}

/// A provider without mail where administrators make links.
fn by_links(change: impl FnOnce(&mut Settings)) -> TestProvider {
    Builder::new()
        .settings(|settings| {
            settings.login.sign_up.rule = SignUp::Invite;
            change(settings);
        })
        .start()
}

/// Asks for a link, as a person does.
async fn ask(provider: &TestProvider, browser: &Browser, email: &str) -> Page {
    let page = browser.visit(&provider.url("/sign-up")).await;
    browser.submit(&page, &[("email", email)]).await
}

/// The link that a mail brings to somebody who asks.
async fn mailed(provider: &TestProvider, mailbox: &Mailbox, email: &str) -> String {
    let before = mailbox.mails().len();
    let answer = ask(provider, &Browser::new(), email).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    mailbox.wait_for(before + 1).await.link(LINK)
}

/// A link of an administrator.
async fn made(provider: &TestProvider, uses: u32) -> String {
    let live = provider.provider.live().clone();
    let with = (&live.settings.server.issuer, &live.settings.login.sign_up);
    let store = provider.provider.store.as_ref();
    let made = people::sign_up_link(store, with, (uses, 7), provider.provider.now()).await.unwrap().unwrap();
    made.0.expose().to_owned()
}

/// Follows a link and fills the page in.
async fn join(browser: &Browser, link: &str, fields: &[(&str, &str)]) -> Page {
    let page = browser.visit(link).await;
    assert_eq!(page.status, 200, "{}", page.body);
    browser.submit(&page, &[&[("password", CHOSEN)], fields].concat()).await
}

async fn account(provider: &TestProvider, name: &str) -> Option<User> {
    provider.provider.store.user_named(&UsernameKey::of(name)).await.unwrap()
}

async fn add(provider: &TestProvider, username: &str, email: Option<&str>) -> User {
    let person = User {
        sub: Subject::new(username),
        email: email.map(str::to_owned),
        email_verified: email.is_some(),
        definition: Definition::Database,
        ..User::nobody(username)
    };
    provider.provider.store.add_user(&person).await.unwrap();
    person
}

async fn records(provider: &TestProvider, event: &str) -> Vec<Record> {
    let wanted = Wanted { event: Some(event.to_owned()), limit: 100, ..Wanted::default() };
    provider.provider.store.records(&wanted).await.unwrap()
}

async fn sign_in(provider: &TestProvider, username: &str, password: &str) -> Page {
    let browser = Browser::new();
    let page = browser.visit(&provider.url("/login")).await;
    browser.submit(&page, &[("username", username), ("password", password)]).await
}

/// An address of ours as a page has it.
fn href(page: &Page, before: &str) -> String {
    let written = page.body.split(before).nth(1).unwrap_or_else(|| panic!("no {before}: {}", page.body));
    written.split(['"', '<']).next().unwrap().replace("&#x2F;", "/").replace("&#x3D;", "=").replace("&amp;", "&")
}

fn is_signed_in(page: &Page) -> bool {
    page.status == 200 && page.body.contains("id=\"logout\"")
}
