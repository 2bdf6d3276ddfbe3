//! How the page is linked.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // tools/data.mjs reads which constants the code uses.
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|there| there == value);
    if is("CARGO_CFG_TARGET_FAMILY", "wasm") && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg=--emit-relocs");
    }
}
