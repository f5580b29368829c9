//! `cargo xtask test`: every check there is, in one command, installing what is missing.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::build::{self, Mode};
use crate::command::{cargo, command, execute, root};
use crate::tools::{self, WASM_TARGET};
use crate::{dist, scores, server, site};

type Step = fn() -> Result<()>;

/// Runs every step, whatever became of the ones before, and sums up.
pub fn run() -> Result<()> {
    let steps: [(&str, Step); 8] = [
        ("format", format),
        ("lint", lint),
        ("unit, table and property tests", || {
            execute(cargo().args(["test", "--quiet", "--workspace", "--no-fail-fast"]))
        }),
        ("build", || build::run(Mode::Release)),
        ("wasm boundary", || node_tests("tests")),
        ("types", types),
        ("scores", scores::run),
        ("page", page),
    ];
    let mut rows = Vec::new();
    for (name, step) in steps {
        println!("\n=== {name}");
        let started = Instant::now();
        let failure = step().err();
        if let Some(error) = &failure {
            eprintln!("error: {error:#}");
        }
        rows.push((name, started.elapsed(), failure));
    }
    println!();
    for (name, time, failure) in &rows {
        let verdict = if failure.is_some() { "FAILED" } else { "passed" };
        println!("{verdict} {:6.1} s  {name}", time.as_secs_f32());
    }
    let failed = rows.iter().filter(|(.., failure)| failure.is_some()).count();
    println!("{} passed, {failed} failed", rows.len() - failed);
    if failed > 0 {
        bail!("see above for each step that failed");
    }
    Ok(())
}

/// rustfmt on the Rust, prettier on the JavaScript.
fn format() -> Result<()> {
    execute(cargo().args(["fmt", "--all", "--check"]))?;
    tools::ensure_node_modules()?;
    execute(command("node").args(["node_modules/prettier/bin/prettier.cjs", "--check", "."]))
}

/// Clippy for this machine and for WebAssembly, where `src/wasm/` exists.
fn lint() -> Result<()> {
    tools::ensure_wasm_target()?;
    let deny = ["--", "--deny", "warnings"];
    execute(cargo().args(["clippy", "--quiet", "--workspace", "--all-targets"]).args(deny))?;
    let crates = ["--package", "shugang", "--package", "shugang-formats"];
    execute(cargo().args(["clippy", "--quiet", "--lib", "--target", WASM_TARGET]).args(crates).args(deny))
}

/// `tsc` on the page as it ships, then on the package's contract and the tests in Node.
fn types() -> Result<()> {
    tools::ensure_node_modules()?;
    for project in ["tsconfig.json", "tests/tsconfig.json"] {
        execute(command("node").args(["node_modules/typescript/bin/tsc", "--noEmit", "--project", project]))?;
        println!("{project}: no type errors");
    }
    Ok(())
}

/// The page in real browsers, served as a visitor gets it.
fn page() -> Result<()> {
    tools::ensure_node_modules()?;
    let browser = tools::ensure_browsers()?;
    let address = server::start(root(), 0)?;
    let mut node = node_test_command("tests/page")?;
    let distribution = root().join("target/xtask/dist");
    dist::write(&distribution)?;
    node.env("SHUGANG_DIST", distribution);
    node.env("SHUGANG_SITE", format!("http://localhost:{}/", address.port()));
    if let Some(browser) = browser {
        node.env("SHUGANG_CHROMIUM", browser);
    }
    execute(&mut node)
}

fn node_tests(folder: &str) -> Result<()> {
    tools::ensure_node()?;
    execute(&mut node_test_command(folder)?)
}

/// Node's own test runner on each `*.test.mjs` right in `folder`, named one by one: what a folder means to it
/// differs from release to release.
fn node_test_command(folder: &str) -> Result<std::process::Command> {
    let mut files: Vec<PathBuf> = Vec::new();
    if root().join(folder).is_dir() {
        site::walk(root(), folder.as_ref(), &mut files)?;
    }
    let here = |path: &PathBuf| path.parent().is_some_and(|it| site::slashed(it) == folder);
    files.retain(|it| here(it) && site::slashed(it).ends_with(".test.mjs"));
    files.sort();
    if files.is_empty() {
        bail!("no *.test.mjs in {folder}/");
    }
    let mut node = command("node");
    // Two browsers at a time where there are two cores: by itself Node leaves one idle.
    let cores = std::thread::available_parallelism().map_or(1, |it| it.get().min(4));
    node.arg("--test").arg(format!("--test-concurrency={cores}")).args(files);
    Ok(node)
}
