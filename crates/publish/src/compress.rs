//! Files compressed in advance, for hosts that serve `FILE.br` and `FILE.gz` in their place.

mod brotli;

use super::{Files, PublishError};
use flate2::{Compression, write::GzEncoder};
use std::io::{self, Write};

/// Shorter files are not compressed.
const LEAST_BYTES: usize = 300;

/// Adds a `.br` and a `.gz` for every file that they make smaller.
pub fn add(files: &mut Files) -> Result<(), PublishError> {
    let mut compressed = Files::new();
    for (path, content) in files.iter() {
        if content.len() < LEAST_BYTES || path.ends_with(".png") {
            continue;
        }
        // The same bytes exist under two names.
        let twin = compressed.iter().find(|(other, _)| {
            other.strip_suffix(".br").is_some_and(|other| other != path && files.get(other) == Some(content))
        });
        let twin = twin.map(|(other, br)| (br.clone(), compressed[&other.replace(".br", ".gz")].clone()));
        let failed = |source| PublishError::Compress { what: path.clone(), source };
        let (br, gz) = match twin {
            Some(twin) => twin,
            None => (brotli::compress(content), gzip(content).map_err(failed)?),
        };
        compressed.insert(format!("{path}.br"), br);
        compressed.insert(format!("{path}.gz"), gz);
    }
    files.extend(compressed);
    Ok(())
}

fn gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    // Without a time in the header, so that the same results make the same site.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn compressed_files_are_the_files() {
        let text = "needs by field ".repeat(100).into_bytes();
        let mut files = Files::from([("a.json".to_owned(), text.clone()), ("b.json".to_owned(), text.clone())]);
        files.insert("card.png".to_owned(), vec![0; 1000]);
        add(&mut files).expect("compresses");
        assert_eq!(
            files.keys().collect::<Vec<_>>(),
            ["a.json", "a.json.br", "a.json.gz", "b.json", "b.json.br", "b.json.gz", "card.png"]
        );
        let mut plain = Vec::new();
        brotli_decompressor::Decompressor::new(&files["b.json.br"][..], 4096).read_to_end(&mut plain).expect("brotli");
        assert_eq!(plain, text);
        plain.clear();
        flate2::read::GzDecoder::new(&files["a.json.gz"][..]).read_to_end(&mut plain).expect("gzip");
        assert_eq!(plain, text);
    }
}
