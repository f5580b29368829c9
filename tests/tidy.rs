//! The project's invariants that a compiler does not check, as tests over its own files.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that are built, fetched or not ours.
const NOT_OURS: [&str; 7] = ["target", "node_modules", ".git", "dist", "vendor", "pkg", "results"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the project: its path from the root with `/`, and its text.
struct File {
    path: String,
    text: String,
}

impl File {
    fn is(&self, extensions: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, it)| extensions.contains(&it))
    }

    fn under(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|it| it.starts_with('/'))
    }

    /// Numbered lines with comments left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")).map(|(n, line)| {
            let end = line.find(" // ").unwrap_or(line.len());
            (n + 1, &line[..end])
        })
    }
}

/// Every text file of ours. Files that are not UTF-8 (screenshots) are no text.
fn files() -> Vec<File> {
    let mut paths = Vec::new();
    walk(root(), &mut paths);
    paths.extend(["pkg/package.json", "pkg/README.md"].map(|it| root().join(it)));
    paths.sort();
    let files: Vec<File> = paths
        .into_iter()
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            let parts = path.strip_prefix(root()).expect("walked from the root").iter();
            let path = parts.map(|it| it.to_string_lossy()).collect::<Vec<_>>().join("/");
            Some(File { path, text })
        })
        .collect();
    assert!(files.iter().any(|it| it.path == "src/lib.rs"), "the walk found the sources");
    files
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of ours").flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            if !NOT_OURS.contains(&name.to_string_lossy().as_ref()) {
                walk(&path, paths);
            }
        } else {
            paths.push(path);
        }
    }
}

/// Fails with every place found, so that one run shows them all.
fn none(what: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

/// Places in code where one of `words` stands.
fn places<'f>(files: impl Iterator<Item = &'f File>, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        for (line, code) in file.code() {
            found.extend(words.iter().filter(|it| has_word(code, it)).map(|it| format!("{}:{line}: {it}", file.path)));
        }
    }
    found
}

/// Whether `word` stands in `code` and is not a part of a longer name.
fn has_word(code: &str, word: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let starts = word.starts_with(|c: char| c.is_alphanumeric());
    let ends = word.ends_with(|c: char| c.is_alphanumeric());
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !(starts && part(before) || ends && part(after))
    })
}

#[test]
fn words_are_found_whole() {
    assert!(has_word("let x = eval(y)", "eval(") && !has_word("medieval(y)", "eval("));
    assert!(has_word("unsafe {", "unsafe") && !has_word("forbid(unsafe_code)", "unsafe"));
}

#[test]
fn only_the_wasm_folder_knows_javascript() {
    let files = files();
    let rust =
        files.iter().filter(|it| it.is(&["rs"]) && (it.under("src") || it.under("crates") || it.path == "build.rs"));
    let inside = rust.filter(|it| !it.path.contains("/wasm/") && !it.path.ends_with("/wasm.rs"));
    none(
        "JavaScript is known outside wasm/",
        places(inside, &["wasm_bindgen", "js_sys", "web_sys", "serde_wasm_bindgen", "tsify"]),
    );
}

#[test]
fn only_the_boundary_counts_in_utf16() {
    let files = files();
    let allowed = ["src/text/utf16.rs", "src/text/mod.rs"];
    let inside = files.iter().filter(|it| {
        it.under("src") && it.is(&["rs"]) && !it.under("src/wasm") && !allowed.contains(&it.path.as_str())
    });
    none("UTF-16 inside the core", places(inside, &["encode_utf16", "len_utf16", "from_utf16", "utf16", "Utf16Index"]));
}

#[test]
fn what_is_built_once_is_built_before_the_first_document() {
    let files = files();
    let start = files.iter().find(|it| it.path == "src/wasm/mod.rs").expect("the boundary");
    let built = |line: &str| Some(line.trim().split_once("static ")?.1.split_once(": LazyLock<")?.0.to_owned());
    let statics = files.iter().filter(|it| it.under("src") && it.is(&["rs"])).flat_map(|it| it.text.lines());
    let (forced, left): (Vec<_>, Vec<_>) =
        statics.filter_map(built).partition(|it| start.text.contains(&format!("::{it});")));
    assert!(forced.contains(&"INDEX".to_owned()), "the index of words is built at the start: {forced:?}");
    none("stays in memory between a first document and a second, and leaves a hole: force it in `start`", left);
}

#[test]
fn stages_go_one_way() {
    // What a stage may read: itself and what stands before it in this list.
    const STAGES: [&str; 7] = ["text", "number", "lexicon", "layout", "time", "figure", "link"];
    let files = files();
    let mut found = Vec::new();
    for (rank, stage) in STAGES.iter().enumerate() {
        // `figure::read` is where mentions are handed to the links and come back as figures.
        let of_stage =
            |it: &&File| it.under(&format!("src/{stage}")) && it.is(&["rs"]) && it.path != "src/figure/mod.rs";
        for file in files.iter().filter(of_stage) {
            let later = STAGES[rank + 1..].iter().map(|it| format!("crate::{it}")).collect::<Vec<_>>();
            // A calendar date is scanned from text alone: elements of a document are dates, too.
            let file = File { path: file.path.clone(), text: file.text.replace("crate::time::date::", "") };
            found.extend(places([&file].into_iter(), &later.iter().map(String::as_str).collect::<Vec<_>>()));
        }
    }
    none("a stage reads a later one", found);
}

#[test]
fn nothing_is_unsafe() {
    let files = files();
    none("unsafe code", places(files.iter().filter(|it| it.is(&["rs"]) && it.path != "tests/tidy.rs"), &["unsafe"]));
    for library in ["src/lib.rs", "crates/formats/src/lib.rs"] {
        let file = files.iter().find(|it| it.path == library).expect("a library");
        assert!(file.text.contains("#![forbid(unsafe_code)]"), "{library} forbids unsafe code");
    }
}

/// The library's search for a word brings its tables and messages: 8 KB of the core after gzip.
#[test]
fn words_are_looked_for_by_our_own_search() {
    let files = files();
    let core = files.iter().filter(|it| it.is(&["rs"]) && it.under("src"));
    let names = ["find", "rfind", "contains", "split", "split_once", "matches", "replace"];
    let trims = ["trim_start_matches", "trim_end_matches"];
    let words: Vec<String> = names.into_iter().chain(trims).map(|name| format!(".{name}(\"")).collect();
    let mut found = Vec::new();
    for file in core {
        let code = file.code().take_while(|(_, line)| !line.starts_with("mod tests"));
        let searches = code.filter(|(_, line)| words.iter().any(|it| line.contains(it.as_str())));
        found.extend(searches.map(|(line, code)| format!("{}:{line}: {}", file.path, code.trim())));
    }
    none("use `Cut` (src/text/chars.rs)", found);
}

#[test]
fn every_file_says_what_it_is_for() {
    let files = files();
    let opening = |file: &File| match file.path.rsplit_once('.').map_or("", |(_, it)| it) {
        _ if file.text.starts_with("#!/") => {
            file.text.lines().nth(1).is_some_and(|it| it.starts_with("// ") || it.starts_with("# "))
        }
        "rs" => file.text.starts_with("//! "),
        "js" | "mjs" | "ts" => {
            file.text.starts_with("// ") || file.text.starts_with("/** ") || file.text.starts_with("/**\n")
        }
        "css" => file.text.starts_with("/*"),
        "toml" if file.path.contains("lexicon/") => file.text.starts_with("# "),
        _ => true,
    };
    none("no opening sentence", files.iter().filter(|it| !opening(it)).map(|it| it.path.clone()).collect());
}

#[test]
fn files_hold_one_idea() {
    let files = files();
    // Tests that stand beside the code are not counted: a table may be long.
    let lines = |it: &File| it.text.lines().take_while(|line| *line != "#[cfg(test)]").count();
    let long = files.iter().filter(|it| it.is(&["rs", "js", "mjs", "ts", "css"]) && lines(it) > 600);
    let long = long.map(|it| format!("{}: {}", it.path, lines(it)));
    none("longer than 600 lines: look for the second idea", long.collect());
}

#[test]
fn the_page_runs_no_text_as_markup_or_code() {
    let files = files();
    let page = || files.iter().filter(|it| it.under("www") || it.path == "index.html");
    let scripts = page().filter(|it| it.is(&["js", "mjs", "html"]));
    let sinks = [
        "innerHTML =",
        "outerHTML =",
        "insertAdjacentHTML",
        "setHTMLUnsafe",
        "document.write",
        "createContextualFragment",
        "eval(",
        "new Function",
    ];
    none("text becomes markup or code", places(scripts, &sinks));

    let mut found = Vec::new();
    for file in page().filter(|it| it.is(&["html"])) {
        for (line, code) in file.code() {
            let inline = code.contains("<script") && !code.contains("src=")
                || code.contains("<style")
                || code.contains(" style=");
            let handler = code.split_whitespace().any(|it| it.starts_with("on") && it.contains("=\""));
            if inline || handler {
                found.push(format!("{}:{line}: {}", file.path, code.trim()));
            }
        }
    }
    none("inline script, style or handler", found);
}

#[test]
fn every_rule_has_its_words_in_chinese() {
    let text = fs::read_to_string(root().join("www/i18n/evidence.js")).expect("the strings of the page");
    let (_, dictionary) = text.split_once("export const rules = {").expect("the words of the rules");
    let translated: HashSet<&str> =
        dictionary.lines().filter_map(|line| Some(line.trim().strip_prefix('"')?.split_once("\":")?.0)).collect();
    let own = ["marked by the reader"];
    let rules: HashSet<&str> = shugang::Rule::ALL.iter().map(|rule| rule.words()).chain(own).collect();
    let differing: Vec<_> = rules.symmetric_difference(&translated).collect();
    assert!(differing.is_empty(), "in the core and www/i18n/evidence.js alike: {differing:#?}");
}

#[test]
fn no_registry_is_named() {
    // In two halves, so that this file does not name them either.
    let hosts = [
        ("registry.npm", "js.org"),
        ("npm", "mirror.com"),
        ("static.", "crates.io"),
        ("index.", "crates.io"),
        ("pypi", ".org"),
        ("deb.", "debian.org"),
        ("jsdel", "ivr.net"),
        ("unp", "kg.com"),
    ];
    let hosts = hosts.map(|(a, b)| format!("{a}{b}"));
    let mut found = Vec::new();
    for file in files() {
        found.extend(hosts.iter().filter(|it| file.text.contains(*it)).map(|it| format!("{}: {it}", file.path)));
    }
    none("a package registry or CDN is named", found);
}

#[test]
fn no_shared_document_is_copied_in() {
    let shared = std::env::var_os("SHUGANG_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    if !shared.join("docs").exists() {
        return;
    }
    let mut paths = Vec::new();
    for folder in ["docs", "corpus", "gold", "cases"] {
        walk(&shared.join(folder), &mut paths);
    }
    paths.retain(|it| it.extension().is_none_or(|it| it != "md"));
    let texts: Vec<String> = paths.iter().filter_map(|it| fs::read_to_string(it).ok()).collect();
    let theirs: HashSet<&str> = texts.iter().flat_map(|it| sentences(it)).collect();
    assert!(theirs.len() > 1000, "the shared documents were read");
    let mut found = Vec::new();
    // The annotated passages name the files that they are about.
    for file in files().iter().filter(|it| !it.under("tests/passages")) {
        found.extend(sentences(&file.text).filter(|it| theirs.contains(it)).map(|it| format!("{}: {it}", file.path)));
    }
    none("sentences of the shared documents", found);
}

/// Stretches of at least 25 Chinese characters between stops: long enough that two authors do not write the same one.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let stops = |c: char| matches!(c, '。' | '；' | '！' | '？' | '\n' | '"' | '<' | '>');
    text.split(stops)
        .map(str::trim)
        .filter(|it| it.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count() >= 25)
}
