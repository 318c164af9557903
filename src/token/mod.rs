//! Tokens: what `tokenizer.json` of a language says a word is, where it stands, and its folded form. The only folder that
//! knows the `tokenizers` crate.

mod fold;
mod scan;

use std::ops::Range;
use std::path::Path;

use tokenizers::{PreTokenizerWrapper, Tokenizer as HfTokenizer};

pub use fold::Fold;
use scan::Scan;

use crate::error::Fault;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text that was tokenised.
    pub span: Range<usize>,
    /// What parts it from the token before.
    pub gap: Gap,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// White space, hyphens, quotation marks: the words are adjacent.
    Adjacent,
    /// A comma, bracket, slash or anything else weaker than the end of a clause.
    Comma,
    /// `;`, `:`, a dash, `.`, `?`, `!`: a clause ends here.
    Strong,
}

/// A language's tokenizer: splits text into words and folds them for comparison.
pub struct Tokenizer {
    scan: Scan,
    fold: Fold,
}

impl Tokenizer {
    /// Reads a `tokenizer.json`; its model is not used.
    pub fn from_json(path: &Path, json: &str) -> Result<Tokenizer, Fault> {
        let tokenizer: HfTokenizer = json.parse().map_err(|error: tokenizers::Error| {
            Fault::at(path, json, 0, error.to_string(), "a tokenizer in the format of Hugging Face's `tokenizers`")
        })?;
        let pre: Option<PreTokenizerWrapper> = tokenizer.get_pre_tokenizer().cloned();
        let Some(pre) = pre else {
            return Err(Fault::at(path, json, 0, "no `pre_tokenizer`", "one that says what a word is"));
        };
        Ok(Tokenizer { scan: Scan::new(pre), fold: Fold::new(tokenizer.get_normalizer().cloned()) })
    }

    /// The words of `text`, in order.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut end = 0;
        let spans = self.scan.words(text).into_iter();
        spans
            .enumerate()
            .map(|(i, span)| {
                let gap = if i == 0 { Gap::Adjacent } else { gap(&text[end..span.start]) };
                end = span.end;
                Token { span, gap }
            })
            .collect()
    }

    /// The form of one word for comparison.
    pub fn fold(&self, word: &str) -> String {
        self.fold.apply(word)
    }
}

/// What a stretch without words means for what stands on its two sides.
fn gap(between: &str) -> Gap {
    if between.contains(" - ") {
        return Gap::Strong; // a dash, as people type it
    }
    between.chars().fold(Gap::Adjacent, |worst, c| worst.max(separator(c)))
}

fn separator(c: char) -> Gap {
    match c {
        '-' | '‐' | '\u{2011}' | '\u{ad}' | '\'' | '’' | '‘' | 'ʼ' | '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' => {
            Gap::Adjacent
        }
        ';' | ':' | '–' | '—' | '.' | '!' | '?' | '…' | '؛' | '؟' | '۔' => Gap::Strong,
        c if c.is_whitespace() || is_invisible(c) => Gap::Adjacent,
        _ => Gap::Comma,
    }
}

/// Marks that set the direction of writing or forbid a break: they part nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokenizer(language: &str) -> Tokenizer {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons").join(language).join("tokenizer.json");
        let json = std::fs::read_to_string(&path).expect("a shipped tokenizer");
        Tokenizer::from_json(&path, &json).expect("a valid tokenizer")
    }

    fn forms(language: &str, text: &str) -> Vec<String> {
        let tokenizer = tokenizer(language);
        tokenizer.tokens(text).iter().map(|token| tokenizer.fold(&text[token.span.clone()])).collect()
    }

    #[test]
    fn a_word_is_folded_as_its_language_folds_it() {
        assert_eq!(forms("tr", "IĞDIR’DAN İzmir'e"), ["ığdır'dan", "izmir'e"]);
        assert_eq!(forms("en", "IZMIR’s know-how"), ["izmir's", "know", "how"]);
        assert_eq!(forms("fr", "L’échange qu'Izmir aujourd'hui"), ["l'", "échange", "qu'", "izmir", "aujourd'hui"]);
        assert_eq!(forms("ar", "التَّجربةُ إلى أوتـــريخت"), ["التجربه", "الي", "اوتريخت"]);
    }

    #[test]
    fn what_parts_two_words_is_kept() {
        let text = "study-visit, “then” (again); now";
        let gaps: Vec<Gap> = tokenizer("en").tokens(text).iter().map(|token| token.gap).collect();
        assert_eq!(gaps, [Gap::Adjacent, Gap::Adjacent, Gap::Comma, Gap::Comma, Gap::Strong]);
    }
}
