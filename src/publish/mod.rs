//! SEND: puts a rendered tree on every mirror, each apart from the others, and asks the public
//! addresses whether it is there.
//!
//! 1. [`release`]: a tree under one edition, with its [`manifest`] and [`generation`], which [`sign`] signs
//! 2. [`held`]: what a mirror holds, told in few requests by [`spot_check`], and by [`plan`] what has to happen, in
//!    which [`order`]
//! 3. [`fence`]: the six steps that make it hold the release, over any kind of [`mirror`]
//! 4. [`apart`]: all of them at once, with deadlines; [`retry`]: trying again; [`watched`]: who looks on
//! 5. [`budget`]: how many publishes a day a mirror takes
//! 6. [`earlier`]: what mirrors still hold of publishes before this one
//! 7. [`verify`]: what a stranger gets at each address; [`witness`]: what a copy says that was published

pub mod apart;
pub mod budget;
pub mod earlier;
pub mod fence;
pub mod generation;
pub mod gzip;
pub mod held;
pub mod manifest;
pub mod marker;
pub mod mirror;
pub mod order;
pub mod plan;
pub mod purge;
pub mod release;
pub mod retire;
pub mod retry;
pub mod sign;
pub mod spot_check;
pub mod stamp;
pub mod verify;
pub mod watched;
pub mod witness;
