//! Joins the lines of a paragraph. A hyphen at the end of a line is the typesetter's or the writer's: the words that
//! stand elsewhere in the same document tell which.

use std::collections::BTreeMap;

/// How often each word stands within the lines of a document.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary(BTreeMap<String, usize>);

impl Vocabulary {
    /// Counts the words of lines, less those that a line's end has cut.
    pub(crate) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Vocabulary {
        let mut words = BTreeMap::new();
        let mut cut = false;
        for line in lines {
            let mut rest: Vec<&str> = line.split_whitespace().skip(usize::from(cut)).collect();
            cut = cut_word(line).is_some();
            if cut {
                rest.pop();
            }
            for word in rest {
                *words.entry(bare(word)).or_default() += 1;
            }
        }
        Vocabulary(words)
    }

    fn count(&self, word: &str) -> usize {
        self.0.get(&bare(word)).copied().unwrap_or(0)
    }
}

/// The lines as running text, and where in it each line begins.
pub(crate) fn join(lines: &[String], vocabulary: &Vocabulary) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(lines.len());
    for line in lines {
        match glue(&text, line, vocabulary) {
            Glue::Space if text.is_empty() => {}
            Glue::Space => text.push(' '),
            Glue::Nothing => {}
            Glue::DropHyphen => {
                text.pop();
            }
        }
        starts.push(text.len());
        text.push_str(line);
    }
    (text, starts)
}

enum Glue {
    Space,
    Nothing,
    DropHyphen,
}

fn glue(text: &str, next: &str, vocabulary: &Vocabulary) -> Glue {
    let Some(head) = cut_word(text) else {
        return Glue::Space;
    };
    if text.ends_with('\u{ad}') {
        return Glue::DropHyphen;
    }
    let Some(tail) = next.split_whitespace().next().filter(|tail| tail.starts_with(char::is_lowercase)) else {
        // A capital or a number after a hyphen is the writer's: the Ankara-Denizli line.
        return Glue::Nothing;
    };
    let tail = bare(tail);
    let stem = head.trim_end_matches(is_hyphen);
    if vocabulary.count(&format!("{stem}{tail}")) > 0 {
        Glue::DropHyphen
    } else if vocabulary.count(&format!("{stem}-{tail}")) > 0 {
        Glue::Nothing
    } else if tail.chars().count() <= 3 && vocabulary.count(&tail) >= 2 {
        // A short word of its own: the first half of two compounds that share their second.
        Glue::Space
    } else if stem.contains(is_hyphen) {
        // The writer has put hyphens into this word already.
        Glue::Nothing
    } else {
        Glue::DropHyphen
    }
}

/// The last word of a line that ends with a hyphen after a letter.
fn cut_word(line: &str) -> Option<&str> {
    let word = line.split_whitespace().next_back()?;
    let stem = word.strip_suffix(is_hyphen)?;
    stem.ends_with(char::is_alphabetic).then_some(word)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{ad}')
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str]) -> String {
        let lines: Vec<String> = lines.iter().map(|line| line.to_string()).collect();
        join(&lines, &Vocabulary::of(lines.iter().map(String::as_str))).0
    }

    #[test]
    fn the_document_tells_whose_hyphen_it_is() {
        assert_eq!(joined(&["We leren van samen-", "werking."]), "We leren van samenwerking.");
        assert_eq!(joined(&["de voor-", "en nadelen, en dus en"]), "de voor- en nadelen, en dus en");
        assert_eq!(joined(&["a follow-up and a follow-", "up"]), "a follow-up and a follow-up");
        assert_eq!(joined(&["the Almelo-", "Denizli link"]), "the Almelo-Denizli link");
        assert_eq!(joined(&["the official-in-", "charge"]), "the official-in-charge");
        assert_eq!(joined(&["one -", "two"]), "one - two");
    }
}
