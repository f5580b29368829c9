//! `cargo xtask reproduce`: the same commit, built in two folders, gives the same bytes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::command::{cargo, command, execute, root};
use crate::site;

/// Clones the last commit into two folders with names of different lengths, builds each with a target of its own, compares.
pub fn run() -> Result<()> {
    let work = root().join("target/xtask/reproduce");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    let clones = ["one", "another-folder"].map(|it| work.join(it));
    for clone in &clones {
        execute(command("git").args(["clone", "--quiet", "--no-hardlinks", "."]).arg(clone))?;
        execute(
            cargo()
                .current_dir(clone)
                .args(["run", "--quiet", "--package", "xtask", "--", "dist"])
                .env_remove("CARGO_TARGET_DIR"),
        )?;
    }
    let [one, another] = clones.map(|it| it.join("dist"));
    let (files, others) = (list(&one)?, list(&another)?);
    if files != others {
        bail!("the two distributions have different files");
    }
    let mut differing = Vec::new();
    for file in &files {
        if fs::read(one.join(file))? != fs::read(another.join(file))? {
            differing.push(site::slashed(file));
        }
    }
    if !differing.is_empty() {
        bail!("not the same bytes: {}", differing.join(", "));
    }
    println!("{} files, the same bytes in both folders", files.len());
    Ok(())
}

fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    site::walk(folder, "".as_ref(), &mut files)?;
    files.sort();
    Ok(files)
}
