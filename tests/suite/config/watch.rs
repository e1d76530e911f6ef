//! When a running server looks at its files again. Each change is made in a way that some editor, orchestrator or person
//! makes it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use latchkey::config::Sources;
use latchkey::config::watch::{Looked, Watch, load, watch};

use super::Folder;

const CLIENT: &str = "[[clients]]\nclient_id = 'wiki'\nredirect_uris = ['https://wiki.example/cb']\n";

/// Watches what loading these sources looked at.
struct Watching {
    changes: Receiver<()>,
    sources: Sources,
    looked: Looked,
    watch: Watch,
}

impl Watching {
    fn new(sources: Sources) -> Self {
        let (_, looked) = load(&sources, &Looked::default());
        let (changed, changes) = mpsc::channel();
        let watch = watch(looked.clone(), move || changed.send(()).unwrap_or_default()).unwrap();
        Self { changes, sources, looked, watch }
    }

    fn file(path: PathBuf) -> Self {
        Self::new(Sources { files: vec![path], ..Sources::default() })
    }

    /// Waits until a change is noticed, and loads as a server does.
    #[track_caller]
    fn notices(&mut self, what: &str) {
        assert!(self.changes.recv_timeout(Duration::from_secs(10)).is_ok(), "not noticed: {what}");
        let (_, looked) = load(&self.sources, &self.looked);
        self.looked = looked.clone();
        self.watch.set(looked);
    }

    #[track_caller]
    fn notices_nothing(&self) {
        assert!(self.changes.recv_timeout(Duration::from_millis(1200)).is_err());
    }
}

#[test]
fn a_file_that_is_replaced_is_noticed_and_its_neighbours_are_not() {
    let folder = Folder::with("").file("neighbour", "");
    let mut watching = Watching::file(folder.path("config.toml"));
    fs::write(folder.path("neighbour"), "more").unwrap();
    watching.notices_nothing();
    fs::write(folder.path("new"), "[log]\nlevel = 'debug'").unwrap();
    fs::rename(folder.path("new"), folder.path("config.toml")).unwrap();
    watching.notices("replaced");
    watching.notices_nothing();
}

#[test]
fn what_comes_into_being_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mut watching = Watching::new(Sources {
        usual_places: vec![path("config.toml"), path("none/config.toml"), path("etc/latchkey/config.toml")],
        ..Sources::default()
    });
    fs::create_dir_all(path("config.d")).unwrap();
    watching.notices("a folder for fragments");
    fs::write(path("config.d/wiki.toml"), CLIENT).unwrap();
    watching.notices("a fragment alone");
    fs::write(path("config.toml"), "").unwrap();
    watching.notices("a file in a usual place");
    fs::remove_dir_all(path("config.d")).unwrap();
    watching.notices("a folder that goes");
    fs::create_dir_all(path("config.d")).unwrap();
    fs::write(path("config.d/wiki.toml"), CLIENT).unwrap();
    watching.notices("a folder that is made anew, with a fragment");
}

/// A file that refers to what is not there yet cannot be used; it can as soon as that comes.
#[test]
fn what_a_file_refers_to_is_noticed_when_it_comes_and_when_it_changes() {
    let folder = Folder::with("");
    let mut watching = Watching::file(folder.path("config.toml"));
    let text = format!("{CLIENT}client_secret_file = 'elsewhere/secret'\n[branding]\ntemplates = 'templates'\n");
    let folder = folder.file("config.toml", &text);
    watching.notices("the file");
    let secret = folder.path("elsewhere/secret");
    let folder = folder.file_with_mode("elsewhere/secret", &"s".repeat(40), 0o644);
    watching.notices("a secret in a folder that was not there");
    let folder = folder.file_with_mode("elsewhere/secret", &"s".repeat(40), 0o600);
    watching.notices("its mode");
    let folder = folder.file("templates/login.html", "<p>");
    watching.notices("the folder of templates");
    let _folder = folder.file("templates/login.html", "<h1>");
    watching.notices("a template");
    fs::remove_file(&secret).unwrap();
    watching.notices("a secret that goes");
    fs::write(&secret, "t".repeat(40)).unwrap();
    watching.notices("a secret that is back");
}

/// A ConfigMap of Kubernetes: the file is a link through `..data`, which is a link that is swapped for another.
#[test]
fn a_link_that_is_swapped_anywhere_along_the_way_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let swap = |to: &str, link: &Path| {
        let new = link.with_file_name("..data_tmp");
        symlink(to, &new).unwrap();
        fs::rename(new, link).unwrap();
    };
    // Of one length and one moment, so that only the file's number tells them apart.
    for (version, name) in [("mounted/..1", "wiki"), ("mounted/..2", "blog")] {
        fs::create_dir_all(path(version)).unwrap();
        fs::write(path(version).join("config.toml"), CLIENT.replace("wiki", name)).unwrap();
        let file = fs::File::options().write(true).open(path(version).join("config.toml")).unwrap();
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
    }
    symlink("..1", path("mounted/..data")).unwrap();
    symlink("..data/config.toml", path("mounted/config.toml")).unwrap();
    fs::create_dir_all(path("etc")).unwrap();
    symlink("../mounted/config.toml", path("etc/config.toml")).unwrap();

    let mut direct = Watching::file(path("mounted/config.toml"));
    let mut through = Watching::file(path("etc/config.toml"));
    swap("..2", &path("mounted/..data"));
    direct.notices("the swap");
    through.notices("the swap, seen from another folder");
}

#[test]
fn a_change_while_the_files_are_being_read_is_one() {
    let folder = Folder::with("");
    let sources = Sources { files: vec![folder.path("config.toml")], ..Sources::default() };
    let (_, looked) = load(&sources, &Looked::default());
    // Between reading and watching lies whatever a server does to start.
    let folder = folder.file("config.toml", CLIENT);
    let (changed, changes) = mpsc::channel();
    let watching = watch(looked, move || changed.send(()).unwrap_or_default()).unwrap();
    assert!(changes.recv_timeout(Duration::from_secs(10)).is_ok());
    drop((watching, folder));
}

/// Who cannot look must not take it for absence: a server would start without its configuration.
#[test]
fn a_usual_place_that_cannot_be_looked_into_is_told() {
    let folder = Folder::with("").file("etc", "a file in the way of a folder is as good as nothing there");
    let at = |name: &str| Sources { usual_places: vec![folder.path(name)], ..Sources::default() };
    let (loaded, _) = load(&at("etc/config.toml"), &Looked::default());
    assert!(loaded.unwrap().read_from.is_empty());
    symlink("loop", folder.path("loop")).unwrap();
    let (loaded, _) = load(&at("loop"), &Looked::default());
    assert!(loaded.unwrap_err().compact().contains("loop"));
    fs::create_dir(folder.path("made-by-docker")).unwrap();
    let (loaded, _) = load(&at("made-by-docker"), &Looked::default());
    let told = loaded.unwrap_err().compact();
    assert!(told.contains("this is a folder, not a file") && told.contains("Docker"), "{told}");
}
