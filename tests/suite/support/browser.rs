//! A browser without script: keeps cookies, follows nothing by itself, fills in forms.

use std::collections::BTreeMap;
use std::sync::Arc;

use reqwest::cookie::{CookieStore as _, Jar};
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue, LOCATION};
use reqwest::{Client, Response, StatusCode};

/// A browser. Its cookies are kept by host, whatever the port.
#[derive(Clone)]
pub struct Browser {
    pub http: Client,
    pub jar: Arc<Jar>,
}

/// An answer, read whole.
#[derive(Debug, Clone)]
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    pub url: String,
}

impl Browser {
    pub fn new() -> Self {
        Self::sending(HeaderMap::new())
    }

    /// One that sends these headers with every request, besides what every browser asks for.
    pub fn sending(mut headers: HeaderMap) -> Self {
        let pages = HeaderValue::from_static("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        headers.entry(ACCEPT).or_insert(pages);
        let jar = Arc::new(Jar::default());
        let http = Client::builder()
            .cookie_provider(jar.clone())
            .default_headers(headers)
            .redirect(reqwest::redirect::Policy::none())
            // A connection kept over a restart of the server would be a dead one.
            .pool_max_idle_per_host(0)
            .no_proxy()
            // It only speaks to servers of its own machine; reading every authority of the system takes longer than a test.
            .tls_certs_only([])
            .build()
            .unwrap();
        Self { http, jar }
    }

    /// The cookie that it would send to that address.
    pub fn cookie(&self, url: &str, name: &str) -> Option<String> {
        let cookies = self.jar.cookies(&url.parse().unwrap())?.to_str().unwrap().to_owned();
        let found = cookies.split("; ").find_map(|cookie| cookie.strip_prefix(name)?.strip_prefix('='));
        found.map(str::to_owned)
    }

    /// Keeps a cookie as if that address had set it.
    pub fn keep(&self, url: &str, cookie: &str) {
        self.jar.add_cookie_str(cookie, &url.parse().unwrap());
    }

    pub async fn get(&self, url: &str) -> Page {
        Page::read(self.http.get(url).send().await.unwrap()).await
    }

    pub async fn post(&self, url: &str, fields: &[(&str, &str)]) -> Page {
        Page::read(self.http.post(url).form(fields).send().await.unwrap()).await
    }

    /// Gets `url` and follows redirects within its own origin.
    pub async fn visit(&self, url: &str) -> Page {
        let page = self.get(url).await;
        self.follow(page).await
    }

    /// Follows redirects as long as they stay within the origin.
    pub async fn follow(&self, mut page: Page) -> Page {
        while let Some(location) = page.location()
            && origin(&location) == origin(&page.url)
        {
            page = self.get(&location).await;
        }
        page
    }

    /// Sends the page's form with these fields filled in, and follows redirects within the origin.
    pub async fn submit(&self, page: &Page, filled: &[(&str, &str)]) -> Page {
        let answer = self.send_form(page, filled).await;
        self.follow(answer).await
    }

    /// Sends the page's form and returns the very answer.
    pub async fn send_form(&self, page: &Page, filled: &[(&str, &str)]) -> Page {
        let mut fields: BTreeMap<String, String> = page.hidden_fields().into_iter().collect();
        for (name, value) in filled {
            fields.insert((*name).to_owned(), (*value).to_owned());
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(&page.form_action(), &fields).await
    }
}

fn origin(url: &str) -> String {
    url::Url::parse(url).unwrap().origin().ascii_serialization()
}

impl Page {
    pub async fn read(response: Response) -> Self {
        let (status, headers, url) = (response.status(), response.headers().clone(), response.url().to_string());
        Self { status, headers, url, body: response.text().await.unwrap() }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where it redirects, as an absolute URL.
    pub fn location(&self) -> Option<String> {
        let location = self.headers.get(LOCATION)?.to_str().unwrap();
        Some(url::Url::parse(&self.url).unwrap().join(location).unwrap().to_string())
    }

    /// The `Location` header, byte for byte.
    pub fn raw_location(&self) -> Option<&str> {
        self.headers.get(LOCATION).map(|location| location.to_str().unwrap())
    }

    /// The parameters of the query that it redirects with.
    pub fn answer(&self) -> BTreeMap<String, String> {
        let location = self.location().unwrap_or_else(|| panic!("no redirect: {} {}", self.status, self.body));
        url::Url::parse(&location).unwrap().query_pairs().into_owned().collect()
    }

    /// The parameters of the fragment that it redirects with.
    pub fn fragment(&self) -> BTreeMap<String, String> {
        let location = self.raw_location().unwrap_or_else(|| panic!("no redirect: {} {}", self.status, self.body));
        let fragment = location.split_once('#').unwrap_or_else(|| panic!("no fragment: {location}")).1;
        url::form_urlencoded::parse(fragment.as_bytes()).into_owned().collect()
    }

    /// The fields of the form that it makes the browser post.
    pub fn posted(&self) -> BTreeMap<String, String> {
        assert!(self.body.contains("id=\"form-post\""), "no form_post: {} {}", self.status, self.body);
        self.hidden_fields().into_iter().collect()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.body))
    }

    /// The action of the main form, absolute.
    pub fn form_action(&self) -> String {
        let main = self.body.split("<main").nth(1).unwrap_or(&self.body);
        let form = main.split("<form").nth(1).unwrap_or_else(|| panic!("no form: {}", self.body));
        let action = attribute(form.split('>').next().unwrap(), "action").unwrap_or_default();
        url::Url::parse(&self.url).unwrap().join(&action).unwrap().to_string()
    }

    /// Names and values of the main form's hidden fields.
    pub fn hidden_fields(&self) -> Vec<(String, String)> {
        let main = self.body.split("<main").nth(1).unwrap_or(&self.body);
        let form = main.split("<form").nth(1).and_then(|form| form.split("</form>").next()).unwrap_or_default();
        hidden_in(form)
    }
}

/// Names and values of a form's hidden fields.
pub fn hidden_in(form: &str) -> Vec<(String, String)> {
    form.split("<input")
        .skip(1)
        .map(|input| input.split('>').next().unwrap())
        .filter(|input| attribute(input, "type").as_deref() == Some("hidden"))
        .map(|input| (attribute(input, "name").unwrap(), attribute(input, "value").unwrap_or_default()))
        .collect()
}

/// The value of an attribute, with the character references that Tera writes decoded.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    let decoded = value.replace("&#x2F;", "/").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    Some(decoded.replace("&#x27;", "'").replace("&amp;", "&"))
}
