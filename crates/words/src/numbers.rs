//! Numbers and months as a language writes them, by integer arithmetic: formatting floats would cost the page some 15 kB.

use super::Words;

/// Shown for a number that does not exist; the caller should have left it out.
const NO_NUMBER: &str = "\u{2013}";
const MINUS: &str = "\u{2212}";

impl Words {
    /// A count with its thousands set apart: 12,345 or 12.345.
    pub fn count(&self, n: u64) -> String {
        let mut shown = String::new();
        self.push_count(&mut shown, n);
        shown
    }

    /// A share in 0..=1 as a percentage with `digits` decimal places: 30.5% or 30,5 %.
    ///
    /// Differences below 0 and above 1 are formatted as well. A dash if the number is not finite.
    pub fn percent(&self, share: f64, digits: usize) -> String {
        self.percentage(&self.scaled(share, digits + 2, digits, false))
    }

    /// A number rounded, halves away from zero, to at most 9 digits after the decimal sign: 0.5 or 0,5.
    ///
    /// A dash if the number is not finite.
    pub fn decimal(&self, x: f64, digits: usize) -> String {
        self.scaled(x, digits, digits, false)
    }

    /// Like `decimal`, with a plus sign if it is above zero after rounding.
    pub fn signed(&self, x: f64, digits: usize) -> String {
        self.scaled(x, digits, digits, true)
    }

    /// A difference of shares, 0.032, in percentage points: "+3.2 percentage points".
    pub fn points(&self, difference: f64, digits: usize) -> String {
        let shown = self.scaled(difference, digits + 2, digits, true);
        // "1 percentage point", but "1.0 percentage points".
        let whole = if digits == 0 { rounded(difference.abs() * 100.0) } else { 0 };
        self.percentage_points(&shown, whole)
    }

    /// A month of the results file, `2021-04`, with its name: April 2021. Any other text is returned unchanged.
    pub fn month(&self, month: &str) -> String {
        let named = month.split_once('-').and_then(|(year, number)| {
            let number: usize = number.parse().ok()?;
            let name = self.month_names().split(' ').nth(number.checked_sub(1)?)?;
            Some(self.month_of_year(name, year))
        });
        named.unwrap_or_else(|| month.to_string())
    }

    pub(super) fn push_count(&self, shown: &mut String, n: u64) {
        let digits = digits_of(n);
        for (i, digit) in digits.iter().enumerate().skip_while(|(i, d)| **d == b'0' && *i + 1 < digits.len()) {
            shown.push(char::from(*digit));
            let left = digits.len() - 1 - i;
            if left > 0 && left.is_multiple_of(3) {
                shown.push_str(self.group_separator());
            }
        }
    }

    /// `x` times 10^`scale`, rounded, then with the last `digits` of it after the decimal sign.
    #[inline(never)]
    fn scaled(&self, x: f64, scale: usize, digits: usize, plus: bool) -> String {
        debug_assert!(x.is_finite(), "a statistic that does not exist must be absent");
        debug_assert!(digits <= 9, "{digits} digits are more than anyone reads");
        let mut shown = String::new();
        if !x.is_finite() {
            shown.push_str(NO_NUMBER);
            return shown;
        }
        let units = rounded(x.abs() * power_of_ten(scale) as f64);
        let one = power_of_ten(digits);
        if units != 0 && x < 0.0 {
            shown.push_str(MINUS);
        } else if units != 0 && plus {
            shown.push('+');
        }
        self.push_count(&mut shown, units / one);
        if digits > 0 {
            shown.push_str(self.decimal_sign());
            for digit in digits_of(units % one).iter().skip(20 - digits.min(9)) {
                shown.push(char::from(*digit));
            }
        }
        shown
    }
}

/// The nearest whole number to `x` >= 0, a half upwards. (`x + 0.5` would round 0.49999999999999994 up.)
fn rounded(x: f64) -> u64 {
    let whole = x as u64;
    if x - whole as f64 >= 0.5 { whole.saturating_add(1) } else { whole }
}

fn power_of_ten(exponent: usize) -> u64 {
    (0..exponent.min(11)).fold(1, |power, _| power * 10)
}

/// All 20 decimal digits that a `u64` may have, as ASCII, with leading zeros.
fn digits_of(mut n: u64) -> [u8; 20] {
    let mut digits = [b'0'; 20];
    for digit in digits.iter_mut().rev() {
        *digit += (n % 10) as u8;
        n /= 10;
    }
    digits
}
