//! What a person may have meant by a word that is not known.

/// The candidate that is fewest edits away from `word`, if that is near enough to be a slip; the first of equals.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let length = word.chars().count();
    let enough = (length / 3).max(1).min(length.saturating_sub(1));
    candidates
        .into_iter()
        .map(|candidate| (edits(word, candidate), candidate))
        .filter(|(edits, _)| *edits <= enough)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance, in characters.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let known = ["name", "aliases", "partner"];
        assert_eq!(nearest("alias", known), None);
        assert_eq!(nearest("aliasses", known), Some("aliases"));
        assert_eq!(nearest("partners", known), Some("partner"));
        assert_eq!(nearest("nmae", known), None, "two edits in four letters");
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("b", ["a", "c"]), None, "another letter is another word");
    }
}
