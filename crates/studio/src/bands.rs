//! Bands of numbers, as an author types where each begins.

use crate::answers::Place;
use needs_core::survey::file::KindName;
use needs_intake::codebook::Codebook;

/// The lower bounds of all bands but the lowest; none where no numbers are banded: any dimension may be, and a question that
/// is a number.
pub fn of(codebook: &Codebook, place: Place) -> Option<&[f64]> {
    match place {
        Place::Dimension(i) => codebook.dimensions.get(i).map(|entry| entry.bands.as_slice()),
        Place::Question(i) => {
            codebook.questions.get(i).filter(|entry| entry.kind == KindName::Number).map(|entry| entry.bands.as_slice())
        }
    }
}

/// Bounds, one a line.
pub fn written(bounds: &[f64]) -> String {
    bounds.iter().map(f64::to_string).collect::<Vec<_>>().join("\n")
}

/// Reads bounds, one a line, with a point or a comma before decimals.
///
/// # Errors
/// The line that is no number, or not larger than the one before.
pub fn read(text: &str) -> Result<Vec<f64>, String> {
    let mut bounds: Vec<f64> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let bound = line.replace(',', ".").parse::<f64>().ok().filter(|bound| bound.is_finite());
        match bound {
            Some(bound) if bounds.last().is_none_or(|last| *last < bound) => bounds.push(bound),
            _ => return Err(line.to_owned()),
        }
    }
    Ok(bounds)
}

/// Cuts the numbers at these bounds. Labels of the bands before are kept where there are as many bands as labels.
pub fn put(codebook: &mut Codebook, place: Place, bounds: Vec<f64>) {
    let (entry_bands, labels) = match place {
        Place::Dimension(i) => match codebook.dimensions.get_mut(i) {
            Some(entry) => (&mut entry.bands, &mut entry.categories),
            None => return,
        },
        Place::Question(i) => match codebook.questions.get_mut(i) {
            Some(entry) => (&mut entry.bands, &mut entry.choices),
            None => return,
        },
    };
    if !bounds.is_empty() && labels.len() != bounds.len() + 1 {
        labels.clear();
    }
    *entry_bands = bounds;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codebook() -> Codebook {
        Codebook::read(
            "title = \"A\"\n[[dimension]]\nlabel = \"Years\"\nbands = [5, 10.5]\ncategories = [\"few\", \"some\", \"many\"]\n\
             [[question]]\nkind = \"single\"\ncolumn = \"Need\"\nchoices = [\"Docs\"]\n",
        )
        .expect("a codebook")
    }

    #[test]
    fn bounds_are_read_as_they_are_written() {
        let codebook = codebook();
        let bounds = of(&codebook, Place::Dimension(0)).expect("numbers");
        assert_eq!(written(bounds), "5\n10.5");
        assert_eq!(read(" 5 \n\n10,5"), Ok(bounds.to_vec()));
        assert_eq!(of(&codebook, Place::Question(0)), None);
    }

    #[test]
    fn what_is_no_ascending_number_is_named() {
        assert_eq!(read("5\nten"), Err("ten".to_owned()));
        assert_eq!(read("5\n5"), Err("5".to_owned()));
        assert_eq!(read("1\ninf"), Err("inf".to_owned()));
    }

    #[test]
    fn labels_stay_with_as_many_bands() {
        let mut codebook = codebook();
        put(&mut codebook, Place::Dimension(0), vec![1.0, 2.0]);
        assert_eq!(codebook.dimensions[0].categories.len(), 3);
        put(&mut codebook, Place::Dimension(0), vec![1.0]);
        assert!(codebook.dimensions[0].categories.is_empty());
        assert_eq!(codebook.dimensions[0].bands, [1.0]);
    }
}
