//! The racing probe: whether a server keeps its word about conditions when it counts. Some answer every
//! question right that is put to them alone, and let several of many racing writers win.

use super::bucket::{Bucket, Object, Only, Put, Tag};
use crate::publish::mirror::Trouble;
use crate::publish::release::Ticket;
use crate::tree::Digest;
use futures_util::future::join_all;

/// How many writers race.
const RACERS: usize = 8;
/// How many races there are.
const RACES: usize = 5;

/// How often a race is run again whose outcome an answer lost on the way made unclear.
const AGAIN: usize = 3;

/// Whether each race for an object that is not there has one winner whose bytes are there afterwards,
/// and a write over an earlier version than the last is refused.
pub async fn holds(bucket: &dyn Bucket, ticket: &Ticket) -> Result<bool, Trouble> {
    let mut clear = 0;
    for race in 0..RACES + AGAIN {
        let path = format!(".stillup/probe/{}-{race}", ticket.name());
        let holds = race_for(bucket, ticket, &path).await?;
        if let Some(found) = bucket.head(&path).await? {
            bucket.delete(&path, &found.tag).await?;
        }
        match holds {
            Some(true) => clear += 1,
            Some(false) => return Ok(false),
            None => {}
        }
        if clear == RACES {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Nothing when it cannot be told: a write whose answer was lost is sent again, and then refused for
/// what it did itself.
async fn race_for(
    bucket: &dyn Bucket,
    ticket: &Ticket,
    path: &str,
) -> Result<Option<bool>, Trouble> {
    let racers = (0..RACERS).map(|racer| {
        let text = format!("racer {racer}");
        async move { put(bucket, ticket, path, text, &Only::Absent).await }
    });
    let mut winners = Vec::new();
    for (racer, put) in join_all(racers).await.into_iter().enumerate() {
        if let Put::Done(tag) = put? {
            winners.push((racer, tag));
        }
    }
    let [(winner, first)] = &winners[..] else {
        return Ok((!winners.is_empty()).then_some(false));
    };
    let there = bucket.get(path).await?.map(|(bytes, _)| bytes);
    if there != Some(format!("racer {winner}").into_bytes()) {
        return Ok(Some(false));
    }
    let write = |text: &str, tag: &Tag| {
        let (text, only) = (text.to_owned(), Only::Same(tag.clone()));
        async move { put(bucket, ticket, path, text, &only).await }
    };
    if write("next", first).await? == Put::Refused {
        return Ok(None);
    }
    Ok(Some(write("stale", first).await? == Put::Refused))
}

async fn put(
    bucket: &dyn Bucket,
    ticket: &Ticket,
    path: &str,
    text: String,
    only: &Only,
) -> Result<Put, Trouble> {
    let object = Object {
        path: path.to_owned(),
        content_type: "text/plain; charset=utf-8",
        coding: None,
        cache_control: "no-store",
        stamp: ticket.clone(),
        digest: Digest::of(text.as_bytes()),
        bytes: text.into_bytes(),
    };
    bucket.put(object, only).await
}
