//! The month in which a form was submitted, from times as survey tools write them.

/// A year and a month from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month(pub u16, pub u8);

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.0, self.1)
    }
}

/// A time, with both readings if day and month are ambiguous.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// Month before day, as in the United States; none if it cannot be read so.
    pub month_first: Option<Month>,
    /// Day before month; none if it cannot be read so.
    pub day_first: Option<Month>,
}

/// Reads `2021-05-16 09:56:41`, `2020/06/05 11:34:01 AM EST`, `5/6/2022 10:19`, `16.05.2021`.
pub(super) fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    let date = text.split(['T', ' ']).next()?;
    let separator = date.chars().find(|c| "-/.".contains(*c))?;
    let mut parts = date.split(separator);
    let [a, b, c] = [parts.next()?, parts.next()?, parts.next()?];
    if parts.next().is_some()
        || ![a, b, c].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    // Behind the date a time of day may stand, and nothing else.
    let behind = text[date.len()..].trim_start_matches(['T', ' ']);
    let is_time_of_day = behind.starts_with(|c: char| c.is_ascii_digit()) && behind.contains(':');
    if !behind.is_empty() && !is_time_of_day {
        return None;
    }
    let month = |year: &str, month: &str, day: &str| {
        let (y, m, d) = (year.parse().ok()?, month.parse().ok()?, day.parse::<u8>().ok()?);
        let year = if year.len() == 2 { 2000 + y } else { y };
        ((1990..2100).contains(&year) && (1..=12).contains(&m) && (1..=31).contains(&d)).then_some(Month(year, m))
    };
    let moment = if a.len() == 4 {
        Moment { month_first: month(a, b, c), day_first: month(a, b, c) }
    } else if c.len() == 4 || c.len() == 2 && separator == '/' {
        Moment { month_first: month(c, a, b).filter(|_| separator != '.'), day_first: month(c, b, a) }
    } else {
        return None;
    };
    (moment.month_first.is_some() || moment.day_first.is_some()).then_some(moment)
}

/// Reads a spreadsheet's number of days since 1899-12-30, for years from 2000 to 2068.
pub(super) fn of_serial(text: &str) -> Option<Month> {
    let days: f64 = text.trim().parse().ok()?;
    if !(36_526.0..61_700.0).contains(&days) {
        return None;
    }
    // Days since 2000-01-01; every fourth year from 2000 on is a leap year until 2100.
    let mut days = days as u32 - 36_526;
    let mut year = 2000;
    loop {
        let length = if year % 4 == 0 { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    let february = if year % 4 == 0 { 29 } else { 28 };
    for (m, length) in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].into_iter().enumerate() {
        if days < length {
            return Some(Month(year, m as u8 + 1));
        }
        days -= length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_every_tool_are_read_to_the_month() {
        for (text, expected) in [
            ("2021-05-16 09:56:41", Month(2021, 5)),
            ("2020/06/05 11:34:01 AM EST", Month(2020, 6)),
            ("2022-01-31T10:00:00Z", Month(2022, 1)),
            ("5/26/2022 10:19", Month(2022, 5)),
            ("5/26/22 10:19:00", Month(2022, 5)),
        ] {
            assert_eq!(read(text).and_then(|m| m.month_first), Some(expected), "{text}");
        }
        assert_eq!(read("16.05.2021").and_then(|m| m.day_first), Some(Month(2021, 5)));
        let both = read("5/6/2022 10:19").expect("a date");
        assert_eq!((both.month_first, both.day_first), (Some(Month(2022, 5)), Some(Month(2022, 6))));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in
            ["", "3.11.7", "1-3", "2-10 machines", "2021", "99/99/2021", "a/b/2021", "2021-05-16 or later", "1/2/3/4"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_spreadsheets_days_become_months() {
        // 2021-05-16, 2000-01-01, 2024-02-29 and 2024-03-01 as spreadsheets count them.
        assert_eq!(of_serial("44332.41436"), Some(Month(2021, 5)));
        assert_eq!(of_serial("36526"), Some(Month(2000, 1)));
        assert_eq!(of_serial("45351"), Some(Month(2024, 2)));
        assert_eq!(of_serial("45352"), Some(Month(2024, 3)));
        assert_eq!(of_serial("3"), None);
    }
}
