//! What a visitor may load: the allow-list that the server and `dist` share.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Files and folders of the root that make up the site. Nothing else is served or shipped.
pub const ALLOWED: [&str; 5] = ["index.html", "sw.js", "www", "pkg", "vendor"];

/// Whether `path`, relative to the root and with `/`, belongs to the site. Names that start with a dot never do.
pub fn allows(path: &str) -> bool {
    let mut parts = path.split('/');
    let first = parts.next().unwrap_or_default();
    let nested = !first.contains('.');
    ALLOWED.contains(&first)
        && (nested || path == first)
        && path.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']))
}

/// All files of the site under `root`, relative to it, sorted.
pub fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for name in ALLOWED {
        if root.join(name).exists() {
            walk(root, Path::new(name), &mut files)?;
        }
    }
    files.retain(|path| allows(&slashed(path)));
    files.sort();
    Ok(files)
}

/// A relative path with `/`, as URLs and lists have it.
pub fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Every file at or under `path`, relative to `root`.
pub fn walk(root: &Path, path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let full = root.join(path);
    if !full.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(&full).with_context(|| format!("cannot list {}", full.display()))? {
        walk(root, &path.join(entry?.file_name()), files)?;
    }
    Ok(())
}

/// The `Content-Type` of a file. Browsers refuse modules and streaming wasm under any other.
pub fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_site_is_allowed() {
        for path in ["index.html", "www/main.js", "pkg/formats/shugang_formats.js", "vendor/pdfjs/cmaps/x.bcmap"] {
            assert!(allows(path), "{path}");
        }
        for path in [
            "",
            "Cargo.toml",
            "index.html/",
            "sw.js/x",
            "www/../Cargo.toml",
            "www//main.js",
            "www/.secret",
            "src/lib.rs",
            "www\\..\\Cargo.toml",
            "/etc/passwd",
        ] {
            assert!(!allows(path), "{path}");
        }
    }

    #[test]
    fn modules_and_wasm_have_the_types_that_browsers_demand() {
        assert_eq!(content_type("vendor/pdf.min.mjs"), "text/javascript; charset=utf-8");
        assert_eq!(content_type("pkg/shugang_bg.wasm"), "application/wasm");
        assert_eq!(content_type("LICENSE"), "application/octet-stream");
    }
}
