//! Bad input is a clear error or a recorded skip, never a panic, a hang, or a silent loss.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{corpus, file, mutua, run, told};

/// Forty documents that cannot be read, each in its own way or at its own place.
fn damaged() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let endings = ["pdf", "docx", "txt", "html", "md", "vtt", "srt", "zip"];
    for (i, ending) in endings.iter().enumerate() {
        files.push((format!("empty{i}.{ending}"), Vec::new()));
    }
    for (i, ending) in ["pdf", "docx", "txt", "html", "md", "vtt", "srt", "zip"].iter().enumerate() {
        let noise = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> (i % 24)) as u8 & 0x1f).collect();
        files.push((format!("noise{i}.{ending}"), noise));
    }
    for i in 0..8 {
        files.push((format!("cut{i}.docx"), b"PK\x03\x04\x14\x00\x00\x00\x08\x00"[..4 + i % 6].to_vec()));
        files.push((format!("cut{i}.pdf"), format!("%PDF-1.{i}\n1 0 obj\n<< /Type /Catalog /Pages").into_bytes()));
    }
    for ending in ["doc", "odt", "rtf", "epub", "xls", "ppt", "pages", "key"] {
        files.push((
            format!("foreign.{ending}"),
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 some other program's file".to_vec(),
        ));
    }
    files
}

#[test]
fn one_good_document_among_forty_damaged_ones_is_coded() {
    let damaged = damaged();
    assert_eq!(damaged.len(), 40);
    let mut files: Vec<(&str, &[u8])> = damaged.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    files.push(("good.txt", b"Almelo learned a great deal from Denizli about waste."));
    let corpus = corpus(&files);
    let (folder, output) = run(corpus.path(), &["--quiet"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let skipped: Vec<Value> =
        file(&folder, "skipped.jsonl").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let named: Vec<&str> = skipped.iter().filter_map(|line| line["document"].as_str()).collect();
    for (name, _) in &damaged {
        assert!(named.contains(&name.as_str()), "{name} is not in skipped.jsonl: {named:?}");
    }
    assert!(skipped.iter().all(|line| line["reason"].as_str().is_some_and(|reason| !reason.is_empty())));
    assert_eq!(file(&folder, "documents.csv").lines().count(), 2);
    assert!(file(&folder, "evidence.jsonl").contains("\"learner\":[\"almelo\"]"));

    let (_folder, strict) = run(corpus.path(), &["--quiet", "--strict"]);
    assert_eq!(strict.status.code(), Some(1));
}

#[test]
fn a_broken_manifest_stops_the_run_with_every_fault() {
    let corpus = corpus(&[]);
    let manifest =
        "[[partnership]]\nid = \"Almelo\"\nname = 3\n\n[[partnership.partner]]\nid = \"almelo\"\ncountry = \"XX\"\n";
    fs::write(corpus.path().join("corpus.toml"), manifest).expect("a writable folder");
    let (_folder, output) = run(corpus.path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    let told = told(&output);
    for expected in ["corpus.toml:2:", "corpus.toml:3:", "corpus.toml:7:", "expected"] {
        assert!(told.contains(expected), "{expected} is missing in:\n{told}");
    }
}

#[test]
fn a_folder_that_holds_something_else_is_not_touched() {
    let corpus = corpus(&[("a.txt", b"Nothing of note.")]);
    let other = TempDir::new().expect("a temporary folder");
    fs::write(other.path().join("thesis.txt"), "years of work").expect("a writable folder");
    let out = other.path().to_str().expect("UTF-8");
    let output = mutua(&["run", corpus.path().to_str().expect("UTF-8"), "--out", out]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert_eq!(fs::read_dir(other.path()).expect("it is there").count(), 1);
}

#[test]
fn a_document_above_the_limit_is_skipped_with_a_reason() {
    let corpus = corpus(&[("long.txt", "Almelo learned from Denizli. ".repeat(200).as_bytes())]);
    let (folder, output) = run(corpus.path(), &["--quiet", "--max-document", "1K"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(file(&folder, "skipped.jsonl").contains("too_large"));
}

#[test]
fn a_broken_lexicon_stops_the_run_with_file_line_and_column() {
    let lexicons = TempDir::new().expect("a temporary folder");
    fs::create_dir(lexicons.path().join("en")).expect("a writable folder");
    let entries = "\"channel.visit\" = [\n  \"study visit*\",\n  \"(field visit\",\n]\n\"channel.vist\" = [\"x\"]\n";
    fs::write(lexicons.path().join("en/codes.toml"), entries).expect("a writable folder");
    let output = mutua(&["lexicon", "check", "--lexicons", lexicons.path().to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    let told = told(&output);
    assert!(told.contains("codes.toml:3:") && told.contains("codes.toml:5:"), "{told}");
    assert!(told.contains("did you mean `channel.visit`?"), "{told}");
}
