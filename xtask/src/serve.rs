//! `cargo xtask serve`: the page on this machine, rebuilt when a source changes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::build::{self, Mode};
use crate::command::root;
use crate::{server, site, vendor};

pub const DEFAULT_PORT: u16 = 8420;

/// Sources of the packages: a change of one of them asks for a new build.
const BUILT: [&str; 7] = ["src", "crates", "build.rs", "Cargo.toml", "Cargo.lock", "package.json", "package-lock.json"];
/// What is served as written: a change of one of them asks for a reload only.
const SERVED: [&str; 2] = ["www", "index.html"];
const POLL: Duration = Duration::from_millis(400);

/// Builds, serves, watches, until interrupted. A failed build leaves the last good one served.
pub fn run(port: u16) -> Result<()> {
    let first = build::run(Mode::Release);
    if let Err(error) = &first {
        if !root().join("pkg/shugang_bg.wasm").exists() {
            return first;
        }
        eprintln!("error: {error:#}\nserving what was built before");
    }
    let address = server::start(root(), port)?;
    println!("\nhttp://localhost:{}/", address.port());
    println!("watching for changes; Ctrl+C ends");
    let (mut built, mut served) = (snapshot(&BUILT), snapshot(&SERVED));
    loop {
        thread::sleep(POLL);
        let now = snapshot(&SERVED);
        if now != served {
            println!("changed: {}: reload the page", changed(&served, &now));
            served = now;
        }
        let now = snapshot(&BUILT);
        if now != built {
            println!("changed: {}: building", changed(&built, &now));
            match build::packages(Mode::Dev).and_then(|()| vendor::copy()) {
                Ok(()) => println!("built: reload the page"),
                Err(error) => eprintln!("error: {error:#}\nstill serving the last good build"),
            }
            // What changed while building is seen in the next round.
            built = now;
        }
    }
}

type Snapshot = BTreeMap<PathBuf, SystemTime>;

/// When each file under `paths` was last changed. A file that vanishes meanwhile is left out.
fn snapshot(paths: &[&str]) -> Snapshot {
    let mut files = Vec::new();
    for path in paths {
        // A folder that is renamed while it is listed: the next round sees it whole.
        let _ = site::walk(root(), path.as_ref(), &mut files);
    }
    files.into_iter().filter_map(|it| Some((it.clone(), root().join(it).metadata().ok()?.modified().ok()?))).collect()
}

/// The first file that differs, and how many more.
fn changed(old: &Snapshot, new: &Snapshot) -> String {
    let mut differing: Vec<_> = old.keys().chain(new.keys()).filter(|it| old.get(*it) != new.get(*it)).collect();
    differing.sort();
    differing.dedup();
    let more = if differing.len() > 1 { format!(" and {} more", differing.len() - 1) } else { String::new() };
    differing.first().map_or(String::new(), |it| site::slashed(it)) + &more
}
