use super::*;
use crate::pages::compiled::PARTS;

/// What comes of these files in the operator's folder.
fn tried(files: &[(&str, &str)]) -> Result<Vec<String>, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(WORDS)).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let short = |text: &String| text.replace(&format!("{}/", folder.path().display()), "");
    let branding = BrandingSettings {
        name: "Example".into(),
        language: "en".into(),
        templates: Some(folder.path().to_owned()),
        ..BrandingSettings::default()
    };
    let pages = Pages::load(Some(folder.path())).map_err(|error| vec![short(&error.to_string())])?;
    match try_out(&pages, &branding, "") {
        Ok(remarks) => Ok(remarks.iter().map(short).collect()),
        Err(error) => Err(error.faults().iter().map(short).collect()),
    }
}

fn shipped(template: &str) -> &'static str {
    TEMPLATES.iter().find(|(name, _)| *name == template).unwrap().1
}

/// What comes of a shipped template with a change in it.
fn changed(template: &str, from: &str, to: &str) -> Result<Vec<String>, Vec<String>> {
    let source = shipped(template);
    assert!(source.contains(from), "{template} has {from}");
    tried(&[(template, &source.replacen(from, to, 1))])
}

/// German pages and those from right to left are seen by others than the operator whose pages are English.
#[test]
fn what_a_template_does_in_another_language_is_tried_too() {
    let heading = "</h1>";
    let german = "{% if lang == \"de\" %}<p>{{ brand.motto }}</p>{% endif %}";
    let faults = changed("login.html", heading, &format!("{heading}{german}")).unwrap_err();
    let [fault] = faults.as_slice() else { panic!("one, and not one for each language: {faults:?}") };
    assert!(fault.contains("`brand` has no `motto`") && fault.ends_with(" (seen in the language `de`)"), "{fault}");
    let mirrored = "{% if dir == \"rtl\" %}<script>flip()</script>{% endif %}";
    let remarks = changed("login.html", heading, &format!("{heading}{mirrored}")).unwrap();
    let [remark] = remarks.as_slice() else { panic!("{remarks:?}") };
    assert!(remark.contains("script within a page does not run"), "{remark}");
    assert!(remark.ends_with(" (seen in the language `ar`)"), "{remark}");
    let fine = "{% if lang == \"de\" %}<p>{{ brand.name }}</p>{% endif %}";
    assert_eq!(changed("login.html", heading, &format!("{heading}{fine}")), Ok(Vec::new()));
}

fn line_of(template: &str, text: &str) -> usize {
    line_at(shipped(template), shipped(template).find(text).unwrap())
}

#[test]
fn every_template_has_samples_but_for_those_that_are_parts_of_others() {
    let named: BTreeSet<&str> = samples::names().collect();
    for (name, _) in TEMPLATES {
        assert_ne!(named.contains(name), PARTS.contains(&name), "{name}");
        assert_ne!(samples::of(name).is_empty(), named.contains(name), "the samples of {name}");
    }
    assert_eq!(named.len() + PARTS.len(), TEMPLATES.len());
}

/// The demo is in English alone.
#[test]
fn what_is_written_for_programs_reads_from_left_to_right_in_every_language() {
    for (name, source) in TEMPLATES.iter().filter(|(name, _)| *name != "demo.html") {
        for block in source.split("<pre").skip(1) {
            let tag = block.split('>').next().unwrap();
            assert!(tag.contains("dir=\"ltr\""), "{name}: <pre{tag}>");
        }
    }
}

#[test]
fn every_page_can_be_rendered_with_every_sample_in_every_language() {
    let pages = Pages::load(None).unwrap();
    for language in PageLanguage::all() {
        let branding =
            BrandingSettings { name: "Example".into(), language: language.tag().into(), ..BrandingSettings::default() };
        let trial = Trial::of(&pages, &branding, "/base", language);
        for page in samples::names() {
            for (at, context) in trial.contexts(page).into_iter().enumerate() {
                let html = trial.said(|| pages.render_unseen(page, &context));
                let html = html.unwrap_or_else(|error| panic!("sample {at} of {page} in {}: {error}", language.tag()));
                if page.starts_with("mail.") {
                    continue;
                }
                let tags = tags(&html);
                assert_eq!(remarks_on(&tags, &tags), [], "sample {at} of {page} in {}", language.tag());
            }
        }
    }
}

/// A value that templates compare with a text has that text in some sample: else the branch is never tried.
#[test]
fn every_branch_that_depends_on_a_text_has_a_sample() {
    for (page, source) in TEMPLATES {
        if PARTS.contains(&page) {
            continue;
        }
        let given = serde_json::to_string(&samples::of(page)).unwrap();
        for after in source.split("== \"").skip(1) {
            let text = after.split('"').next().unwrap();
            assert!(given.contains(&format!("\"{text}\"")), "no sample of {page} has \"{text}\"");
        }
    }
}

/// A key that the server does not give any more would let a template pass that asks for it.
#[test]
fn no_sample_has_a_key_that_the_server_does_not_write() {
    fn below(folder: &Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(&path, text);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                text.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    fn keys(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => members.iter().for_each(|(name, member)| {
                found.insert(name.clone());
                keys(member, found);
            }),
            Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
            _ => {}
        }
    }
    let mut source = String::new();
    below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let mut found = BTreeSet::new();
    samples::names().flat_map(samples::of).for_each(|sample| keys(&Value::Object(sample), &mut found));
    for key in found {
        let written = [format!("\"{key}\""), format!("pub {key}:"), format!(" {key}: ")];
        assert!(written.iter().any(|written| source.contains(written)), "nothing in src/ writes the key `{key}`");
    }
}

#[test]
fn nothing_is_said_of_templates_that_are_copies_of_ours() {
    assert_eq!(tried(&TEMPLATES), Ok(vec![]));
    for name in ["layout.html", "macros.html", "account.html"] {
        assert_eq!(tried(&[(name, shipped(name))]), Ok(vec![]), "{name}");
    }
}

#[test]
fn nothing_is_said_of_a_layout_that_looks_quite_different() {
    let layout = "<!doctype html><html lang=\"{{ lang }}\" dir=\"{{ dir }}\"><head><meta charset=utf-8>\
        <title>{{ brand.name }}: {% block title %}{% endblock title %}</title><link rel=stylesheet href=\"{{ base }}/static/brand.css\">\
        {% block head %}{% endblock head %}<script src=\"{{ base }}/static/{% block script %}latchkey.js{% endblock script %}\" defer></script>\
        </head><body class=\"{% block width %}{% endblock width %}\">{% block top %}{% endblock top %}{% block main %}{% endblock main %}\
        <a href=\"https://family.example/\">{{ brand.name }}</a><img alt=\"\" src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">\
        {% for link in brand.links %}<a href=\"{{ link.url }}\">{{ link.label }}</a>{% endfor %}{% block foot %}{% endblock foot %}</body></html>";
    assert_eq!(tried(&[("layout.html", layout)]), Ok(vec![]));
}

#[test]
fn a_value_that_is_not_there_is_told_with_its_line_and_the_nearest_that_is() {
    let line = line_of("login.html", "value=\"{{ csrf }}\"");
    assert_eq!(
        changed("login.html", "{{ csrf }}", "{{ crsf }}"),
        Err(vec![format!("login.html, line {line}: there is no `crsf`; did you mean `csrf`?")])
    );
    let line = line_of("error.html", "way.text");
    assert_eq!(
        changed("error.html", "way.text", "way.txet"),
        Err(vec![format!("error.html, line {line}: `ways_on[]` has no `txet`; did you mean `text`?")])
    );
    let faults = changed("layout.html", "{{ brand.logo }}", "{{ brand.picture_of_us }}").unwrap_err();
    let line = line_of("layout.html", "{{ brand.logo }}");
    let told = format!(
        "layout.html, line {line}: `brand` has no `picture_of_us`; there are: icon, icon_type, links, logo, name"
    );
    assert_eq!(faults, [told]);
}

#[test]
fn a_value_that_is_there_at_times_is_to_be_asked_for_first() {
    let line = line_of("login.html", "<h1>");
    assert_eq!(
        changed("login.html", "<h1>", "<h1>{{ client.client_id }} "),
        Err(vec![format!(
            "login.html, line {line}: `client.client_id` is not there every time; ask for it first: {{% if client.client_id %}}"
        )])
    );
    assert_eq!(
        changed("login.html", "<h1>", "<h1>{% if client.client_id %}{{ client.client_id }} {% endif %}"),
        Ok(vec![])
    );
}

#[test]
fn a_value_that_is_only_asked_for_is_doubtful_where_there_is_none() {
    let line = line_of("login.html", "{%- if remember_me %}");
    assert_eq!(
        changed("login.html", "{%- if remember_me %}", "{%- if remeber_me %}"),
        Ok(vec![format!("login.html, line {line}: `remeber_me` is always empty, for there is no `remeber_me`")])
    );
}

#[test]
fn a_template_that_is_none_is_told_with_its_line() {
    let fault = tried(&[("message.html", "<p>\n{% if x %}")]).unwrap_err().concat();
    assert!(fault.contains("message.html") && fault.contains("--> 2:"), "{fault}");
    let fault = tried(&[("message.html", "{{ heading | uper }}")]).unwrap_err().concat();
    assert!(fault.contains("message.html") && fault.contains("uper"), "{fault}");
}

#[test]
fn a_message_that_does_not_exist_or_lacks_a_value_is_told_with_its_line() {
    assert_eq!(
        changed("login.html", "t(k=\"login-username\")", "t(k=\"login-usernmae\")"),
        Err(vec![format!(
            "login.html, line {}: there is no message \"login-usernmae\"; did you mean \"login-username\"?",
            line_of("login.html", "login-username")
        )])
    );
    assert_eq!(
        changed("login.html", "t(k=\"login-lead\", brand=brand.name)", "t(k=\"login-lead\", name=brand.name)"),
        Err(vec![format!(
            "login.html, line {}: the message \"login-lead\" needs a value: write t(k=\"login-lead\", brand=…)",
            line_of("login.html", "login-lead")
        )])
    );
}

#[test]
fn a_form_without_what_it_must_send_is_told() {
    let line = line_of("login.html", "<form method");
    let csrf = "<input type=\"hidden\" name=\"csrf\" value=\"{{ csrf }}\">";
    let told = |remarks: Result<Vec<String>, Vec<String>>| remarks.unwrap().join("\n");
    assert_eq!(
        told(changed("login.html", csrf, "")),
        format!(
            "login.html, line {line}: the form that leads to /login needs <input type=\"hidden\" name=\"csrf\" value=\"…\">, as in the \
             shipped template; without it it is refused as forged"
        )
    );
    // Another value is no better.
    assert!(
        told(changed("login.html", csrf, "<input type=\"hidden\" name=\"csrf\" value=\"1\">"))
            .contains("name=\"csrf\"")
    );
    assert!(
        told(changed("login.html", "name=\"password\"", "name=\"pass\"")).contains("needs a field name=\"password\"")
    );
    assert!(
        told(changed("login.html", "action=\"{{ action }}\"", "action=\"/sign-in\""))
            .contains("the page lacks the form <form method=\"post\" action=\"/login\">")
    );
    assert!(told(changed("login.html", "method=\"post\"", "method=\"get\"")).contains("the page lacks the form"));
}

#[test]
fn of_several_forms_with_one_address_each_needs_one_that_has_what_it_sends() {
    let page = |buttons: [&str; 2]| {
        let form = |button: &str| {
            format!("<form method=post action=/x><button name=\"{button}\" value=\"1\"></button></form>")
        };
        tags(&format!("<title>x</title><h1>x</h1>{}", buttons.map(form).concat()))
    };
    let shipped = page(["save", "cancel"]);
    for (own, remarks) in
        [(["save", "cancel"], 0), (["cancel", "save"], 0), (["save", "save"], 1), (["other", "other"], 2)]
    {
        assert_eq!(remarks_on(&page(own), &shipped).len(), remarks, "{own:?}");
    }
}

#[test]
fn what_the_browser_would_not_let_through_is_told() {
    let remarks = |with: &str| {
        let to = format!("<div class=\"card\">{with}");
        changed("message.html", "<div class=\"card\">", &to).unwrap().join("\n")
    };
    let line = line_of("message.html", "<div class=\"card\">");
    for (with, told) in [
        ("<script>alert(1)</script>", "script within a page does not run"),
        ("<style>p{color:red}</style>", "<style> has no effect"),
        ("<p style=\"color:red\"></p>", "style=\"…\" has no effect"),
        ("<p onclick=\"x()\"></p>", "onclick=\"…\" does not run"),
        ("<a href=\"javascript:x()\">x</a>", "a javascript: address in href=\"…\" does not run"),
        ("<img alt=\"\" src=\"https://cdn.example/x.png\">", "https://cdn.example/x.png is not loaded"),
        ("<img alt=\"\" src=\"//cdn.example/x.png\">", "//cdn.example/x.png is not loaded"),
        ("<script src=\"https://cdn.example/x.js\"></script>", "https://cdn.example/x.js is not loaded"),
        ("<link rel=\"stylesheet\" href=\"https://cdn.example/x.css\">", "https://cdn.example/x.css is not loaded"),
        ("<h1>Twice</h1>", "the page has 2 <h1>"),
    ] {
        let got = remarks(with);
        assert!(got.starts_with(&format!("message.html, line {line}: {told}")) && !got.contains('\n'), "{with}: {got}");
    }
    for fine in [
        "<a href=\"https://family.example/\">x</a>",
        "<img alt=\"\" src=\"/static/logo.svg\">",
        "<p data-on=\"1\">on = 1</p>",
    ] {
        assert_eq!(remarks(fine), "", "{fine}");
    }
    let heading = changed("message.html", "<h1>{{ heading }}</h1>", "<h2>{{ heading }}</h2>").unwrap().concat();
    assert!(heading.contains("has no <h1>"), "{heading}");
    let title =
        changed("layout.html", "<title>{% block title %}{% endblock title %} – {{ brand.name }}</title>", "").unwrap();
    assert!(
        matches!(title.as_slice(), [only] if only.contains("the page has no <title>")),
        "once for the layout: {title:#?}"
    );
}

#[test]
fn a_file_that_replaces_nothing_is_told() {
    assert_eq!(
        tried(&[("sign_in.html", ""), ("logn.html", ""), ("words/zh.ftl", ""), ("words/de.ftl", ""), ("README.md", ""), ("x.txt", "")]),
        Ok(vec![
            "logn.html: this file is not used, for no template of Latchkey has its name; did you mean login.html?".to_owned(),
            "sign_in.html: this file is not used, for no template of Latchkey has its name; did you mean signed_in.html?".to_owned(),
            "x.txt: this file is not used, for no template of Latchkey has its name".to_owned(),
            "words/zh.ftl: this file is not used, for no language of Latchkey has its name; did you mean zh-Hans.ftl?".to_owned(),
        ])
    );
}

#[test]
fn what_cannot_be_read_is_a_fault_and_what_is_no_file_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |name: &str| {
        let fault = Pages::load(Some(folder.path())).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(fault.contains(name), "{fault}");
        let path = folder.path().join(name);
        if path.is_dir() {
            std::fs::remove_dir(path).unwrap()
        } else {
            std::fs::remove_file(path).unwrap()
        }
        fault
    };
    std::fs::create_dir(folder.path().join("login.html")).unwrap();
    assert!(refused("login.html").contains("this is not a file"));
    std::os::unix::fs::symlink("login.html", folder.path().join("login.html")).unwrap();
    assert!(refused("login.html").contains("symbolic links"));
    std::os::unix::net::UnixListener::bind(folder.path().join("login.html")).unwrap();
    assert!(refused("login.html").contains("this is not a file"));
    std::fs::write(folder.path().join("login.html"), b"\xff\xfe").unwrap();
    assert!(refused("login.html").contains("UTF-8"));
    Pages::load(Some(folder.path())).map(drop).unwrap();
}
