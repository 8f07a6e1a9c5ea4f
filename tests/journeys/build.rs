//! Building into a folder.

use crate::site::{Site, files};

#[test]
fn building_again_touches_no_file() {
    let site = Site::new();
    let ran = site.expect("build", 0);
    assert!(
        ran.talk.ends_with(" files written, 0 deleted\n"),
        "{}",
        ran.talk
    );
    let before = files(&site.path("public/site"));
    let ran = site.expect("build --now 2026-11-20T14:40:00Z", 0);
    assert_eq!(ran.talk, "public/site: nothing to do\n");
    assert_eq!(files(&site.path("public/site")), before);
}

#[test]
fn a_build_is_the_same_without_what_it_remembered() {
    let site = Site::new();
    site.expect("build", 0);
    let before = files(&site.path("public/site"));
    std::fs::remove_dir_all(site.path(".stillup")).expect("gone");
    assert_eq!(site.expect("build", 0).talk, "public/site: nothing to do\n");
    site.write(".stillup/cache/pages", "damaged");
    assert_eq!(site.expect("build", 0).talk, "public/site: nothing to do\n");
    assert_eq!(files(&site.path("public/site")), before);
}

#[test]
fn a_build_at_a_given_epoch_comes_out_the_same_anywhere() {
    let site = Site::new();
    let built = |folder: &str| {
        // Not through `Site::command`: its `--now` would win over the epoch.
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_stillup"))
            .args(["build", "--quiet", "-o", folder])
            .current_dir(site.path(""))
            .env("SOURCE_DATE_EPOCH", "1795183800")
            .status();
        assert!(status.expect("it runs").success());
        let files = files(&site.path(folder)).into_iter();
        files
            .map(|(path, (bytes, _))| (path, bytes))
            .collect::<Vec<_>>()
    };
    assert_eq!(built("first"), built("second"));
}

#[test]
fn only_what_we_wrote_goes() {
    let site = Site::new();
    site.expect("build", 0);
    site.write("public/site/CNAME", "status.acme.example");
    std::fs::remove_file(site.path("incidents/2026-10-03-slow.md")).expect("gone");
    site.expect("build --now 2026-11-20T14:40:00Z", 0);
    assert!(
        !site
            .path("public/site/incidents/2026-10-03-slow.html")
            .exists()
    );
    assert_eq!(site.read("public/site/CNAME"), "status.acme.example");
}

#[test]
fn a_folder_with_something_else_in_it_is_asked_about() {
    let site = Site::new();
    site.write("elsewhere/thesis.tex", "never lose this");
    let ran = site.expect("build -o elsewhere", 1);
    assert!(
        ran.talk
            .contains("`thesis.tex` is there, and nothing of ours"),
        "{}",
        ran.talk
    );
    assert!(
        ran.talk.contains("hint: stillup build --adopt"),
        "{}",
        ran.talk
    );
    site.expect("build -o elsewhere --adopt", 0);
    assert_eq!(site.read("elsewhere/thesis.tex"), "never lose this");
    assert!(site.path("elsewhere/index.html").exists());
}
