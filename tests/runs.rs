//! Golden runs over small corpora, and the same bytes on any number of threads.
//!
//! `tests/runs/NAME/` holds a corpus, and in `expected/` the files of its run that are compared. `MUTUA_ACCEPT=1` rewrites
//! them; read the difference before you commit it.

use std::fs;
use std::path::Path;

use crate::support::{file, path, run, told};

/// Files of a run that golden runs compare: those in which every line tells something to a reader.
const COMPARED: [&str; 4] = ["evidence.jsonl", "documents.csv", "directions.csv", "skipped.jsonl"];

/// All files that must be the same whatever the number of threads.
const STABLE: [&str; 9] = [
    "evidence.jsonl",
    "codes.jsonl",
    "documents.csv",
    "partnerships.csv",
    "directions.csv",
    "profile.csv",
    "skipped.jsonl",
    "run.json",
    "datapackage.json",
];

#[test]
fn golden_runs_come_out_as_expected() {
    let mut runs: Vec<_> =
        fs::read_dir(path("tests/runs")).expect("golden runs").flatten().map(|entry| entry.path()).collect();
    runs.sort();
    assert!(!runs.is_empty());
    for golden in runs {
        let (folder, output) = run(&golden.join("corpus"), &["--quiet"]);
        assert_eq!(output.status.code(), Some(0), "{}: {}", golden.display(), told(&output));
        for name in COMPARED {
            compare(&golden.join("expected").join(name), &file(&folder, name));
        }
    }
}

fn compare(expected: &Path, found: &str) {
    if std::env::var_os("MUTUA_ACCEPT").is_some() {
        fs::create_dir_all(expected.parent().expect("a folder")).expect("a writable tree");
        fs::write(expected, found).expect("a writable tree");
        return;
    }
    let text = fs::read_to_string(expected).unwrap_or_default();
    let difference = text.lines().zip(found.lines()).enumerate().find(|(_, (a, b))| a != b);
    let help = "help: MUTUA_ACCEPT=1 cargo test writes what was found";
    if let Some((line, (a, b))) = difference {
        panic!("{}:{}\n  expected {a}\n  found    {b}\n{help}", expected.display(), line + 1);
    }
    assert_eq!(text.lines().count(), found.lines().count(), "{}: more or fewer lines; {help}", expected.display());
}

#[test]
fn the_bundled_corpus_gives_the_same_bytes_on_any_number_of_threads() {
    let corpus = path("corpus");
    let (one, output) = run(&corpus, &["--quiet", "--threads", "1"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    for threads in ["2", "5"] {
        let (other, output) = run(&corpus, &["--quiet", "--threads", threads]);
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        for name in STABLE {
            assert!(file(&one, name) == file(&other, name), "{name} differs with {threads} threads");
        }
    }
    assert!(file(&one, "documents.csv").lines().count() > 60, "the bundled corpus has 60 documents or more");
    assert!(file(&one, "evidence.jsonl").lines().count() > 50, "the bundled corpus holds evidence");
}
