//! What a results file may say of coders without telling of a few people.
//!
//! Of a code the file has three numbers of answers: those that have it, and among the double-coded ones (by two coders at least)
//! those to which all coders gave it and those to which any did. So a reader can subtract: the answers on which coders differ,
//! and those that were settled otherwise than they said. Each of these is nobody's or at least k people's; otherwise nothing of
//! what coders said of that code is told, nor α, by which it could be computed.

/// The answers to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers {
    pub answered: u32,
    /// Of these, coded by two people at least.
    pub double_coded: u32,
}

/// The answers with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Of all, as the file counts them.
    pub published: u32,
    /// Of the double-coded ones, those to which all coders gave it.
    pub all: u32,
    /// Of the double-coded ones, those to which any did.
    pub any: u32,
}

impl Answers {
    /// Whether anything may be said of coders: those who are double-coded are at least `k`, those who are not are nobody or at
    /// least `k`, and neither are other by fewer than `k` than in the edition before.
    pub fn may_be_told(&self, before: Option<&Answers>, k: u32) -> bool {
        let by_one = |answers: &Answers| i64::from(answers.answered) - i64::from(answers.double_coded);
        let grew = |before: &Answers| {
            let more = i64::from(self.double_coded) - i64::from(before.double_coded);
            !few(more, k) && !few(by_one(self) - by_one(before), k)
        };
        self.double_coded >= k && by_one(self) >= 0 && !few(by_one(self), k) && before.is_none_or(grew)
    }
}

impl Code {
    /// Whether its numbers may be told as they are: no difference of them is 1 to `k` - 1, nor has grown by as few since the
    /// edition before.
    pub fn may_be_told(&self, before: Option<&Code>, k: u32) -> bool {
        let now = self.differences();
        let grew = |before: &Code| now.into_iter().zip(before.differences()).all(|(now, before)| !few(now - before, k));
        now.into_iter().all(|people| !few(people, k)) && before.is_none_or(grew)
    }

    /// The groups of people that its numbers tell.
    fn differences(&self) -> [i64; 5] {
        let [published, all, any] = [self.published, self.all, self.any].map(i64::from);
        [all, any, any - all, published - all, any - published]
    }
}

/// Whether so many people, more or fewer, are somebody but fewer than `k`. Under 2 is exactly 1, which leaving out would tell, so
/// that a `k` of 2 is taken as 3.
fn few(people: i64, k: u32) -> bool {
    let least = if k == 2 { 3 } else { k };
    people != 0 && people.unsigned_abs() < u64::from(least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// How many have the code, and what is told of coders.
    type Seen = (u32, Option<(u32, u32)>);

    /// Tries every way in which few answers can be coded, and looks which of them show the same to a reader who knows the rule.
    /// What is the same in all of these can be worked out.
    #[test]
    fn no_number_of_fewer_than_k_people_can_be_worked_out() {
        let mut withheld = 0;
        for k in 2..=5_u32 {
            for double_coded in k..=13 {
                for by_one in [0, k, k + 1] {
                    // By what is published: the people told apart, in each way that shows it.
                    let mut ways: BTreeMap<Seen, Vec<[i64; 5]>> = BTreeMap::new();
                    for all in 0..=double_coded {
                        for any in all..=double_coded {
                            // Coders settle between what all and what any said; one alone codes the rest.
                            for count in (all..=any + by_one).filter(|&count| count == 0 || count >= k) {
                                let is_told = Code { published: count, all, any }.may_be_told(None, k);
                                let (n, l, h) = (i64::from(count), i64::from(all), i64::from(any));
                                let told = is_told.then_some((all, any));
                                withheld += usize::from(told.is_none());
                                ways.entry((count, told)).or_default().push([l, h, h - l, n - l, h - n]);
                            }
                        }
                    }
                    for (told, ways) in ways {
                        for group in 0..5 {
                            let sizes: BTreeSet<i64> = ways.iter().map(|way| way[group].abs()).collect();
                            let size = sizes.first().copied().unwrap_or(0);
                            assert!(
                                sizes.len() > 1 || size == 0 || size >= i64::from(k),
                                "k = {k}, {double_coded} double-coded: {told:?} tells of {size} ({group})"
                            );
                        }
                    }
                }
            }
        }
        assert!(withheld > 1_000, "{withheld}");
    }

    /// The same of two editions, of which the second has the answers of the first and late ones: of what it adds.
    #[test]
    fn no_number_of_fewer_than_k_late_people_can_be_worked_out() {
        let mut withheld = 0;
        for (k, answers) in [(2_u32, 5), (3, 6), (4, 6)] {
            for late in [k, k + 1, k + 3] {
                let told_before = |&(n, all, any): &(u32, u32, u32)| {
                    all <= n && n <= any && (n == 0 || n >= k) && Code { published: n, all, any }.may_be_told(None, k)
                };
                let triples = |most: u32| {
                    (0..=most).flat_map(move |n| (0..=most).flat_map(move |l| (0..=most).map(move |h| (n, l, h))))
                };
                for before in triples(answers).filter(told_before) {
                    let (n, all, any) = before;
                    let first = Code { published: n, all, any };
                    let mut ways: BTreeMap<Seen, Vec<[u32; 5]>> = BTreeMap::new();
                    for (dn, dl, dh) in triples(late).filter(|(dn, dl, dh)| dl <= dn && dn <= dh) {
                        let second = Code { published: n + dn, all: all + dl, any: any + dh };
                        let is_told = second.may_be_told(Some(&first), k);
                        withheld += usize::from(!is_told);
                        let seen = (dn, is_told.then_some((dl, dh)));
                        ways.entry(seen).or_default().push([dl, dh, dh - dl, dn - dl, dh - dn]);
                    }
                    for (told, ways) in ways {
                        for group in 0..5 {
                            let sizes: BTreeSet<u32> = ways.iter().map(|way| way[group]).collect();
                            let size = sizes.first().copied().unwrap_or(0);
                            assert!(
                                sizes.len() > 1 || size == 0 || size >= k,
                                "k = {k}, {late} late, {before:?} before: {told:?} tells of {size} ({group})"
                            );
                        }
                    }
                }
            }
        }
        assert!(withheld > 1_000, "{withheld}");
    }

    #[test]
    fn few_answers_by_two_or_by_one_are_told_of_by_nobody() {
        let answers = |answered, double_coded| Answers { answered, double_coded };
        for (answered, double_coded, is_told) in [
            (20, 20, true),
            (20, 4, false),
            (20, 5, true),
            (20, 15, true),
            (20, 16, false),
            (20, 21, false),
            (0, 0, false),
        ] {
            assert_eq!(answers(answered, double_coded).may_be_told(None, 5), is_told, "{answered} {double_coded}");
        }
        let before = answers(20, 20);
        for (now, is_told) in
            [(answers(20, 20), true), (answers(23, 23), false), (answers(25, 25), true), (answers(25, 20), true)]
        {
            assert_eq!(now.may_be_told(Some(&before), 5), is_told, "{now:?}");
        }
    }

    #[test]
    fn few_late_answers_are_not_told_apart() {
        let code = |published, all, any| Code { published, all, any };
        let before = code(20, 10, 20);
        for (now, is_told) in [
            (code(20, 10, 20), true),
            (code(30, 20, 30), true),
            (code(30, 18, 30), false),
            (code(25, 10, 25), true),
            (code(22, 10, 22), false),
        ] {
            assert!(now.may_be_told(None, 5));
            assert_eq!(now.may_be_told(Some(&before), 5), is_told, "{now:?}");
        }
    }
}
