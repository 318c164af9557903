//! Mends rows that drawing took apart: the marker of an item and its words, the words of a line that was stretched wide.

use super::layout::{same_row, same_size};
use super::lines::Line;
use crate::reader::shape;

/// The lines of a page, rows mended.
pub(crate) fn mended(lines: Vec<Line>) -> Vec<Line> {
    stretched(with_markers(lines))
}

/// Joins the parts of a row that together fill their column like the line before or after them: only a justified line
/// has gaps and both margins, for the rows of a table are all in parts.
fn stretched(lines: Vec<Line>) -> Vec<Line> {
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if same_row(&row[row.len() - 1], &line) => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    let is_full = |row: &[Line], other: Option<&Vec<Line>>| match other.map(Vec::as_slice) {
        Some([line]) => {
            let x = row.iter().map(|part| part.x).fold(f64::INFINITY, f64::min);
            let end = row.iter().map(|part| part.end).fold(f64::NEG_INFINITY, f64::max);
            same_size(line, &row[0]) && (line.x - x).abs() < line.size * 0.5 && (line.end - end).abs() < line.size * 0.5
        }
        _ => false,
    };
    for i in 0..rows.len() {
        let before = i.checked_sub(1).and_then(|i| rows.get(i));
        if rows[i].len() > 1 && (is_full(&rows[i], before) || is_full(&rows[i], rows.get(i + 1))) {
            let row = std::mem::take(&mut rows[i]);
            rows[i] = joined(row).into_iter().collect();
        }
    }
    rows.into_iter().flatten().collect()
}

/// One line of several parts, in the order in which they are read.
fn joined(mut row: Vec<Line>) -> Option<Line> {
    let rtl = row.iter().filter(|part| part.rtl).count() * 2 > row.len();
    row.sort_by(|a, b| if rtl { b.x.total_cmp(&a.x) } else { a.x.total_cmp(&b.x) });
    let mut parts = row.into_iter();
    let first = parts.next()?;
    Some(parts.fold(first, |mut line, part| {
        line.text = format!("{} {}", line.text, part.text);
        (line.x, line.end) = (line.x.min(part.x), line.end.max(part.end));
        line
    }))
}

/// Puts each marker that was drawn apart before the line it marks.
fn with_markers(mut lines: Vec<Line>) -> Vec<Line> {
    let is_marker: Vec<bool> = lines.iter().map(|line| shape::is_marker(&line.text)).collect();
    if !is_marker.contains(&true) {
        return lines;
    }
    let mut rows: Vec<usize> = (0..lines.len()).filter(|&i| !is_marker[i]).collect();
    rows.sort_by(|&a, &b| lines[a].y.total_cmp(&lines[b].y));
    let mut keep = vec![true; lines.len()];
    for marker in (0..lines.len()).filter(|&i| is_marker[i]) {
        let (y, size) = (lines[marker].y, lines[marker].size);
        let lowest = rows.partition_point(|&i| lines[i].y < y - size * 0.3);
        let marks = |line: &Line| {
            let gap = if line.rtl { lines[marker].x - line.end } else { line.x - lines[marker].end };
            (-0.5 * size..size * 6.0).contains(&gap)
        };
        let row = rows[lowest..].iter().take_while(|&&i| lines[i].y < y + size * 0.3);
        if let Some(&item) = row.copied().collect::<Vec<_>>().iter().find(|&&i| marks(&lines[i])) {
            lines[item].text = format!("{} {}", lines[marker].text, lines[item].text);
            keep[marker] = false;
        }
    }
    let mut keep = keep.into_iter();
    lines.retain(|_| keep.next().unwrap_or(true));
    lines
}
