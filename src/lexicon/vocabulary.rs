//! The word types met so far: folding and matching happen once per type. A cache, bounded, that never changes what comes
//! out.

use std::sync::Arc;

use super::element::{ElementId, Elements};
use super::load::Variants;
use crate::token::Tokenizer;

/// Above this many types the cache is emptied.
const CAPACITY: usize = 1 << 14;

/// What is known of a word, wherever it occurs.
#[derive(Debug, PartialEq, Eq)]
pub struct Type {
    /// Its folded form.
    pub form: String,
    /// Other forms under which it is found: without clitics, without what follows an apostrophe.
    pub variants: Vec<String>,
    /// The elements that the form or one of its variants satisfies, ascending.
    pub elements: Vec<ElementId>,
    /// Whether it is written with a capital.
    pub capital: bool,
}

/// The types of one language, as one thread has met them.
#[derive(Default)]
pub struct Vocabulary {
    #[allow(clippy::disallowed_types, reason = "looked up, never iterated: its order cannot show")]
    types: std::collections::HashMap<Box<str>, Arc<Type>>,
}

impl Vocabulary {
    /// The type of a word as it is written.
    pub fn of(&mut self, word: &str, tokenizer: &Tokenizer, variants: &Variants, elements: &Elements) -> Arc<Type> {
        if let Some(known) = self.types.get(word) {
            return Arc::clone(known);
        }
        let form = tokenizer.fold(word);
        let others = variants.of(&form);
        let ids = elements.of(std::iter::once(form.as_str()).chain(others.iter().map(String::as_str)));
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let new = Arc::new(Type { form, variants: others, elements: ids, capital });
        if self.types.len() >= CAPACITY {
            self.types.clear();
        }
        self.types.insert(word.into(), Arc::clone(&new));
        new
    }
}
