//! Everything that coding reads beside the corpus: the codebook and the lexicons of every language, loaded and checked.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::codebook::Codebook;
use crate::direction::DirectionLexicon;
use crate::error::{Error, Fault, Result};
use crate::language::Language;
use crate::lexicon::{
    CodeLexicon, Elements, ElementsBuilder, LexiconFiles, PatternReader, Variants, variants_and_classes,
};
use crate::reader::ReadOptions;
use crate::segment::{Identifier, Known, SentenceRules};
use crate::source::{Reader, Source};
use crate::token::Tokenizer;

/// All lexicons, compiled.
pub struct Study {
    /// The codes.
    pub codebook: Codebook,
    /// What each language knows, in the order of their tags.
    pub languages: Vec<LanguageStudy>,
    /// Tells the languages apart.
    pub identifier: Identifier,
    /// Labels that mark a turn of a transcript even where they occur once.
    speakers: Vec<String>,
    /// Labels that never do.
    not_speakers: Vec<String>,
    /// Headings of what is not coded, lower-case.
    pub not_coded: Vec<String>,
    /// SHA-256 of every file read, by its path inside the lexicons.
    pub hashes: BTreeMap<String, String>,
}

/// What one language knows.
pub struct LanguageStudy {
    /// The language.
    pub language: Language,
    /// Cuts and folds words.
    pub tokenizer: Tokenizer,
    /// Other forms under which a word is found.
    pub variants: Variants,
    /// The words of all patterns.
    pub elements: Elements,
    /// Where sentences end.
    pub sentences: SentenceRules,
    /// Entries of codes.
    pub codes: CodeLexicon,
    /// Constructions and all that they need.
    pub direction: DirectionLexicon,
}

/// The files of one language.
const FILES: [&str; 11] = [
    "language.toml",
    "tokenizer.json",
    "codebook.toml",
    "codes.toml",
    "nouns.toml",
    "marks.toml",
    "actors.toml",
    "status.toml",
    "constructions.toml",
    "names.toml",
    "layout.toml",
];

impl Study {
    /// Loads all lexicons; every fault of every file is in the error.
    pub fn load(files: &LexiconFiles) -> Result<Study> {
        let (study, mut faults) = Study::load_what_holds(files)?;
        faults.sort();
        if faults.is_empty() { Ok(study) } else { Err(Error::Faults(faults)) }
    }

    /// Loads what can be used of the lexicons, and every fault.
    pub fn load_what_holds(files: &LexiconFiles) -> Result<(Study, Vec<Fault>)> {
        let mut faults = Vec::new();
        let mut hashes = BTreeMap::new();
        let codebook_source = files.source("codebook.toml")?;
        hashes.insert("codebook.toml".to_owned(), sha256(&codebook_source.text));
        let mut codebook = Codebook::load(&codebook_source, &mut faults);
        let countries = files.source("countries.toml")?;
        hashes.insert("countries.toml".to_owned(), sha256(&countries.text));
        codebook.load_countries(&countries, &mut faults);
        let mut languages = Vec::new();
        let mut known = Vec::new();
        let (mut speakers, mut not_speakers, mut not_coded) = (Vec::new(), Vec::new(), Vec::new());
        for language in files.languages()? {
            for name in FILES {
                let path = format!("{language}/{name}");
                hashes.insert(path.clone(), sha256(&files.source(&path)?.text));
            }
            let names = files.source(&format!("{language}/codebook.toml"))?;
            codebook.load_names(language, &names, &mut faults);
            let (study, iso639_3) = LanguageStudy::load(files, language, &codebook, &mut faults)?;
            let layout = files.source(&format!("{language}/layout.toml"))?;
            labels(&layout, [&mut speakers, &mut not_speakers, &mut not_coded], &mut faults);
            languages.push(study);
            known.push(Known { language, iso639_3 });
        }
        let study = Study {
            codebook,
            languages,
            identifier: Identifier::new(known),
            speakers,
            not_speakers,
            not_coded,
            hashes,
        };
        Ok((study, faults))
    }

    /// What readers need to know of words.
    pub fn read_options(&self) -> ReadOptions<'_> {
        ReadOptions { language: None, speaker_labels: &self.speakers, not_speakers: &self.not_speakers, worker: None }
    }

    /// What a language knows.
    pub fn language(&self, language: Language) -> Option<&LanguageStudy> {
        self.languages.iter().find(|study| study.language == language)
    }
}

impl LanguageStudy {
    fn load(
        files: &LexiconFiles,
        language: Language,
        codebook: &Codebook,
        faults: &mut Vec<Fault>,
    ) -> Result<(LanguageStudy, [u8; 3])> {
        let source = |name: &str| files.source(&format!("{language}/{name}"));
        let json = source("tokenizer.json")?;
        let tokenizer = Tokenizer::from_json(&json.path, &json.text).map_err(|fault| Error::Faults(vec![fault]))?;
        let settings = source("language.toml")?;
        let (variants, classes) = variants_and_classes(&settings, faults);
        let iso639_3 = iso639_3(&settings, faults);
        let sentences = SentenceRules::load(&settings, faults);
        let mut builder = ElementsBuilder::default();
        let mut patterns = PatternReader { tokenizer: &tokenizer, elements: &mut builder, classes: &classes };
        let codes = CodeLexicon::load(&source("codes.toml")?, codebook, &mut patterns, faults);
        let direction = DirectionLexicon::load(files, language, &mut patterns, faults)?;
        let elements = builder.build(&classes).unwrap_or_else(|error| {
            faults.push(Fault::at(&settings.path, &settings.text, 0, error, "patterns that compile"));
            Elements::default()
        });
        Ok((LanguageStudy { language, tokenizer, variants, elements, sentences, codes, direction }, iso639_3))
    }
}

/// Reads `layout.toml`.
fn labels(source: &Source, lists: [&mut Vec<String>; 3], faults: &mut Vec<Fault>) {
    let table = source.table(faults);
    let mut reader = Reader::new(source, faults);
    let keys = ["speakers", "not_speakers", "not_coded"];
    reader.known_keys(&table, &keys);
    for (key, labels) in keys.into_iter().zip(lists) {
        if let Some(value) = table.get(key) {
            labels.extend(reader.strings(value).into_iter().map(|(_, label)| label.to_owned()));
        }
    }
}

fn iso639_3(source: &Source, faults: &mut Vec<Fault>) -> [u8; 3] {
    let table = source.table(faults);
    let mut reader = Reader::new(source, faults);
    reader.known_keys(&table, &["name", "iso639_3", "variants", "classes", "sentences"]);
    let tag = table.get("iso639_3").and_then(|value| reader.string(value)).unwrap_or_default();
    match tag.as_bytes().try_into() {
        Ok(tag) => tag,
        Err(_) => {
            reader.fault(0, "no `iso639_3`", "the language's tag of three letters, such as \"nld\"");
            *b"und"
        }
    }
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
