//! Made-up surveys, small enough for brute force, with everything that makes trouble: blanks, conditional questions, items
//! that few rate, dimensions of several choices.

use std::fmt::Write as _;

/// splitmix64.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

#[derive(Clone)]
pub struct Person {
    /// Field, d1, d2: category codes, one each but of the last.
    pub key: [Vec<usize>; 3],
    /// Yes or no, if they said anything.
    pub single: Option<usize>,
    /// Two items: high or low, if they rated it.
    pub rating: [Option<usize>; 2],
    /// Of three choices.
    pub multiple: Vec<usize>,
    /// Of three items, the first few in order of preference.
    pub ranking: Vec<usize>,
    pub number: Option<usize>,
}

pub struct Survey {
    pub k: u32,
    pub people: Vec<Person>,
    pub sensitive: bool,
    pub tables: &'static str,
}

pub const FIELDS: usize = 2;
pub const SIZES: [usize; 2] = [3, 2];

impl Survey {
    pub fn random(seed: u64) -> Survey {
        let mut random = Random(seed);
        let n = 8 + random.below(16);
        // Some surveys are lopsided, so that classes nearly nest.
        let lean = random.below(3);
        let blank = 2 + random.below(4);
        let people = (0..n).map(|_| person(&mut random, lean, blank)).collect();
        Survey {
            k: 2 + random.below(3) as u32,
            people,
            sensitive: random.one_in(2),
            tables: ["joint", "by-dimension", "auto"][random.below(3)],
        }
    }

    pub fn codebook(&self) -> String {
        let list = |n: usize| (0..n).map(|c| format!("\"c{c}\"")).collect::<Vec<_>>().join(", ");
        let mut text = format!("title = \"t\"\nk = {}\nseparator = \";\"\ntables = \"{}\"\n", self.k, self.tables);
        for (id, size, more) in [("field", FIELDS, ""), ("d1", SIZES[0], ""), ("d2", SIZES[1], "multiple = true\n")] {
            write!(text, "[[dimension]]\nid = \"{id}\"\nlabel = \"{id}\"\n{more}categories = [{}]\n", list(size))
                .unwrap();
        }
        let sensitive = if self.sensitive { "sensitive = true\n" } else { "" };
        write!(
            text,
            "[[question]]\nid = \"s\"\nkind = \"single\"\ncolumn = \"s\"\n{sensitive}choices = [\"yes\", \"no\"]\n\
             [[question]]\nid = \"r\"\nkind = \"rating\"\ntext = \"r\"\ncolumns = \"r [*]\"\nlevels = [\"high\", \"low\"]\n\
             [[question]]\nid = \"o\"\nkind = \"ranking\"\npairs = true\ntext = \"o\"\ncolumns = \"o [*]\"\n\
             [[question]]\nid = \"h\"\nkind = \"number\"\ncolumn = \"h\"\nbands = [10]\n\
             [[question]]\nid = \"m\"\nkind = \"multiple\"\ncolumn = \"m\"\nchoices = [\"a\", \"b\", \"c\"]\n"
        )
        .unwrap();
        text
    }

    pub fn csv(&self) -> String {
        let mut text = "field,d1,d2,s,r [x],r [y],m,o [x],o [y],o [z],h\n".to_owned();
        for person in &self.people {
            let [field, d1, d2] = &person.key;
            let several = |codes: &[usize]| codes.iter().map(|c| format!("c{c}")).collect::<Vec<_>>().join(";");
            let level = |level: Option<usize>| level.map_or("", |l| ["high", "low"][l]);
            let place = |item: usize| {
                let place = person.ranking.iter().position(|ranked| *ranked == item);
                place.map_or(String::new(), |place| (place + 1).to_string())
            };
            let needs: Vec<&str> = person.multiple.iter().map(|&c| ["a", "b", "c"][c]).collect();
            writeln!(
                text,
                "{},{},{},{},{},{},{},{},{},{},{}",
                several(field),
                several(d1),
                several(d2),
                person.single.map_or("", |s| ["yes", "no"][s]),
                level(person.rating[0]),
                level(person.rating[1]),
                needs.join(";"),
                place(0),
                place(1),
                place(2),
                person.number.map_or(String::new(), |number| number.to_string())
            )
            .unwrap();
        }
        text
    }
}

fn person(random: &mut Random, lean: usize, blank: usize) -> Person {
    let field = random.below(FIELDS);
    let d1 = if lean > 0 && !random.one_in(4) { field } else { random.below(SIZES[0]) };
    let d2 = match lean {
        2 if !random.one_in(4) => vec![d1 % 2],
        _ if random.one_in(5) => vec![0, 1],
        _ => vec![random.below(SIZES[1])],
    };
    let maybe = |random: &mut Random| (!random.one_in(blank)).then(|| random.below(2));
    Person {
        key: [vec![field], vec![d1], d2],
        single: maybe(random),
        rating: [maybe(random), if random.one_in(2) { maybe(random) } else { None }],
        multiple: if random.one_in(blank) { Vec::new() } else { (0..3).filter(|_| random.one_in(2)).collect() },
        ranking: {
            let first = random.below(3);
            let order = [first, (first + 1 + random.below(2)) % 3];
            let third = 3 - order[0] - order[1];
            [order[0], order[1], third][..if random.one_in(blank) { 0 } else { 1 + random.below(3) }].to_vec()
        },
        number: (!random.one_in(blank)).then(|| random.below(20)),
    }
}
