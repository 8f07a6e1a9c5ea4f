//! When a host makes us wait.

use crate::net::http::Answer;
use std::time::Duration;

/// How long the host makes us wait, if it does: by `Retry-After` in seconds (RFC 9110, 10.2.3), else by the
/// moment in `X-RateLimit-Reset` as the host's own clock has it.
pub(super) fn told_to_wait(answer: &Answer) -> Option<Duration> {
    let after = answer.header("retry-after").trim().parse::<u64>().ok();
    match answer.status {
        429 => {}
        503 if after.is_some() => {}
        _ => return None,
    }
    let reset = || {
        let reset: i64 = answer.header("x-ratelimit-reset").trim().parse().ok()?;
        let now = chrono::DateTime::parse_from_rfc2822(answer.header("date")).ok()?;
        u64::try_from(reset - now.timestamp()).ok()
    };
    Some(Duration::from_secs(after.or_else(reset).unwrap_or(5)))
}

#[cfg(test)]
mod tests {
    use super::told_to_wait;
    use crate::net::http::Answer;
    use std::time::Duration;

    fn answer(status: u16, headers: &[(&'static str, &str)]) -> Answer {
        let headers = headers.iter().map(|(name, value)| {
            let name = reqwest::header::HeaderName::from_static(name);
            (name, value.parse().expect("a value"))
        });
        Answer {
            status,
            headers: headers.collect(),
            body: Vec::new(),
        }
    }

    #[test]
    fn a_host_may_make_us_wait() {
        let wait = |status, headers: &[(&'static str, &str)]| {
            told_to_wait(&answer(status, headers)).map(|wait| wait.as_secs())
        };
        assert_eq!(wait(200, &[("retry-after", "9")]), None);
        assert_eq!(wait(500, &[("retry-after", "9")]), None);
        assert_eq!(wait(429, &[("retry-after", "9")]), Some(9));
        assert_eq!(wait(503, &[("retry-after", "9")]), Some(9));
        assert_eq!(wait(503, &[]), None);
        assert_eq!(wait(429, &[]), Some(5));
        let date = ("date", "Fri, 27 Nov 2026 12:00:00 GMT");
        assert_eq!(
            wait(429, &[date, ("x-ratelimit-reset", "1795780830")]),
            Some(30)
        );
        assert_eq!(wait(429, &[date, ("x-ratelimit-reset", "1")]), Some(5));
        assert_eq!(
            told_to_wait(&answer(429, &[("retry-after", "0")])),
            Some(Duration::ZERO)
        );
    }
}
