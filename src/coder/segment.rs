//! One segment: its words, the codes they carry, the evidence they hold.

use std::ops::Range;
use std::sync::Arc;

use super::Coder;
use crate::corpus::Context;
use crate::direction::names::Names;
use crate::direction::{NearMiss, Partners, Piece, Resolution, Setting, resolve};
use crate::language::Language;
use crate::lexicon::{Type, Word};
use crate::manifest::Partnership;
use crate::token::{Gap, Token};

/// Who speaks, and on whose behalf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken<'a> {
    /// The speaker's label.
    pub speaker: Option<&'a str>,
    /// A partner's id, or `external`.
    pub voice: Option<&'a str>,
}

/// A segment's words.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Its language; nothing is matched where there is none.
    pub language: Option<Language>,
    /// Where each word stands, in bytes of the segment.
    pub tokens: Vec<Token>,
    /// What each word is.
    pub types: Vec<Arc<Type>>,
    /// Whether it asks.
    pub asks: bool,
}

/// A code that a segment carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeFound {
    /// The code.
    pub code: String,
    /// The entry that matched, as written.
    pub entry: String,
    /// The words it matched.
    pub words: Range<usize>,
}

/// What a segment holds.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Its codes, each once, in the order of the codebook.
    pub codes: Vec<CodeFound>,
    /// Its evidence.
    pub pieces: Vec<Piece>,
    /// What nearly was evidence.
    pub near: Vec<NearMiss>,
    /// Mentions and cues, for explanations.
    pub resolution: Resolution,
}

impl Reading {
    /// The words as the matcher sees them.
    pub fn words(&self) -> Vec<Word<'_>> {
        let gaps = self.tokens.iter().map(|token| token.gap);
        self.types.iter().zip(gaps).map(|(kind, gap): (_, Gap)| Word { elements: &kind.elements, gap }).collect()
    }

    /// The stretch of the segment's text that `words` cover.
    pub fn text<'t>(&self, text: &'t str, words: &Range<usize>) -> &'t str {
        match (self.tokens.get(words.start), self.tokens.get(words.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => &text[first.span.start..last.span.end],
            _ => "",
        }
    }

    /// The code points that `words` cover, `before` of them standing before the segment.
    pub fn chars(&self, text: &str, words: &Range<usize>, before: usize) -> [usize; 2] {
        let (Some(first), Some(last)) = (self.tokens.get(words.start), self.tokens.get(words.end.wrapping_sub(1)))
        else {
            return [before, before];
        };
        let start = text[..first.span.start].chars().count();
        let length = text[first.span.start..last.span.end].chars().count();
        [before + start, before + start + length]
    }
}

impl Coder<'_> {
    /// The words of a segment.
    pub fn read(&mut self, text: &str, language: Option<Language>) -> Reading {
        let asks = text.trim_end_matches(|c: char| !c.is_alphanumeric() && !"?؟".contains(c)).ends_with(['?', '؟']);
        let study = language.and_then(|language| self.study.language(language));
        let Some(study) = study else {
            // No language, no lexicon: its words are only counted.
            let tokens = self.study.languages[0].tokenizer.tokens(text);
            let nothing =
                Arc::new(Type { form: String::new(), variants: Vec::new(), elements: Vec::new(), capital: false });
            let types = tokens.iter().map(|_| Arc::clone(&nothing)).collect();
            return Reading { language: None, tokens, types, asks };
        };
        let vocabulary = self.vocabularies.entry(study.language).or_default();
        let tokens = study.tokenizer.tokens(text);
        let types = tokens
            .iter()
            .map(|token| vocabulary.of(&text[token.span.clone()], &study.tokenizer, &study.variants, &study.elements))
            .collect();
        Reading { language, tokens, types, asks }
    }

    /// What a segment holds.
    pub fn resolve(
        &mut self,
        reading: &Reading,
        spoken: &Spoken<'_>,
        next_voice: Option<&str>,
        antecedent: Partners,
        context: &Context,
    ) -> Found {
        let Some(study) = reading.language.and_then(|language| self.study.language(language)) else {
            return Found::default();
        };
        let words = reading.words();
        let mut codes: Vec<CodeFound> = Vec::new();
        for found in study.codes.find(&words) {
            let code = &self.study.codebook.codes[found.code].name;
            if codes.last().is_none_or(|last| last.code != *code) {
                let entry = study.codes.entries[found.entry].text.clone();
                codes.push(CodeFound { code: code.clone(), entry, words: found.words });
            }
        }
        let partnership = context.partnership.map(|index| &self.manifest.partnerships[index]);
        self.know_names(reading.language, context);
        let setting = Setting {
            partnership,
            names: self.names_of(reading.language, context),
            voice: spoken.voice,
            next_voice,
            question: reading.asks,
            antecedent,
        };
        let mut resolution = resolve(&reading.types, &words, &study.direction, &setting);
        let pieces = std::mem::take(&mut resolution.pieces);
        let near = std::mem::take(&mut resolution.near);
        Found { codes, pieces, near, resolution }
    }

    /// The partner that a segment names last, other than its voice.
    pub fn last_named(&mut self, reading: &Reading, spoken: &Spoken<'_>, context: &Context) -> Partners {
        let Some(study) = reading.language.and_then(|language| self.study.language(language)) else {
            return Partners::default();
        };
        let Some(partnership) = context.partnership.map(|index| &self.manifest.partnerships[index]) else {
            return Partners::default();
        };
        self.know_names(reading.language, context);
        let names = self.names_of(reading.language, context);
        crate::direction::resolve::last_named(
            &reading.types,
            &reading.words(),
            &study.direction,
            names,
            partnership,
            spoken.voice,
        )
    }

    /// The project that a segment names: the only one whose name or alias stands in it.
    pub(super) fn project(&self, reading: &Reading, partnership: Option<&Partnership>) -> Option<String> {
        let study = reading.language.and_then(|language| self.study.language(language))?;
        let names = |text: &String| -> Vec<String> {
            let tokens = study.tokenizer.tokens(text);
            tokens.iter().map(|token| study.tokenizer.fold(&text[token.span.clone()])).collect()
        };
        let stands = |name: &[String]| {
            !name.is_empty()
                && reading
                    .types
                    .windows(name.len())
                    .any(|types| types.iter().zip(name).all(|(kind, part)| is(kind, part)))
        };
        let mut named = partnership?
            .projects
            .iter()
            .filter(|project| std::iter::once(&project.name).chain(&project.aliases).any(|text| stands(&names(text))));
        match (named.next(), named.next()) {
            (Some(project), None) => Some(project.id.clone()),
            _ => None,
        }
    }

    fn know_names(&mut self, language: Option<Language>, context: &Context) {
        let (Some(index), Some(language)) = (context.partnership, language) else { return };
        let Some(study) = self.study.language(language) else { return };
        let partnership = &self.manifest.partnerships[index];
        self.names
            .entry((index, language))
            .or_insert_with(|| Names::new(partnership, &study.tokenizer, &study.direction));
    }

    fn names_of(&self, language: Option<Language>, context: &Context) -> &Names {
        let key = context.partnership.zip(language);
        key.and_then(|key| self.names.get(&key)).unwrap_or(&self.nameless)
    }
}

/// Whether a word is this part of a name, ending or not.
fn is(kind: &Type, part: &str) -> bool {
    let exact = kind.form == part || kind.variants.iter().any(|variant| variant == part);
    exact || (part.chars().count() >= 5 && kind.form.starts_with(part))
}
