//! Small corpora to count: pieces drawn at random, or written down in a line.

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

use crate::codebook::{Code, Codebook};
use crate::manifest::{Manifest, Partner, Partnership, Project};
use crate::record::{CodeRecord, Coded, DocumentRecord, Evidence, Roles, Scope, Status};

/// A piece by what counts; partners, voices (the last two: external, none) and codes by number.
#[derive(Debug, Clone)]
pub(super) struct Sketch {
    pub(super) source: Vec<usize>,
    pub(super) learner: Vec<usize>,
    pub(super) closed: Vec<usize>,
    pub(super) status: Status,
    pub(super) intra: bool,
    pub(super) third_party: bool,
    pub(super) voice: usize,
    pub(super) project: Option<usize>,
    pub(super) codes: Vec<usize>,
}

/// Learned, from whom, by whom.
pub(super) fn piece(source: &[usize], learner: &[usize]) -> Sketch {
    Sketch {
        source: source.to_vec(),
        learner: learner.to_vec(),
        closed: Vec::new(),
        status: Status::Realised,
        intra: false,
        third_party: false,
        voice: 0,
        project: None,
        codes: Vec::new(),
    }
}

/// Documents with a few pieces each, some with none.
pub(super) fn documents() -> impl Strategy<Value = Vec<Vec<Sketch>>> {
    let kind = (0..8u8, 0..6u8, 0..10u8, 0..5usize, 0..4usize);
    let sketch = (0..12u8, 0..12u8, any::<bool>(), kind, vec(0..4usize, 0..4)).prop_map(
        |(source, learner, closed, (status, intra, third, voice, project), codes)| {
            let (source, learner) = (set(source), set(learner));
            Sketch {
                closed: if closed && learner.is_empty() && !source.is_empty() { vec![1] } else { Vec::new() },
                source,
                learner,
                // Realised as often as all others together.
                status: Status::ALL[usize::from(status.saturating_sub(4))],
                intra: intra == 0,
                third_party: third == 0,
                voice,
                project: project.checked_sub(1),
                codes,
            }
        },
    );
    vec(vec(sketch, 0..12), 0..14)
}

/// Single partners more often than several.
fn set(number: u8) -> Vec<usize> {
    match number {
        0..=7 => (0..3).filter(|place| number >> place & 1 == 1).collect(),
        _ => vec![usize::from(number % 2)],
    }
}

/// One partnership `x` of partners `p0` …, with three projects of two types.
pub(super) fn manifest(partners: usize) -> Manifest {
    let project = |id: &str, kind: &str| Project { id: id.into(), kind: Some(kind.into()), ..Project::default() };
    let partners = (0..partners).map(|i| Partner { id: format!("p{i}"), ..Partner::default() }).collect();
    let projects = vec![project("q0", "project.a"), project("q1", "project.b"), project("q2", "project.a")];
    let partnership = Partnership { id: "x".into(), partners, projects, ..Partnership::default() };
    Manifest { partnerships: vec![partnership], ..Manifest::default() }
}

pub(super) const CODES: [&str; 4] =
    ["channel.visit", "learning.stage.application", "dimension.trust.enabling", "dimension.trust.hindering"];

pub(super) fn codebook() -> Codebook {
    let code = |(number, name): (usize, &&str)| Code {
        name: (*name).to_owned(),
        number: number as u32,
        source: String::new(),
    };
    Codebook { codes: CODES.iter().enumerate().map(code).collect(), ..Codebook::default() }
}

/// The documents as they come out of coding.
pub(super) fn coded(documents: &[Vec<Sketch>], partners: usize) -> Vec<Coded> {
    documents.iter().enumerate().map(|(number, pieces)| document(number, pieces, partners)).collect()
}

fn document(number: usize, pieces: &[Sketch], partners: usize) -> Coded {
    let path = format!("x/{number}.txt");
    let ids = |places: &[usize]| places.iter().filter(|&&p| p < partners).map(|p| format!("p{p}")).collect::<Vec<_>>();
    let voice = |place: usize| match place {
        3 => Some("external".to_owned()),
        place if place < partners => Some(format!("p{place}")),
        _ => None,
    };
    let mut coded = Coded {
        document: Some(DocumentRecord {
            document: path.clone(),
            partnership: Some("x".into()),
            ..DocumentRecord::default()
        }),
        ..Coded::default()
    };
    for (segment, sketch) in pieces.iter().enumerate() {
        let project = sketch.project.map(|place| format!("q{place}"));
        let mut codes: Vec<String> = sketch.codes.iter().map(|&code| CODES[code].to_owned()).collect();
        codes.sort();
        // A code that two entries matched stands twice among the records, once in the piece.
        coded.codes.extend(codes.iter().map(|code| record(&path, segment, project.as_deref(), code)));
        codes.dedup();
        coded.evidence.push(Evidence {
            id: format!("{number}-{segment}"),
            partnership: Some("x".into()),
            project,
            document: path.clone(),
            unit: None,
            page: None,
            segment,
            start_char: 0,
            end_char: 0,
            speaker: None,
            voice: voice(sketch.voice),
            language: "en".into(),
            date: None,
            text: String::new(),
            learner: ids(&sketch.learner),
            source: ids(&sketch.source),
            scope: if sketch.intra { Scope::Intra } else { Scope::Inter },
            third_party: sketch.third_party,
            status: sketch.status,
            rule: String::new(),
            trigger: [0, 0],
            roles: Roles::default(),
            closed: Roles { learner: ids(&sketch.closed), source: Vec::new() },
            confidence: 1.0,
            codes,
        });
    }
    coded
}

fn record(path: &str, segment: usize, project: Option<&str>, code: &str) -> CodeRecord {
    CodeRecord {
        document: path.into(),
        unit: None,
        page: None,
        segment,
        start_char: 0,
        end_char: 0,
        partnership: Some("x".into()),
        project: project.map(Into::into),
        voice: None,
        language: "en".into(),
        code: code.into(),
        entry: String::new(),
        matched: [0, 0],
    }
}
