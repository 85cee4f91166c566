//! Pages, words and assets are compiled in: a new file among them is a reason to build again.

fn main() {
    for folder in ["../../locales", "assets", "templates"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
