//! What a line looks like: a list item, a table row, a heading. Only shapes, in any language; no words.

use std::ops::Range;

const HEADING_CHARS: usize = 80;
const HEADING_WORDS: usize = 10;

/// Where the words of a list item begin, after its marker; nothing where the line is none.
pub(crate) fn item(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start().len();
    let rest = &line[indent..];
    let marker = bullet(rest).or_else(|| enumerator(rest))?;
    let after = &rest[marker..];
    let space = after.len() - after.trim_start().len();
    (space > 0 && space < after.len()).then_some(indent + marker + space)
}

/// Whether a line is a marker and nothing else: its item was drawn apart.
pub(crate) fn is_marker(line: &str) -> bool {
    let line = line.trim();
    bullet(line).or_else(|| enumerator(line)) == Some(line.len()) && !line.is_empty()
}

/// The number that a line's marker counts, such as 3 in `3. Waste`; nothing where it has none.
pub(crate) fn number(line: &str) -> Option<u32> {
    let rest = line.trim_start();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    enumerator(rest)?;
    rest[..digits].parse().ok()
}

/// The spans of a row's cells within the line; nothing where the line is no row of a table.
pub(crate) fn cells(line: &str) -> Option<Vec<Range<usize>>> {
    let separator = if line.trim().contains('\t') {
        '\t'
    } else if line.matches('|').count() >= 2 {
        '|'
    } else {
        return None;
    };
    let mut cells = Vec::new();
    let mut start = 0;
    for part in line.split(separator) {
        let words = part.trim();
        if words.chars().any(char::is_alphanumeric) {
            let offset = start + (part.len() - part.trim_start().len());
            cells.push(offset..offset + words.len());
        }
        start += part.len() + separator.len_utf8();
    }
    Some(cells)
}

/// The level of a heading by its number or its looks; whether it stands alone is for the caller to know.
pub(crate) fn heading(line: &str) -> Option<u8> {
    let words = line.trim();
    let first = words.chars().next()?;
    let last = words.chars().next_back()?;
    let short = words.chars().count() <= HEADING_CHARS && words.split_whitespace().count() <= HEADING_WORDS;
    if !short || !words.chars().any(char::is_alphabetic) || first.is_lowercase() || ends_clause(last) {
        return None;
    }
    let depth = section_depth(words);
    // A sentence that ends within the line makes it text, whatever follows: a remark of the transcriber, a signature.
    let title =
        if depth.is_some() { words.split_once(char::is_whitespace).map_or("", |(_, title)| title) } else { words };
    let has_sentence = title.split_whitespace().any(|word| word.len() > 4 && word.ends_with(['.', '!', '?', '؟']));
    (!has_sentence).then_some(depth.unwrap_or(1))
}

/// Whether a line of signs underlines the heading above it, or parts what is above from what is below.
pub(crate) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.chars().any(char::is_alphanumeric)
}

/// Whether a sentence is over after this character, closing marks included.
pub(crate) fn ends_sentence(last: char) -> bool {
    matches!(last, '.' | '!' | '?' | '…' | '؟' | '۔' | '"' | '”' | '»' | ')')
}

fn ends_clause(last: char) -> bool {
    ends_sentence(last) && last != ')' || matches!(last, ',' | ';' | ':' | '،' | '؛' | '-' | '\u{2010}' | '\u{ad}')
}

/// How many numbers a section's number has: 2 in `3.1 Waste` and `3.1. Waste`.
fn section_depth(words: &str) -> Option<u8> {
    let number = words.split_whitespace().next()?.trim_end_matches('.');
    let parts: Vec<&str> = number.split('.').collect();
    let numeric = parts.iter().all(|part| (1..=2).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit()));
    numeric.then_some(parts.len().min(6) as u8)
}

fn bullet(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    // The last is what a word processor's symbol font leaves of a bullet.
    matches!(first, '-' | '*' | '•' | '‣' | '◦' | '▪' | '●' | '–' | '—' | '·' | '\u{f0b7}').then_some(first.len_utf8())
}

/// `1.`, `1)`, `(1)`, `a)`: not `1.1`, and not a year.
fn enumerator(line: &str) -> Option<usize> {
    let open = usize::from(line.starts_with('('));
    let body = &line[open..];
    let digits = body.len() - body.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let letter = body.chars().next().filter(|c| c.is_alphabetic()).map_or(0, char::len_utf8);
    let (counter, closing): (usize, &[char]) = match digits {
        1..=3 => (digits, if open == 1 { &[')'] } else { &['.', ')'] }),
        0 if letter > 0 => (letter, &[')']),
        _ => return None,
    };
    let sign = body[counter..].chars().next()?;
    closing.contains(&sign).then_some(open + counter + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_known_by_their_marker() {
        assert_eq!(item("- waste"), Some(2));
        assert_eq!(item("  • atık"), Some("  • ".len()));
        assert_eq!(item("12) x"), Some(4));
        assert_eq!(item("(a) x"), Some(4));
        assert_eq!(item("1.1 Waste"), None);
        assert_eq!(item("2009 was a good year"), None);
        assert_eq!(item("-5 degrees"), None);
        assert_eq!(item("A. Yılmaz spoke"), None);
    }

    #[test]
    fn a_row_gives_its_cells() {
        let line = "| Almelo | | Denizli |";
        let cells: Vec<&str> = cells(line).unwrap().into_iter().map(|span| &line[span]).collect();
        assert_eq!(cells, ["Almelo", "Denizli"]);
        assert!(super::cells("|---|---|").unwrap().is_empty());
        assert!(super::cells("no table").is_none());
    }

    #[test]
    fn headings_are_short_and_end_without_a_stop() {
        assert_eq!(heading("3.1 Lessons learned"), Some(2));
        assert_eq!(heading("Geleerde lessen"), Some(1));
        assert_eq!(heading("الدروس المستفادة"), Some(1));
        assert_eq!(heading("We learned a lot."), None);
        assert_eq!(heading("and then"), None);
        assert_eq!(heading("Then we changed our minds. [laughs]"), None);
        assert_eq!(heading("2. Results"), Some(1));
    }
}
