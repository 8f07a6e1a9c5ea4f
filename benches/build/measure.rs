//! What a program costs, and which files it touched.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use rustix::time::{ClockId, clock_gettime};
use wait4::Wait4 as _;

/// What one run cost.
#[derive(Clone, Copy)]
pub struct Cost {
    /// User and system time of all threads.
    pub cpu: Duration,
    pub wall: Duration,
    /// Peak resident memory, bytes; 0 when not measured.
    pub memory: u64,
}

/// Runs a program to its end; findings (exit code 4) are as good as success.
pub fn run(command: &mut Command) -> Cost {
    let log = tempfile::tempfile().expect("a temporary file");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log.try_clone().expect("a handle"));
    let begun = Instant::now();
    let used = command
        .spawn()
        .and_then(|child| child.wait4())
        .expect("the program runs");
    let wall = begun.elapsed();
    if !matches!(used.status.code(), Some(0 | 4)) {
        let mut words = String::new();
        let mut log = log;
        io::Seek::rewind(&mut log).expect("the log");
        io::Read::read_to_string(&mut log, &mut words).expect("the log");
        panic!("{command:?} ended with {}:\n{words}", used.status);
    }
    Cost {
        cpu: used.rusage.utime + used.rusage.stime,
        wall,
        memory: used.rusage.maxrss,
    }
}

/// Runs a part of this process.
pub fn here(work: impl FnOnce()) -> Cost {
    let (begun, cpu) = (Instant::now(), own_cpu());
    work();
    Cost {
        cpu: own_cpu() - cpu,
        wall: begun.elapsed(),
        memory: 0,
    }
}

fn own_cpu() -> Duration {
    let used = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(used.tv_sec as u64, used.tv_nsec as u32)
}

/// The median by `key` of several runs.
pub fn median<T: Copy + Ord>(mut of: Vec<T>) -> T {
    of.sort_unstable();
    of[of.len() / 2]
}

/// When each file of a folder was last written, and how long it is.
pub type Snapshot = BTreeMap<String, (SystemTime, u64)>;

/// Looks at every file below `root`.
pub fn snapshot(root: &Path) -> Snapshot {
    let mut found = Snapshot::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let about = path.symlink_metadata().expect("a file");
            if about.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(root)
                    .expect("below")
                    .to_string_lossy()
                    .into_owned();
                found.insert(name, (about.modified().expect("a time"), about.len()));
            }
        }
    }
    found
}

/// Files that were written between two looks.
pub fn written<'a>(before: &Snapshot, after: &'a Snapshot) -> Vec<&'a str> {
    after
        .iter()
        .filter(|(name, about)| before.get(*name) != Some(about))
        .map(|(name, _)| name.as_str())
        .collect()
}
