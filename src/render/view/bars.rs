//! Days as columns: a drawing whose height says what its colour says, and the same in words.

use super::look::Look;
use crate::model::ComponentStatus;
use crate::render::locale::Locale;
use crate::status::Day;
use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;
use std::fmt::Write as _;

/// A component's days, drawn and in words. Equal neighbouring days are one shape and one phrase.
#[derive(Debug, Serialize)]
pub struct BarsView {
    /// How many days: the width of the drawing's box; its height is 20.
    pub days: usize,
    /// One for each status that occurs.
    pub paths: Vec<BarPath>,
    /// The same in words, oldest first.
    pub runs: Vec<Run>,
}

/// All columns of one status.
#[derive(Debug, Serialize)]
pub struct BarPath {
    /// The class that colours it: a status, or `unclaimed`.
    pub word: &'static str,
    /// Path data: for columns a line along their middle, for a heat map their outlines.
    pub d: String,
    /// How high columns are, and so how wide the line is: taller is worse.
    pub height: u8,
}

/// Neighbouring days with the same worst status.
#[derive(Debug, Serialize)]
pub struct Run {
    /// Such as `18 – 20 Nov`.
    pub days: String,
    /// The worst of them; none before the component existed.
    pub status: Option<Look>,
    /// How long that status lasted within them, unless operational.
    pub lasted: Option<String>,
}

impl BarsView {
    /// Of some days, oldest first.
    pub fn of(days: &[Day], locale: &Locale) -> Self {
        let mut paths: Vec<BarPath> = Vec::new();
        let mut runs = Vec::new();
        let mut start = 0;
        for run in days.chunk_by(|a, b| a.worst == b.worst) {
            let word = run[0].worst.map_or("unclaimed", ComponentStatus::word);
            let path = match paths.iter().position(|path| path.word == word) {
                Some(at) => &mut paths[at],
                None => {
                    paths.push(BarPath {
                        word,
                        d: String::new(),
                        height: height(run[0].worst),
                    });
                    paths.last_mut().expect("one was just pushed")
                }
            };
            let width = run.len();
            write!(path.d, "M{start} {}h{width}", 20 - path.height / 2)
                .expect("a string takes all");
            start += width;
            runs.push(Run::of(run, locale));
        }
        BarsView {
            days: days.len(),
            paths,
            runs,
        }
    }
}

impl Run {
    fn of(days: &[Day], locale: &Locale) -> Self {
        let worst = days[0].worst;
        let trouble = worst.filter(|&worst| worst != ComponentStatus::Operational);
        let seconds = |worst: ComponentStatus| -> i64 {
            days.iter()
                .map(|day| i64::from(day.seconds[worst as usize]))
                .sum()
        };
        Run {
            days: locale.days(days[0].date, days[days.len() - 1].date),
            status: worst.map(|worst| locale.look(worst)),
            lasted: trouble
                .map(|worst| TimeDelta::seconds(seconds(worst)))
                .filter(|length| *length >= TimeDelta::minutes(1))
                .map(|length| locale.lasted(length)),
        }
    }
}

/// Taller is worse, so that nothing is said by colour alone.
fn height(worst: Option<ComponentStatus>) -> u8 {
    match worst {
        None => 2,
        Some(ComponentStatus::Operational) => 10,
        Some(ComponentStatus::UnderMaintenance) => 12,
        Some(ComponentStatus::Unknown) => 6,
        Some(ComponentStatus::DegradedPerformance) => 14,
        Some(ComponentStatus::PartialOutage) => 16,
        Some(ComponentStatus::MajorOutage) => 20,
    }
}

/// A year of days as a heat map: weeks from left to right, Monday on top.
#[derive(Debug, Serialize)]
pub struct HeatView {
    /// Weeks: the width of the drawing's box is ten times that, its height 70.
    pub width: usize,
    /// One for each status that occurs.
    pub paths: Vec<BarPath>,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Days on which nothing was wrong.
    pub quiet: usize,
    /// Days with trouble by their worst, worst first.
    pub counts: Vec<HeatCount>,
}

/// Days whose worst is one status.
#[derive(Debug, Serialize)]
pub struct HeatCount {
    /// The status.
    pub status: Look,
    /// How many days.
    pub days: usize,
}

impl HeatView {
    /// Of days in order, each with the worst of all components; `None` where nothing is claimed.
    pub fn of(days: &[(NaiveDate, Option<ComponentStatus>)], locale: &Locale) -> Self {
        use chrono::Datelike as _;
        let offset = days.first().map_or(0, |(date, _)| {
            date.weekday().num_days_from_monday() as usize
        });
        let mut paths: Vec<BarPath> = Vec::new();
        let mut counts = [0; 6];
        for (at, (_, worst)) in days.iter().enumerate() {
            let (column, row) = ((at + offset) / 7, (at + offset) % 7);
            let word = worst.map_or("unclaimed", ComponentStatus::word);
            let place = paths
                .iter()
                .position(|path| path.word == word)
                .unwrap_or_else(|| {
                    paths.push(BarPath {
                        word,
                        d: String::new(),
                        height: 0,
                    });
                    paths.len() - 1
                });
            // Bigger is worse, as the columns are taller.
            let (inset, size) = match worst {
                None => (4, 2),
                Some(ComponentStatus::Operational) => (3, 4),
                Some(ComponentStatus::Unknown | ComponentStatus::UnderMaintenance) => (2, 6),
                Some(ComponentStatus::DegradedPerformance) => (1, 7),
                Some(_) => (0, 9),
            };
            let (x, y) = (column * 10 + inset, row * 10 + inset);
            write!(paths[place].d, "M{x} {y}h{size}v{size}h-{size}z").expect("a string takes all");
            if let Some(worst) = worst {
                counts[*worst as usize] += 1;
            }
        }
        let order = [
            ComponentStatus::MajorOutage,
            ComponentStatus::PartialOutage,
            ComponentStatus::DegradedPerformance,
            ComponentStatus::Unknown,
            ComponentStatus::UnderMaintenance,
        ];
        let shown = order
            .into_iter()
            .filter(|&status| counts[status as usize] > 0);
        HeatView {
            width: (days.len() + offset).div_ceil(7).max(1) * 10,
            paths,
            from: days
                .first()
                .map_or_else(String::new, |(date, _)| locale.day(*date).words),
            to: days
                .last()
                .map_or_else(String::new, |(date, _)| locale.day(*date).words),
            quiet: counts[ComponentStatus::Operational as usize],
            counts: shown
                .map(|status| HeatCount {
                    status: locale.look(status),
                    days: counts[status as usize],
                })
                .collect(),
        }
    }
}
