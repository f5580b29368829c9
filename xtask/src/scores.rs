//! The scorers beside the repository, with the thresholds of `tests/thresholds.toml`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::command::{command, execute, root};

const THRESHOLDS: &str = "tests/thresholds.toml";

/// The folder of shared documents and scorers: `SHUGANG_SHARED`, or `shared` beside the repository. `None` elsewhere.
pub fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("SHUGANG_SHARED").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| root().join("../shared"));
    folder.join("score/score.mjs").exists().then_some(folder)
}

/// Prints every score of the built package; an error where one falls short.
pub fn run() -> Result<()> {
    let Some(shared) = shared() else {
        println!("no ../shared beside the repository: the scorers are skipped");
        return Ok(());
    };
    let thresholds = fs::read_to_string(root().join(THRESHOLDS))?;
    let thresholds: toml::Table = thresholds.parse().with_context(|| format!("cannot read {THRESHOLDS}"))?;
    let mut failed = Vec::new();
    for (scorer, table) in ["score", "cases"].map(|it| (it, thresholds.get(it).and_then(toml::Value::as_table))) {
        let table = table.with_context(|| format!("{THRESHOLDS} has no [{scorer}]"))?;
        let mut node = command("node");
        node.arg(shared.join("score").join(scorer).with_extension("mjs")).args(["--pkg", "pkg"]);
        for (key, least) in table {
            node.args(["--min", &format!("{key}={least}")]);
        }
        println!("--- {scorer}");
        // Both are run, so that one look shows all that falls short.
        failed.extend(execute(&mut node).err());
    }
    failed.into_iter().next().map_or(Ok(()), Err)
}
