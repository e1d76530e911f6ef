//! How much and how long: durations, rates and sizes as people write them.

use std::time::Duration;

use super::format::Format;
use super::settings::Rate;

impl Format for Duration {
    const NAME: &'static str = "duration";
    const WANTED: &'static str = "a duration such as \"15m\", \"1h30m\" or \"30d\"";

    fn parse(text: &str) -> Result<Self, String> {
        let mut rest = text;
        let mut seconds: u64 = 0;
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, unit) = rest.split_at_checked(digits).unwrap_or_default();
            let factor = match unit.bytes().next() {
                Some(b's') => 1,
                Some(b'm') => 60,
                Some(b'h') => 60 * 60,
                Some(b'd') => 24 * 60 * 60,
                Some(b'w') => 7 * 24 * 60 * 60,
                _ => return Err(format!("`{text}` is not a duration")),
            };
            let part = number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor));
            let sum = part.and_then(|part| seconds.checked_add(part)).filter(|sum| *sum <= 100 * 365 * 24 * 60 * 60);
            seconds = sum.ok_or_else(|| format!("`{text}` is not a duration"))?;
            rest = unit.get(1..).unwrap_or_default();
        }
        if text.is_empty() { Err("an empty text is not a duration".to_owned()) } else { Ok(Self::from_secs(seconds)) }
    }
}

/// A duration, or never.
#[derive(Debug, Clone, Copy)]
pub struct Rotation(pub Option<Duration>);

impl Format for Rotation {
    const NAME: &'static str = "duration-or-never";
    const WANTED: &'static str = "a duration such as \"90d\", or \"never\"";

    fn parse(text: &str) -> Result<Self, String> {
        if text == "never" { Ok(Self(None)) } else { Duration::parse(text).map(|duration| Self(Some(duration))) }
    }
}

/// A time of day in UTC, as the time since midnight.
#[derive(Debug, Clone, Copy)]
pub struct TimeOfDay(pub Duration);

impl Format for TimeOfDay {
    const NAME: &'static str = "time-of-day";
    const WANTED: &'static str = "a time of day in UTC, such as \"03:00\"";

    fn parse(text: &str) -> Result<Self, String> {
        let below = |digits: &str, end: u64| {
            let is_number = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
            digits.parse::<u64>().ok().filter(|number| is_number && *number < end)
        };
        let parsed = text.split_once(':').and_then(|(hours, minutes)| Some((below(hours, 24)?, below(minutes, 60)?)));
        let (hours, minutes) = parsed.ok_or_else(|| format!("`{text}` is not a time of day"))?;
        Ok(Self(Duration::from_secs(hours * 60 * 60 + minutes * 60)))
    }
}

/// A duration that the registration metadata counts in seconds.
#[derive(Debug, Clone, Copy)]
pub struct Seconds(pub Duration);

impl Format for Seconds {
    const NAME: &'static str = "seconds";
    const WANTED: &'static str = "a number of seconds, or a duration such as \"1d\"";
    const INTEGER: bool = true;

    fn parse(text: &str) -> Result<Self, String> {
        match text.parse::<u32>() {
            Ok(seconds) => Ok(Self(Duration::from_secs(seconds.into()))),
            Err(_) => Duration::parse(text).map(Self),
        }
    }
}

impl Format for Rate {
    const NAME: &'static str = "rate";
    const WANTED: &'static str = "a rate such as \"10/15m\" (ten in fifteen minutes)";

    fn parse(text: &str) -> Result<Self, String> {
        let parsed = text.split_once('/').and_then(|(events, window)| {
            let events = events.trim().parse::<u32>().ok().filter(|events| *events > 0)?;
            let window = Duration::parse(window.trim()).ok().filter(|window| !window.is_zero())?;
            Some(Self { events, window })
        });
        parsed.ok_or_else(|| format!("`{text}` is not a rate"))
    }
}

/// A size in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Bytes(pub u64);

impl Format for Bytes {
    const NAME: &'static str = "bytes";
    const WANTED: &'static str = "a size such as \"64KiB\" or \"1MiB\", or a number of bytes";
    const INTEGER: bool = true;

    fn parse(text: &str) -> Result<Self, String> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at_checked(digits).unwrap_or_default();
        let factor: u64 = match unit.trim() {
            "" | "B" => 1,
            "KiB" => 1 << 10,
            "MiB" => 1 << 20,
            "GiB" => 1 << 30,
            "kB" | "KB" => 1_000,
            "MB" => 1_000_000,
            _ => return Err(format!("`{text}` is not a size")),
        };
        let bytes = number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor));
        bytes.map(Self).ok_or_else(|| format!("`{text}` is not a size"))
    }
}
