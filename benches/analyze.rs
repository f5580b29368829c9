//! How fast `analyze` is on this machine, natively: one JSON line for each text named on the command line.
//!
//! `cargo xtask bench` runs this beside the same in WebAssembly and writes both into RESULTS.md.

mod floor;

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use shugang::{Options, analyze};

fn main() {
    // `cargo bench` adds an option of its own.
    for path in std::env::args().skip(1).filter(|it| !it.starts_with("--")) {
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{path}: {error}");
                std::process::exit(1);
            }
        };
        let options = Options::default();
        let full = median(|| drop(black_box(analyze(black_box(&text), &options))));
        let validate = median(|| _ = black_box(floor::validate(black_box(text.as_bytes()))));
        let numerals = median(|| _ = black_box(floor::numerals(black_box(&text))));
        let figures = analyze(&text, &options).figures.len();
        let seconds = |it: Duration| it.as_secs_f64();
        println!(
            "{{\"bytes\":{},\"figures\":{figures},\"analyze\":{},\"validate\":{},\"numerals\":{}}}",
            text.len(),
            seconds(full),
            seconds(validate),
            seconds(numerals),
        );
    }
}

/// The median of seven runs after one to warm up. What takes longer than two seconds is run once.
fn median(mut run: impl FnMut()) -> Duration {
    let mut once = || {
        let started = Instant::now();
        run();
        started.elapsed()
    };
    let first = once();
    if first > Duration::from_secs(2) {
        return first;
    }
    let mut times: Vec<Duration> = (0..7).map(|_| once()).collect();
    times.sort();
    times[3]
}
