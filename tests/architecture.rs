//! Modules use only those that stand above them, and every outside crate has one home.

use std::fs;
use std::path::{Path, PathBuf};

/// From the top down: each uses only those before it.
const ORDER: [&str; 21] = [
    "error",
    "language",
    "source",
    "codebook",
    "record",
    "manifest",
    "extracted",
    "reader",
    "corpus",
    "token",
    "lexicon",
    "segment",
    "direction",
    "study",
    "coder",
    "explain",
    "check",
    "evaluate",
    "measure",
    "output",
    "pipeline",
];

/// Crates that may be used in one place only.
const HOMES: [(&str, &str); 5] = [
    ("tokenizers", "token/"),
    ("rayon", "pipeline.rs"),
    ("walkdir", "corpus/"),
    ("indicatif", "cli/progress.rs"),
    ("pdf_extract", "reader/pdf/"),
];

#[test]
fn a_module_uses_only_modules_before_it() {
    let mut wrong = Vec::new();
    for path in sources() {
        let Some(module) = module(&path) else { continue };
        let Some(place) = ORDER.iter().position(|known| *known == module) else {
            wrong.push(format!("{}: `{module}` is missing in the order of tests/architecture.rs", path.display()));
            continue;
        };
        for (number, line) in read(&path).lines().enumerate() {
            for used in uses(line) {
                let later = ORDER.iter().position(|known| *known == used).is_some_and(|other| other > place);
                if later {
                    wrong.push(format!(
                        "{}:{}: `{module}` uses `{used}`, which comes after it",
                        path.display(),
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_outside_crate_has_its_home() {
    let mut wrong = Vec::new();
    for path in sources() {
        let inside = path.strip_prefix(root()).expect("it was found there").to_string_lossy().into_owned();
        for (number, line) in read(&path).lines().enumerate() {
            for (name, home) in HOMES {
                let used = line.contains(&format!("use {name}::")) || line.contains(&format!(" {name}::"));
                if used && !line.trim_start().starts_with("//") && !inside.starts_with(home) {
                    wrong.push(format!("{inside}:{}: `{name}` belongs in {home}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_grows_past_four_hundred_lines() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|path| !path.to_string_lossy().contains("tests"))
        .map(|path| (read(&path).lines().count(), path))
        .filter(|(lines, _)| *lines > 400)
        .map(|(lines, path)| format!("{}: {lines} lines: which second noun is in it?", path.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<PathBuf> {
    let files =
        walkdir::WalkDir::new(root()).sort_by_file_name().into_iter().map(|entry| entry.expect("a readable tree"));
    files.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|end| end == "rs")).collect()
}

/// The module of a file of the library; nothing for the program's own files.
fn module(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root()).expect("it was found there");
    let first = inside.components().next()?.as_os_str().to_string_lossy().into_owned();
    let name = first.trim_end_matches(".rs").to_owned();
    (!["lib", "main", "cli"].contains(&name.as_str())).then_some(name)
}

fn uses(line: &str) -> Vec<String> {
    if line.trim_start().starts_with("//") {
        return Vec::new();
    }
    line.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect())
        .collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a source file")
}
