//! Moving in from other status pages: what comes back from our own API, what untidy sites come to, and
//! addresses that answer badly. What a person sees is in `tests/console/moving-from-*`.
#![allow(clippy::disallowed_methods, reason = "edge: tests use the disk")]

#[path = "import/address.rs"]
mod address;
#[path = "import/back.rs"]
mod back;
#[path = "import/more.rs"]
mod more;
#[path = "import/site.rs"]
mod site;
#[path = "import/untidy.rs"]
mod untidy;
