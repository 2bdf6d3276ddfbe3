//! `code agree`: how far coders agree.

use super::{OfCodebook, sheets};
use crate::write;
use anyhow::bail;
use clap::Args;
use needs_coding::{
    agreement::Verdict,
    frame::Code,
    measure::{self, Agreement, Estimate, OfCode},
    resolve::Joined,
};
use std::{io::Write as _, path::PathBuf};

/// Tell how far coders agree, code by code and on whole sets of codes.
///
/// Counted are the answers that at least two coded: in how many both gave a code and each alone, percent agreement, agreement
/// on giving it and on not giving it (Cicchetti and Feinstein 1990), Cohen's kappa, Krippendorff's alpha with its 95 % interval
/// (Hayes and Krippendorff 2007), and what that is worth: reliable from 0.8, tentative from 0.667. On whole sets alpha has the MASI
/// distance (Passonneau 2006). Where nothing varies there is no agreement to measure: "undefined". docs/coding.md says
/// what each number means.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  needs-by-field code agree coding/ana.csv coding/ben.csv --disagreements coding/list.csv")]
pub(super) struct Agree {
    /// The sheets of the coders, two at least; a file's name is its coder's
    #[arg(required = true)]
    sheets: Vec<PathBuf>,

    /// The codebook, whose codes the sheets must have
    #[arg(short, long)]
    codebook: Option<PathBuf>,

    /// The coded question, if the codebook has several
    #[arg(long, value_name = "ID", requires = "codebook")]
    question: Option<String>,

    /// Where to write the answers that coders disagree on, to talk them through and decide (.csv or .xlsx); a list that was changed since
    /// is not written over
    #[arg(long, value_name = "SHEET")]
    disagreements: Option<PathBuf>,

    /// Where to write the table as Markdown; printed if not given
    #[arg(short, long)]
    output: Option<PathBuf>,
}

impl Agree {
    pub fn run(self) -> anyhow::Result<()> {
        let outputs = || self.disagreements.iter().chain(&self.output).map(PathBuf::as_path);
        for output in outputs() {
            write::not_over(output, self.sheets.iter().chain(&self.codebook).map(PathBuf::as_path))?;
        }
        write::not_twice(outputs())?;
        if self.sheets.len() < 2 {
            bail!("agreement needs the sheets of two coders at least; this is one");
        }
        let frame = match &self.codebook {
            Some(codebook) => {
                let of = OfCodebook { codebook: codebook.clone(), question: self.question.clone() };
                Some(of.read()?.2.frame)
            }
            None => None,
        };
        let sheets = sheets(&self.sheets, frame.as_deref())?;
        let joined = Joined::of(&sheets)?;
        let made = measure::agreement(&joined.units(), joined.codes.len());
        if made.double_coded == 0 {
            bail!(
                "no answer was coded by two people; code the same rows in two sheets at least, with x under a code or under \"none\""
            );
        }
        let table = table(&joined, &made, frame.as_deref());
        let list = joined.disagreements();
        if let Some(path) = &self.disagreements {
            let is_spreadsheet = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx"));
            let bytes = match is_spreadsheet {
                true => list.to_xlsx(frame.as_deref().unwrap_or_default()).map_err(anyhow::Error::msg)?,
                false => list.to_csv(),
            };
            // It may be the list of before, and decided.
            write::not_over_work(path, &bytes)?;
            write::private(path, &bytes)?;
        }
        if let Some(path) = &self.output {
            write::whole(path, table.as_bytes())?;
        }
        let mut out = write::teller(self.output.as_deref().or(self.disagreements.as_deref()));
        for (name, sheet) in &sheets {
            let (coded, all) = (sheet.coded(), sheet.rows.len());
            let left = if coded < all { format!(", {} left", all - coded) } else { String::new() };
            let unsure = sheet.rows.iter().filter(|row| row.unsure).count();
            writeln!(out, "{name}: {coded} of {all} answers coded{left}, {unsure} unsure")?;
        }
        if self.output.is_none() {
            writeln!(out, "\n{table}")?;
        }
        if let Some(path) = &self.disagreements {
            writeln!(
                out,
                "{} answers to talk through in {}: replace each question mark by x or 0",
                list.rows.len(),
                path.display()
            )?;
        }
        Ok(())
    }
}

/// The table of agreement, as Markdown whose columns also line up in a terminal.
fn table(joined: &Joined, made: &Agreement, frame: Option<&[Code]>) -> String {
    let mut header = vec!["code".to_owned(), "all".to_owned()];
    header.extend(joined.coders.iter().map(|coder| format!("{coder} alone")));
    header.extend(
        ["percent", "on giving it", "on not giving it", "kappa", "alpha", "95 %", "verdict", "to code more"]
            .map(str::to_owned),
    );
    let mut rows = vec![header];
    for (code, of_code) in joined.codes.iter().zip(&made.codes) {
        let label =
            frame.and_then(|frame| frame.iter().find(|other| other.id == *code)).map(|code| code.label.as_str());
        rows.push(row(label.unwrap_or(code), of_code));
    }
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0))
        .collect();
    rows.insert(
        1,
        widths.iter().enumerate().map(|(c, &w)| if c == 0 { "-".repeat(w) } else { "-".repeat(w - 1) + ":" }).collect(),
    );
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| match column {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let mut text = format!(
        "{} answers coded by two people at least, of {}\n\n",
        made.double_coded,
        joined.answers.iter().filter(|answer| answer.is_coded()).count()
    );
    text.extend(rows.iter().map(line));
    let set = measure::estimate_of_sets(&joined.units());
    let set = match &set {
        Some(estimate) => format!("{}, {}", numbers(estimate), Estimate::verdict(&set)),
        None => "undefined, because nothing varies".to_owned(),
    };
    text.push_str(&format!("\nOn whole sets of codes (MASI): alpha {set}\n"));
    text
}

fn row(label: &str, code: &OfCode) -> Vec<String> {
    let share = |share: Option<f64>| share.map_or("undefined".to_owned(), |share| format!("{:.1} %", share * 100.0));
    let number = |number: Option<f64>| number.map_or("undefined".to_owned(), |number| format!("{number:.3}"));
    let alpha = code.alpha.as_ref();
    // A bar would end the cell.
    let mut row = vec![label.replace('|', "/"), code.all.to_string()];
    row.extend(code.alone.iter().map(u64::to_string));
    row.extend([code.table.percent(), code.table.positive(), code.table.negative()].map(share));
    row.push(number(code.kappa));
    row.push(number(alpha.map(|estimate| estimate.alpha.alpha)));
    row.push(alpha.map_or(String::new(), |e| format!("{:.3} to {:.3}", e.interval.low, e.interval.high)));
    let verdict = Estimate::verdict(&code.alpha);
    row.push(verdict.to_string());
    row.push(match alpha {
        None => String::new(),
        Some(estimate) => match estimate.more_answers() {
            Some(0) => "-".to_owned(),
            Some(more) => more.to_string(),
            None => "any number".to_owned(),
        },
    });
    debug_assert!(alpha.is_some() || verdict == Verdict::Undefined);
    row
}

fn numbers(estimate: &Estimate) -> String {
    format!("{:.3} ({:.3} to {:.3})", estimate.alpha.alpha, estimate.interval.low, estimate.interval.high)
}
