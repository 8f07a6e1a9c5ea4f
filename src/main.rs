//! Arguments, clock and environment in; words and an exit code out.

fn main() {}
