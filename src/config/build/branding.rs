//! `[branding]`.

use std::path::Path;

use super::Build;
use crate::colour::{Rgb, Shortfall, TEXT, shortfall_on_dark, shortfall_on_light};
use crate::config::check::nearest;
use crate::config::document::Node;
use crate::config::file::branding as file;
use crate::config::picture::{self, FAVICON, LOGO, Wanted};
use crate::config::problems::Problem;
use crate::config::settings::{Accent, BrandingSettings, FooterLink, KnownLink, LinkLabel, Picture};
use crate::protocol::language::UI_LOCALES;

impl Build<'_> {
    /// `[branding]`.
    pub fn branding(&mut self, node: &Node, file: &file::Branding) -> BrandingSettings {
        BrandingSettings {
            name: file.name.clone(),
            logo: file.logo.as_deref().and_then(|path| self.picture(node.at("logo"), path, &LOGO)),
            favicon: file.favicon.as_deref().and_then(|path| self.picture(node.at("favicon"), path, &FAVICON)),
            accent: file.accent.as_ref().and_then(|accent| self.accent(node.at("accent"), accent)),
            css: file.css.as_deref().map(|path| self.readable(node.at("css"), path)),
            templates: file.templates.as_deref().map(|path| self.templates(node.at("templates"), path)),
            language: file.language.clone(),
            links: file.links.as_ref().map(|links| self.links(node.at("links"), links)).unwrap_or_default(),
        }
    }

    /// A picture, to be watched.
    fn picture(&mut self, node: &Node, path: &Path, wanted: &Wanted) -> Option<Picture> {
        let path = self.path(node, path);
        self.watched.push(path.clone());
        picture::read(&path, wanted)
            .map_err(|fault| self.report(Problem::error(node.place(), format!("{}: {fault}", path.display()))))
            .ok()
    }

    /// The accent, with a warning where it is not used as it is. A single one is made lighter for dark pages by intent.
    fn accent(&mut self, node: &Node, written: &file::Accent) -> Option<Accent> {
        let accent = match written {
            file::Accent::One(accent) => Accent::One(Rgb::parse(accent)?),
            file::Accent::Pair { light, dark } => Accent::Pair { light: Rgb::parse(light)?, dark: Rgb::parse(dark)? },
        };
        match accent {
            Accent::One(accent) => {
                if let Some(shortfall) = shortfall_on_light(accent) {
                    let pair = format!(
                        "write \"{}\", or one for each: {{ light = \"{}\", dark = \"{accent}\" }}",
                        shortfall.nearest, shortfall.nearest
                    );
                    self.hard_to_read(node, "light", accent, &shortfall, pair);
                }
            }
            Accent::Pair { light, dark } => {
                let sides = [("light", light, shortfall_on_light(light)), ("dark", dark, shortfall_on_dark(dark))];
                for (side, accent, shortfall) in sides {
                    if let Some(shortfall) = shortfall {
                        let help = format!("write \"{}\"", shortfall.nearest);
                        self.hard_to_read(node.at(side), side, accent, &shortfall, help);
                    }
                }
            }
        }
        Some(accent)
    }

    fn hard_to_read(&mut self, node: &Node, side: &str, accent: Rgb, shortfall: &Shortfall, help: String) {
        let Shortfall { contrast, nearest } = shortfall;
        // Rounded down, so that what is too little does not look like enough.
        let contrast = (contrast * 10.0).floor() / 10.0;
        let message = format!(
            "text in {accent} cannot be read well on {side} pages: its contrast is {contrast:.1}:1, and {TEXT}:1 is needed; {side} \
             pages use {nearest}"
        );
        self.report(Problem::warning(node.place(), message).help(help));
    }

    fn links(&mut self, node: &Node, links: &file::Links) -> Vec<FooterLink> {
        match links {
            file::Links::Named(named) => {
                let targets = [
                    (KnownLink::Help, &named.help),
                    (KnownLink::Privacy, &named.privacy),
                    (KnownLink::Terms, &named.terms),
                    (KnownLink::Imprint, &named.imprint),
                ];
                let given = targets.into_iter().filter_map(|(known, url)| Some((known, url.clone()?)));
                given.map(|(known, url)| FooterLink { label: LinkLabel::Known(known), url }).collect()
            }
            file::Links::List(list) => {
                let mut links: Vec<FooterLink> = Vec::new();
                for (at, link) in list.iter().enumerate() {
                    let node = node.item(at);
                    // A link without a URL was told already.
                    let (Some(label), Some(url)) = (self.label(node, link), &link.url) else { continue };
                    if matches!(label, LinkLabel::Known(_)) && links.iter().any(|link| link.label == label) {
                        let help = "keep one of them, or give one a `label` of its own";
                        self.report(Problem::error(node.at("name").place(), "this link is there twice").help(help));
                        continue;
                    }
                    links.push(FooterLink { label, url: url.clone() });
                }
                links
            }
        }
    }

    fn label(&mut self, node: &Node, link: &file::Link) -> Option<LinkLabel> {
        match (&link.name, &link.label) {
            (Some(known), None) if link.localized.is_empty() => Some(LinkLabel::Known(*known)),
            (Some(_), None) => {
                let message = "a link with a `name` has words in every language";
                let help = "remove `localized`, or write a `label` instead of the `name`";
                self.report(Problem::error(node.at("localized").key_place(), message).help(help));
                None
            }
            (Some(_), Some(_)) => {
                let message = "a link has a `name` or a `label`, not both";
                self.report(Problem::error(node.at("label").key_place(), message).help("remove one of them"));
                None
            }
            // What is wrong with a name that is there was said.
            (None, None) if node.has_pruned("name") || node.has_pruned("label") => None,
            (None, None) => {
                let help = "write a `label`, or a `name`: help, privacy, terms or imprint";
                self.report(Problem::error(node.place(), "a link needs words").help(help));
                None
            }
            (None, Some(label)) => {
                for tag in link.localized.keys().filter(|tag| !UI_LOCALES.contains(&tag.as_str())) {
                    let message = format!("`{tag}` is not a language of the pages");
                    let help = match nearest(tag, UI_LOCALES.into_iter()) {
                        Some(nearest) => format!("did you mean `{nearest}`?"),
                        None => format!("write one of {}", UI_LOCALES.join(", ")),
                    };
                    self.report(Problem::error(node.at("localized").at(tag).key_place(), message).help(help));
                }
                Some(LinkLabel::Own { label: label.clone(), localized: link.localized.clone() })
            }
        }
    }
}
