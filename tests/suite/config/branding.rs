//! `[branding]`: pictures, the accent and the links at the foot of the pages.

use std::os::unix::fs::symlink;

use latchkey::config::settings::{Accent, FooterLink, KnownLink, LinkLabel};

use super::Folder;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";

fn branding(lines: &str) -> Folder {
    Folder::with(&format!("[branding]\n{lines}\n"))
}

#[test]
fn a_picture_is_what_its_content_is_whatever_its_name() {
    let read = |name: &str, content: &str| {
        let settings = branding(&format!("favicon = '{name}'")).file(name, content).settings();
        settings.branding.favicon.unwrap().content_type
    };
    assert_eq!(read("icon.svg", SVG), "image/svg+xml");
    assert_eq!(read("icon.png", SVG), "image/svg+xml");
    assert_eq!(read("icon", "\0\0\u{1}\0\u{1}\0\u{10}\u{10}"), "image/x-icon");
}

#[test]
fn a_picture_that_is_none_is_refused_with_what_is_wrong() {
    let refused = |key: &str, folder: Folder| {
        let errors = folder.errors();
        assert!(matches!(errors.as_slice(), [only] if only.starts_with("config.toml:2: error: ")), "{key}: {errors:?}");
        errors.concat()
    };
    for (key, wanted) in [("favicon", "an SVG, PNG or ICO image"), ("logo", "an SVG, PNG, WebP or JPEG image")] {
        let named = || branding(&format!("{key} = 'icon.svg'"));
        for (content, fault) in [
            ("<html><svg></svg></html>", "the content of this file is not "),
            ("", "the content of this file is not "),
            ("GIF89a", "this file is image/gif, not "),
        ] {
            let told = refused(key, named().file("icon.svg", content));
            assert!(told.contains(&format!("{fault}{wanted}")), "{told}");
        }
        let large = format!("{SVG}{}", " ".repeat(1024 * 1024));
        assert!(refused(key, named().file("icon.svg", &large)).contains("this file is larger than "));
        assert!(refused(key, named()).contains("there is no such file"));
        assert!(refused(key, branding(&format!("{key} = '/'"))).contains("this is a folder, not a file"));
        // Nobody reads what never ends, and nobody waits at a socket or a pipe.
        assert!(refused(key, branding(&format!("{key} = '/dev/zero'"))).contains("this is not a file"));
        let folder = named();
        symlink("icon.svg", folder.path("icon.svg")).unwrap();
        assert!(refused(key, folder).contains("symbolic links"));
    }
    // An icon is no logo: browsers differ in whether they show one on a page.
    let icon = branding("logo = 'x'").file("x", "\0\0\u{1}\0\u{1}\0");
    assert!(refused("logo", icon).contains("this file is image/x-icon"));
}

#[test]
fn an_accent_is_one_colour_or_a_pair() {
    let accent = |written: &str| branding(&format!("accent = {written}")).settings().branding.accent.unwrap();
    assert!(matches!(accent("'#2f55d4'"), Accent::One(_)));
    let pair = accent("{ light = '#2f55d4', dark = '#8fa8ff' }");
    assert_eq!((pair.light().to_string(), pair.dark().to_string()), ("#2f55d4".into(), "#8fa8ff".into()));
    let by_environment = Folder::with("").env("LATCHKEY__BRANDING__ACCENT", "#1a6e37").settings();
    assert_eq!(by_environment.branding.accent.unwrap().light().to_string(), "#1a6e37");
    for (wrong, told) in [
        ("{ light = '#2f55d4' }", "`branding.accent` needs a `dark`"),
        ("{ light = '#2f55d4', dark = 'blue' }", "`blue` is not a colour"),
        ("{ light = '#2f55d4', drak = '#8fa8ff', dark = '#8fa8ff' }", "did you mean `dark`?"),
        ("['#2f55d4', '#8fa8ff']", "must be a colour"),
    ] {
        let errors = branding(&format!("accent = {wrong}")).errors();
        assert!(matches!(errors.as_slice(), [only] if only.contains(told)), "{wrong}: {errors:?}");
    }
}

#[test]
fn an_accent_that_cannot_be_read_is_told_with_its_contrast_and_the_nearest_that_can() {
    let warnings = |written: &str| branding(&format!("accent = {written}")).warnings();
    assert_eq!(warnings("'#2f55d4'"), [""; 0]);
    // Lightened for dark pages by intent.
    assert_eq!(warnings("'#1a6e37'"), [""; 0]);
    assert_eq!(warnings("{ light = '#2f55d4', dark = '#8fa8ff' }"), [""; 0]);
    let yellow = warnings("'#ffe000'").concat();
    assert!(
        yellow.starts_with("config.toml:2: warning: text in #ffe000 cannot be read well on light pages"),
        "{yellow}"
    );
    assert!(yellow.contains("its contrast is 1.2:1, and 4.5:1 is needed; light pages use #"), "{yellow}");
    assert!(yellow.contains("dark = \"#ffe000\""), "{yellow}");
    let pair = warnings("{ light = '#8fa8ff', dark = '#2f55d4' }");
    assert!(
        matches!(pair.as_slice(), [one, two] if one.contains("#8fa8ff cannot be read well on light pages")
            && two.contains("#2f55d4 cannot be read well on dark pages")),
        "{pair:?}"
    );
}

#[test]
fn links_that_have_a_name_stand_in_their_order() {
    let written =
        "links = { imprint = 'https://a.example/i', help = 'tel:+49-30-1234', privacy = 'https://a.example/p' }";
    let settings = branding(written).settings();
    let link = |known, url: &str| FooterLink { label: LinkLabel::Known(known), url: url.into() };
    let expected = [
        link(KnownLink::Help, "tel:+49-30-1234"),
        link(KnownLink::Privacy, "https://a.example/p"),
        link(KnownLink::Imprint, "https://a.example/i"),
    ];
    assert_eq!(settings.branding.links, expected);
    assert_eq!(settings.branding.help(), Some("tel:+49-30-1234"));
    let by_environment = Folder::with("").env("LATCHKEY__BRANDING__LINKS__HELP", "mailto:a@b.example").settings();
    assert_eq!(by_environment.branding.help(), Some("mailto:a@b.example"));
}

#[test]
fn a_list_of_links_stands_as_it_is_written() {
    let written = "links = [{ label = 'Status', url = 'https://s.example/', localized = { de = 'Zustand' } }, \
                   { name = 'help', url = 'mailto:a@b.example' }]";
    let settings = branding(written).settings();
    let own = LinkLabel::Own { label: "Status".into(), localized: [("de".to_owned(), "Zustand".to_owned())].into() };
    assert_eq!(settings.branding.links.first().unwrap().label, own);
    assert_eq!(settings.branding.help(), Some("mailto:a@b.example"));
}

#[test]
fn links_that_cannot_be_shown_are_refused() {
    for (wrong, told) in [
        ("{ help = 'javascript:alert(1)' }", "`javascript:alert(1)` is not an https:// URL"),
        ("{ help = 'JavaScript:alert(1)' }", "is not an https:// URL"),
        ("{ help = ' javascript:alert(1)' }", "is not an https:// URL"),
        ("{ help = 'data:text/html,x' }", "is not an https:// URL"),
        ("{ help = '/help' }", "is not an https:// URL"),
        ("{ help = 'tel:' }", "is not an https:// URL"),
        ("{ help = 'tel:+49 30' }", "is not an https:// URL"),
        ("{ help = 'tel:110;x=y' }", "is not an https:// URL"),
        ("{ help = 'mailto:a@b.example\" onclick=x' }", "is not an https:// URL"),
        ("{ hlep = 'mailto:a@b.example' }", "did you mean `help`?"),
        ("{ status = 'https://a.example/' }", "`status` is not a key of [branding.links]"),
        ("'https://a.example/'", "must be a table or a list"),
        ("[{ label = 'x' }]", "needs a `url`"),
        ("[{ label = 'x', url = 'javascript:x' }]", "is not an https:// URL"),
        ("[{ label = '', url = 'https://a.example/' }]", "``"),
        ("[{ url = 'https://a.example/' }]", "a link needs words"),
        ("[{ name = 'help', label = 'x', url = 'https://a.example/' }]", "a `name` or a `label`, not both"),
        ("[{ name = 'halp', url = 'https://a.example/' }]", "did you mean `help`?"),
        ("[{ name = 'help', localized = { de = 'x' }, url = 'https://a.example/' }]", "has words in every language"),
        (
            "[{ label = 'x', localized = { zh = 'x' }, url = 'https://a.example/' }]",
            "`zh` is not a language of the pages",
        ),
        (
            "[{ name = 'help', url = 'https://a.example/' }, { name = 'help', url = 'https://b.example/' }]",
            "there twice",
        ),
    ] {
        let errors = branding(&format!("links = {wrong}")).errors();
        assert!(matches!(errors.as_slice(), [only] if only.contains(told)), "{wrong}: {errors:?}");
    }
}

#[test]
fn keys_that_people_look_for_are_told_where_they_are() {
    for (key, told) in
        [("templates_dir", "`templates`"), ("sign_in_title", "login-heading"), ("sign_in_text", "login-notice")]
    {
        let errors = branding(&format!("{key} = 'x'")).errors().concat();
        assert!(errors.contains(told), "{key}: {errors}");
    }
}
