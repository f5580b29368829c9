//! Takes out of a module what makes a panic's message: no message may leave it anyway, since it may quote a document.

use anyhow::{Result, ensure};
use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, FunctionBuilder, FunctionKind, Module};

/// In the mangled names of the library's functions that begin a panic: of each only what never returns.
const BEGIN: [&str; 11] = [
    "4core9panicking",
    "6option13unwrap_failed",
    "6option13expect_failed",
    "6result13unwrap_failed",
    "3str16slice_error_fail",
    "5slice5index16slice_index_fail",
    "20copy_from_slice_impl17len_mismatch_fail",
    "13assert_failed",
    "7raw_vec12handle_error",
    "7raw_vec17capacity_overflow",
    "5alloc18handle_alloc_error",
];

/// `module` with a trap in place of each function that begins a panic, and without the places in the source that only they
/// are told. What wrote the message has no caller then, and wasm-opt drops it: 9 KB of the core after gzip.
pub fn into_traps(module: &[u8]) -> Result<Module> {
    let mut module = Module::from_buffer(module)?;
    let begins = |name: &str| BEGIN.iter().any(|it| name.contains(it));
    let panics = module.funcs.iter().filter(|it| it.name.as_deref().is_some_and(begins));
    let panics: Vec<_> = panics.map(|it| (it.id(), it.ty())).collect();
    ensure!(
        !panics.is_empty(),
        "the module names no function that begins a panic: are its names stripped, or named anew?"
    );

    for (id, ty) in panics {
        let (params, results) = module.types.params_results(ty);
        let (params, results) = (params.to_vec(), results.to_vec());
        let mut trap = FunctionBuilder::new(&mut module.types, &params, &results);
        trap.func_body().unreachable();
        let locals = params.iter().map(|it| module.locals.add(*it)).collect();
        module.funcs.get_mut(id).kind = FunctionKind::Local(trap.local_func(locals));
    }
    for data in module.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
        let data = module.data.get_mut(data);
        if let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = data.kind {
            clear_places(&mut data.value, start.cast_unsigned() as usize);
        }
    }
    Ok(module)
}

/// Fills with zeros each `core::panic::Location` (address and length of a file's name, line, column) and the names, in memory
/// that begins at address `start`.
fn clear_places(memory: &mut [u8], start: usize) {
    let mut names = Vec::new();
    for at in (0..memory.len().saturating_sub(15)).step_by(4) {
        let word = |at: usize| u32::from_le_bytes(memory[at..at + 4].try_into().expect("four bytes")) as usize;
        let from = word(at).wrapping_sub(start);
        let name = from..from.saturating_add(word(at + 4));
        if memory.get(name.clone()).is_some_and(|it| it.ends_with(b".rs")) {
            memory[at..at + 16].fill(0);
            names.push(name);
        }
    }
    for name in names {
        memory[name].fill(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_the_names_of_their_files_are_cleared_and_nothing_else() {
        let mut memory = b"src/lib.rs  keep".to_vec();
        // Address and length of the name, line 3, column 5.
        for word in [1000, 10, 3, 5, 1012, 4] {
            memory.extend(u32::to_le_bytes(word));
        }
        clear_places(&mut memory, 1000);
        let mut left = vec![0; 40];
        left[10..16].copy_from_slice(b"  keep");
        left[32..36].copy_from_slice(&u32::to_le_bytes(1012));
        left[36] = 4;
        assert_eq!(memory, left);
    }
}
