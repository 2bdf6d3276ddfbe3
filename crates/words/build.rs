//! Compiles the catalogues in `locales/` into the methods of `Words` (`src/lib.rs`).

#[path = "build/fluent.rs"]
mod fluent;

use std::{env, fs, path::Path, process::exit};

fn main() {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=build");
    let mut catalogues = Vec::new();
    for entry in fs::read_dir("locales").expect("locales/ is beside build.rs") {
        let path = entry.expect("locales/ can be listed").path();
        if path.extension().is_some_and(|e| e == "ftl") {
            let tag = path.file_stem().expect("a .ftl file has a name").to_string_lossy().into_owned();
            let text =
                fs::read_to_string(&path).unwrap_or_else(|e| panic!("{} is not UTF-8 text: {e}", path.display()));
            catalogues.push((tag, text));
        }
    }
    match fluent::compile(&catalogues) {
        Ok(code) => {
            let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
            fs::write(Path::new(&out).join("words.rs"), code).expect("OUT_DIR can be written");
        }
        Err(faults) => {
            for fault in faults {
                println!("cargo::error={fault}");
            }
            exit(1);
        }
    }
}
