//! A run written and read again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Hashed, RUN, RunDirectory, RunRecord, Sink, Summary, TABLES, TIMINGS, Timings, hex};
use crate::codebook::{Code, Codebook, Name};
use crate::language::Language;
use crate::manifest::{Manifest, Partner, Partnership, Project};
use crate::measure::Tally;
use crate::record::{CodeRecord, Coded, DocumentRecord, Evidence, Roles, Scope, Skipped, Status};

fn manifest() -> Manifest {
    let partner = |id: &str, country: &str| Partner {
        id: id.into(),
        name: id.to_uppercase(),
        country: Some(country.into()),
        ..Partner::default()
    };
    let project = Project { id: "waste".into(), kind: Some("project.economic".into()), ..Project::default() };
    let partnership = Partnership {
        id: "almelo-denizli".into(),
        partners: vec![partner("almelo", "NL"), partner("denizli", "TR")],
        projects: vec![project],
        ..Partnership::default()
    };
    Manifest { name: "sample".into(), partnerships: vec![partnership], ..Manifest::default() }
}

fn codebook() -> Codebook {
    let names = ["channel.visit", "dimension.trust.enabling", "dimension.trust.hindering"];
    let code =
        |(number, name): (usize, &&str)| Code { name: (*name).to_owned(), number: number as u32, source: "2.5".into() };
    let label = |label: &str| Name { label: label.to_owned(), definition: String::new() };
    let named = |tag: &str, text: &str| {
        (Language::new(tag).unwrap(), BTreeMap::from([("channel.visit".to_owned(), label(text))]))
    };
    Codebook {
        codes: names.iter().enumerate().map(code).collect(),
        names: BTreeMap::from([named("en", "Visits"), named("tr", "Ziyaretler")]),
        countries: countries(),
        ..Codebook::default()
    }
}

/// Documents with awkward cells: commas, quotes, line ends, three scripts, missing values.
fn corpus() -> Vec<Coded> {
    let mut corpus: Vec<Coded> = (0..6).map(document).collect();
    corpus.push(Coded {
        skipped: vec![Skipped {
            document: "almelo-denizli/scan.pdf".into(),
            unit: None,
            page: Some(3),
            reason: "no_text_layer".into(),
            detail: String::new(),
        }],
        ..Coded::default()
    });
    corpus
}

fn document(number: usize) -> Coded {
    let path = format!("almelo-denizli/interview, \"{number}\".txt");
    let document = DocumentRecord {
        document: path.clone(),
        sha256: hex(&Sha256::digest(&path)),
        format: "text".into(),
        encoding: Some("UTF-8".into()),
        language: "tr".into(),
        kind: Some("transcript".into()),
        partnership: Some("almelo-denizli".into()),
        segments: 1,
        tokens: 7,
        evidence: 1,
        ..DocumentRecord::default()
    };
    let piece = Evidence {
        id: format!("{number:016x}"),
        partnership: Some("almelo-denizli".into()),
        project: number.is_multiple_of(2).then(|| "waste".into()),
        document: path.clone(),
        unit: None,
        page: None,
        segment: 0,
        start_char: 0,
        end_char: 41,
        speaker: Some("R1".into()),
        voice: Some("denizli".into()),
        language: "tr".into(),
        date: Some("2009-05-12".into()),
        text: "Almelo'dan \"çok\" şey,\nöğrendik; وتعلمنا.".into(),
        learner: vec!["denizli".into()],
        source: if number == 0 { Vec::new() } else { vec!["almelo".into()] },
        scope: Scope::Inter,
        third_party: false,
        status: Status::Realised,
        rule: "tr.ogren.ablative".into(),
        trigger: [3, 9],
        roles: Roles { learner: "first person".into(), source: String::new() },
        closed: Roles::default(),
        confidence: 0.93,
        codes: vec!["channel.visit".into()],
    };
    let code = CodeRecord {
        document: path,
        unit: None,
        page: None,
        segment: 0,
        start_char: 0,
        end_char: 41,
        partnership: Some("almelo-denizli".into()),
        project: None,
        voice: Some("denizli".into()),
        language: "tr".into(),
        code: "channel.visit".into(),
        entry: "ziyaret*".into(),
        matched: [3, 9],
    };
    Coded { document: Some(document), evidence: vec![piece], codes: vec![code], skipped: Vec::new() }
}

fn countries() -> BTreeMap<String, String> {
    toml::from_str(include_str!("../../lexicons/countries.toml")).unwrap()
}

/// Writes a run of these documents to a folder.
fn run(folder: &Path, corpus: &[Coded]) -> super::Finished {
    let (manifest, codebook) = (manifest(), codebook());
    let mut tally = Tally::new(&manifest, &codebook, 1, 200);
    let mut sink = Sink::create(RunDirectory::create(folder).unwrap()).unwrap();
    for coded in corpus {
        tally.add(coded);
        sink.write(coded).unwrap();
    }
    let summary = Summary {
        manifest: &manifest,
        codebook: &codebook,
        manifest_file: Hashed { path: "corpus.toml".into(), sha256: hex(&[0; 32]) },
        lexicons: Vec::new(),
        options: BTreeMap::new(),
        timings: Timings::default(),
    };
    sink.finish(&tally, &summary).unwrap()
}

#[test]
fn a_run_has_every_file_and_its_record_tells_their_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let finished = run(folder.path(), &corpus());
    let mut names: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let mut expected: Vec<&str> = TABLES.iter().map(|table| table.file).collect();
    expected.extend(["datapackage.json", RUN, TIMINGS]);
    expected.sort_unstable();
    assert_eq!(names, expected);
    let record: RunRecord = serde_json::from_slice(&fs::read(folder.path().join(RUN)).unwrap()).unwrap();
    assert_eq!(record.outputs.len(), TABLES.len() + 1);
    for output in &record.outputs {
        let bytes = fs::read(folder.path().join(&output.name)).unwrap();
        assert_eq!((output.bytes, &output.sha256), (bytes.len() as u64, &hex(&Sha256::digest(&bytes))));
    }
    assert_eq!(finished.totals.evidence_by_status, BTreeMap::from([("realised".to_owned(), 6)]));
    assert_eq!(record.totals, finished.totals);
    assert_eq!(record.partnerships[0].partners[1].country.as_deref(), Some("TUR"));
}

#[test]
fn rows_have_the_columns_of_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &corpus());
    for table in TABLES {
        let text = fs::read_to_string(folder.path().join(table.file)).unwrap();
        let names: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
        let first = text.lines().next().unwrap();
        if table.is_jsonl() {
            let row: serde_json::Map<String, Value> = serde_json::from_str(first).unwrap();
            assert_eq!(row.keys().map(String::as_str).collect::<Vec<_>>(), names, "{}", table.file);
        } else {
            assert_eq!(first, names.join(","), "{}", table.file);
        }
    }
}

#[test]
fn csv_rows_read_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus();
    run(folder.path(), &corpus);
    let mut reader = csv::Reader::from_path(folder.path().join("documents.csv")).unwrap();
    let rows: Vec<DocumentRecord> = reader.deserialize().map(|row| row.unwrap()).collect();
    assert_eq!(rows, corpus.into_iter().filter_map(|coded| coded.document).collect::<Vec<_>>());
    let text = fs::read_to_string(folder.path().join("partnerships.csv")).unwrap();
    assert!(text.contains("\nalmelo-denizli,,mutuality_index,,0,6,0,0,\n"), "{text}");
    assert!(text.contains("\nalmelo-denizli,waste,mutuality_index,,,3,,,fewer_than_five_pieces\n"), "{text}");
    assert!(!text.contains('\r'));
}

#[test]
fn two_runs_are_the_same_bytes_and_the_second_replaces_the_first() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = run(one.path(), &corpus());
    run(two.path(), &corpus()[..3]);
    let second = run(two.path(), &corpus());
    assert_eq!(first.files, second.files);
}

#[test]
fn a_corpus_without_documents_gives_tables_without_rows() {
    let folder = tempfile::tempdir().unwrap();
    let finished = run(folder.path(), &[]);
    assert_eq!(fs::read_to_string(folder.path().join("evidence.jsonl")).unwrap(), "");
    assert!(fs::read_to_string(folder.path().join("documents.csv")).unwrap().starts_with("document,unit,"));
    assert_eq!(finished.totals, super::Totals::default());
}

#[test]
fn every_country_has_two_letters_and_three_of_its_own() {
    let countries = countries();
    let upper = |code: &String, length| code.len() == length && code.bytes().all(|byte| byte.is_ascii_uppercase());
    assert!(countries.iter().all(|(two, three)| upper(two, 2) && upper(three, 3)));
    let mut three: Vec<&String> = countries.values().collect();
    three.sort();
    three.dedup();
    assert_eq!((countries.len(), three.len()), (249, 249));
}

#[test]
fn a_sink_that_is_dropped_leaves_the_old_run() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &corpus());
    let before = fs::read(folder.path().join("evidence.jsonl")).unwrap();
    let mut sink = Sink::create(RunDirectory::create(folder.path()).unwrap()).unwrap();
    sink.write(&corpus()[0]).unwrap();
    drop(sink);
    assert_eq!(fs::read(folder.path().join("evidence.jsonl")).unwrap(), before);
    assert!(folder.path().join(RUN).exists());
}

/// For other programs to check, such as a validator of data packages.
#[test]
fn sample_runs_are_written_where_an_environment_variable_asks_for_them() {
    if let Some(folder) = std::env::var_os("MUTUA_SAMPLE_RUN") {
        run(&Path::new(&folder).join("some"), &corpus());
        run(&Path::new(&folder).join("none"), &[]);
    }
}
