//! The files of one survey (languages, waves of one edition), added up.

use super::{PrepareError, Tally};
use crate::{
    codebook::{Codebook, CodebookError, Plan},
    coding::Coding,
    raw::Raw,
};
use std::collections::BTreeSet;

/// The respondents of several files; the codebook finds the columns of each by their names.
pub struct SeveralFiles<'a> {
    codebook: &'a Codebook,
    coding: Option<&'a Coding>,
    sum: Option<(Plan, Tally)>,
    /// Names of columns that none of the files had so far.
    absent: BTreeSet<String>,
    files: usize,
}

/// Why a file cannot be added, or what all of them lack.
#[derive(Debug, thiserror::Error)]
pub enum SeveralFilesError {
    /// The codebook does not fit the file; say which.
    #[error("{0}")]
    Unfit(String),
    #[error(transparent)]
    Answers(#[from] PrepareError),
    #[error("none of the {files} files has a column \"{name}\"; remove it, or correct its name")]
    Absent { name: String, files: usize },
    #[error("no file of answers is given")]
    NoFile,
}

impl From<CodebookError> for SeveralFilesError {
    fn from(error: CodebookError) -> Self {
        SeveralFilesError::Unfit(error.to_string())
    }
}

impl<'a> SeveralFiles<'a> {
    /// `coding` holds the final codes, where the codebook has coded questions.
    pub fn new(codebook: &'a Codebook, coding: Option<&'a Coding>) -> SeveralFiles<'a> {
        SeveralFiles { codebook, coding, sum: None, absent: BTreeSet::new(), files: 0 }
    }

    /// Reads all rows of one more file.
    ///
    /// # Errors
    /// If the codebook does not fit it, its options differ from the first file's, or a cell cannot be read.
    pub fn add(&mut self, raw: &mut Raw) -> Result<(), SeveralFilesError> {
        let (plan, missing) = self.codebook.plan_of_one_file(&raw.headers, self.coding)?;
        let tally = Tally::of(raw, &plan)?;
        match &mut self.sum {
            None => {
                self.absent = missing;
                self.sum = Some((plan, tally));
            }
            Some((first, sum)) => {
                first.check_same(&plan).map_err(SeveralFilesError::Unfit)?;
                self.absent.retain(|name| missing.contains(name));
                sum.merge(tally)?;
            }
        }
        self.files += 1;
        Ok(())
    }

    /// The plan of the first file, and the respondents of all.
    ///
    /// # Errors
    /// If there was no file, or all of them lack a column that the codebook names.
    pub fn finish(self) -> Result<(Plan, Tally), SeveralFilesError> {
        match self.absent.first() {
            Some(name) => Err(SeveralFilesError::Absent { name: name.clone(), files: self.files }),
            None => self.sum.ok_or(SeveralFilesError::NoFile),
        }
    }
}
