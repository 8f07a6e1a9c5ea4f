//! An object store in memory that counts what it is asked and sent.

use async_trait::async_trait;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use stillup::publish::fence::objects::bucket::{Bucket, Found, Object, Only, Put, Tag};
use stillup::publish::mirror::Trouble;

/// What was asked of it.
#[derive(Debug, Clone, Default)]
pub struct Cost {
    /// How many requests.
    pub requests: usize,
    /// Bytes in their bodies.
    pub sent: usize,
    /// Bytes in the answers' bodies.
    pub read: usize,
}

#[derive(Default)]
struct Inside {
    objects: BTreeMap<String, (Object, u64)>,
    writes: u64,
    cost: Cost,
}

/// The store; clones are the same one.
#[derive(Clone, Default)]
pub struct Counted(Arc<Mutex<Inside>>);

impl Counted {
    /// Counts from here on.
    pub fn forget(&self) {
        self.with(|inside| inside.cost = Cost::default());
    }

    /// What was asked since.
    pub fn cost(&self) -> Cost {
        self.with(|inside| inside.cost.clone())
    }

    fn with<T>(&self, work: impl FnOnce(&mut Inside) -> T) -> T {
        work(&mut self.0.lock().expect("no panic"))
    }

    fn asked<T>(&self, work: impl FnOnce(&mut Inside) -> T) -> T {
        self.with(|inside| {
            inside.cost.requests += 1;
            work(inside)
        })
    }
}

fn tag(writes: u64) -> Tag {
    Tag(format!("\"{writes}\""))
}

#[async_trait]
impl Bucket for Counted {
    async fn get(&self, path: &str) -> Result<Option<(Vec<u8>, Tag)>, Trouble> {
        tokio::task::yield_now().await;
        Ok(self.asked(|inside| {
            let (object, writes) = inside.objects.get(path)?;
            inside.cost.read += object.bytes.len();
            Some((object.bytes.clone(), tag(*writes)))
        }))
    }
    async fn head(&self, path: &str) -> Result<Option<Found>, Trouble> {
        tokio::task::yield_now().await;
        Ok(self.asked(|inside| {
            let (object, writes) = inside.objects.get(path)?;
            Some(Found {
                tag: tag(*writes),
                length: object.bytes.len() as u64,
                stamp: Some(object.stamp.clone()),
                digest: Some(object.digest),
            })
        }))
    }
    async fn list(&self) -> Result<BTreeSet<String>, Trouble> {
        Ok(self.asked(|inside| inside.objects.keys().cloned().collect()))
    }
    async fn any_outside(&self, folder: &str) -> Result<Option<String>, Trouble> {
        let outside = |path: &&String| !path.starts_with(folder);
        Ok(self.asked(|inside| inside.objects.keys().find(outside).cloned()))
    }
    async fn put(&self, object: Object, only: &Only) -> Result<Put, Trouble> {
        tokio::task::yield_now().await;
        Ok(self.asked(|inside| {
            inside.cost.sent += object.bytes.len();
            let now = inside
                .objects
                .get(&object.path)
                .map(|(_, writes)| tag(*writes));
            let allowed = match only {
                Only::Always => true,
                Only::Absent => now.is_none(),
                Only::Same(tag) => now.as_ref() == Some(tag),
            };
            if !allowed {
                return Put::Refused;
            }
            inside.writes += 1;
            let writes = inside.writes;
            inside.objects.insert(object.path.clone(), (object, writes));
            Put::Done(tag(writes))
        }))
    }
    async fn delete(&self, path: &str, wanted: &Tag) -> Result<(), Trouble> {
        self.asked(|inside| {
            let same = inside
                .objects
                .get(path)
                .is_some_and(|(_, writes)| tag(*writes) == *wanted);
            if same {
                inside.objects.remove(path);
            }
        });
        Ok(())
    }
    fn server(&self) -> String {
        String::new()
    }
}
