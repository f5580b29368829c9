//! `cargo xtask bench --page`: how long a reader waits in a real browser, into `benches/PAGE.md`.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::build::{self, Mode};
use crate::command::{command, execute, root};
use crate::{dist, scores, tools};

pub fn run() -> Result<()> {
    build::run(Mode::Release)?;
    let browser = tools::ensure_browsers()?;
    let work = root().join("target/xtask/wait");
    dist::write(&work.join("dist"))?;
    let text = work.join("text.txt");
    fs::write(&text, source()?)?;
    let mut node = command("node");
    node.arg("benches/page.mjs").arg(work.join("dist")).arg(text);
    if let Some(browser) = browser {
        node.env("SHUGANG_CHROMIUM", browser);
    }
    execute(&mut node)
}

/// Real documents joined, or the samples where there are none.
fn source() -> Result<String> {
    let corpus = scores::shared().map(|it| it.join("corpus")).filter(|it| it.exists());
    let folder = corpus.unwrap_or_else(|| root().join("www/samples"));
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|it| it.path()).collect();
    paths.retain(|it| it.extension().is_some_and(|it| it == "txt"));
    paths.sort();
    Ok(paths.iter().filter_map(|it| fs::read_to_string(it).ok()).collect::<Vec<_>>().join("\n"))
}
