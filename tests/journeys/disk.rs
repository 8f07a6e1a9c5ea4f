//! Places that cannot be written to: a full disk, a folder that is read-only, a file in the way.

use crate::site::{Ran, Site};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A small disk of its own, while it lives.
struct Mount(PathBuf);

impl Mount {
    /// Mounts one; nothing, and a word about it, where that is not allowed.
    fn tiny(at: PathBuf, options: &str) -> Option<Self> {
        std::fs::create_dir_all(&at).expect("a folder");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(&at)
            .output();
        if mount.is_ok_and(|mount| mount.status.success()) {
            return Some(Mount(at));
        }
        eprintln!("SKIPPED: only root may mount a disk");
        None
    }

    fn again(&self, options: &str) {
        let options = format!("remount,{options}");
        let mount = Command::new("mount")
            .args(["-o", &options])
            .arg(&self.0)
            .status();
        assert!(mount.is_ok_and(|status| status.success()), "{options}");
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// A site whose second mirror is in `disk/`, as a link or as a real folder.
fn site(real: bool) -> (Site, PathBuf) {
    let site = Site::new();
    let config = site.read("stillup.toml").replace("public/two", "disk/two");
    site.write("stillup.toml", &config);
    let disk = site.path("disk");
    std::fs::create_dir_all(&disk).expect("a folder");
    (site, if real { disk.join("two") } else { disk })
}

fn failed(site: &Site, words: &[&str]) -> Ran {
    let ran = site.expect("publish", 3);
    for word in words {
        assert!(ran.talk.contains(word), "no `{word}` in {}", ran.talk);
    }
    for mirror in ["one", "three"] {
        assert!(
            ran.talk.contains(&format!("\n{mirror:5}  ")),
            "{}",
            ran.talk
        );
        assert!(site.path(&format!("public/{mirror}/index.html")).exists());
    }
    ran
}

/// Published now, and nothing of what failed is left.
fn repaired(site: &Site, copy: &Path) {
    site.expect("publish --now 2026-11-20T14:31:00Z", 0);
    let head = |path: &Path| std::fs::read_to_string(path.join("generation.json")).expect("a head");
    assert_eq!(head(copy), head(&site.path("public/one")));
    let claims = std::fs::read_dir(copy.join(".stillup/claims"))
        .into_iter()
        .flatten();
    assert_eq!(claims.count(), 0, "claims are left");
}

#[test]
fn a_full_disk_fails_one_mirror_and_is_repaired_when_there_is_room() {
    for real in [false, true] {
        let (site, at) = site(real);
        let Some(mount) = Mount::tiny(at, "size=200k") else {
            return;
        };
        let ran = failed(&site, &["error: mirror `two`: cannot ", "hint: df -h"]);
        assert!(ran.talk.contains("No space left on device"), "{}", ran.talk);
        assert!(!site.path("disk/two/index.html").exists(), "half a site");
        mount.again("size=20m");
        repaired(&site, &site.path("disk/two"));

        // Full again, with a site in place: readers keep the one they have.
        let before = site.read("disk/two/index.html");
        mount.again("size=1m");
        let room = std::fs::write(mount.0.join("filler"), vec![0; 2 << 20]);
        assert!(room.is_err(), "the disk is full");
        site.append(
            "incidents/2026-11-20-api.md",
            "\n## 2026-11-20 14:32 UTC - identified\n\nA bad push.\n",
        );
        let ran = site.expect("publish --now 2026-11-20T14:33:00Z", 3);
        assert!(ran.talk.contains("hint: df -h"), "{}", ran.talk);
        assert_eq!(site.read("disk/two/index.html"), before);
        let ran = site.expect("build -o disk/two/build --now 2026-11-20T14:33:00Z", 1);
        let hint = "hint: df -h   # make room, then build again";
        assert!(ran.talk.contains(hint), "{}", ran.talk);
        std::fs::remove_file(mount.0.join("filler")).expect("gone");
        mount.again("size=20m");
        site.expect("publish --now 2026-11-20T14:34:00Z", 0);
        assert!(site.read("disk/two/index.html").contains("A bad push."));
    }
}

#[test]
fn a_read_only_disk_fails_one_mirror() {
    let (site, at) = site(false);
    let Some(mount) = Mount::tiny(at, "size=20m,ro") else {
        return;
    };
    failed(
        &site,
        &[
            "error: mirror `two`: cannot ",
            "hint: mount   # the disk is mounted read-only",
        ],
    );
    let ran = site.expect("build -o disk/build", 1);
    assert!(ran.talk.contains("hint: mount "), "{}", ran.talk);
    mount.again("rw");
    repaired(&site, &site.path("disk/two"));
}

#[test]
fn a_file_where_a_folder_has_to_be_fails_one_mirror() {
    let (site, _) = site(false);
    site.write("disk/two.stillup", "in the way");
    failed(
        &site,
        &[
            "error: mirror `two`: cannot ",
            "hint: a file stands where a folder has to be",
        ],
    );
    std::fs::remove_file(site.path("disk/two.stillup")).expect("gone");
    repaired(&site, &site.path("disk/two"));
    site.write("file", "in the way");
    let ran = site.expect("build -o file", 1);
    assert!(
        ran.talk.contains("`file` is a file, not a folder"),
        "{}",
        ran.talk
    );
    let ran = site.expect("build -o file/below", 1);
    assert!(ran.talk.contains("a file stands where"), "{}", ran.talk);
}
