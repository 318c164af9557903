//! Floors of the figures against human coding, on the half of the gold that nobody reads errors of. A change may raise
//! them; one that lowers them says why in the CHANGELOG.

use std::collections::BTreeMap;
use std::fs;

use mutua::coder::{Coder, Identity};
use mutua::corpus::Context;
use mutua::evaluate::{Coded, Coding, Passage, Scores, scores};
use mutua::extracted::{Block, BlockKind, Extracted};
use mutua::language::Language;
use mutua::manifest::Manifest;
use serde_json::Value;

use crate::support::{path, study};

/// Language, least direction F1, most reversed directions.
const FLOORS: [(&str, f64, f64); 5] =
    [("en", 0.54, 0.19), ("nl", 0.65, 0.03), ("fr", 0.53, 0.05), ("tr", 0.64, 0.05), ("ar", 0.62, 0.03)];

#[test]
fn direction_on_unseen_passages_does_not_fall() {
    for (tag, direction, reversed) in FLOORS {
        let scores = check(tag);
        let f1 = scores.direction.f1().expect("there are edges");
        let rate = scores.reversed_rate().expect("there are one-way edges");
        assert!(f1 >= direction, "{tag}: direction F1 {f1:.3}, expected at least {direction}");
        assert!(rate <= reversed, "{tag}: {rate:.3} reversed, expected at most {reversed}");
    }
}

fn check(tag: &str) -> Scores {
    let manifest = Manifest::load(&path("tests/gold/corpus.toml"), &study().codebook).expect("a good manifest");
    let mut coder = Coder::new(study(), &manifest);
    let lines = fs::read_to_string(path(&format!("tests/gold/{tag}.jsonl"))).expect("a gold file");
    let mut gold = Vec::new();
    let mut run = BTreeMap::new();
    for line in lines.lines() {
        let row: Value = serde_json::from_str(line).expect("JSON");
        if row["part"] != "check" {
            continue;
        }
        let passage: Passage = serde_json::from_str(line).expect("a passage");
        run.insert(passage.id.clone(), code(&mut coder, &manifest, &row));
        gold.push(passage);
    }
    assert!(gold.len() >= 40, "{tag}: {} passages", gold.len());
    scores(&gold, &run)[tag]
}

fn code(coder: &mut Coder<'_>, manifest: &Manifest, row: &Value) -> Coded {
    let text = row["text"].as_str().expect("a text").to_owned();
    let blocks = vec![Block { span: 0..text.len(), kind: BlockKind::Paragraph, speaker: None }];
    let extracted = Extracted { text, blocks, ..Extracted::default() };
    let context = Context {
        partnership: manifest.partnership(row["partnership"].as_str().expect("a partnership")),
        voice: row["voice"].as_str().map(str::to_owned),
        voice_from_row: true,
        language: Language::new(row["language"].as_str().expect("a language")),
        ..Context::default()
    };
    let records = coder.code(Identity { document: "gold", unit: None }, &extracted, &context);
    let mut coded = Coded { codes: records.codes.into_iter().map(|code| code.code).collect(), ..Coded::default() };
    for piece in records.evidence {
        let (learner, source) = (piece.learner, piece.source);
        coded.add(&Coding { learner, source, status: piece.status, scope: piece.scope });
    }
    coded
}
