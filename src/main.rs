#[cfg(target_arch = "wasm32")]
fn main() {
    needs_by_field::app::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
