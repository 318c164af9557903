//! `mutua evaluate`: a run against human coding.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use comfy_table::{Table, presets};
use mutua::error::{Error, Fault, Result};
use mutua::evaluate::{Coded, Coding, Passage, Scores, scores};
use mutua::output::RUN;
use mutua::record::{CodeRecord, Evidence};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::args::EvaluateOptions;
use super::{DONE, Outcome, stream};

pub(crate) fn evaluate(options: &EvaluateOptions, as_json: bool) -> Outcome {
    if !options.run.join(RUN).is_file() {
        let what = format!("{}: no complete run there; make one with `mutua run`", options.run.display());
        return Err(Error::Usage(what));
    }
    let mut gold: Vec<Passage> = Vec::new();
    lines(&options.gold, |line: WithPart| {
        if options.part.is_none() || line.part == options.part {
            gold.push(line.passage);
        }
    })?;
    let wanted: BTreeSet<String> = gold.iter().map(|passage| passage.id.clone()).collect();
    let mut run: BTreeMap<String, Coded> = BTreeMap::new();
    let mut of = |unit: &Option<String>, add: &mut dyn FnMut(&mut Coded)| {
        if let Some(unit) = unit.as_ref().filter(|unit| wanted.contains(*unit)) {
            add(run.entry(unit.clone()).or_default());
        }
    };
    lines(&options.run.join("evidence.jsonl"), |piece: Evidence| {
        let (learner, source) = (piece.learner, piece.source);
        let coding = Coding { learner, source, status: piece.status, scope: piece.scope };
        of(&piece.unit, &mut |coded| coded.add(&coding));
    })?;
    lines(&options.run.join("codes.jsonl"), |code: CodeRecord| {
        of(&code.unit, &mut |coded| {
            coded.codes.insert(code.code.clone());
        });
    })?;
    let scores = scores(&gold, &run);
    let mut out = std::io::stdout().lock();
    if as_json {
        for (language, scores) in &scores {
            writeln!(out, "{}", as_object(language, scores)).map_err(stream)?;
        }
    } else {
        writeln!(out, "{}", table(&scores)).map_err(stream)?;
    }
    Ok(DONE)
}

/// A gold passage with the part of the gold that it belongs to.
#[derive(Deserialize)]
struct WithPart {
    part: Option<String>,
    #[serde(flatten)]
    passage: Passage,
}

/// Every line of a JSON Lines file; all bad ones are reported.
fn lines<T: DeserializeOwned>(path: &Path, mut take: impl FnMut(T)) -> Result<()> {
    let file = BufReader::new(File::open(path).map_err(Error::io(path))?);
    let mut faults = Vec::new();
    for (number, line) in file.lines().enumerate() {
        let line = line.map_err(Error::io(path))?;
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(&line) {
            Ok(value) => take(value),
            Err(error) => faults.push(Fault {
                path: path.to_path_buf(),
                line: number + 1,
                column: error.column(),
                what: error.to_string(),
                expected: "one JSON object a line, with the fields of the interface".to_owned(),
            }),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Faults(faults)) }
}

fn as_object(language: &str, scores: &Scores) -> serde_json::Value {
    let counts = |counts: &mutua::evaluate::Counts| {
        json!({
            "precision": counts.precision(), "recall": counts.recall(), "f1": counts.f1(),
            "both": counts.both, "extra": counts.extra, "missed": counts.missed,
        })
    };
    json!({
        "language": language,
        "passages": scores.passages,
        "detection": counts(&scores.detection),
        "direction": counts(&scores.direction),
        "full": counts(&scores.full),
        "reversed": {"rate": scores.reversed_rate(), "reversed": scores.reversed, "one_way": scores.one_way},
        "codes": counts(&scores.codes),
    })
}

fn table(scores: &BTreeMap<String, Scores>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_header([
        "language",
        "passages",
        "detection P",
        "detection R",
        "direction F1",
        "full F1",
        "reversed",
        "codes F1",
    ]);
    let figure = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.3}"));
    for (language, scores) in scores {
        table.add_row([
            language.clone(),
            scores.passages.to_string(),
            figure(scores.detection.precision()),
            figure(scores.detection.recall()),
            figure(scores.direction.f1()),
            figure(scores.full.f1()),
            format!("{} ({} of {})", figure(scores.reversed_rate()), scores.reversed, scores.one_way),
            figure(scores.codes.f1()),
        ]);
    }
    table
}
