//! Numbers among answers: steps of a rating scale, or amounts that could identify a person.

/// The number, if an answer is a number and nothing else.
pub(crate) fn plain(answer: &str) -> Option<f64> {
    let answer = answer.trim();
    // "inf" and "nan" are not numbers here.
    let starts = answer.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit() || c == '.');
    starts.then(|| answer.parse::<f64>().ok()).flatten().filter(|number| number.is_finite())
}

/// Why an answer is not read as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoNumber {
    /// The answer is not a number.
    Other,
    /// The answer is ambiguous: `70,000` may be seventy or seventy thousand.
    Ambiguous,
}

/// Parses a number with a decimal point or a decimal comma: `2.5`, `2,5`, `1.234,5`, `1,234.5`.
///
/// # Errors
/// If it is not a number, or its only comma precedes three digits and `comma` does not say that it is decimal.
pub(crate) fn read(answer: &str, comma: bool) -> Result<f64, NoNumber> {
    if let Some(number) = plain(answer) {
        // With decimal commas, points group thousands: 1.234 is over a thousand.
        let grouped = comma && answer.split_once('.').is_some_and(|(_, rest)| rest.trim().len() == 3);
        return if grouped { plain(&answer.replace('.', "")).ok_or(NoNumber::Other) } else { Ok(number) };
    }
    let answer = answer.trim();
    let other = |number: Option<f64>| number.ok_or(NoNumber::Other);
    let (commas, points) = (answer.matches(',').count(), answer.matches('.').count());
    let behind = |mark: char| answer.rsplit_once(mark).map_or(0, |(_, rest)| rest.len());
    match (commas, points) {
        // A thousands separator has three digits after it and precedes the decimal one.
        (1, _) if points > 0 && answer.rfind(',') > answer.rfind('.') => {
            other(plain(&answer.replace('.', "").replace(',', ".")))
        }
        (_, 1) if commas > 0 && behind(',') == behind('.') + 4 => other(plain(&answer.replace(',', ""))),
        (1, 0) if comma || behind(',') != 3 => other(plain(&answer.replace(',', "."))),
        (1, 0) => match plain(&answer.replace(',', ".")) {
            Some(_) => Err(NoNumber::Ambiguous),
            None => Err(NoNumber::Other),
        },
        _ => Err(NoNumber::Other),
    }
}

/// Whether distinct numbers form a rating scale such as 1 to 5, 1 to 7, 0 to 10 or -3 to 3: small integers that include
/// most of those between the smallest and the largest.
pub(crate) fn is_scale(numbers: &[f64]) -> bool {
    let smallest = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let small = numbers.iter().all(|n| n.fract() == 0.0 && (-5.0..=10.0).contains(n));
    small && numbers.len() >= 2 && (numbers.len() as f64) * 2.0 > largest - smallest + 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rating_scales_are_told_from_amounts() {
        for scale in [&[1.0, 2.0, 3.0, 4.0, 5.0][..], &[0.0, 1.0], &[-3.0, -1.0, 0.0, 2.0, 3.0], &[1.0, 2.0, 4.0, 5.0]]
        {
            assert!(is_scale(scale), "{scale:?}");
        }
        for amounts in [&[1.0, 2.0, 3.0, 5.0, 8.0, 40.0][..], &[1990.0, 1991.0], &[1.5, 2.0], &[0.0, 10.0], &[3.0], &[]]
        {
            assert!(!is_scale(amounts), "{amounts:?}");
        }
        assert_eq!((plain(" 4.0 "), plain("4 years"), plain("inf")), (Some(4.0), None, None));
    }

    #[test]
    fn a_comma_is_decimal_where_it_can_be_nothing_else() {
        for (text, expected) in [
            ("2.5", Ok(2.5)),
            ("7,25", Ok(7.25)),
            ("-0,5", Ok(-0.5)),
            ("1.234,5", Ok(1234.5)),
            ("1,234.5", Ok(1234.5)),
            ("70,000", Err(NoNumber::Ambiguous)),
            ("1,2,3", Err(NoNumber::Other)),
            ("a,5", Err(NoNumber::Other)),
            ("", Err(NoNumber::Other)),
        ] {
            assert_eq!(read(text, false), expected, "{text}");
        }
        assert_eq!((read("70,125", true), read("1.234", true), read("1.5", true)), (Ok(70.125), Ok(1234.0), Ok(1.5)));
    }
}
