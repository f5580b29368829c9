//! `cargo xtask dist`: the site as a folder that any static file server can host, at any path.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::build::{self, Mode};
use crate::command::root;
use crate::{site, size, vendor};

/// Builds, and writes `dist/` anew: the allow-listed files and the licences, nothing else.
pub fn run() -> Result<()> {
    build::run(Mode::Release)?;
    let dist = root().join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist).with_context(|| format!("cannot empty {}", dist.display()))?;
    }
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
    let bytes = files.iter().map(|it| Ok(fs::metadata(root().join(it))?.len())).sum::<Result<u64>>()?;
    println!(
        "dist/: {} files, {} bytes; host it at any path of any static file server",
        files.len() + 3,
        size::grouped(bytes)
    );
    Ok(())
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
}
