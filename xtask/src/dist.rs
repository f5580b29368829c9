//! `cargo xtask dist`: the site as a folder that any static file server can host, at any path, and as one file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::build::{self, Mode};
use crate::command::{command, execute, root};
use crate::{site, size, supply, vendor};

/// Builds, and writes `dist/` anew.
pub fn run() -> Result<()> {
    build::run(Mode::Release)?;
    let dist = root().join("dist");
    write(&dist)?;
    let mut files = Vec::new();
    site::walk(&dist, "".as_ref(), &mut files)?;
    let bytes = files.iter().map(|it| Ok(fs::metadata(dist.join(it))?.len())).sum::<Result<u64>>()?;
    println!(
        "dist/: {} files, {} bytes; host it at any path of any static file server, or open dist/shugang.html",
        files.len(),
        size::grouped(bytes)
    );
    Ok(())
}

/// Writes a distribution of what is built: the allow-listed files, bundled, the service worker that keeps them, the page in one
/// file, the licences and the bill of materials.
pub fn write(dist: &Path) -> Result<()> {
    if dist.exists() {
        fs::remove_dir_all(dist).with_context(|| format!("cannot empty {}", dist.display()))?;
    }
    fs::create_dir_all(dist)?;
    let files = site::files(root())?;
    if !files.iter().any(|it| it.as_os_str() == "index.html") {
        bail!("no index.html in the root: there is no site to write");
    }
    for file in &files {
        let path = site::slashed(file);
        if path.ends_with(".html") || path.ends_with(".css") || path.ends_with(".js") && !path.starts_with("vendor/") {
            relative(&path, &fs::read_to_string(root().join(file))?)?;
        }
        vendor::copy_all(&root().join(file), &dist.join(file))?;
    }
    for licence in ["LICENSE", "LICENSE-MIT", "LICENSE-APACHE"] {
        vendor::copy_all(&root().join(licence), &dist.join(licence))?;
    }
    supply::write_bill(&dist.join("sbom.cdx.json"))?;
    execute(command("node").arg("xtask/bundle/build.mjs").arg(dist))?;
    keep_offline(dist)?;
    execute(command("node").arg("xtask/single/build.mjs").arg(dist.join("shugang.html")))
}

/// Names the version in the page, and writes the service worker that keeps exactly that version.
fn keep_offline(dist: &Path) -> Result<()> {
    let mut files = Vec::new();
    site::walk(dist, "".as_ref(), &mut files)?;
    let mut kept = BTreeMap::new();
    let mut version = Sha256::new();
    for path in files.iter().map(|it| site::slashed(it)).filter(|it| is_kept(it)) {
        let bytes = fs::read(dist.join(&path))?;
        version.update(&path);
        version.update(Sha256::digest(&bytes));
        kept.insert(path, bytes);
    }
    let worker = fs::read_to_string(root().join("xtask/offline/sw.js"))?;
    version.update(&worker);
    let version: String = version.finalize().iter().take(8).map(|it| format!("{it:02x}")).collect();

    let page = String::from_utf8(kept.remove("index.html").context("no index.html")?)?;
    let policy = page
        .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
        .and_then(|(_, rest)| Some(rest.split_once('"')?.0.to_owned()))
        .context("index.html states no policy")?;
    let named = page.replacen("<html ", &format!("<html data-version=\"{version}\" "), 1);
    fs::write(dist.join("index.html"), &named)?;
    kept.insert("index.html".to_owned(), named.into_bytes());

    let entries: serde_json::Map<_, _> = kept
        .iter()
        .map(|(path, bytes)| {
            let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(bytes));
            let mut entry = json!({ "hash": format!("sha256-{hash}"), "type": site::content_type(path) });
            // Libraries, and what pdf.js reads of its own, wait for a document that needs them.
            if path.starts_with("vendor/") {
                entry["late"] = json!(true);
            }
            (path.clone(), entry)
        })
        .collect();
    let mut worker = worker;
    for (place, value) in [
        ("\"{version}\"", json!(version)),
        ("\"{policy}\"", json!(policy)),
        ("\"{files}\"", serde_json::Value::Object(entries)),
    ] {
        if worker.matches(place).count() != 1 {
            bail!("xtask/offline/sw.js has no single {place}");
        }
        worker = worker.replacen(place, &value.to_string(), 1);
    }
    Ok(fs::write(dist.join("sw.js"), worker)?)
}

/// What the page itself may ask for; types, schemas and texts for people are only there to be read.
fn is_kept(path: &str) -> bool {
    site::allows(path)
        && path != "sw.js"
        && ![".d.ts", ".md", "package.json", ".schema.json", "LICENSE"].iter().any(|it| path.ends_with(it))
}

/// An address that starts at the server's root would break a site hosted under a path.
fn relative(path: &str, text: &str) -> Result<()> {
    for opening in ["href=\"/", "src=\"/", "from \"/", "from '/", "import(\"/", "import('/", "url(/", "url(\"/"] {
        if let Some(at) = text.find(opening) {
            let line = text[..at].matches('\n').count() + 1;
            bail!("{path}:{line}: `{opening}` starts at the server's root; write the address relative to its file");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_relative_addresses_can_be_hosted_anywhere() {
        assert!(relative("index.html", "<script src=\"www/main.js\"></script>").is_ok());
        let error = relative("index.html", "<p>\n<a href=\"/about\">").expect_err("a rooted address");
        assert!(error.to_string().starts_with("index.html:2:"), "{error}");
    }

    #[test]
    fn what_the_page_may_ask_for_is_kept() {
        assert!(
            is_kept("index.html") && is_kept("pkg/shugang_bg.wasm") && is_kept("vendor/pdfjs/cmaps/GBK-EUC-H.bcmap")
        );
        for path in ["sw.js", "shugang.html", "pkg/shugang.d.ts", "pkg/README.md", "LICENSE", "sbom.cdx.json"] {
            assert!(!is_kept(path), "{path}");
        }
    }
}
