//! Name servers: asking real ones and lying ones, finding the way from a root, and changing what they hold.

#![allow(
    clippy::disallowed_methods,
    reason = "edge: tests start servers and read the clock"
)]
#![allow(
    dead_code,
    reason = "the servers are shared with other tests, which need other parts"
)]

#[path = "dns/changes.rs"]
mod changes;
#[path = "dns/checks.rs"]
mod checks;
#[path = "dns/clouds.rs"]
mod clouds;
#[path = "daemons/mod.rs"]
mod daemons;
#[path = "dns/hostile.rs"]
mod hostile;
#[path = "dns/misled.rs"]
mod misled;
#[path = "dns/observed.rs"]
mod observed;
#[path = "dns/program.rs"]
mod program;
#[path = "dns/signed.rs"]
mod signed;
#[path = "dns/walks.rs"]
mod walks;
#[path = "dns/world.rs"]
mod world;
