//! Asking nothing twice in one run, and nobody who has been silent: black holes cost time.

use super::lookup::{Ask, Question, Reply, Transport};
use async_trait::async_trait;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

/// One that remembers what another was told, for as long as it lives.
pub struct Remembered<A> {
    inner: A,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    replies: BTreeMap<(SocketAddr, Question), Reply>,
    silent: BTreeSet<(SocketAddr, bool)>,
}

impl<A: Ask> Remembered<A> {
    /// Nothing is known yet.
    pub fn new(inner: A) -> Self {
        Remembered {
            inner,
            known: Mutex::default(),
        }
    }

    fn recall(&self, server: SocketAddr, question: &Question) -> Option<Reply> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let stream = question.transport == Transport::Tcp;
        known
            .replies
            .get(&(server, question.clone()))
            .cloned()
            .or_else(|| {
                known
                    .silent
                    .contains(&(server, stream))
                    .then_some(Reply::Silent)
            })
    }
}

#[async_trait]
impl<A: Ask> Ask for Remembered<A> {
    async fn ask(&self, server: SocketAddr, question: &Question) -> Reply {
        if let Some(reply) = self.recall(server, question) {
            return reply;
        }
        let reply = self.inner.ask(server, question).await;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if reply == Reply::Silent {
            let stream = question.transport == Transport::Tcp;
            known.silent.insert((server, stream));
        }
        known
            .replies
            .insert((server, question.clone()), reply.clone());
        reply
    }
}
