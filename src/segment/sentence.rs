//! Where sentences end: a rule scanner with each language's abbreviations, because general segmenters break after `bijv.`
//! and miss `cooperation.28 Most` (the alternatives were measured: icu_segmenter, sentencex, unicode-segmentation).

use std::collections::BTreeSet;
use std::ops::Range;

use crate::error::Fault;
use crate::source::{Reader, Source};

/// What a language's `language.toml` says of sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentenceRules {
    /// Abbreviations without their last full stop, lower-case: no sentence ends there.
    abbreviations: BTreeSet<String>,
    /// Whether a number with a full stop is an ordinal (`13. yüzyıl`).
    ordinals: bool,
}

impl SentenceRules {
    /// Reads `[sentences]`.
    pub fn load(source: &Source, faults: &mut Vec<Fault>) -> SentenceRules {
        let table = source.table(faults);
        let mut reader = Reader::new(source, faults);
        let mut rules = SentenceRules::default();
        if let Some(table) = table.get("sentences").and_then(|value| reader.sub_table(value)) {
            reader.known_keys(table, &["abbreviations", "ordinals"]);
            if let Some(value) = table.get("abbreviations") {
                let items = reader.strings(value).into_iter();
                rules.abbreviations = items.map(|(_, text)| text.trim_end_matches('.').to_lowercase()).collect();
            }
            rules.ordinals = table.get("ordinals").and_then(|value| reader.boolean(value)).unwrap_or(false);
        }
        rules
    }

    /// The sentences of a block, in bytes, without the white space around them.
    pub fn sentences(&self, text: &str) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if !is_terminator(c) {
                continue;
            }
            let mut end = at + c.len_utf8();
            let mut run = 1;
            while let Some(&(next, c)) = chars.peek().filter(|(_, c)| is_terminator(*c)) {
                end = next + c.len_utf8();
                run += 1;
                chars.next();
            }
            let Some(end) = self.ends(text, at, c, run, end) else { continue };
            while chars.peek().is_some_and(|&(next, _)| next < end) {
                chars.next();
            }
            push_trimmed(text, start..end, &mut sentences);
            start = end;
        }
        push_trimmed(text, start..text.len(), &mut sentences);
        sentences
    }

    /// Where the sentence ends whose terminators stand at `at..end`; nothing where it goes on.
    fn ends(&self, text: &str, at: usize, first: char, run: usize, end: usize) -> Option<usize> {
        let rest = &text[end..];
        let closing = rest.len() - rest.trim_start_matches(is_closing).len();
        let mut end = end + closing;
        let mut rest = &text[end..];
        // A footnote's number glued to the full stop belongs to the sentence it stands behind.
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let before = text[..at].chars().next_back();
        if (1..=3).contains(&digits) && first == '.' && before.is_some_and(|c| c.is_alphabetic() || is_closing(c)) {
            let after = rest[digits..].trim_start_matches(is_closing);
            if after.starts_with(char::is_whitespace) && starts_sentence(after.trim_start()) {
                return Some(end + (rest.len() - after.len()));
            }
        }
        if rest.is_empty() {
            return Some(end);
        }
        // French sets a space before the closing quotation mark.
        if let Some(quoted) = rest.strip_prefix([' ', '\u{a0}', '\u{202f}']).and_then(|r| r.strip_prefix('»')) {
            end += rest.len() - quoted.len();
            rest = quoted;
        }
        if !rest.starts_with(char::is_whitespace) {
            return None;
        }
        let next = rest.trim_start();
        let ellipsis = first == '…' || run > 1 && first == '.';
        if !starts_sentence(next) || (ellipsis && !next.starts_with(|c: char| c.is_uppercase())) {
            return None;
        }
        (first != '.' || ellipsis || !self.is_abbreviation(text, at)).then_some(end)
    }

    /// Whether the full stop at `at` belongs to an abbreviation, an initial or an ordinal.
    fn is_abbreviation(&self, text: &str, at: usize) -> bool {
        let start = text[..at]
            .rfind(|c: char| c.is_whitespace() || is_opening(c))
            .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        let word = &text[start..at];
        let mut chars = word.chars();
        if let (Some(initial), None) = (chars.next(), chars.next())
            && initial.is_uppercase()
        {
            return true;
        }
        if word.is_empty() {
            return false;
        }
        let is_number = word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 2;
        let is_roman = word.chars().all(|c| "IVXLC".contains(c));
        let lowered = word.to_lowercase();
        (self.ordinals && (is_number || is_roman)) || self.abbreviations.contains(&lowered)
    }
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | '›' | ')' | ']' | '*' | '_')
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '«' | '‹' | '(' | '[' | '„')
}

/// Whether what follows could be the start of a sentence: anything but a lower-case letter.
fn starts_sentence(next: &str) -> bool {
    let first =
        next.trim_start_matches(|c| is_opening(c) || is_closing(c) || c == '-' || c == '–' || c == '—' || c == ' ');
    first.chars().next().is_some_and(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | ':' | '،' | '؛'))
}

fn push_trimmed(text: &str, span: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let stretch = &text[span.clone()];
    let start = span.start + (stretch.len() - stretch.trim_start().len());
    let end = span.start + stretch.trim_end().len();
    if start < end {
        sentences.push(start..end);
    }
}
