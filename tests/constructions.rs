//! `constructions/LANG.tsv`: a sentence a line, with the evidence that must come of it. The first 25 of each language are
//! the construction itself; those below it, named after it, swap the partners, change the case or the apostrophe, deny it
//! or make it a plan.

use std::fs;

use mutua::check::written_whole;
use mutua::coder::{Coder, Identity};
use mutua::corpus::Context;
use mutua::extracted::{Block, BlockKind, Extracted};
use mutua::language::Language;
use mutua::manifest::Manifest;
use mutua::record::Evidence;

use crate::support::{path, study};

#[test]
fn english() {
    holds("en");
}

#[test]
fn dutch() {
    holds("nl");
}

#[test]
fn french() {
    holds("fr");
}

#[test]
fn turkish() {
    holds("tr");
}

#[test]
fn arabic() {
    holds("ar");
}

fn holds(tag: &str) {
    let manifest =
        Manifest::load(&path("tests/constructions/corpus.toml"), &study().codebook).expect("a good manifest");
    let table = fs::read_to_string(path(&format!("tests/constructions/{tag}.tsv"))).expect("a table");
    let mut coder = Coder::new(study(), &manifest);
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in table.lines().skip(1) {
        let [id, voice, text, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{tag}.tsv: not four columns: {line}");
        };
        rows += 1;
        let found = sorted(code(&mut coder, tag, voice, text).iter().map(written_whole).collect());
        let expected = sorted(match expected {
            "none" => Vec::new(),
            pieces => pieces.split(';').map(|piece| piece.trim().to_owned()).collect(),
        });
        if found != expected {
            wrong.push(format!("{id} [{voice}] {text}\n    expected {expected:?}\n    found    {found:?}"));
        }
    }
    assert!(rows >= 75, "{tag}.tsv has only {rows} rows");
    assert!(wrong.is_empty(), "{} of {rows} rows of {tag}.tsv:\n{}", wrong.len(), wrong.join("\n"));
}

fn code(coder: &mut Coder<'_>, tag: &str, voice: &str, text: &str) -> Vec<Evidence> {
    let blocks = vec![Block { span: 0..text.len(), kind: BlockKind::Paragraph, speaker: None }];
    let extracted = Extracted { text: text.to_owned(), blocks, ..Extracted::default() };
    let context = Context {
        partnership: Some(0),
        voice: Some(voice.to_owned()),
        voice_from_row: true,
        language: Language::new(tag),
        ..Context::default()
    };
    coder.code(Identity { document: "constructions", unit: None }, &extracted, &context).evidence
}

fn sorted(mut pieces: Vec<String>) -> Vec<String> {
    pieces.sort();
    pieces
}
