//! What the distribution is made of: a bill of materials (CycloneDX) and the licences of others, from the locks alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::command::{cargo, output, root};

/// One package of others, in what a visitor loads.
struct Component {
    name: String,
    version: String,
    licence: String,
    purl: String,
    hash: Option<(&'static str, String)>,
    /// Where its licence texts stand on this machine.
    folder: PathBuf,
}

/// Writes the licences of others to `vendor/THIRD-PARTY.txt`, which the page shows.
pub fn write_licences() -> Result<()> {
    let file = root().join("vendor/THIRD-PARTY.txt");
    fs::create_dir_all(file.parent().expect("a file in a folder"))?;
    Ok(fs::write(file, licences(&components()?)?)?)
}

fn components() -> Result<Vec<Component>> {
    let mut components = crates()?;
    components.extend(libraries()?);
    components.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(components)
}

/// Writes the bill of materials. Nothing of the machine or the time goes into it.
pub fn write_bill(file: &Path) -> Result<()> {
    let components = components()?;
    let listed: Vec<Value> = components.iter().map(describe).collect();
    let version = env!("CARGO_PKG_VERSION");
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": { "type": "application", "name": "shugang", "version": version, "licenses": [{ "expression": "MIT OR Apache-2.0" }] } },
        "components": listed,
    });
    Ok(fs::write(file, serde_json::to_string_pretty(&bill)? + "\n")?)
}

fn describe(it: &Component) -> Value {
    let mut entry = json!({
        "type": "library", "bom-ref": it.purl, "name": it.name, "version": it.version, "purl": it.purl,
        "licenses": [{ "expression": it.licence }],
    });
    if let Some((algorithm, hash)) = &it.hash {
        entry["hashes"] = json!([{ "alg": algorithm, "content": hash }]);
    }
    entry
}

/// The crates whose code is in the WebAssembly: normal dependencies of the two packages, for that target.
fn crates() -> Result<Vec<Component>> {
    let metadata = output(cargo().args(["metadata", "--locked", "--format-version=1"]))
        .and_then(|it| serde_json::from_str::<Value>(&it).ok())
        .context("`cargo metadata` failed")?;
    let tree = output(cargo().args([
        "tree",
        "--locked",
        "--package=shugang",
        "--package=shugang-formats",
        "--target=wasm32-unknown-unknown",
        "--edges=normal,no-proc-macro",
        "--prefix=none",
        "--no-dedupe",
        "--format={p}",
    ]))
    .context("`cargo tree` failed")?;
    // `serde v1.0.229`, and with a path where it is ours.
    let used: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?, words.next()?.strip_prefix('v')?))
        })
        .collect();
    let lock: toml::Table = fs::read_to_string(root().join("Cargo.lock"))?.parse()?;
    let checksums: BTreeMap<(&str, &str), &str> = lock["package"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|it| Some(((it["name"].as_str()?, it["version"].as_str()?), it.get("checksum")?.as_str()?)))
        .collect();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let of_others = packages.filter_map(|it| {
        let (name, version) = (it["name"].as_str()?, it["version"].as_str()?);
        let checksum = checksums.get(&(name, version)).filter(|_| used.contains(&(name, version)))?;
        Some(Component {
            name: name.to_owned(),
            version: version.to_owned(),
            licence: it["license"].as_str().unwrap_or("NOASSERTION").replace('/', " OR "),
            purl: format!("pkg:cargo/{name}@{version}"),
            hash: Some(("SHA-256", (*checksum).to_owned())),
            folder: Path::new(it["manifest_path"].as_str()?).parent()?.to_owned(),
        })
    });
    Ok(of_others.collect())
}

/// The page's own libraries, and what they bring along.
fn libraries() -> Result<Vec<Component>> {
    let lock: Value = serde_json::from_str(&fs::read_to_string(root().join("package-lock.json"))?)?;
    let packages = lock["packages"].as_object().context("package-lock.json has no packages")?;
    let shipped = packages.iter().filter(|(path, it)| {
        path.starts_with("node_modules/") && [&it["dev"], &it["optional"], &it["peer"]].iter().all(|it| it.is_null())
    });
    shipped
        .map(|(path, it)| {
            let name = path.rsplit_once("node_modules/").map_or(path.as_str(), |(_, name)| name);
            let version = it["version"].as_str().with_context(|| format!("{path} has no version"))?;
            Ok(Component {
                name: name.to_owned(),
                version: version.to_owned(),
                licence: it["license"].as_str().unwrap_or("NOASSERTION").to_owned(),
                purl: format!("pkg:npm/{}@{version}", name.replace('@', "%40")),
                hash: None,
                folder: root().join(path),
            })
        })
        .collect()
}

/// Each package with the texts that its authors ask to be passed on; the same text once.
fn licences(components: &[Component]) -> Result<String> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut out = "What others have made and Shugang ships. Each with its licence; the texts follow.\n\nThe Rust standard library (MIT OR Apache-2.0)\n".to_owned();
    for it in components {
        writeln!(out, "{} {} ({})", it.name, it.version, it.licence)?;
        let Ok(entries) = fs::read_dir(&it.folder) else { continue };
        let mut files: Vec<PathBuf> = entries.flatten().map(|it| it.path()).filter(|it| it.is_file()).collect();
        files.sort();
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().to_ascii_uppercase();
            if ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|it| name.starts_with(it)) {
                let text = fs::read_to_string(&file)?.replace("\r\n", "\n");
                texts.entry(text.trim().to_owned()).or_default().push(format!("{} {}", it.name, it.version));
            }
        }
    }
    let mut by_owner: Vec<(Vec<String>, String)> = texts.into_iter().map(|(text, of)| (of, text)).collect();
    by_owner.sort();
    for (of, text) in by_owner {
        write!(out, "\n{}\n{}\n\n{text}\n", "=".repeat(80), of.join(", "))?;
    }
    Ok(out)
}
