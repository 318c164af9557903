//! Which of the known languages a stretch of text is in. Decided per block, and per sentence only where a long enough
//! sentence is plainly in another one.

use whatlang::{Detector, Lang};

use crate::language::Language;

/// Fewer words than this say nothing of their own.
const LEAST_WORDS: usize = 5;
/// A sentence inside a block of another language needs so many words to be believed.
const LEAST_WORDS_TO_DIFFER: usize = 7;

/// A language that texts may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its tag in the lexicons.
    pub language: Language,
    /// Its ISO 639-3 tag, as the identifiers name it.
    pub iso639_3: [u8; 3],
}

/// Tells the known languages apart: `whichlang`, and `whatlang` limited to the known ones where the first names another.
pub struct Identifier {
    known: Vec<Known>,
    among_known: Detector,
    among_all: Detector,
}

impl Identifier {
    /// An identifier of these languages.
    pub fn new(known: Vec<Known>) -> Identifier {
        let tag = |known: &Known| std::str::from_utf8(&known.iso639_3).ok().and_then(Lang::from_code);
        let allowed = known.iter().filter_map(tag).collect();
        Identifier { known, among_known: Detector::with_allowlist(allowed), among_all: Detector::new() }
    }

    /// The language of a block. A short one is in the language of the block before; one that none of the known languages
    /// fits has none.
    pub fn block(&self, text: &str, prior: Option<Language>, before: Option<Language>) -> Option<Language> {
        if words(text) < LEAST_WORDS {
            let script = self.by_script(text);
            return script.or(prior).or(before).or_else(|| self.guess(text));
        }
        let found = self.by_script(text).or_else(|| self.guess(text));
        match (found, prior) {
            // Against what the manifest says, two identifiers must agree.
            (Some(found), Some(prior)) if found != prior => {
                let second = self.among_known(text);
                if second == Some(found) || self.by_script(text) == Some(found) { Some(found) } else { Some(prior) }
            }
            (Some(found), _) => Some(found),
            (None, Some(prior)) if words(text) < 2 * LEAST_WORDS => Some(prior),
            (None, _) => None,
        }
    }

    /// The language of a sentence in a block of language `block`.
    pub fn sentence(&self, text: &str, block: Option<Language>) -> Option<Language> {
        if words(text) < LEAST_WORDS_TO_DIFFER {
            return self.by_script(text).filter(|_| words(text) >= LEAST_WORDS).or(block);
        }
        let found = self.by_script(text).or_else(|| self.by_whichlang(text));
        match found {
            Some(found) if Some(found) != block && self.agreed(text, found) => Some(found),
            _ => block,
        }
    }

    fn agreed(&self, text: &str, found: Language) -> bool {
        self.by_script(text) == Some(found) || self.among_known(text) == Some(found)
    }

    /// Both identifiers in turn; nothing where they agree on a language that is not known.
    fn guess(&self, text: &str) -> Option<Language> {
        if !text.chars().any(char::is_alphabetic) {
            return None;
        }
        if let Some(found) = self.by_whichlang(text) {
            return Some(found);
        }
        let other = whichlang::detect_language(text).three_letter_code();
        let all = self.among_all.detect(text);
        match all {
            Some(info) if info.lang().code() == other && words(text) >= LEAST_WORDS => None,
            _ => self.among_known(text),
        }
    }

    fn by_whichlang(&self, text: &str) -> Option<Language> {
        let code = whichlang::detect_language(text).three_letter_code();
        self.known.iter().find(|known| known.iso639_3 == code.as_bytes()).map(|known| known.language)
    }

    fn among_known(&self, text: &str) -> Option<Language> {
        let code = self.among_known.detect_lang(text)?.code();
        self.known.iter().find(|known| known.iso639_3 == code.as_bytes()).map(|known| known.language)
    }

    /// A script that only one known language is written in settles it.
    fn by_script(&self, text: &str) -> Option<Language> {
        let (mut arabic, mut other) = (0usize, 0usize);
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            if ('\u{600}'..='\u{6ff}').contains(&c) || ('\u{fb50}'..='\u{feff}').contains(&c) {
                arabic += 1;
            } else {
                other += 1;
            }
        }
        if arabic == 0 || arabic <= other {
            return None;
        }
        self.known.iter().find(|known| &known.iso639_3 == b"ara").map(|known| known.language)
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count()
}
