//! `cargo xtask build`: Rust to WebAssembly to a package that a browser loads.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::command::{cargo, command, execute, root};
use crate::tools::{self, WASM_TARGET};
use crate::{panics, size, supply, vendor};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    Release,
    /// Without wasm-opt: quicker to build, larger and slower to run.
    Dev,
}

/// A crate that becomes a package.
struct Package {
    krate: &'static str,
    /// Of the `.js`, the `.d.ts` and the `_bg.wasm`.
    name: &'static str,
    folder: &'static str,
}

const PACKAGES: [Package; 2] = [
    Package { krate: "shugang", name: "shugang", folder: "pkg" },
    Package { krate: "shugang-formats", name: "shugang_formats", folder: "pkg/formats" },
];

/// What rustc may use in WebAssembly, told to wasm-opt: `strip` and wasm-bindgen may have dropped the module's own list.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Builds everything, prints sizes, and fails where a budget is passed.
pub fn run(mode: Mode) -> Result<()> {
    packages(mode)?;
    vendor::copy()?;
    supply::write_licences()?;
    size::report(mode)
}

/// The WebAssembly packages alone.
pub fn packages(mode: Mode) -> Result<()> {
    tools::ensure_wasm_target()?;
    // One after the other: a fault in the readers of files does not keep the core from being tried.
    for package in &PACKAGES {
        compile(&["--package", package.krate])?;
        let module = compiled(package.krate);
        let bytes = fs::read(&module).with_context(|| format!("{} was not built", module.display()))?;
        if !has_exports(&bytes) {
            println!("{}: exports nothing to JavaScript yet: no package", package.name);
            continue;
        }
        bind(package.name, &bytes, &root().join(package.folder), mode)?;
    }
    Ok(())
}

/// What is marked to be inlined is where it is as short as 45, and not up to 325. At 100 the core takes less time and is larger,
/// for which a first visit waits longer.
const INLINE: &str = "-Cllvm-args=-inlinehint-threshold=45";

/// Compiles for WebAssembly. Machine paths are remapped, so that two machines write the same bytes.
pub fn compile(args: &[&str]) -> Result<()> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let remaps = [home.map(|it| (it, "/cargo")), Some((root().to_owned(), "/shugang"))];
    let flags: Vec<_> = remaps
        .into_iter()
        .flatten()
        .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()))
        .chain([INLINE.to_owned()])
        .map(toml::Value::String)
        .collect();
    let flags = toml::Value::Array(flags);
    execute(
        cargo()
            .args(["build", "--quiet", "--release", "--lib", "--target", WASM_TARGET])
            .args(["--config", &format!("target.{WASM_TARGET}.rustflags={flags}")])
            .args(args),
    )
}

/// Where cargo puts the module of a crate.
pub fn compiled(krate: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join(WASM_TARGET).join("release").join(krate.replace('-', "_")).with_extension("wasm")
}

/// Writes the package of one module: JavaScript, types, optimised wasm. Does nothing where the same was done before.
pub fn bind(name: &str, module: &[u8], folder: &Path, mode: Mode) -> Result<()> {
    let outputs = ["js", "d.ts"].map(|it| format!("{name}.{it}")).into_iter().chain([format!("{name}_bg.wasm")]);
    let outputs: Vec<String> = outputs.collect();
    let stamp_file = root().join("target/xtask").join(name).with_extension("stamp");
    let stamp = stamp(module, folder, mode);
    let current = fs::read_to_string(&stamp_file).is_ok_and(|it| it == stamp);
    if current && outputs.iter().all(|it| folder.join(it).exists()) {
        return Ok(());
    }

    let started = Instant::now();
    let work = root().join("target/xtask").join(name);
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_module(name, panics::into_traps(module)?)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false)
        .remove_producers_section(true);
    bindgen.generate(&work).with_context(|| format!("wasm-bindgen cannot read the module of {name}"))?;
    if mode == Mode::Release {
        optimise(&work.join(format!("{name}_bg.wasm")))?;
    }

    fs::create_dir_all(folder)?;
    for output in &outputs {
        // Renamed into place: whoever serves the folder sees the old file or the new one, never half of one.
        let passing = folder.join(format!(".{output}.new"));
        fs::copy(work.join(output), &passing)?;
        fs::rename(&passing, folder.join(output))?;
    }
    fs::write(&stamp_file, stamp)?;
    println!("{name}: bound{} in {:.1} s", optimised(mode), started.elapsed().as_secs_f32());
    Ok(())
}

/// Whether wasm-bindgen left its description of exported functions in the module.
fn has_exports(module: &[u8]) -> bool {
    let section = b"__wasm_bindgen_unstable";
    module.windows(section.len()).any(|it| it == section)
}

fn optimised(mode: Mode) -> &'static str {
    match mode {
        Mode::Release => " and optimised",
        Mode::Dev => "",
    }
}

/// `wasm-opt` of npm's binaryen, in Node: the same release on every machine.
fn optimise(wasm: &Path) -> Result<()> {
    tools::ensure_node_modules()?;
    let out = wasm.with_extension("opt");
    execute(
        command("node")
            .arg("node_modules/binaryen/bin/wasm-opt")
            .arg(wasm)
            .args(OPTIMISE)
            .args(FEATURES)
            // For whoever is told of a trap, the name of each function by its number.
            .arg(format!("--symbolmap={}", wasm.with_extension("symbols").display()))
            .arg("-o")
            .arg(&out),
    )?;
    fs::rename(&out, wasm)?;
    Ok(())
}

/// For size. A function that is called from one place stays one where it is longer than 50 instructions: all in one, the
/// core is 9 KB larger after gzip and a twentieth slower, since an engine keeps less of a huge function in registers. The
/// lowest KB of memory is the far end of the stack, so that a small offset never wraps (1.3 KB); functions whose names are
/// near stand together, and gzip finds what they share (1.4 KB).
const OPTIMISE: [&str; 5] =
    ["-Oz", "--one-caller-inline-max-function-size", "50", "--low-memory-unused", "--reorder-functions-by-name"];

/// Changes with the module, with where and how it is bound, and with what binds it.
fn stamp(module: &[u8], folder: &Path, mode: Mode) -> String {
    let mut hasher = DefaultHasher::new();
    (module, folder, mode, include_str!("build.rs"), include_str!("panics.rs")).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
