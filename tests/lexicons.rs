//! What must hold of the shipped lexicons, for every language there is.

use std::collections::BTreeMap;

use mutua::check::check;
use mutua::error::Fault;
use mutua::lexicon::LexiconFiles;

use crate::support::study;

#[test]
fn every_example_of_every_construction_holds_and_no_entry_is_dead() {
    let faults = check(&LexiconFiles::new(None).expect("shipped"), study()).expect("readable");
    assert!(faults.is_empty(), "{}", faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_code_has_entries_in_every_language() {
    let study = study();
    for language in &study.languages {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for entry in &language.codes.entries {
            *counts.entry(entry.code).or_default() += 1;
        }
        for (index, code) in study.codebook.codes.iter().enumerate() {
            let count = counts.get(&index).copied().unwrap_or(0);
            assert!(
                count >= 5,
                "{}: `{}` has {count} entries; help: add lines to codes.toml",
                language.language,
                code.name
            );
        }
        let average = language.codes.entries.len() / study.codebook.codes.len();
        assert!(average >= 15, "{}: {average} entries a code on average, expected 15", language.language);
    }
}

#[test]
fn the_numbers_of_the_codes_are_those_that_were_given_out() {
    let given = include_str!("codebook_numbers.tsv");
    let now: String = study().codebook.codes.iter().map(|code| format!("{}\t{}\n", code.number, code.name)).collect();
    for line in given.lines() {
        assert!(now.contains(line), "`{line}` is gone or renumbered; help: mark the code `retired`, keep its number");
    }
}
