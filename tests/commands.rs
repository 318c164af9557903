//! What the commands print, for people and for scripts.

use std::fs;

use serde_json::Value;

use crate::support::{MANIFEST, corpus, mutua, told};

fn printed(arguments: &[&str]) -> String {
    let output = mutua(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", told(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn every_command_teaches_itself() {
    for command in ["run", "explain", "extract", "evaluate", "lexicon"] {
        assert!(printed(&[command, "--help"]).contains("Usage:"), "{command}");
    }
    assert!(printed(&["run", "--help"]).contains("Examples:"));
    assert_eq!(mutua(&["nonsense"]).status.code(), Some(2));
}

#[test]
fn explain_finds_turkish_roles_by_case_and_verb_ending() {
    let corpus = corpus(&[]);
    let manifest = corpus.path().join("corpus.toml");
    fs::write(&manifest, MANIFEST).expect("a writable folder");
    let manifest = manifest.to_str().expect("UTF-8");
    let text = "Denizli'den atık ayrıştırma konusunda çok şey öğrendik.";
    let base =
        ["explain", "--language", "tr", "--manifest", manifest, "--partnership", "almelo-denizli", "--voice", "almelo"];
    let json: Value = serde_json::from_str(&printed(&[&base[..], &[text, "--json"]].concat())).expect("JSON");
    let piece = &json["segments"][0]["evidence"][0];
    assert_eq!((piece["source"].as_str(), piece["learner"].as_str()), (Some("denizli"), Some("almelo")), "{json}");
    assert!(piece["source_because"].as_str().is_some_and(|why| why.contains("from")), "{piece}");
    assert!(piece["learner_because"].as_str().is_some_and(|why| why.contains("verb")), "{piece}");
    let text = printed(&[&base[..], &[text]].concat());
    assert!(text.contains("denizli → almelo  realised"), "{text}");
    assert!(!text.contains('\u{1b}'), "colour only on a terminal");
}

#[test]
fn extract_prints_one_line_a_unit() {
    let rows = "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\n";
    let corpus = corpus(&[("rows.jsonl", rows.as_bytes()), ("note.txt", "Één.\r\nTwee.".as_bytes())]);
    let of = |name: &str| printed(&["extract", corpus.path().join(name).to_str().expect("UTF-8"), "--json"]);
    assert_eq!(
        of("rows.jsonl"),
        "{\"unit\":\"a\",\"text\":\"One.\",\"pages\":[]}\n{\"unit\":\"b\",\"text\":\"Two.\",\"pages\":[]}\n"
    );
    assert_eq!(of("note.txt"), "{\"unit\":null,\"text\":\"Één.\\r\\nTwee.\",\"pages\":[]}\n");
}

#[test]
fn evaluate_compares_a_run_with_gold() {
    let rows = "{\"id\":\"p1\",\"text\":\"Almelo learned from Denizli.\",\"language\":\"en\"}\n";
    let gold = "{\"id\":\"p1\",\"language\":\"en\",\"evidence\":[{\"learner\":[\"almelo\"],\"source\":[\"denizli\"],\"status\":\"realised\"}]}\n";
    let corpus = corpus(&[("rows.jsonl", rows.as_bytes())]);
    let (folder, output) = crate::support::run(corpus.path(), &["--quiet"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let path = folder.path().join("gold.jsonl");
    fs::write(&path, gold).expect("a writable folder");
    let run = folder.path().join("run");
    let (run, path) = (run.to_str().expect("UTF-8"), path.to_str().expect("UTF-8"));
    let scores = printed(&["evaluate", run, "--gold", path, "--json"]);
    let all: Value = serde_json::from_str(scores.lines().next().expect("a line")).expect("JSON");
    assert_eq!(all["full"]["f1"], 1.0, "{all}");
    assert_eq!(all["reversed"]["one_way"], 1);
}
