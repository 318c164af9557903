//! Days of the calendar, as ISO 8601 writes them. Nothing computes with dates here: they only have to exist.

/// Whether this is a day that exists, written `YYYY-MM-DD`.
pub fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let number = |from: usize, to: usize| {
        let digits = &text[from..to];
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u16>().ok()).flatten()
    };
    // The slices are safe on any text only if it is ASCII.
    text.is_ascii()
        && matches!((number(0, 4), number(5, 7), number(8, 10)),
            (Some(year), Some(month), Some(day)) if (1..=days(year, month)).contains(&day))
}

/// How many days a month has; none where there is no such month.
fn days(year: u16, month: u16) -> u16 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        for right in ["2009-05-12", "2000-02-29", "2024-02-29", "1999-12-31"] {
            assert!(is_date(right), "{right}");
        }
        let wrong = ["2009-02-29", "1900-02-29", "2009-13-01", "2009-00-10", "2009-04-31", "2009-05-00", "2009-5-12"];
        for wrong in wrong.into_iter().chain(["12-05-2009", "2009/05/12", "+009-05-12", "2009-05-1é", "20é9-05-1", ""])
        {
            assert!(!is_date(wrong), "{wrong}");
        }
    }
}
