//! Page libraries from npm into `vendor/`, as the `vendor` table of package.json lists them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::command::root;
use crate::tools;

/// Copies each listed file or folder: `"vendor": { "PACKAGE": { "FROM, in the package": "TO, in vendor/" } }`.
///
/// A package whose version has not changed since the last copy is left alone.
pub fn copy() -> Result<()> {
    let manifest = fs::read_to_string(root().join("package.json"))?;
    let manifest: Value = serde_json::from_str(&manifest).context("package.json is not JSON")?;
    let Some(packages) = manifest["vendor"].as_object().filter(|it| !it.is_empty()) else { return Ok(()) };
    tools::ensure_node_modules()?;
    for (package, files) in packages {
        if manifest["dependencies"][package].is_null() {
            bail!("package.json: `vendor` names {package}, which is not among `dependencies`");
        }
        let from = root().join("node_modules").join(package);
        let installed = fs::read_to_string(from.join("package.json"))
            .with_context(|| format!("{package} is not in node_modules/: run `npm ci`"))?;
        let installed: Value = serde_json::from_str(&installed)?;
        let stamp = format!("{} {files}", installed["version"]);
        let stamp_file = root().join("target/xtask/vendor").join(package.replace('/', "+"));
        let files = files.as_object().with_context(|| format!("package.json: `vendor.{package}` is a table"))?;
        let targets = || files.values().filter_map(Value::as_str).map(|to| root().join("vendor").join(to));
        if fs::read_to_string(&stamp_file).is_ok_and(|it| it == stamp) && targets().all(|it| it.exists()) {
            continue;
        }
        for (source, target) in files {
            let target =
                target.as_str().with_context(|| format!("package.json: `vendor.{package}.{source}` is text"))?;
            copy_all(&from.join(source), &root().join("vendor").join(target))?;
        }
        fs::create_dir_all(stamp_file.parent().expect("a file in a folder"))?;
        fs::write(stamp_file, stamp)?;
    }
    Ok(())
}

/// A file, or a folder with all that is in it.
pub fn copy_all(from: &Path, to: &Path) -> Result<()> {
    if from.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let name = entry?.file_name();
            copy_all(&from.join(&name), &to.join(&name))?;
        }
        return Ok(());
    }
    fs::create_dir_all(to.parent().expect("a file in a folder"))?;
    fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
