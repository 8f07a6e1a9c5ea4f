//! How a language writes days, times of day, numbers and lists: by the rules of CLDR, as ICU4X has them.
//!
//! The clock has 24 hours and digits are 0 to 9 in every language, so that what a page says can be laid
//! beside graphs and logs. English is written as in Britain, day before month, unless the site's code is
//! more exact, such as `en-US`.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};
use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{M, MD, T, YM, YMD, YMDE, YMDT};
use icu_datetime::input::{Date, DateTime, Time};
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::ListFormatter;
use icu_list::options::{ListFormatterOptions, ListLength};
use icu_locale_core::Locale as Tag;

/// As `%b` has them.
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `%-d %b %Y, %H:%M`, digit by digit: a site with many incidents writes a hundred thousand of them.
fn english(at: NaiveDateTime) -> String {
    let (year, month) = (at.year(), at.month0() as usize);
    let Some(month) = MONTHS.get(month).filter(|_| (0..=9999).contains(&year)) else {
        return at.format("%-d %b %Y, %H:%M").to_string();
    };
    // With room for a zone.
    let mut words = String::with_capacity(28);
    match at.day() {
        day @ 0..10 => words.push(digit(day)),
        day => two(&mut words, day),
    }
    words.push(' ');
    words.push_str(month);
    words.push(' ');
    two(&mut words, year.unsigned_abs() / 100);
    two(&mut words, year.unsigned_abs() % 100);
    words.push_str(", ");
    clock(&mut words, at);
    words
}

/// `%H:%M`.
fn clock(words: &mut String, at: NaiveDateTime) {
    two(words, at.hour());
    words.push(':');
    two(words, at.minute());
}

fn two(words: &mut String, number: u32) {
    words.push(digit(number / 10));
    words.push(digit(number % 10));
}

fn digit(number: u32) -> char {
    char::from(b'0' + number as u8)
}

type Days<Fields> = FixedCalendarDateTimeFormatter<Gregorian, Fields>;

/// How a language writes days, times of day, numbers and lists.
pub(in crate::render) struct Forms {
    lists: ListFormatter,
    dates: Option<Box<Dates>>,
}

/// None of this is asked for plain English, which is written without it.
struct Dates {
    moment: Days<YMDT>,
    clock: NoCalendarFormatter<T>,
    long_day: Days<YMDE>,
    short_day: Days<MD>,
    month: Days<YM>,
    month_alone: Days<M>,
    decimals: DecimalFormatter,
}

impl Forms {
    /// Of the language of a code; of English where nobody knows it.
    pub(super) fn of(tag: &str) -> Self {
        let british = tag == "en";
        let near = if british { "en-GB" } else { tag };
        let tag = |tag: &str| format!("{tag}-u-hc-h23-nu-latn").parse::<Tag>().ok();
        let tag = tag(near).or_else(|| tag("en-GB")).unwrap_or(Tag::UNKNOWN);
        let lists = ListFormatterOptions::default().with_length(ListLength::Wide);
        let built_in = "the data of every language is built in";
        Forms {
            lists: ListFormatter::try_new_and((&tag).into(), lists).expect(built_in),
            dates: (!british).then(|| Box::new(Dates::of(&tag).expect(built_in))),
        }
    }

    /// Date and time of day: `20 Nov 2026, 14:36`.
    pub(in crate::render) fn moment(&self, at: NaiveDateTime) -> String {
        match &self.dates {
            None => english(at),
            Some(dates) => dates.moment.format(&date_time(at)).to_string(),
        }
    }

    /// Time of day: `14:36`.
    pub(in crate::render) fn clock(&self, at: NaiveDateTime) -> String {
        match &self.dates {
            None => {
                let mut words = String::with_capacity(16);
                clock(&mut words, at);
                words
            }
            Some(dates) => dates.clock.format(&date_time(at).time).to_string(),
        }
    }

    /// A day: `Friday 20 November 2026`.
    pub(in crate::render) fn long_day(&self, day: NaiveDate) -> String {
        match &self.dates {
            None => day.format("%A %-d %B %Y").to_string(),
            Some(dates) => dates.long_day.format(&date(day)).to_string(),
        }
    }

    /// A day beside others of about the same time: `20 Nov`.
    pub(in crate::render) fn short_day(&self, day: NaiveDate) -> String {
        match &self.dates {
            None => day.format("%-d %b").to_string(),
            Some(dates) => dates.short_day.format(&date(day)).to_string(),
        }
    }

    /// A month: `November 2026`.
    pub(in crate::render) fn month(&self, year: i32, month: u32) -> String {
        let Some(day) = NaiveDate::from_ymd_opt(year, month, 1) else {
            return format!("{year}-{month:02}");
        };
        match &self.dates {
            None => day.format("%B %Y").to_string(),
            Some(dates) => dates.month.format(&date(day)).to_string(),
        }
    }

    /// A month under its year: `November`.
    pub(in crate::render) fn month_alone(&self, month: u32) -> String {
        let Some(day) = NaiveDate::from_ymd_opt(2000, month, 1) else {
            return month.to_string();
        };
        match &self.dates {
            None => day.format("%B").to_string(),
            Some(dates) => dates.month_alone.format(&date(day)).to_string(),
        }
    }

    /// A number as it is written in English, such as `99.98`, with this language's sign for decimals.
    pub(in crate::render) fn number(&self, english: &str) -> String {
        match (&self.dates, Decimal::try_from_str(english)) {
            (Some(dates), Ok(number)) => dates.decimals.format(&number).to_string(),
            _ => english.to_owned(),
        }
    }

    /// Names in a sentence: `API, Web and Mail`.
    pub(in crate::render) fn list(&self, names: &[String]) -> String {
        self.lists.format(names.iter()).to_string()
    }
}

impl Dates {
    fn of(tag: &Tag) -> Result<Self, Box<dyn std::error::Error>> {
        Ok(Dates {
            moment: Days::try_new(tag.into(), YMD::medium().with_time_hm())?,
            clock: NoCalendarFormatter::try_new(tag.into(), T::hm())?,
            long_day: Days::try_new(tag.into(), YMDE::long())?,
            short_day: Days::try_new(tag.into(), MD::medium())?,
            month: Days::try_new(tag.into(), YM::long())?,
            month_alone: Days::try_new(tag.into(), M::long())?,
            decimals: DecimalFormatter::try_new(tag.into(), Default::default())?,
        })
    }
}

fn date(day: NaiveDate) -> Date<Gregorian> {
    let (month, number) = (day.month() as u8, day.day() as u8);
    Date::try_new_gregorian(day.year(), month, number).expect("it is a day already")
}

fn date_time(at: NaiveDateTime) -> DateTime<Gregorian> {
    let part = |number: u32| number as u8;
    let (hour, minute) = (part(at.hour()), part(at.minute()));
    let time = Time::try_new(hour, minute, 0, 0).expect("it is a time already");
    DateTime {
        date: date(at.date()),
        time,
    }
}

#[cfg(test)]
mod tests {
    use super::{clock, english};
    use chrono::{DateTime, NaiveDate};

    #[test]
    fn english_by_hand_is_what_chrono_writes() {
        let far = NaiveDate::from_ymd_opt(12_026, 3, 9).and_then(|day| day.and_hms_opt(7, 5, 0));
        // A month and 23 hours apart: every month, many days, hours and minutes.
        let many = (0..3_000i64).map(|step| step * 2_675_461 - 2_000_000_000);
        let many = many.filter_map(|second| DateTime::from_timestamp(second, 0));
        for at in many.map(|at| at.naive_utc()).chain(far) {
            assert_eq!(english(at), at.format("%-d %b %Y, %H:%M").to_string());
            let mut words = String::new();
            clock(&mut words, at);
            assert_eq!(words, at.format("%H:%M").to_string());
        }
    }
}
