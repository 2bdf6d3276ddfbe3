mod app;

fn main() {
    app::mount();
}
