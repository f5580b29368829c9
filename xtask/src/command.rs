//! Running other programs: found by name on every system, loud when they fail.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The repository's root, where every command runs.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask/ stands in the root")
}

/// A command in the root. npm and npx are batch files on Windows, which only answer to their full name.
pub fn command(program: &str) -> Command {
    let batch = cfg!(windows) && matches!(program, "npm" | "npx");
    let mut command = Command::new(if batch { format!("{program}.cmd") } else { program.to_owned() });
    command.current_dir(root());
    command
}

/// The same cargo that runs this task.
pub fn cargo() -> Command {
    command(option_env!("CARGO").filter(|path| Path::new(path).exists()).unwrap_or("cargo"))
}

/// Runs to the end with this terminal's output; a failure names the command.
pub fn execute(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start `{}`: is it installed?", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// What the command printed; `None` where it cannot start or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The command as one would type it.
pub fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    command.get_args().fold(program, |line, arg| line + " " + &arg.to_string_lossy())
}
