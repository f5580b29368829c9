//! How fast `analyze` is on this machine, natively: one JSON line for each text named on the command line.
//!
//! `cargo xtask bench` runs this beside the same in WebAssembly and writes both into RESULTS.md.

mod floor;

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use shugang::{Options, analyze};

/// Most runs of one text are as long; slow hostile texts are cut to it.
const RUN: f64 = 0.35;

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
        let report = |text: &str| drop(black_box(analyze(black_box(text), &options)));
        if path.contains("hostile") {
            let sample = &text[..text.floor_char_boundary(60_000)];
            report(sample);
            let speed = sample.len() as f64 / time(|| report(sample)).as_secs_f64();
            let text = &text[..text.floor_char_boundary((speed * RUN).max(60_000.0) as usize)];
            println!("{{\"bytes\":{},\"analyze\":{}}}", text.len(), median(|| report(text)).as_secs_f64());
            continue;
        }
        let full = median(|| report(&text));
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

fn time(run: impl FnOnce()) -> Duration {
    let started = Instant::now();
    run();
    started.elapsed()
}

/// The median of seven runs after one to warm up.
fn median(mut run: impl FnMut()) -> Duration {
    run();
    let mut times: Vec<Duration> = (0..7).map(|_| time(&mut run)).collect();
    times.sort();
    times[3]
}
