//! The form of a word for comparison: the normalizer of `tokenizer.json`.

use tokenizers::NormalizerWrapper;
use tokenizers::tokenizer::{NormalizedString, Normalizer};

/// A language's folding. The original text is never changed; folded forms are only compared.
pub struct Fold {
    normalizer: Option<NormalizerWrapper>,
}

impl Fold {
    pub(super) fn new(normalizer: Option<NormalizerWrapper>) -> Fold {
        Fold { normalizer }
    }

    /// The folded form of one word.
    pub fn apply(&self, word: &str) -> String {
        let Some(normalizer) = &self.normalizer else { return word.to_owned() };
        let mut string = NormalizedString::from(word);
        match normalizer.normalize(&mut string) {
            Ok(()) => string.get().to_owned(),
            Err(_) => word.to_owned(),
        }
    }
}
