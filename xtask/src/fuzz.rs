//! `cargo xtask fuzz`: libFuzzer on each target of `fuzz/targets.rs`, seeded by our own fixtures and the corpus that was kept.
//!
//! The counters are a pass of the pinned compiler, so that no other one is needed; there is no `unsafe` for a sanitiser to watch.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::command::{cargo, command, execute, output, root, shown};
use crate::{site, tools};

/// Each target, and where the words stand that are worth trying in it.
const TARGETS: [(&str, &[&str]); 17] = [
    ("docx", &["crates/formats/src/docx"]),
    ("xlsx", &["crates/formats/src/sheet"]),
    ("odf", &["crates/formats/src/odf.rs", "crates/formats/src/docx/numeral.rs"]),
    ("ofd", &["crates/formats/src/ofd.rs"]),
    ("epub", &["crates/formats/src/epub.rs", "crates/formats/src/html"]),
    ("doc", &[]),
    ("xls", &["crates/formats/src/sheet/number_format.rs"]),
    ("zip", &[]),
    ("rtf", &["crates/formats/src/rtf.rs"]),
    ("html", &["crates/formats/src/html", "crates/formats/src/markup"]),
    ("mhtml", &["crates/formats/src/html/mhtml.rs"]),
    ("plain", &["crates/formats/src/plain.rs", "crates/formats/src/table.rs"]),
    ("pdf", &[]),
    ("analyze", &["src/lexicon"]),
    ("repeated", &["src/lexicon"]),
    ("parse_number", &["src/number"]),
    ("stitch", &["src/layout", "src/text"]),
];

/// Longer inputs find little that shorter ones do not, and slower.
const LONGEST: u32 = 8192;
/// Bytes of the corpus of a target that is kept in the repository, the shortest inputs first.
const KEPT: usize = 24 << 10;

/// Runs `named`, or every target, for so many minutes each (none: for ever); keeps what reaches new code.
///
/// # Errors
/// Where an input ends in a panic, takes more than ten seconds or 1 GiB: it is left in `target/fuzz/faults`.
pub fn run(minutes: u32, named: &[&str]) -> Result<()> {
    if let Some(unknown) = named.iter().find(|name| TARGETS.iter().all(|it| it.0 != **name)) {
        bail!("no target {unknown}; there are {}", TARGETS.map(|it| it.0).join(", "));
    }
    tools::ensure_node()?;
    let fuzzer = build()?;
    let folder = root().join("target/fuzz");
    execute(command("node").arg("fuzz/seeds.mjs").arg(&folder))?;
    fs::create_dir_all(folder.join("faults"))?;
    let mut failed = Vec::new();
    let mut rows = String::from("target         runs        per second  branches  kept\n");
    for (name, words) in TARGETS.iter().filter(|it| named.is_empty() || named.contains(&it.0)) {
        match fuzz(&fuzzer, &folder, name, words, minutes) {
            Ok(row) => rows += &row,
            Err(error) => failed.push(format!("{name}: {error:#}")),
        }
    }
    println!("{rows}");
    if !failed.is_empty() {
        bail!("{}", failed.join("\n"));
    }
    Ok(())
}

/// The fuzzer, with counters in our code and not in what builds it.
fn build() -> Result<PathBuf> {
    let host = output(command("rustc").args(["--print", "host-tuple"])).context("cannot ask rustc for this machine")?;
    let passes = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
        -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
        -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing";
    let target = root().join("target/fuzz/build");
    execute(
        cargo()
            .args(["build", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target", host.trim()])
            .env("CARGO_TARGET_DIR", &target)
            .env("RUSTFLAGS", passes),
    )?;
    Ok(target.join(host.trim()).join("release").join(format!("fuzz{}", std::env::consts::EXE_SUFFIX)))
}

/// One row of what was found.
fn fuzz(fuzzer: &Path, folder: &Path, name: &str, words: &[&str], minutes: u32) -> Result<String> {
    let (corpus, kept) = (folder.join(name), root().join("fuzz/corpus").join(name));
    unpack(&kept, &corpus)?;
    let log = folder.join(format!("{name}.log"));
    println!("{name}: {minutes} minutes, told in {}", log.display());
    let mut command = Command::new(fuzzer);
    command
        .env("SHUGANG_FUZZ", name)
        .arg(&corpus)
        .args([format!("-max_total_time={}", minutes * 60), format!("-max_len={LONGEST}")])
        .args(["-timeout=10", "-rss_limit_mb=1024", "-print_final_stats=1"])
        .arg(format!("-artifact_prefix={}/{name}-", folder.join("faults").display()))
        .stderr(fs::File::create(&log)?);
    if !words.is_empty() {
        let dictionary = folder.join(format!("{name}.dict"));
        fs::write(&dictionary, dictionary_of(words)?)?;
        command.arg(format!("-dict={}", dictionary.display()));
    }
    let status = command.status().with_context(|| format!("cannot start `{}`", shown(&command)))?;
    if !status.success() {
        bail!("a fault: the input is in target/fuzz/faults, what happened in {}", log.display());
    }
    let said = fs::read_to_string(&log)?;
    let stated = |key: &str| said.lines().find_map(|it| it.strip_prefix(key)).unwrap_or("?").trim().to_owned();
    let branches = said.rsplit("cov: ").next().and_then(|it| it.split(' ').next()).unwrap_or("?").to_owned();
    let count = keep(fuzzer, &corpus, &kept, name)?;
    let mut row = String::new();
    let (runs, speed) = (stated("stat::number_of_executed_units:"), stated("stat::average_exec_per_sec:"));
    writeln!(row, "{name:14} {runs:11} {speed:11} {branches:9} {count}")?;
    Ok(row)
}

/// The shortest inputs that reach together what all do, packed: the length of each in four bytes, then its bytes.
fn keep(fuzzer: &Path, corpus: &Path, kept: &Path, name: &str) -> Result<usize> {
    let least = corpus.with_extension("least");
    let _ = fs::remove_dir_all(&least);
    fs::create_dir_all(&least)?;
    let mut merge = Command::new(fuzzer);
    merge.env("SHUGANG_FUZZ", name).arg("-set_cover_merge=1").arg(&least).arg(corpus).stderr(Stdio::null());
    execute(&mut merge)?;
    let mut inputs = fs::read_dir(&least)?.map(|it| Ok(fs::read(it?.path())?)).collect::<Result<Vec<Vec<u8>>>>()?;
    inputs.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    let mut packed = Vec::new();
    let mut count = 0;
    for it in &inputs {
        if packed.len() + it.len() > KEPT {
            break;
        }
        packed.extend((it.len() as u32).to_le_bytes());
        packed.extend(it);
        count += 1;
    }
    fs::create_dir_all(kept.parent().expect("a folder of corpora"))?;
    fs::write(kept, packed)?;
    Ok(count)
}

/// The kept corpus beside the seeds.
fn unpack(kept: &Path, corpus: &Path) -> Result<()> {
    let packed = if kept.exists() { fs::read(kept)? } else { Vec::new() };
    let mut rest = packed.as_slice();
    let mut count = 0;
    while let Some((length, after)) = rest.split_first_chunk() {
        let (input, after) = after.split_at(u32::from_le_bytes(*length) as usize);
        fs::write(corpus.join(format!("kept-{count}")), input)?;
        count += 1;
        rest = after;
    }
    Ok(())
}

/// The words in quotation marks of these sources, as libFuzzer reads them: what a reader compares with is worth trying.
fn dictionary_of(sources: &[&str]) -> Result<String> {
    let mut files = Vec::new();
    for source in sources {
        if root().join(source).is_dir() {
            site::walk(root(), source.as_ref(), &mut files)?;
        } else {
            files.push(source.into());
        }
    }
    let mut words = Vec::new();
    for file in files {
        let source = fs::read_to_string(root().join(file))?;
        let quoted = source.lines().flat_map(|it| it.split('"').skip(1).step_by(2));
        words.extend(quoted.filter(|it| (1..=32).contains(&it.len()) && !it.contains(['\\', '{'])).map(str::to_owned));
    }
    words.sort();
    words.dedup();
    let hex = |word: &String| word.bytes().fold(String::new(), |line, it| format!("{line}\\x{it:02X}"));
    Ok(words.iter().fold(String::new(), |all, it| format!("{all}\"{}\"\n", hex(it))))
}
