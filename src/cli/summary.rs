//! What a person sees at the end of a run: a table of partnerships, and where the files are.

use std::io::Write;

use comfy_table::{ContentArrangement, Table, presets};
use mutua::error::Result;
use mutua::manifest::Manifest;
use mutua::measure::Tally;
use mutua::output::{Finished, Totals};
use serde_json::json;

use super::stream;

/// Reasons of `skipped.jsonl` that are oddities of a document which was coded all the same.
const ODDITIES: [&str; 9] = [
    "replaced_characters",
    "page_unreadable",
    "unknown_partnership",
    "unknown_voice",
    "unknown_project",
    "unknown_kind",
    "unknown_language",
    "bad_date",
    "garbled",
];

/// How many documents or rows could not be read.
pub(crate) fn unread(totals: &Totals) -> u64 {
    totals.skipped_by_reason.iter().filter(|(reason, _)| !ODDITIES.contains(&reason.as_str())).map(|(_, n)| n).sum()
}

/// Prints the table to standard error; standard output stays for data.
pub(crate) fn print(finished: &Finished, tally: &Tally, manifest: &Manifest, as_json: bool) -> Result<()> {
    let mut out = anstream::stderr().lock();
    if as_json {
        let totals = serde_json::to_value(&finished.totals).expect("numbers and names");
        return writeln!(out, "{}", json!({"level": "info", "run": finished.path, "totals": totals})).map_err(stream);
    }
    let measures = tally.measures();
    let directions = tally.directions();
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(["partnership", "who learned from whom (realised)", "mutuality index", "95 %"]);
    for partnership in &manifest.partnerships {
        let own = |row: &&mutua::measure::DirectionRow| {
            row.partnership == partnership.id
                && row.project.is_none()
                && row.status == mutua::record::Status::Realised
                && row.scope == mutua::record::Scope::Inter
                && row.third_party == 0
        };
        let mut flows: Vec<(String, u64)> = Vec::new();
        for row in directions.iter().filter(own) {
            let flow = if row.source == row.learner && row.source.contains('+') {
                format!("{} ↔", row.source.replace('+', " ↔ ")).trim_end_matches(" ↔").to_owned()
            } else {
                format!("{} → {}", row.source, row.learner)
            };
            match flows.iter_mut().find(|(known, _)| *known == flow) {
                Some((_, n)) => *n += row.n,
                None => flows.push((flow, row.n)),
            }
        }
        let flows: Vec<String> = flows.iter().map(|(flow, n)| format!("{flow}: {n}")).collect();
        let index = measures
            .iter()
            .find(|row| row.partnership == partnership.id && row.project.is_none() && row.measure == "mutuality_index");
        let number = |value: Option<f64>| value.map(|value| format!("{value:.2}"));
        let value =
            index.and_then(|row| number(row.value).or(row.reason.map(|reason| reason.name().replace('_', " "))));
        let interval = index.and_then(|row| Some(format!("{} – {}", number(row.low)?, number(row.high)?)));
        table.add_row([
            partnership.name.clone(),
            flows.join("\n"),
            value.unwrap_or_default(),
            interval.unwrap_or_default(),
        ]);
    }
    let totals = &finished.totals;
    writeln!(out, "{table}").map_err(stream)?;
    writeln!(
        out,
        "{} documents, {} segments, {} pieces of evidence, {} codes; {} not read (skipped.jsonl says why)",
        totals.documents,
        totals.segments,
        totals.evidence,
        totals.codes,
        unread(totals)
    )
    .map_err(stream)?;
    writeln!(
        out,
        "{}: partnerships.csv, directions.csv, profile.csv, evidence.jsonl, codes.jsonl",
        finished.path.display()
    )
    .map_err(stream)
}
