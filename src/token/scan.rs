//! Where the words of a text are: the language's pre-tokenizer, or a scanner that gives the same spans faster.

use std::ops::Range;

use regex::Regex;
use tokenizers::pre_tokenizers::split::SplitPattern;
use tokenizers::tokenizer::{OffsetReferential, OffsetType, PreTokenizedString, PreTokenizer};
use tokenizers::{PreTokenizerWrapper, SplitDelimiterBehavior};

/// Finds words.
pub(super) enum Scan {
    /// A `Split` that keeps what its pattern matches is that pattern run by the `regex` crate: same spans, about four times
    /// the speed (the test below holds them together).
    Pattern(Regex),
    /// Any other pre-tokenizer, as the `tokenizers` crate runs it.
    PreTokenizer(Box<PreTokenizerWrapper>),
}

impl Scan {
    pub(super) fn new(pre: PreTokenizerWrapper) -> Scan {
        match kept_pattern(&pre) {
            Some(regex) => Scan::Pattern(regex),
            None => Scan::PreTokenizer(Box::new(pre)),
        }
    }

    pub(super) fn words(&self, text: &str) -> Vec<Range<usize>> {
        match self {
            Scan::Pattern(regex) => regex.find_iter(text).map(|found| found.range()).collect(),
            Scan::PreTokenizer(pre) => pre_tokenized(pre, text),
        }
    }
}

/// The pattern of a `Split` whose matches are the words.
fn kept_pattern(pre: &PreTokenizerWrapper) -> Option<Regex> {
    let PreTokenizerWrapper::Split(split) = pre else { return None };
    let SplitPattern::Regex(pattern) = &split.pattern else { return None };
    (split.invert && split.behavior == SplitDelimiterBehavior::Removed).then(|| Regex::new(pattern).ok()).flatten()
}

fn pre_tokenized(pre: &PreTokenizerWrapper, text: &str) -> Vec<Range<usize>> {
    let mut string = PreTokenizedString::from(text);
    if pre.pre_tokenize(&mut string).is_err() {
        return Vec::new();
    }
    string
        .get_splits(OffsetReferential::Original, OffsetType::Byte)
        .into_iter()
        .map(|(_, (start, end), _)| start..end)
        .filter(|span| !span.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pre_tokenizer(language: &str) -> PreTokenizerWrapper {
        let path = format!("{}/lexicons/{language}/tokenizer.json", env!("CARGO_MANIFEST_DIR"));
        let tokenizer = tokenizers::Tokenizer::from_file(path).expect("a shipped tokenizer");
        tokenizer.get_pre_tokenizer().cloned().expect("it has a pre-tokenizer")
    }

    proptest! {
        #[test]
        fn the_scanner_finds_the_words_of_the_pre_tokenizer(text in "(\\PC|[ '’.,;\n]|[ldqu]['’]|[a-zçğşıİéأب])*") {
            for language in ["en", "fr", "tr", "ar"] {
                let pre = pre_tokenizer(language);
                let scan = Scan::new(pre.clone());
                prop_assert!(matches!(scan, Scan::Pattern(_)), "{language} has no fast scanner");
                prop_assert_eq!(scan.words(&text), pre_tokenized(&pre, &text));
            }
        }
    }
}
