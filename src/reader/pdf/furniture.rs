//! What a page carries besides its text: running headers and footers, page numbers. They come back from page to page at
//! the top or the bottom, numbers apart.

use std::collections::BTreeMap;

use super::lines::Line;

/// How many rows at either end of a page may be furniture.
const ROWS: usize = 2;

/// For each page, which of its lines are furniture.
pub(crate) fn furniture(pages: &[(u32, Vec<Line>)]) -> Vec<Vec<bool>> {
    let edges: Vec<Vec<usize>> = pages.iter().map(|(_, lines)| edges(lines)).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for ((_, lines), edges) in pages.iter().zip(&edges) {
        let mut keys: Vec<String> = edges.iter().map(|&i| key(&lines[i])).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    let enough = if pages.len() < 4 { 2 } else { 3 };
    let comes_back = |line: &Line| counts.get(&key(line)).is_some_and(|&count| count >= enough);
    let mark = |((_, lines), edges): (&(u32, Vec<Line>), &Vec<usize>)| {
        let mut marks = vec![false; lines.len()];
        for &i in edges {
            marks[i] = comes_back(&lines[i]) || is_page_number(&lines[i].text) && is_alone(lines, edges, i);
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

/// The text with its numbers left open, and its size: a title may come back above every page in small.
fn key(line: &Line) -> String {
    let mut key = format!("{:.0} ", line.size);
    for c in line.text.chars() {
        let c = if c.is_numeric() { '#' } else { c };
        if c != '#' || !key.ends_with('#') {
            key.push(c);
        }
    }
    key
}

/// Whether nothing stands beside the line: the numbers of a table have neighbours.
fn is_alone(lines: &[Line], edges: &[usize], i: usize) -> bool {
    edges.iter().all(|&other| other == i || (lines[other].y - lines[i].y).abs() > 2.0)
}

/// `12`, `- 12 -`, `3/12`, `xii`.
fn is_page_number(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let digits = inner.chars().any(char::is_numeric) && !inner.chars().any(char::is_alphabetic);
    inner.chars().count() <= 9 && (digits || (1..100).any(|number| roman(number) == inner))
}

fn roman(number: usize) -> String {
    const TENS: [&str; 10] = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"];
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    format!("{}{}", TENS[number / 10 % 10], ONES[number % 10])
}
