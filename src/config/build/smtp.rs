//! `[smtp]`.

use lettre::message::Mailbox;
use url::Url;

use super::Build;
use crate::config::document::Node;
use crate::config::file::server as file;
use crate::config::problems::Problem;
use crate::config::settings::{SmtpEncryption, SmtpSettings};
use crate::secret::Secret;

impl Build<'_> {
    /// `[smtp]`; `None` where no mail is sent.
    pub fn smtp(&mut self, node: &Node, file: &file::Smtp) -> Option<SmtpSettings> {
        let Some(url) = &file.url else {
            if let Some(from) = &file.from {
                let message = format!("`smtp.from` is `{from}`, and no mail server is named");
                let help = "add `url = \"smtp://HOST\"`, or remove the section";
                self.report(Problem::warning(node.at("from").place(), message).help(help));
            }
            return None;
        };
        let place = node.at("url").place();
        let parsed = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "smtp" | "smtps"));
        let Some((parsed, host)) = parsed.and_then(|url| url.host_str().map(str::to_owned).map(|host| (url, host)))
        else {
            let message = format!("`{url}` is not the address of a mail server");
            self.report(
                Problem::error(place, message).help("write smtp://HOST or smtps://HOST, with or without a port"),
            );
            return None;
        };
        if !parsed.username().is_empty() || parsed.password().is_some() || !matches!(parsed.path(), "" | "/") {
            let message = "`smtp.url` has more than a host and a port in it";
            let help = "use `username` and `password_file` for who you are there";
            self.report(Problem::error(place, message).help(help));
            return None;
        }
        let is_implicit = parsed.scheme() == "smtps";
        let encryption = match (is_implicit, file.starttls) {
            (true, _) => SmtpEncryption::Implicit,
            (false, true) => SmtpEncryption::StartTls,
            (false, false) => SmtpEncryption::None,
        };
        let is_here = host == "localhost"
            || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
        if encryption == SmtpEncryption::None && !is_here {
            let message = "mail leaves unencrypted, with links that let whoever reads them in";
            let place = node.at("starttls").place();
            self.report(Problem::warning(place, message).help("remove `starttls`, or use smtps://"));
        }
        let from = self.sender(node, file)?;
        let credentials = self.credentials(node, file, encryption)?;
        let ca = match &file.ca_file {
            Some(path) => {
                let path = self.readable(node.at("ca_file"), path);
                std::fs::read(path).unwrap_or_default()
            }
            None => Vec::new(),
        };
        let port = parsed.port().unwrap_or(if is_implicit { 465 } else { 587 });
        Some(SmtpSettings { host, port, encryption, credentials, ca, from })
    }

    fn sender(&mut self, node: &Node, file: &file::Smtp) -> Option<String> {
        let Some(from) = &file.from else {
            let message = "`smtp.from` is missing: mail needs a sender";
            let help = "add `from = \"Example Home <auth@example.com>\"`";
            self.report(Problem::error(node.at("url").place(), message).help(help));
            return None;
        };
        match from.parse::<Mailbox>() {
            Ok(_) => Some(from.clone()),
            Err(_) => {
                let message = format!("`{from}` is not a sender");
                let help = "write \"auth@example.com\" or \"Example Home <auth@example.com>\"";
                self.report(Problem::error(node.at("from").place(), message).help(help));
                None
            }
        }
    }

    /// `Some(None)` where there are none; `None` where they cannot be used.
    #[expect(clippy::option_option, reason = "none are wanted, and some that cannot be used, are two things")]
    fn credentials(
        &mut self,
        node: &Node,
        file: &file::Smtp,
        encryption: SmtpEncryption,
    ) -> Option<Option<(String, Secret)>> {
        match (&file.username, &file.password_file) {
            (None, None) => Some(None),
            (Some(_), Some(_)) if encryption == SmtpEncryption::None => {
                let message = "the password for the mail server would be sent unencrypted";
                self.report(
                    Problem::error(node.at("starttls").place(), message).help("remove `starttls`, or use smtps://"),
                );
                None
            }
            (Some(username), Some(path)) => {
                let (_, password) = self.secret_file(node.at("password_file"), path)?;
                Some(Some((username.clone(), Secret::new(password))))
            }
            (Some(_), None) => {
                let message = "`smtp.username` has no `password_file` beside it";
                self.report(Problem::error(node.at("username").place(), message).help("add `password_file`"));
                None
            }
            (None, Some(_)) => {
                let message = "`smtp.password_file` has no `username` beside it";
                self.report(Problem::error(node.at("password_file").place(), message).help("add `username`"));
                None
            }
        }
    }
}
