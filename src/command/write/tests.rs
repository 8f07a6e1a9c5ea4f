//! Files appear whole, never over others, and never over what changed meanwhile.

use super::{new_file, replace};
use std::sync::Barrier;

#[test]
fn a_new_file_never_takes_anothers_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("deep/er/x.md");
    assert!(new_file(&path, "one").expect("written"));
    assert!(!new_file(&path, "two").expect("refused"));
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "one");
}

#[test]
fn of_many_who_make_one_file_a_single_one_wins() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.md");
    let start = Barrier::new(8);
    let won: usize = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..8)
            .map(|number| {
                let (path, start) = (&path, &start);
                scope.spawn(move || {
                    start.wait();
                    usize::from(new_file(path, &number.to_string()).expect("no error"))
                })
            })
            .collect();
        runs.into_iter()
            .map(|run| run.join().expect("no panic"))
            .sum()
    });
    assert_eq!(won, 1);
}

#[test]
fn of_many_who_add_at_once_none_is_lost_unsaid() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.md");
    for _ in 0..20 {
        std::fs::write(&path, "start").expect("a file");
        let begin = Barrier::new(6);
        let written: Vec<String> = std::thread::scope(|scope| {
            let runs: Vec<_> = (0..6)
                .map(|number| {
                    let (path, begin) = (&path, &begin);
                    scope.spawn(move || {
                        begin.wait();
                        let after = format!("start {number}");
                        replace(path, "start", &after).is_ok().then_some(after)
                    })
                })
                .collect();
            runs.into_iter()
                .filter_map(|run| run.join().expect("no panic"))
                .collect()
        });
        assert_eq!(written, [std::fs::read_to_string(&path).expect("a file")]);
    }
}

#[test]
fn what_changed_meanwhile_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.md");
    std::fs::write(&path, "theirs").expect("a file");
    let problem = replace(&path, "before", "ours").expect_err("it changed");
    assert_eq!(problem.code, "changed-meanwhile");
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "theirs");
}

#[test]
fn a_folder_that_is_a_file_is_a_clear_problem() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("incidents"), "").expect("a file");
    let problem = new_file(&folder.path().join("incidents/x.md"), "text").expect_err("no folder");
    assert_eq!(problem.code, "cannot-write");
    assert!(problem.why.is_some() && problem.hint.is_some());
}

#[cfg(unix)]
#[test]
fn permissions_of_a_file_outlive_its_replacement() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.md");
    std::fs::write(&path, "a").expect("a file");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).expect("permissions");
    replace(&path, "a", "b").expect("replaced");
    assert_eq!(
        std::fs::metadata(&path)
            .expect("a file")
            .permissions()
            .mode()
            & 0o777,
        0o640
    );
}
