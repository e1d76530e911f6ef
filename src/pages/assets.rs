//! Files of `static/`, compiled in.

/// A static file.
pub struct Asset {
    /// Name under `/static/`.
    pub name: &'static str,
    /// Media type.
    pub content_type: &'static str,
    /// Content.
    pub bytes: &'static [u8],
}

macro_rules! asset {
    ($name:literal, $content_type:literal) => {
        Asset { name: $name, content_type: $content_type, bytes: include_bytes!(concat!("../../static/", $name)) }
    };
}

/// What the sign-in page has and what the other pages have besides, in one file: layouts of operators may name it.
macro_rules! whole {
    ($name:literal, $page:literal, $more:literal, $content_type:literal) => {
        Asset {
            name: $name,
            content_type: $content_type,
            bytes: concat!(
                include_str!(concat!("../../static/", $page)),
                include_str!(concat!("../../static/", $more))
            )
            .as_bytes(),
        }
    };
}

/// Every static file; `brand.css` is made from the configuration.
pub const ASSETS: [Asset; 16] = [
    asset!("page.css", "text/css; charset=utf-8"),
    asset!("more.css", "text/css; charset=utf-8"),
    whole!("latchkey.css", "page.css", "more.css", "text/css; charset=utf-8"),
    asset!("page.js", "text/javascript; charset=utf-8"),
    whole!("latchkey.js", "page.js", "more.js", "text/javascript; charset=utf-8"),
    asset!("form_post.js", "text/javascript; charset=utf-8"),
    asset!("password.js", "text/javascript; charset=utf-8"),
    asset!("passkey.js", "text/javascript; charset=utf-8"),
    asset!("requests.js", "text/javascript; charset=utf-8"),
    asset!("session_check.js", "text/javascript; charset=utf-8"),
    asset!("signed_out.js", "text/javascript; charset=utf-8"),
    asset!("admin.css", "text/css; charset=utf-8"),
    asset!("demo.css", "text/css; charset=utf-8"),
    asset!("demo.js", "text/javascript; charset=utf-8"),
    asset!("logo.svg", "image/svg+xml"),
    asset!("favicon.svg", "image/svg+xml"),
];

/// The file of that name.
pub fn find(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}
