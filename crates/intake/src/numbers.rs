//! Numbers among answers: the steps of a rating scale, or amounts that tell more of somebody than a class of people.

/// The number that an answer is and nothing else.
pub(crate) fn plain(answer: &str) -> Option<f64> {
    answer.trim().parse::<f64>().ok().filter(|number| number.is_finite())
}

/// Whether different numbers are those of a rating scale such as 1 to 5, 1 to 7, 0 to 10 or -3 to 3: whole, small
/// and most of those between the smallest and the largest there.
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
}
