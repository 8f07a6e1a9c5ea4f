//! From files to several copies and back, with the program itself: publish, break, verify, repair.
#![allow(clippy::disallowed_methods, reason = "edge: tests use the disk")]

#[path = "journeys/build.rs"]
mod build;
#[path = "daemons/mod.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod daemons;
#[path = "journeys/disk.rs"]
mod disk;
#[path = "journeys/faults.rs"]
mod faults;
#[path = "journeys/keys.rs"]
mod keys;
#[path = "journeys/outside.rs"]
mod outside;
#[path = "journeys/publish.rs"]
mod publish;
#[path = "journeys/rollback.rs"]
mod rollback;
#[path = "journeys/rotate.rs"]
mod rotate;
#[path = "journeys/serve.rs"]
mod serve;
#[path = "journeys/site.rs"]
mod site;
#[path = "journeys/unchanged.rs"]
mod unchanged;
#[path = "journeys/verify.rs"]
mod verify;
