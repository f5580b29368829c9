//! `cargo xtask build | serve | test | bench | dist`: everything that is done to this repository, on any system.

use std::process::ExitCode;

mod command;
mod tools;
mod site;
mod panics;
mod build;
mod size;
mod vendor;
mod server;
mod serve;
mod scores;
mod test;
mod bench;
mod supply;
mod dist;
mod reproduce;
mod wait;
mod fuzz;

const USAGE: &str = "\
cargo xtask build [--dev]       the WebAssembly packages into pkg/, page libraries into vendor/; --dev leaves out wasm-opt
cargo xtask serve [--port N]    build, serve the page on this machine, rebuild on change
cargo xtask test                every check: format, lint, tests, build, wasm boundary, types, scores, page in a browser
cargo xtask bench               speed, natively and in WebAssembly, beside the floor and another extractor, to benches/RESULTS.md
cargo xtask bench --page        how long a reader waits in Chromium, to benches/PAGE.md
cargo xtask fuzz [--minutes N] [TARGET…]
                                each reader and the core under libFuzzer, ten minutes each or N; what reaches new code to fuzz/corpus
cargo xtask dist [--built]      the site into dist/, for any static file server at any path, and in one file, dist/shugang.html; --built takes what is built
cargo xtask reproduce           builds the distribution of the last commit in two folders, and compares their bytes
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args[..] {
        ["build"] => build::run(build::Mode::Release),
        ["build", "--dev"] => build::run(build::Mode::Dev),
        ["serve"] => serve::run(serve::DEFAULT_PORT),
        ["serve", "--port", port] => match port.parse() {
            Ok(port) => serve::run(port),
            Err(_) => Err(anyhow::anyhow!("`--port {port}`: a port is a number from 0 (any free one) to 65535")),
        },
        ["test"] => test::run(),
        ["bench"] => bench::run(),
        ["bench", "--page"] => wait::run(),
        ["fuzz", "--minutes", minutes, ref named @ ..] => match minutes.parse() {
            Ok(minutes) => fuzz::run(minutes, named),
            Err(_) => Err(anyhow::anyhow!("`--minutes {minutes}`: a whole number of minutes")),
        },
        ["fuzz", ref named @ ..] => fuzz::run(10, named),
        ["dist"] => dist::run(),
        ["dist", "--built"] => dist::write(&command::root().join("dist")),
        ["reproduce"] => reproduce::run(),
        [] | ["help" | "-h" | "--help"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => Err(anyhow::anyhow!("no such task: {}\n\n{USAGE}", args.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
