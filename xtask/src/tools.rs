//! What a task needs from the machine, installed when it is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::command::{command, execute, output, root};

pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for WebAssembly, through rustup.
pub fn ensure_wasm_target() -> Result<()> {
    let sysroot =
        output(command("rustc").args(["--print", "sysroot"])).context("no rustc: install Rust with rustup")?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET);
    if library.exists() {
        return Ok(());
    }
    execute(command("rustup").args(["target", "add", WASM_TARGET]))
        .with_context(|| format!("this Rust has no {WASM_TARGET}, and rustup could not add it"))
}

/// The npm project's packages as locked, installed anew when the lock is newer than what stands in `node_modules/`.
pub fn ensure_node_modules() -> Result<()> {
    let installed = modified("node_modules/.package-lock.json");
    if installed.is_some() && installed >= modified("package-lock.json") && installed >= modified("package.json") {
        return Ok(());
    }
    ensure_node()?;
    execute(command("npm").args(["ci", "--no-audit", "--no-fund"]))
}

/// Node 20 or later: the page's tools and tests run in it.
pub fn ensure_node() -> Result<()> {
    let version = output(command("node").arg("--version")).context(
        "no `node` on the path: install Node 20 or later (wasm-opt, the type check and the page tests run in it)",
    )?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|it| it.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        bail!("Node {} is too old: version 20 or later is needed", version.trim());
    }
    Ok(())
}

/// A Chromium and a font for Chinese, a Firefox, and a WebKit with a display. `None` stands for the Chromium that Playwright keeps for itself.
///
/// On Debian and its like as root they are installed from the system's own packages; elsewhere Playwright fetches its own
/// Chromium, and the tests of Firefox and of WebKit are left out where there is none.
pub fn ensure_browsers() -> Result<Option<PathBuf>> {
    let named = std::env::var_os("SHUGANG_CHROMIUM").map(PathBuf::from);
    if let Some(named) = named.as_ref().filter(|it| !it.exists()) {
        bail!("SHUGANG_CHROMIUM names {}, which does not exist", named.display());
    }
    let debian = Path::new("/usr/bin/apt-get").exists();
    let root_user = output(command("id").arg("-u")).is_some_and(|it| it.trim() == "0");
    if debian && root_user {
        let fonts = output(command("fc-list").args([":lang=zh", "family"])).is_some_and(|it| !it.trim().is_empty());
        let needed = [
            ("chromium", named.is_some() || chromium().is_some()),
            ("firefox-esr", on_path(&FIREFOXES).is_some()),
            ("fonts-noto-cjk", fonts),
            ("fontconfig", fonts),
        ];
        // Not every Debian and Ubuntu has it under this name.
        let wanted =
            [("webkit2gtk-driver", on_path(&["WebKitWebDriver"]).is_some()), ("xvfb", on_path(&["Xvfb"]).is_some())];
        let missing = |packages: &[(&'static str, bool)]| -> Vec<&str> {
            packages.iter().filter(|(_, there)| !there).map(|(package, _)| *package).collect()
        };
        let (needed, wanted) = (missing(&needed), missing(&wanted));
        let install = ["install", "--quiet", "--yes", "--no-install-recommends"];
        if !needed.is_empty() || !wanted.is_empty() {
            execute(command("apt-get").args(["update", "--quiet"]))?;
        }
        if !needed.is_empty() {
            execute(command("apt-get").args(install).args(needed))?;
        }
        if !wanted.is_empty() && execute(command("apt-get").args(install).args(wanted)).is_err() {
            println!("no WebKit that can be driven could be installed: its tests are left out");
        }
    }
    let found = named.or_else(chromium);
    if found.is_none() {
        execute(command("node").args(["node_modules/playwright-core/cli.js", "install", "chromium"]))
            .context("no Chromium on this machine, and Playwright could not fetch its own: install Chromium or Chrome, or name one in SHUGANG_CHROMIUM")?;
    }
    Ok(found)
}

const FIREFOXES: [&str; 3] = ["firefox-esr", "firefox", "firefox.exe"];

/// A Chromium or Chrome that the system knows.
fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe"];
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    on_path(&names).or_else(|| Some(mac).filter(|it| it.is_file()))
}

/// The first program of these names.
fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|it| it.is_file())
}

fn modified(path: &str) -> Option<SystemTime> {
    fs::metadata(root().join(path)).and_then(|it| it.modified()).ok()
}
