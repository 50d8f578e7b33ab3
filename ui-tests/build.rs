//! Makes a module of every file under `pass`, so that all twins are compiled in one go.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    println!("cargo::rerun-if-changed=pass");
    let mut modules = String::new();
    for theme in sorted(&root.join("pass"))? {
        println!("cargo::rerun-if-changed={}", theme.display());
        let _ = writeln!(modules, "mod {} {{", name(&theme));
        for file in sorted(&theme)? {
            let _ = writeln!(modules, "    #[path = {file:?}]\n    mod {};", name(&file));
        }
        modules.push_str("}\n");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join("twins.rs"), modules)
}

fn sorted(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(directory)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
