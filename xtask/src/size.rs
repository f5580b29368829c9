//! What each artefact weighs, raw and compressed, and whether it keeps to `benches/budget.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::build::Mode;
use crate::command::root;
use crate::site;

const BUDGET: &str = "benches/budget.toml";
const CACHE: &str = "target/xtask/sizes.json";

/// Bytes of one file, and of what a server would send of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Size {
    pub raw: u64,
    pub gzip: u64,
    pub brotli: u64,
}

impl std::ops::AddAssign for Size {
    fn add_assign(&mut self, other: Size) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

/// Prints the table of sizes. Without wasm-opt the budget is not asked for: that module is not the one that ships.
pub fn report(mode: Mode) -> Result<()> {
    let mut scale = Scale::open();
    let mut rows: BTreeMap<String, Size> = BTreeMap::new();
    for path in site::files(root())?.iter().map(|it| site::slashed(it)).filter(|it| ships(it)) {
        // One row for the page's modules, one for each library: their single files say little.
        *rows.entry(row(&path)).or_default() += scale.weigh(&path)?;
    }
    let width = rows.keys().map(String::len).max().unwrap_or(0).max(40);
    println!("{:width$} {:>10} {:>10} {:>10}", "", "raw", "gzip", "brotli");
    for (name, size) in &rows {
        println!("{name:width$} {:>10} {:>10} {:>10}", grouped(size.raw), grouped(size.gzip), grouped(size.brotli));
    }
    let over = budget(&mut scale, mode, width)?;
    scale.keep()?;
    if !over.is_empty() {
        bail!("over budget ({BUDGET}): {}", over.join("; "));
    }
    Ok(())
}

fn ships(path: &str) -> bool {
    !path.ends_with(".d.ts") && !path.ends_with(".md") && !path.ends_with("package.json")
}

fn row(path: &str) -> String {
    let depth = if path.starts_with("pkg/") { usize::MAX } else { 2 };
    let parts: Vec<&str> = path.split('/').collect();
    match parts.len() > depth {
        true => parts[..depth].join("/") + "/",
        false if path.starts_with("www/") => "www/*".to_owned(),
        false => path.to_owned(),
    }
}

/// Prints each budget beside what is used of it; the answer names those passed.
fn budget(scale: &mut Scale, mode: Mode, width: usize) -> Result<Vec<String>> {
    let table: toml::Table =
        fs::read_to_string(root().join(BUDGET))?.parse().with_context(|| format!("cannot read {BUDGET}"))?;
    let mut over = Vec::new();
    for entry in table["budget"].as_array().into_iter().flatten() {
        let text = |key: &str| entry.get(key).and_then(toml::Value::as_str);
        let name = text("name").with_context(|| format!("{BUDGET}: a budget without `name`"))?;
        let limit = entry.get("gzip_kb").and_then(toml::Value::as_integer);
        let limit = limit.with_context(|| format!("{BUDGET}: {name} has no `gzip_kb`"))? as u64 * 1000;
        let listed = entry.get("files").and_then(toml::Value::as_array).into_iter().flatten();
        let mut files: BTreeSet<String> = listed.filter_map(toml::Value::as_str).map(str::to_owned).collect();
        if let Some(page) = text("entry") {
            first_view(page, &mut files);
        }
        let mut used = Size::default();
        for file in files.iter().filter(|it| root().join(it).exists()) {
            used += scale.weigh(file)?;
        }
        if used.raw == 0 {
            println!("budget {name}: nothing built yet");
            continue;
        }
        let share = used.gzip * 100 / limit;
        println!(
            "{:width$} {:>10} {:>10}   {share} % of {} KB",
            format!("budget {name}"),
            grouped(used.raw),
            grouped(used.gzip),
            limit / 1000
        );
        if used.gzip > limit && mode == Mode::Release {
            over.push(format!("{name} {} of {} bytes gzip", grouped(used.gzip), grouped(limit)));
        }
    }
    Ok(over)
}

/// Adds `page` and everything of ours that it and the listed files load before a reader does anything.
fn first_view(page: &str, files: &mut BTreeSet<String>) {
    let mut waiting: Vec<String> = files.iter().cloned().collect();
    waiting.push(page.to_owned());
    files.clear();
    while let Some(file) = waiting.pop() {
        let Ok(text) = fs::read_to_string(root().join(&file)) else { continue };
        waiting.extend(
            links(&text)
                .filter_map(|link| resolve(&file, link))
                .filter(|it| site::allows(it) && !it.starts_with("vendor/") && !files.contains(it)),
        );
        files.insert(file);
    }
}

/// Relative addresses that load with the file: `href` and `src` of HTML, static `import` of modules, `@import` of styles.
/// A type that JSDoc imports is not loaded.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("/**")).flat_map(links_in)
}

fn links_in(text: &str) -> impl Iterator<Item = &str> {
    ["href=\"", "src=\"", "from \"", "import \"", "from '", "import '", "@import url(\"", "@import \""]
        .into_iter()
        .flat_map(move |opening| {
            let quote = if opening.ends_with('\'') { '\'' } else { '"' };
            text.match_indices(opening).filter_map(move |(at, _)| {
                let rest = &text[at + opening.len()..];
                let link = &rest[..rest.find(quote)?];
                let loads = [".js", ".mjs", ".css"].iter().any(|it| link.ends_with(it));
                (loads && !link.contains("//")).then_some(link)
            })
        })
}

/// `./view/outline.js` from `www/main.js` is `www/view/outline.js`.
fn resolve(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// Sizes of files, remembered by content: the best brotli of a megabyte takes seconds.
struct Scale(serde_json::Map<String, serde_json::Value>);

impl Scale {
    fn open() -> Scale {
        let kept = fs::read_to_string(root().join(CACHE)).ok().and_then(|it| serde_json::from_str(&it).ok());
        Scale(kept.unwrap_or_default())
    }

    fn weigh(&mut self, path: &str) -> Result<Size> {
        let bytes = fs::read(root().join(path)).with_context(|| format!("cannot read {path}"))?;
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let hash = format!("{:016x}", hasher.finish());
        let known = self.0.get(path).filter(|it| it[0] == hash.as_str());
        if let Some([gzip, brotli]) = known.map(|it| [&it[1], &it[2]].map(|it| it.as_u64().unwrap_or(0))) {
            return Ok(Size { raw: bytes.len() as u64, gzip, brotli });
        }
        let size = Size { raw: bytes.len() as u64, gzip: gzip(&bytes)?, brotli: brotli(&bytes)? };
        self.0.insert(path.to_owned(), serde_json::json!([hash, size.gzip, size.brotli]));
        Ok(size)
    }

    fn keep(&self) -> Result<()> {
        let path = root().join(CACHE);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        Ok(fs::write(path, serde_json::to_string(&self.0)?)?)
    }
}

fn gzip(bytes: &[u8]) -> Result<u64> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len() as u64)
}

fn brotli(bytes: &[u8]) -> Result<u64> {
    let params =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out.len() as u64)
}

/// 1234567 as `1,234,567`.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([0, 999, 1000, 1234567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn links_are_what_loads_at_once() {
        let module = "/** @import { T } from \"./t.js\" */\nimport { a } from \"./a.js\";\nimport './b.css';\nconst late = await import(\"./late.js\");";
        assert_eq!(links(module).collect::<Vec<_>>(), ["./a.js", "./b.css"]);
        let page = "<link rel=\"stylesheet\" href=\"www/styles/page.css\"><script type=\"module\" src=\"www/main.js\"></script><a href=\"https://example.org/x.js\">";
        assert_eq!(links(page).collect::<Vec<_>>(), ["www/styles/page.css", "www/main.js"]);
    }

    #[test]
    fn a_link_is_relative_to_its_file() {
        assert_eq!(resolve("www/view/a.js", "../open/b.js").as_deref(), Some("www/open/b.js"));
        assert_eq!(resolve("index.html", "./www/main.js").as_deref(), Some("www/main.js"));
        assert_eq!(resolve("index.html", "../outside.js"), None);
    }
}
