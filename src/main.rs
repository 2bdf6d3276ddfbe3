#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    needs_by_field::cli::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    needs_by_field::app::mount();
}
