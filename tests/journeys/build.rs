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

#[test]
fn a_first_build_killed_at_any_moment_is_done_by_the_next_one() {
    let site = Site::new();
    for number in 0..400 {
        let day = 1 + number % 28;
        let text = format!(
            "# Slow\n\n## 2026-09-{day:02} 08:00 UTC - investigating {{web=degraded_performance}}\n\nSlow.\n\n\
             ## 2026-09-{day:02} 09:00 UTC - resolved {{web=operational}}\n\nFast.\n"
        );
        site.write(&format!("incidents/2026-09/{number}.md"), &text);
    }
    // Pages that say no age.
    let pages = |folder: &str| {
        let files = files(&site.path(folder)).into_iter();
        let files = files.filter(|(path, _)| {
            path.starts_with("incidents/") && path != "incidents/2026-11-20-api.html"
        });
        let files = files.map(|(path, (bytes, _))| (path, bytes));
        files.collect::<Vec<_>>()
    };
    site.expect("build -o whole", 0);
    let whole = pages("whole");
    assert!(whole.len() > 400, "{}", whole.len());
    let mut left = 0;
    for kill in 0..16_u64 {
        let folder = format!("killed-{kill}");
        // As at first: nothing is known of any page.
        std::fs::remove_dir_all(site.path(".stillup")).expect("gone");
        let mut build = site.command(&format!("build --quiet -o {folder}"));
        let mut child = build.spawn().expect("it starts");
        std::thread::sleep(std::time::Duration::from_millis(40 * kill));
        let _ = child.kill();
        child.wait().expect("it ended");
        let private = site.path(&folder).join(".stillup");
        let names = |folder: &std::path::Path| {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
            let mut names: Vec<String> = names.collect();
            names.sort();
            names
        };
        let shelf = |names: Vec<String>| names.iter().any(|name| name.starts_with("shelf-"));
        left += usize::from(shelf(names(&private)));
        site.expect(&format!("build --quiet -o {folder}"), 0);
        assert_eq!(pages(&folder), whole, "killed after {} ms", 40 * kill);
        assert_eq!(names(&private), ["claims", "marker.json"], "{folder}");
    }
    assert!(left > 0, "none was killed while pages were printed");
}

#[test]
fn a_first_build_that_cannot_be_done_leaves_nothing() {
    let site = Site::new();
    site.write("templates/incident.html", "{{ page.nonsense }}");
    let ran = site.expect("build -o some/new/folder", 1);
    assert!(ran.talk.contains("nonsense"), "{}", ran.talk);
    assert!(!site.path("some").exists());
}

/// A web server's group is often given to all files in a folder by its set-group-ID bit.
#[cfg(unix)]
#[test]
fn pages_have_the_group_of_the_folder_they_are_built_into() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
    let site = Site::new();
    let folder = site.path("www");
    std::fs::create_dir(&folder).expect("a folder");
    if chown(&folder, None, Some(12_345)).is_err() {
        eprintln!("SKIPPED: only root may give a folder to another group");
        return;
    }
    let mode = std::fs::Permissions::from_mode(0o2775);
    std::fs::set_permissions(&folder, mode).expect("a mode");
    site.expect("build -o www", 0);
    for path in ["index.html", "incidents", "incidents/2026-11-20-api.html"] {
        let group = std::fs::metadata(folder.join(path))
            .expect("it is there")
            .gid();
        assert_eq!(group, 12_345, "{path}");
    }
}
