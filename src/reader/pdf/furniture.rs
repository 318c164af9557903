//! What a page carries besides its text: running headers and footers, page numbers. They come back from page to page at
//! the top or the bottom, numbers apart.

use std::collections::BTreeMap;

use super::lines::Line;

/// How many rows at either end of a page may be furniture.
const ROWS: usize = 3;

/// For each page, which of its lines are furniture.
pub(crate) fn furniture(pages: &[(u32, Vec<Line>)]) -> Vec<Vec<bool>> {
    let edges: Vec<Vec<usize>> = pages.iter().map(|(_, lines)| edges(lines)).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for ((_, lines), edges) in pages.iter().zip(&edges) {
        let mut keys: Vec<String> = edges.iter().map(|&i| key(&lines[i].text)).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    let enough = if pages.len() < 4 { 2 } else { 3 };
    let is_furniture =
        |text: &str| is_page_number(text) || counts.get(&key(text)).is_some_and(|&count| count >= enough);
    let mark = |((_, lines), edges): (&(u32, Vec<Line>), &Vec<usize>)| {
        let mut marks = vec![false; lines.len()];
        for &i in edges {
            marks[i] = is_furniture(&lines[i].text);
        }
        marks
    };
    pages.iter().zip(&edges).map(mark).collect()
}

/// The lines of the first and last rows.
fn edges(lines: &[Line]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].turns == 0).collect();
    rows.sort_by(|&a, &b| lines[b].y.total_cmp(&lines[a].y));
    let mut edges = outer(lines, rows.iter());
    edges.extend(outer(lines, rows.iter().rev()));
    edges.sort_unstable();
    edges.dedup();
    edges
}

fn outer<'a>(lines: &[Line], rows: impl Iterator<Item = &'a usize>) -> Vec<usize> {
    let mut outer = Vec::new();
    let mut seen = 0;
    let mut height = f64::NAN;
    for &i in rows {
        if height.is_nan() || (lines[i].y - height).abs() > 2.0 {
            seen += 1;
            height = lines[i].y;
        }
        if seen > ROWS {
            break;
        }
        outer.push(i);
    }
    outer
}

fn key(text: &str) -> String {
    let mut key = String::new();
    for c in text.chars() {
        let c = if c.is_numeric() { '#' } else { c };
        if c != '#' || !key.ends_with('#') {
            key.push(c);
        }
    }
    key
}

/// `12`, `- 12 -`, `3/12`, `xii`.
fn is_page_number(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric());
    let digits = inner.chars().any(char::is_numeric) && !inner.chars().any(char::is_alphabetic);
    let roman = !inner.is_empty() && inner.chars().all(|c| "ivxlc".contains(c));
    inner.chars().count() <= 9 && (digits || roman)
}
