//! Scratch: scores gold files directly.
use std::collections::BTreeMap;
use std::path::Path;

use mutua::coder::{Coder, Identity};
use mutua::corpus::Context;
use mutua::evaluate::{Coded, Coding, Passage, scores};
use mutua::extracted::{Block, BlockKind, Extracted};
use mutua::language::Language;
use mutua::lexicon::LexiconFiles;
use mutua::manifest::{Manifest, Partner, Partnership, Region};
use mutua::study::Study;

fn s(t: &toml::Table, k: &str) -> Option<String> {
    t.get(k).and_then(|v| v.as_str()).map(str::to_owned)
}

fn load(path: &str) -> Manifest {
    let t: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let mut m = Manifest::default();
    for p in t["partnership"].as_array().unwrap() {
        let p = p.as_table().unwrap();
        let mut q = Partnership { id: s(p, "id").unwrap(), name: s(p, "name").unwrap(), ..Default::default() };
        for r in p["partner"].as_array().unwrap() {
            let r = r.as_table().unwrap();
            let list = |k: &str| {
                r.get(k)
                    .and_then(|v| v.as_array())
                    .map_or(vec![], |a| a.iter().map(|v| v.as_str().unwrap().to_owned()).collect())
            };
            q.partners.push(Partner {
                id: s(r, "id").unwrap(),
                name: s(r, "name").unwrap(),
                country: s(r, "country"),
                region: s(r, "region").map(|x| match x.as_str() {
                    "north" => Region::North,
                    "south" => Region::South,
                    "east" => Region::East,
                    _ => Region::West,
                }),
                aliases: list("aliases"),
                demonyms: list("demonyms"),
                actors: vec![],
            });
        }
        m.partnerships.push(q);
    }
    m
}

/// usage: score LEXICONS MANIFEST GOLD... [--part tuning|check] [--errors] [--id ID] [--codes]
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| args.iter().any(|a| a == name);
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1)).cloned();
    let (study, faults) = match Study::load_what_holds(&LexiconFiles::new(Some(Path::new(&args[0]))).unwrap()) {
        Ok(s) => s,
        Err(e) => {
            eprintln!("{e}");
            std::process::exit(2);
        }
    };
    for fault in faults {
        let path = fault.path.display().to_string();
        let mine = args[1..].iter().any(|a| {
            let tag = a.rsplit('/').next().unwrap().split('.').next().unwrap().to_owned();
            tag.len() == 2 && path.contains(&format!("/{tag}/"))
        });
        if mine {
            println!("FAULT {fault}");
        }
    }
    let manifest = load(&args[1]);
    let mut coder = Coder::new(&study, &manifest);
    if let Some(tsv) = value("--tsv") {
        let (mut good, mut all) = (0, 0);
        for line in std::fs::read_to_string(&tsv).unwrap().lines().skip(1) {
            let f: Vec<&str> = line.split('\t').collect();
            let (id, voice, text, expected) = (f[0], f[1], f[2], f[3]);
            if value("--id").is_some_and(|only| only != id) {
                continue;
            }
            let extracted = Extracted {
                text: text.to_owned(),
                blocks: vec![Block { span: 0..text.len(), kind: BlockKind::Paragraph, speaker: None }],
                format: "jsonl",
                ..Default::default()
            };
            let language = Language::new(&id[..2]);
            let context = Context {
                partnership: Some(0),
                voice: Some(voice.to_owned()),
                voice_from_row: true,
                language,
                ..Default::default()
            };
            let coded = coder.code(Identity { document: "x", unit: None }, &extracted, &context);
            let mut found: Vec<String> = coded
                .evidence
                .iter()
                .map(|e| {
                    let j = |v: &Vec<String>| if v.is_empty() { "?".to_owned() } else { v.join("+") };
                    let c: Vec<String> = e.closed.learner.iter().chain(&e.closed.source).cloned().collect();
                    let closed = if c.is_empty() { String::new() } else { format!(" (closed {})", c.join("+")) };
                    format!("{}>{} {}{}", j(&e.source), j(&e.learner), e.status.name(), closed)
                })
                .collect();
            found.sort();
            let mut wanted: Vec<String> =
                if expected == "none" { vec![] } else { expected.split(';').map(|x| x.trim().to_owned()).collect() };
            wanted.sort();
            all += 1;
            if found == wanted {
                good += 1;
            } else {
                println!("\n{id} [voice {voice}] {text}\n   wanted {wanted:?}\n   found  {found:?}");
                for e in &coded.evidence {
                    println!(
                        "     {} [{}] learner: {} | source: {}",
                        e.rule,
                        text.chars().skip(e.trigger[0]).take(e.trigger[1] - e.trigger[0]).collect::<String>(),
                        e.roles.learner,
                        e.roles.source
                    );
                }
                for segment in coder.segments(&extracted, &context) {
                    let spoken = coder.spoken(&segment, &extracted, &context);
                    let reading = coder.read(&text[segment.span.clone()], segment.language);
                    let found = coder.resolve(&reading, &spoken, None, Default::default(), &context);
                    if segment.language != language {
                        println!("     LANGUAGE {:?}", segment.language);
                    }
                    for n in found.near {
                        println!("     near {} @{:?}: {}", n.rule, n.trigger, n.why);
                    }
                    for m in found.resolution.mentions {
                        println!(
                            "     mention {:?} words {:?} phrase {:?} head {:?} case {:?} inner {:?}",
                            m.named, m.words, m.phrase, m.head, m.case, m.inner
                        );
                    }
                    for m in found.resolution.cues {
                        println!("     cue {:?} {:?}", m.1, m.0);
                    }
                }
            }
        }
        println!("{good}/{all} of {tsv}");
        return;
    }
    let files: Vec<&String> = args[2..].iter().take_while(|a| !a.starts_with("--")).collect();
    let mut gold = Vec::new();
    let mut run = BTreeMap::new();
    for file in files {
        for line in std::fs::read_to_string(file).unwrap().lines() {
            let raw: serde_json::Value = serde_json::from_str(line).unwrap();
            if let Some(part) = value("--part")
                && raw["part"].as_str() != Some(&part)
            {
                continue;
            }
            let passage: Passage = serde_json::from_str(line).unwrap();
            if let Some(id) = value("--id")
                && passage.id != id
            {
                continue;
            }
            let text = raw["text"].as_str().unwrap();
            let extracted = Extracted {
                text: text.to_owned(),
                blocks: vec![Block { span: 0..text.len(), kind: BlockKind::Paragraph, speaker: None }],
                format: "jsonl",
                ..Default::default()
            };
            let context = Context {
                partnership: manifest
                    .partnerships
                    .iter()
                    .position(|p| Some(p.id.as_str()) == raw["partnership"].as_str()),
                voice: raw["voice"].as_str().map(str::to_owned),
                voice_from_row: true,
                language: Language::new(raw["language"].as_str().unwrap()),
                ..Default::default()
            };
            let coded = coder.code(Identity { document: "x", unit: None }, &extracted, &context);
            let mut c = Coded { codes: coded.codes.iter().map(|c| c.code.clone()).collect(), ..Default::default() };
            for e in &coded.evidence {
                c.add(&Coding {
                    learner: e.learner.clone(),
                    source: e.source.clone(),
                    status: e.status,
                    scope: e.scope,
                });
            }
            let expected = passage.coded();
            let wrong = c.with_status != expected.with_status;
            if (flag("--errors") && wrong) || value("--id").is_some() {
                println!(
                    "\n{} [{} / voice {}] {}",
                    passage.id,
                    raw["partnership"].as_str().unwrap(),
                    raw["voice"].as_str().unwrap_or("-"),
                    text
                );
                println!(
                    "   gold {:?}",
                    expected
                        .with_status
                        .iter()
                        .map(|((s, l), st)| format!("{s}>{l} {}", st.name()))
                        .collect::<Vec<_>>()
                );
                println!(
                    "   run  {:?}",
                    c.with_status.iter().map(|((s, l), st)| format!("{s}>{l} {}", st.name())).collect::<Vec<_>>()
                );
                for e in &coded.evidence {
                    println!(
                        "     {} [{}] learner: {} | source: {}",
                        e.rule,
                        text.chars().skip(e.trigger[0]).take(e.trigger[1] - e.trigger[0]).collect::<String>(),
                        e.roles.learner,
                        e.roles.source
                    );
                }
                if value("--id").is_some() {
                    for segment in coder.segments(&extracted, &context) {
                        let spoken = coder.spoken(&segment, &extracted, &context);
                        let reading = coder.read(&text[segment.span.clone()], segment.language);
                        let found = coder.resolve(&reading, &spoken, None, Default::default(), &context);
                        println!("     segment {:?} {}", segment.language, &text[segment.span.clone()]);
                        for n in found.near {
                            println!("     near {} @{:?}: {}", n.rule, n.trigger, n.why);
                        }
                        for m in found.resolution.mentions {
                            println!(
                                "     mention {:?} words {:?} phrase {:?} head {:?} case {:?} inner {:?}",
                                m.named, m.words, m.phrase, m.head, m.case, m.inner
                            );
                        }
                        for m in found.resolution.cues {
                            println!("     cue {:?} {:?}", m.1, m.0);
                        }
                    }
                }
            }
            if flag("--codes") {
                let maybe: std::collections::BTreeSet<String> = passage.codes_maybe.iter().cloned().collect();
                for r in &coded.codes {
                    if !expected.codes.contains(&r.code) && !maybe.contains(&r.code) {
                        println!(
                            "extra {} {} <- {} «{}»",
                            passage.id,
                            r.code,
                            r.entry,
                            text.chars().skip(r.matched[0]).take(r.matched[1] - r.matched[0]).collect::<String>()
                        );
                    }
                }
                for code in expected.codes.difference(&c.codes) {
                    println!("missed {} {} in: {}", passage.id, code, text);
                }
            }
            run.insert(passage.id.clone(), c);
            gold.push(passage);
        }
    }
    let pc = |x: Option<f64>| x.map_or("  –".to_owned(), |x| format!("{x:.3}"));
    for (language, s) in scores(&gold, &run) {
        println!(
            "{language}: n={} detection P {} R {} | direction F1 {} (P {} R {}) | full F1 {} | reversed {}/{} = {} | codes F1 {} (P {} R {})",
            s.passages,
            pc(s.detection.precision()),
            pc(s.detection.recall()),
            pc(s.direction.f1()),
            pc(s.direction.precision()),
            pc(s.direction.recall()),
            pc(s.full.f1()),
            s.reversed,
            s.one_way,
            pc(s.reversed_rate()),
            pc(s.codes.f1()),
            pc(s.codes.precision()),
            pc(s.codes.recall())
        );
    }
}
