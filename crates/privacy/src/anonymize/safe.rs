//! Merges classes of tables until they meet all demands.
//!
//! There are three kinds of disclosure: by a single class ([`Rule`]), by sums and differences of several tables
//! ([`super::audit`]), and by bounds ([`super::bounds`]). A merger that closes one may open another, so they are checked in
//! turn until none finds any.

use super::audit::{self, Audit};
use super::cells::Cells;
use super::lookup::Lookup;
use super::table::Draft;
use super::work::Work;
use super::{AnonymizeError, DimensionSpec, Sensitive, bounds};

/// Number of partners tried for a class, on each side in the order of keys.
const NEIGHBOURS: usize = 50;

/// The demerit of a class with these sums; none if it may be published.
pub(super) type Rule<'a> = dyn Fn(&[u64]) -> Option<AnonymizeError> + 'a;

/// The demands on tables.
pub(super) struct Demands<'a> {
    /// The rule for each class.
    pub rule: &'a Rule<'a>,
    /// Populations by cell: no combination of numbers may be about 1 to k - 1 people of one.
    pub populations: Vec<Vec<u32>>,
    /// Choices that bounds must not disclose.
    pub sensitive: &'a [Sensitive],
    pub k: u32,
    /// Whether several tables are audited together.
    pub audit: bool,
}

/// Merges classes of `drafts` until they meet `demands`. `tallies` are the people checked for attribute disclosure: all, and
/// those who are new. `sums` returns, by table, the sums of each class of a draft that the rule takes.
pub(super) fn make(
    dimensions: &[DimensionSpec],
    tallies: &[&Cells],
    drafts: &mut [Draft],
    demands: &Demands,
    sums: &dyn Fn(usize, &Draft) -> Vec<Vec<u64>>,
    work: &mut Work,
) -> Result<Option<Audit>, AnonymizeError> {
    // A single table determines only unions of its classes.
    let several = drafts.len() > 1 && demands.k > 1;
    let mut account: Option<Audit> = None;
    loop {
        let mut merged = false;
        for (table, draft) in drafts.iter_mut().enumerate() {
            let sums = sums(table, draft);
            merged |= mix(dimensions, draft, sums, demands.rule)?;
        }
        if several && demands.audit {
            let audit = audit::protect(dimensions, &demands.populations, drafts, demands.k, work)?;
            merged |= audit.merged.iter().any(|&merged| merged > 0);
            account = Some(match account {
                None => audit,
                Some(before) => before.and(audit),
            });
        }
        if several {
            for cells in tallies {
                merged |= bounds::prevent(dimensions, cells, drafts, demands.sensitive, demands.k, work)?;
            }
        }
        if !merged {
            return Ok(account);
        }
    }
}

/// Merges classes until no rule is broken, each with its cheapest partner that helps; whether any was merged.
fn mix(
    dimensions: &[DimensionSpec],
    draft: &mut Draft,
    mut sums: Vec<Vec<u64>>,
    rule: &Rule,
) -> Result<bool, AnonymizeError> {
    let mut class = 0;
    let mut any = false;
    while class < draft.classes.len() {
        let problem = if draft.classes[class].is_empty() { None } else { rule(&sums[class]) };
        let Some(problem) = problem else {
            class += 1;
            continue;
        };
        let live = |&other: &usize| other != class && !draft.classes[other].is_empty();
        let before = (0..class).rev().filter(live).take(NEIGHBOURS);
        let after = (class + 1..draft.classes.len()).filter(live).take(NEIGHBOURS);
        let mergers = before.chain(after).map(|other| draft.merger(class, other));
        let best = mergers
            .filter(|(together, _)| draft.may_merge(dimensions, together))
            .min_by_key(|(together, cost)| (rule(&added(&sums, together)).is_some(), *cost, together.clone()));
        let Some((together, _)) = best else { return Err(problem) };
        sums[together[0]] = added(&sums, &together);
        draft.merge(&together);
        class = class.min(together[0]);
        any = true;
    }
    Ok(any)
}

fn added(sums: &[Vec<u64>], together: &[usize]) -> Vec<u64> {
    let mut all = vec![0; sums[together[0]].len()];
    for &class in together {
        all.iter_mut().zip(&sums[class]).for_each(|(all, sum)| *all += sum);
    }
    all
}

/// Merges classes until the labels alone give each cell its class ([`super::lookup`]); whether any was merged.
pub(super) fn tell_apart(dimensions: &[DimensionSpec], draft: &mut Draft) -> Result<bool, AnonymizeError> {
    let mut any = false;
    loop {
        let labels = draft.labels();
        let lookup = Lookup::of(labels.iter().map(|labels| (!labels.is_empty()).then_some(labels.as_slice())));
        let doubtful = (0..draft.grid.len()).find_map(|cell| {
            let (own, found) = (draft.class_of[cell], lookup.class(&draft.grid, cell)?);
            (own != found).then_some((own, found))
        });
        let Some((a, b)) = doubtful else { return Ok(any) };
        let (together, _) = draft.merger(a, b);
        if !draft.may_merge(dimensions, &together) {
            return Err(AnonymizeError::AuditNeverGeneralized);
        }
        draft.merge(&together);
        any = true;
    }
}
