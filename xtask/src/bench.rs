//! `cargo xtask bench`: how fast, beside what others take and beside the floor, into `benches/RESULTS.md`.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::build::{self, Mode};
use crate::command::{cargo, command, execute, output, root, shown};
use crate::{scores, tools};

const RESULTS: &str = "benches/RESULTS.md";
const SIZES: [(&str, usize); 5] =
    [("10 KB", 10_000), ("100 KB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000), ("50 MB", 50_000_000)];
const RIVAL: &str = "@microsoft/recognizers-text-suite@1.3.1";
const RIVAL_BYTES: usize = 20_000;

/// Units that grow into texts which no author wrote and which a slow scanner chokes on. Of the longest text as much is
/// read as one run of a third of a second takes, so that the whole of it ends.
const HOSTILE: [&str; 14] = [
    "一",
    "9",
    "（",
    "“",
    "、",
    "一\n",
    "9\n",
    "（\n",
    "1：",
    "3.6亿元",
    "一、\n",
    "一、（一）1.",
    "（一）全县\n1.\n",
    "| 1 | 2 |\n",
];
const HOSTILE_BYTES: usize = 10_000_000;

/// Where the package is measured, and with what.
const WASM: [(&str, &str); 2] =
    [("wasm in Node", "benches/analyze.mjs"), ("wasm in Chromium's worker", "benches/chromium.mjs")];

pub fn run() -> Result<()> {
    let work = root().join("target/xtask/bench");
    fs::create_dir_all(&work)?;
    let (source, real) = source()?;
    let texts = texts(&work, &source)?;

    tools::ensure_node_modules()?;
    println!("building");
    let native = native()?;
    let wasm = wasm(&work)?;

    println!("measuring");
    let all: Vec<&PathBuf> = texts.iter().map(|(_, path)| path).collect();
    let native = Place { name: "native", rows: lines(command(&native.to_string_lossy()).args(&all))? };
    let mut places = vec![native];
    for (name, script) in WASM {
        match lines(command("node").arg(script).arg(&wasm).args(&all)) {
            Ok(rows) if rows.len() == all.len() => places.push(Place { name, rows }),
            Ok(rows) => bail!("{} texts, but {} results {name}", all.len(), rows.len()),
            Err(error) => println!("{name} is left out: {error:#}"),
        }
    }
    let rival = rival(&work, &source);

    let mut page = String::new();
    let first = "# How fast\n\nWritten by `cargo xtask bench`, everything in one run. Megabytes (10⁶ bytes of UTF-8) in a second, medians of seven measurements after a warm-up.\n";
    writeln!(page, "{first}\nMachine: {}.\nText: {real}\n", machine())?;
    growth(&mut page, &places)?;
    against(&mut page, &places, rival.as_ref())?;
    hostile(&mut page, &places, &texts)?;
    fs::write(root().join(RESULTS), &page)?;
    println!("\n{page}\nwritten to {RESULTS}");
    Ok(())
}

/// Where the texts were read, and what was measured of each.
struct Place {
    name: &'static str,
    rows: Vec<Value>,
}

/// Real documents joined, or sentences made up for the purpose, and what to call them.
fn source() -> Result<(String, String)> {
    if let Some(corpus) = scores::shared().map(|it| it.join("corpus")).filter(|it| it.exists()) {
        let mut paths: Vec<PathBuf> = fs::read_dir(&corpus)?.flatten().map(|it| it.path()).collect();
        paths.retain(|it| it.extension().is_some_and(|it| it == "txt"));
        paths.sort();
        let texts: Vec<String> = paths.iter().filter_map(|it| fs::read_to_string(it).ok()).collect();
        let joined = texts.join("\n");
        let called =
            format!("{} real documents joined, {} bytes; longer texts repeat them.", texts.len(), joined.len());
        return Ok((joined, called));
    }
    let mut text = String::new();
    for n in 1..400 {
        writeln!(
            text,
            "{n}. 全县实现地区生产总值{}.{}亿元，比上年增长{}.{}%，其中第一产业增加值约{n}万元；新建农村公路{}公里，不低于上年水平。",
            n * 7 % 900,
            n % 10,
            n % 12,
            n * 3 % 10,
            n * 13
        )?;
        writeln!(text, "坚持稳中求进工作总基调，扎实做好各项工作，群众生活持续改善，社会大局保持稳定。")?;
    }
    Ok((text, "generated sentences, because there is no ../shared/corpus beside the repository.".to_owned()))
}

/// One file for each size, then one for each hostile unit.
fn texts(work: &Path, source: &str) -> Result<Vec<(String, PathBuf)>> {
    let mut texts = Vec::new();
    let real = SIZES.iter().map(|&(name, bytes)| (name.to_owned(), source, bytes));
    let hostile = HOSTILE.iter().map(|&unit| (unit.to_owned(), unit, HOSTILE_BYTES));
    for (idx, (name, unit, bytes)) in real.chain(hostile).enumerate() {
        let kind = if idx < SIZES.len() { "text" } else { "hostile" };
        let path = work.join(format!("{kind}-{idx:02}.txt"));
        fs::write(&path, cut(&unit.repeat(bytes / unit.len() + 1), bytes))?;
        texts.push((name, path));
    }
    Ok(texts)
}

/// The first `bytes` of `text`, less the character that would be cut.
fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The native program, where cargo says it put it.
fn native() -> Result<PathBuf> {
    let mut build = cargo();
    build.args(["build", "--release", "--bench", "analyze", "--message-format", "json-render-diagnostics"]);
    let messages = output(&mut build).with_context(|| format!("`{}` failed", shown(&build)))?;
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut programs = messages
        .filter(|it| it["target"]["name"] == "analyze")
        .filter_map(|it| it["executable"].as_str().map(PathBuf::from));
    programs.next().context("cargo built no bench `analyze`")
}

/// The folder of the package with the feature `bench`, optimised like the one that ships.
fn wasm(work: &Path) -> Result<PathBuf> {
    tools::ensure_wasm_target()?;
    // A target folder of its own: the package that ships keeps its module.
    let target = work.join("target");
    build::compile(&["--package", "shugang", "--features", "bench", "--target-dir", &target.to_string_lossy()])?;
    let module = fs::read(target.join(tools::WASM_TARGET).join("release/shugang.wasm"))?;
    let folder = work.join("pkg");
    build::bind("shugang_bench", &module, &folder, Mode::Release)?;
    Ok(folder)
}

/// What the command printed, a JSON value in each line.
fn lines(command: &mut std::process::Command) -> Result<Vec<Value>> {
    let printed = output(command).with_context(|| format!("`{}` failed", shown(command)))?;
    printed.lines().map(|line| serde_json::from_str(line).with_context(|| format!("not JSON: {line}"))).collect()
}

/// Recognizers-Text on a part of the text; `None`, with the reason printed, where it does not install or run.
fn rival(work: &Path, source: &str) -> Option<Value> {
    let folder = work.join("rival");
    let measure = || -> Result<Value> {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("package.json"), "{\"private\":true}")?;
        if !folder.join("node_modules").exists() {
            execute(command("npm").current_dir(&folder).args([
                "install",
                "--no-audit",
                "--no-fund",
                "--save-exact",
                RIVAL,
            ]))?;
        }
        let text = folder.join("text.txt");
        fs::write(&text, cut(source, RIVAL_BYTES))?;
        let mut rows = lines(command("node").arg("benches/recognizers.mjs").arg(&folder).arg(&text))?;
        rows.pop().context("it measured nothing")
    };
    measure().inspect_err(|error| println!("{RIVAL} is left out: {error:#}")).ok()
}

fn speed(row: &Value, key: &str) -> f64 {
    let (bytes, seconds) = (row["bytes"].as_f64(), row[key].as_f64());
    bytes.zip(seconds).map_or(f64::NAN, |(bytes, seconds)| bytes / seconds / 1e6)
}

fn growth(page: &mut String, places: &[Place]) -> Result<()> {
    writeln!(page, "## The whole report, and the floor\n")?;
    writeln!(
        page,
        "`analyze` is the whole report in Rust; *with objects* adds the report as JavaScript objects. The floor: a bare UTF-8 validation, and one bare pass for runs of numerals. *Memory* is all of the module's after the first analysis, the text itself included; *more* is what seven more of them added.\n"
    )?;
    writeln!(
        page,
        "| | text | `analyze` | with objects | UTF-8 validation | numeral scan | scan ÷ `analyze` | memory ÷ text | more |"
    )?;
    writeln!(page, "|---|---|---:|---:|---:|---:|---:|---:|---:|")?;
    for Place { name: place, rows } in places {
        for ((name, _), row) in SIZES.iter().zip(rows) {
            let objects =
                if row["objects"].is_null() { "".to_owned() } else { format!("{:.1}", speed(row, "objects")) };
            let memory = row["memory"].as_f64().zip(row["bytes"].as_f64());
            let memory = memory.map_or(String::new(), |(memory, bytes)| format!("{:.1}", memory / bytes));
            let grown = row["grown"].as_u64().map_or(String::new(), |grown| grown.to_string());
            let (analyze, numerals) = (speed(row, "analyze"), speed(row, "numerals"));
            writeln!(
                page,
                "| {place} | {name} | {analyze:.1} | {objects} | {:.0} | {numerals:.0} | {:.1} | {memory} | {grown} |",
                speed(row, "validate"),
                numerals / analyze
            )?;
        }
    }
    writeln!(page, "\nFrom 1 MB to 50 MB the time grows as the text, and by so much more (wanted: within 10 %):\n")?;
    for Place { name, rows } in places {
        let more = speed(&rows[2], "analyze") / speed(&rows[4], "analyze") - 1.0;
        writeln!(page, "- {name}: {:+.0} %", more * 100.0)?;
    }
    Ok(())
}

fn against(page: &mut String, places: &[Place], rival: Option<&Value>) -> Result<()> {
    writeln!(page, "\n## Beside another extractor\n")?;
    let Some(rival) = rival else {
        writeln!(page, "`{RIVAL}` did not install or run on this machine.")?;
        return Ok(());
    };
    let theirs = speed(rival, "seconds");
    writeln!(
        page,
        "`{RIVAL}` in Node, numbers, percentages, currencies, dimensions and times, sentence by sentence, on the first {} bytes ({} sentences): {theirs:.4} MB/s, {:.1} s. `analyze` on 1 MB is so many times as fast (wanted: 1500):\n",
        rival["bytes"],
        rival["sentences"],
        rival["seconds"].as_f64().unwrap_or(f64::NAN),
    )?;
    for Place { name, rows } in places {
        writeln!(page, "- {name}: {:.0}", speed(&rows[2], "analyze") / theirs)?;
    }
    Ok(())
}

fn hostile(page: &mut String, places: &[Place], texts: &[(String, PathBuf)]) -> Result<()> {
    writeln!(
        page,
        "\n## Hostile texts\n\nOne unit repeated to 10 MB, or to as much as a run of a third of a second reads (in brackets, in MB). MB/s, and how much of normal speed on 1 MB that is. Wanted: no slower than a quarter.\n"
    )?;
    let head: String = places.iter().map(|place| format!(" {} | of normal |", place.name)).collect();
    writeln!(page, "| unit |{head}\n|---|{}", "---:|---:|".repeat(places.len()))?;
    for (idx, (unit, _)) in texts.iter().enumerate().skip(SIZES.len()) {
        write!(page, "| `{}` |", unit.replace('\n', "⏎").replace('|', "\\|"))?;
        for Place { rows, .. } in places {
            let here = speed(&rows[idx], "analyze");
            let megabytes = rows[idx]["bytes"].as_f64().unwrap_or(f64::NAN) / 1e6;
            write!(page, " {here:.1} ({megabytes:.1}) | {:.0} % |", here / speed(&rows[2], "analyze") * 100.0)?;
        }
        writeln!(page)?;
    }
    Ok(())
}

/// Processor, cores, system, and the versions that matter.
fn machine() -> String {
    let processor = fs::read_to_string("/proc/cpuinfo").ok();
    let processor = processor
        .as_deref()
        .and_then(|it| it.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")));
    let processor = processor.map_or(std::env::consts::ARCH, |(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let version = |program: &str| output(command(program).arg("--version")).unwrap_or_default().trim().to_owned();
    format!("{processor}, {cores} cores, {}, {}, Node {}", std::env::consts::OS, version("rustc"), version("node"))
}
