//! Prints what a file opens to: `cargo run -p shugang-formats --example open -- FILE…`.

fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).expect("a file that can be read");
        let name = path.rsplit('/').next().unwrap_or(&path);
        let start = std::time::Instant::now();
        match shugang_formats::open(name, &bytes, &shugang_formats::Options::default()) {
            Ok(it) => {
                eprintln!(
                    "== {name}: {} {:?} title={:?} {} bytes, {} places, {:?}",
                    it.format.name(),
                    it.encoding,
                    it.title,
                    it.text.len(),
                    it.places.len(),
                    start.elapsed()
                );
                for note in &it.notes {
                    eprintln!("   note {}: {}", note.code, note.zh);
                }
                for apart in it.apart.iter().take(8) {
                    eprintln!("   apart {} p{}: {}", apart.kind.name(), apart.page, apart.text.replace('\n', " / "));
                }
                println!("{}", it.text);
            }
            Err(error) => eprintln!("== {name}: {} {} {:?}", error.0.code, error.0.zh, start.elapsed()),
        }
    }
}
