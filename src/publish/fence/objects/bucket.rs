//! An object store, as fence class A asks for it.

use crate::publish::mirror::Trouble;
use crate::publish::release::Ticket;
use crate::tree::Digest;
use async_trait::async_trait;
use std::collections::BTreeSet;

/// Which version of an object this is; the store's own words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(
    /// The words.
    pub String,
);

/// What is known of an object without reading it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Found {
    /// Which version it is.
    pub tag: Tag,
    /// In bytes, its stamp included.
    pub length: u64,
    /// Who wrote it; nothing when we did not.
    pub stamp: Option<Ticket>,
    /// What the file in it is, as its writer said.
    pub digest: Option<Digest>,
}

/// An object to write.
#[derive(Debug, Clone)]
pub struct Object {
    /// Where.
    pub path: String,
    /// Its bytes, its stamp included.
    pub bytes: Vec<u8>,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The value of `Content-Encoding`, where it has one.
    pub coding: Option<&'static str>,
    /// The value of `Cache-Control`.
    pub cache_control: &'static str,
    /// Who writes it.
    pub stamp: Ticket,
    /// Of the file in it.
    pub digest: Digest,
}

/// When an object may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Only {
    /// Always.
    Always,
    /// While there is none.
    Absent,
    /// While it is this version.
    Same(Tag),
}

impl From<Option<Tag>> for Only {
    fn from(tag: Option<Tag>) -> Self {
        tag.map_or(Only::Absent, Only::Same)
    }
}

/// What came of writing an object.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Put {
    /// It is there, as this version.
    Done(Tag),
    /// The condition did not hold; or it did, this very write made it untrue, and its answer was lost.
    Refused,
}

/// What class A asks of a place: the requests, and nothing of when to make them. Each acts at one
/// moment, and what one wrote the next one sees.
#[async_trait]
pub trait Bucket: Send + Sync {
    /// An object's bytes, and which version they are.
    async fn get(&self, path: &str) -> Result<Option<(Vec<u8>, Tag)>, Trouble>;
    /// An object without its bytes.
    async fn head(&self, path: &str) -> Result<Option<Found>, Trouble>;
    /// The paths of all objects.
    async fn list(&self) -> Result<BTreeSet<String>, Trouble>;
    /// The path of any object that is not below this folder.
    async fn any_outside(&self, folder: &str) -> Result<Option<String>, Trouble>;
    /// Writes an object.
    async fn put(&self, object: Object, only: &Only) -> Result<Put, Trouble>;
    /// Deletes an object while it is this version. Where a store knows no such condition, it is
    /// deleted whatever it is.
    async fn delete(&self, path: &str, tag: &Tag) -> Result<(), Trouble>;
    /// What the server called itself when it last answered; empty when it did not say.
    fn server(&self) -> String;
}
