//! A site as one ZIP file, to upload to a host.

use super::Files;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A ZIP archive of the files: stored, in the order of their paths, without times, so that the same files make the same
/// bytes everywhere.
///
/// It is not compressed because the large files have compressed copies already (`.br`, `.gz`).
pub fn archive(files: &Files) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored).unix_permissions(0o644);
    for (path, content) in files {
        zip.start_file(path, options).expect("paths of a site are short, and each is there once");
        zip.write_all(content).expect("memory takes all");
    }
    zip.finish().expect("memory takes all").into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn an_archive_holds_the_files_in_order_and_always_has_the_same_bytes() {
        let files = Files::from([
            ("view/a/index.html".to_owned(), b"a".to_vec()),
            (".nojekyll".to_owned(), Vec::new()),
            ("index.html".to_owned(), vec![7; 1000]),
        ]);
        let bytes = archive(&files);
        assert_eq!(archive(&files), bytes);
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut found = Vec::new();
        for i in 0..zip.len() {
            let mut file = zip.by_index(i).expect("a file");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("readable");
            assert_eq!(file.compression(), CompressionMethod::Stored);
            assert!(file.last_modified().is_none_or(|time| time.year() == 1980), "it has a time");
            found.push((file.name().expect("text").into_owned(), content));
        }
        assert_eq!(found, files.into_iter().collect::<Vec<_>>());
    }
}
