//! Taking a dead mirror's address out of a name that mirrors share, and putting it back: when, and when not.
//!
//! One failed look is no death and one good look no recovery: a mirror must fail several times in a row to
//! go, be well several times in a row to come back, and is left alone for a while after each move. What is
//! out is written down, since the next look is another process, perhaps on another machine; when that is
//! lost, counting begins anew and nothing moves for a while.

use super::name::Name;
use super::settings::DnsSettings;
use super::wanted::WantedZone;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// What was seen of one address of one name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// It is taken out.
    pub out: bool,
    /// How often in a row it failed.
    pub failed: u32,
    /// How often in a row it was well.
    pub well: u32,
    /// When it was moved last.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub moved_at: Option<DateTime<Utc>>,
}

/// What is remembered between two looks: by name and address, joined by a blank.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State(BTreeMap<String, Seen>);

/// What becomes of one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// Nothing.
    Stays,
    /// It goes.
    Out,
    /// It comes back.
    Back,
    /// It would go, or come back, but was moved a short while ago.
    Rests,
    /// It would go, but is the last that is left.
    Last,
}

fn key(name: &Name, ip: IpAddr) -> String {
    format!("{name} {ip}")
}

impl State {
    /// Whether an address is taken out.
    pub fn is_out(&self, name: &Name, ip: IpAddr) -> bool {
        self.0.get(&key(name, ip)).is_some_and(|seen| seen.out)
    }

    /// What was seen of an address.
    pub fn seen(&self, name: &Name, ip: IpAddr) -> Seen {
        self.0.get(&key(name, ip)).cloned().unwrap_or_default()
    }

    /// Notes one look at all addresses of one name, in order, and tells what becomes of each.
    pub fn look(
        &mut self,
        name: &Name,
        looks: &[(IpAddr, bool)],
        settings: &DnsSettings,
        now: DateTime<Utc>,
    ) -> Vec<Move> {
        for (ip, well) in looks {
            let seen = self.0.entry(key(name, *ip)).or_default();
            (seen.failed, seen.well) = match well {
                true => (0, seen.well.saturating_add(1)),
                false => (seen.failed.saturating_add(1), 0),
            };
        }
        // Those that are well come back first, so that others may go.
        let mut moves = vec![Move::Stays; looks.len()];
        for out in [true, false] {
            for (at, (ip, _)) in looks.iter().enumerate() {
                let seen = self.seen(name, *ip);
                let due = match out {
                    true => seen.well >= settings.back_after,
                    false => seen.failed >= settings.out_after,
                };
                if seen.out != out || !due || moves[at] != Move::Stays {
                    continue;
                }
                // The clock of another machine may be behind ours.
                let rests = seen
                    .moved_at
                    .is_some_and(|moved| now >= moved && now - moved < settings.rest);
                let live = looks
                    .iter()
                    .filter(|(other, well)| other != ip && *well && !self.is_out(name, *other));
                moves[at] = match rests {
                    true => Move::Rests,
                    false if !out && live.count() < settings.min_live => Move::Last,
                    false if out => Move::Back,
                    false => Move::Out,
                };
                if matches!(moves[at], Move::Back | Move::Out) {
                    let seen = self.0.entry(key(name, *ip)).or_default();
                    (seen.out, seen.moved_at) = (!out, Some(now));
                }
            }
        }
        moves
    }

    /// Takes out of what is wanted whatever is out. The last address of a name stays, come what may.
    pub fn apply(&self, zone: &mut WantedZone) {
        for (name, ip) in zone.shared.keys() {
            if !self.is_out(name, *ip) {
                continue;
            }
            let left: usize = super::change::addresses(name, &zone.sets).len();
            let data = super::record::Data::address(*ip);
            let set_key = (name.clone(), data.rtype());
            if left < 2 {
                continue;
            }
            let Some(set) = zone.sets.get_mut(&set_key) else {
                continue;
            };
            set.data.remove(&data);
            if set.data.is_empty() {
                zone.sets.remove(&set_key);
            }
        }
    }

    /// Forgets addresses that nobody shares any more.
    pub fn keep(&mut self, zones: &[WantedZone]) {
        let shared = |known: &String| {
            zones
                .iter()
                .flat_map(|zone| zone.shared.keys())
                .any(|(name, ip)| key(name, *ip) == *known)
        };
        self.0.retain(|known, _| shared(known));
    }
}

#[cfg(test)]
mod tests {
    use super::{Move, State};
    use crate::dns::name::Name;
    use crate::dns::settings::DnsSettings;
    use chrono::{DateTime, TimeDelta, Utc};
    use std::net::IpAddr;

    const IPS: [IpAddr; 2] = [
        IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1)),
        IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2)),
    ];

    /// What becomes of the two addresses in one look a minute, for each pair of looks.
    fn played(looks: &[[bool; 2]]) -> Vec<[Move; 2]> {
        let name: Name = "status.acme.example".parse().expect("a name");
        let mut state = State::default();
        let mut now = DateTime::<Utc>::UNIX_EPOCH;
        let settings = DnsSettings::default();
        let each = looks.iter().map(|well| {
            now += TimeDelta::minutes(1);
            // Another process each time.
            let saved = serde_json::to_string(&state).expect("JSON");
            state = serde_json::from_str(&saved).expect("a state");
            let looks = [(IPS[0], well[0]), (IPS[1], well[1])];
            let moves = state.look(&name, &looks, &settings, now);
            [moves[0], moves[1]]
        });
        each.collect()
    }

    #[test]
    fn one_failure_moves_nothing_and_three_do() {
        use Move::{Out, Stays};
        let moves = played(&[
            [false, true],
            [true, true],
            [false, true],
            [false, true],
            [false, true],
            [false, true],
        ]);
        let first: Vec<Move> = moves.iter().map(|moves| moves[0]).collect();
        assert_eq!(first, [Stays, Stays, Stays, Stays, Out, Stays]);
    }

    #[test]
    fn the_last_that_is_well_never_goes() {
        let moves = played(&[[false, false]; 6]);
        assert!(
            moves
                .iter()
                .flatten()
                .all(|one| matches!(one, Move::Stays | Move::Last))
        );
        assert_eq!(moves[2], [Move::Last; 2]);
    }

    #[test]
    fn one_that_flaps_rests_and_comes_back_when_it_is_steady() {
        let mut looks = vec![[false, true]; 3];
        looks.extend([[true, true]; 40]);
        let moves: Vec<Move> = played(&looks).iter().map(|moves| moves[0]).collect();
        assert_eq!(moves[2], Move::Out);
        assert_eq!(moves[7], Move::Rests);
        let back = moves
            .iter()
            .position(|one| *one == Move::Back)
            .expect("it comes back");
        assert_eq!(back, 32, "half an hour after it went");
        assert_eq!(moves.iter().filter(|one| **one == Move::Back).count(), 1);
        let flaps: Vec<[bool; 2]> = (0..60).map(|at| [at % 2 == 0, true]).collect();
        assert!(played(&flaps).iter().all(|moves| moves[0] == Move::Stays));
    }
}
