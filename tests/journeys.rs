//! From files to several copies and back, with the program itself: publish, break, verify, repair.
#![allow(clippy::disallowed_methods, reason = "edge: tests use the disk")]

#[path = "journeys/budget.rs"]
mod budget;
#[path = "journeys/build.rs"]
mod build;
#[path = "journeys/ci.rs"]
mod ci;
#[path = "daemons/mod.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod daemons;
#[path = "journeys/dependencies.rs"]
mod dependencies;
#[path = "journeys/disk.rs"]
mod disk;
#[path = "journeys/faults.rs"]
mod faults;
#[path = "journeys/guard.rs"]
mod guard;
#[path = "journeys/gzipped.rs"]
mod gzipped;
#[path = "journeys/keys.rs"]
mod keys;
#[path = "journeys/kinds.rs"]
mod kinds;
#[path = "journeys/night.rs"]
mod night;
#[path = "journeys/outside.rs"]
mod outside;
#[path = "journeys/publish.rs"]
mod publish;
#[path = "journeys/recover.rs"]
mod recover;
#[path = "journeys/retract.rs"]
mod retract;
#[path = "journeys/rollback.rs"]
mod rollback;
#[path = "journeys/rotate.rs"]
mod rotate;
#[path = "journeys/secrets.rs"]
mod secrets;
#[path = "journeys/serve.rs"]
mod serve;
#[path = "mirrors/servers.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod servers;
#[path = "journeys/site.rs"]
mod site;
#[path = "journeys/unchanged.rs"]
mod unchanged;
#[path = "journeys/verify.rs"]
mod verify;
