//! From the glyphs of one line to its text in reading order. Positions decide, not the order of drawing: Arabic is drawn
//! in either order, and its marks apart from their letters.

use unicode_normalization::UnicodeNormalization;

use super::glyphs::Glyph;

/// A gap wider than this many sizes is a space.
const SPACE: f64 = 0.15;

/// The text of a line, and whether it reads from right to left.
pub(crate) fn reading_order(glyphs: Vec<Glyph>) -> (String, bool) {
    let mut clusters = clusters(glyphs);
    let strong = |way: Way| clusters.iter().filter(|cluster| cluster.way == way).count();
    let rtl = strong(Way::Right) > strong(Way::Left);
    if rtl {
        clusters.reverse();
        reverse_runs(&mut clusters, |way| matches!(way, Way::Left | Way::Number));
        mirror(&mut clusters);
    } else {
        reverse_runs(&mut clusters, |way| way == Way::Right);
    }
    (clusters.into_iter().map(|cluster| cluster.text).collect(), rtl)
}

/// A letter with its marks, or a gap.
#[derive(Debug)]
struct Cluster {
    x: f64,
    end: f64,
    text: String,
    way: Way,
}

/// Which way a cluster makes a line run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Left,
    Right,
    Number,
    Neutral,
}

/// Letters from left to right, each with its marks, and gaps as spaces.
fn clusters(glyphs: Vec<Glyph>) -> Vec<Cluster> {
    let (marks, mut bases): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(|glyph| is_mark(&glyph.text));
    bases.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut clusters: Vec<Cluster> = Vec::with_capacity(bases.len() * 2);
    for glyph in bases {
        if let Some(last) = clusters.last()
            && glyph.x - last.end > glyph.size * SPACE
            && !glyph.text.trim().is_empty()
            && (last.text.is_empty() || !last.text.trim().is_empty())
        {
            clusters.push(Cluster { x: last.end, end: glyph.x, text: " ".to_string(), way: Way::Neutral });
        }
        let text = letters(&glyph.text);
        let way = way(&text);
        clusters.push(Cluster { x: glyph.x, end: glyph.end, text, way });
    }
    for mark in marks {
        let centre = (mark.x + mark.end) / 2.0;
        // The last base that begins before the mark's middle: its box holds the mark, or is the nearest on that side.
        let place = clusters.partition_point(|cluster| cluster.x <= centre).saturating_sub(1);
        match clusters.get_mut(place) {
            Some(base) => base.text.push_str(&letters(&mark.text)),
            None => clusters.push(Cluster { x: mark.x, end: mark.end, text: mark.text, way: Way::Neutral }),
        }
    }
    clusters
}

/// Reverses each run of clusters that go a way of their own, with what lies between them.
fn reverse_runs(clusters: &mut [Cluster], goes: impl Fn(Way) -> bool) {
    let mut start = 0;
    while start < clusters.len() {
        if !goes(clusters[start].way) {
            start += 1;
            continue;
        }
        let mut last = start;
        let mut spaced = false;
        for next in start + 1..clusters.len() {
            let cluster = &clusters[next];
            if goes(cluster.way) {
                // Numbers apart are read one by one; words, and a number beside a word, as one stretch.
                if spaced && cluster.way == Way::Number && clusters[last].way == Way::Number {
                    break;
                }
                (last, spaced) = (next, false);
            } else if cluster.way == Way::Neutral {
                spaced |= cluster.text.trim().is_empty();
            } else {
                break;
            }
        }
        clusters[start..=last].reverse();
        start = last + 1;
    }
}

/// Brackets are drawn as they look; in a line from right to left the one that looks closing opens.
fn mirror(clusters: &mut [Cluster]) {
    const PAIRS: &[(char, char)] = &[('(', ')'), ('[', ']'), ('{', '}'), ('«', '»'), ('<', '>')];
    for &(open, close) in PAIRS {
        let first = clusters.iter().find_map(|cluster| cluster.text.chars().find(|c| [open, close].contains(c)));
        if first != Some(close) {
            continue;
        }
        for cluster in clusters.iter_mut() {
            let swapped = cluster.text.chars().map(|c| match c {
                c if c == open => close,
                c if c == close => open,
                c => c,
            });
            cluster.text = swapped.collect();
        }
    }
}

/// Shapes of letters as letters: ligatures and the forms that Arabic letters take in a word.
fn letters(text: &str) -> String {
    let is_shape = |c: &char| matches!(c, '\u{fb00}'..='\u{fb4f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        if is_shape(&c) {
            letters.extend(c.nfkc());
        } else if !c.is_control() || c.is_whitespace() {
            letters.push(c);
        }
    }
    letters
}

fn way(text: &str) -> Way {
    text.chars().find_map(strong).unwrap_or(Way::Neutral)
}

fn strong(c: char) -> Option<Way> {
    match c {
        '٠'..='٩' | '۰'..='۹' => Some(Way::Number),
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' if c.is_alphabetic() => {
            Some(Way::Right)
        }
        _ if c.is_alphabetic() => Some(Way::Left),
        _ if c.is_numeric() => Some(Way::Number),
        _ => None,
    }
}

fn is_mark(text: &str) -> bool {
    let is_combining = |c| unicode_normalization::char::is_combining_mark(c);
    !text.is_empty() && text.chars().all(is_combining)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line drawn from left to right, one unit a letter.
    fn drawn(visual: &str) -> (String, bool) {
        let glyphs = visual.chars().enumerate().map(|(i, c)| {
            let x = i as f64;
            Glyph { x, y: 0.0, end: x + 1.0, size: 1.0, turns: 0, text: c.to_string() }
        });
        reading_order(glyphs.collect())
    }

    #[test]
    fn arabic_is_read_from_the_right_and_numbers_from_the_left() {
        let logical = "تعلمنا (2009) من Almelo الكثير";
        let visual: String = "ريثكلا Almelo نم (2009) انملعت".to_string();
        assert_eq!(drawn(&visual), (logical.to_string(), true));
    }

    #[test]
    fn a_name_in_arabic_within_a_latin_line_is_turned() {
        assert_eq!(drawn("the city (ةيلزند) learned").0, "the city (دنزلية) learned");
    }

    #[test]
    fn ligatures_become_letters_and_gaps_spaces() {
        let glyph =
            |x: f64, end: f64, text: &str| Glyph { x, y: 0.0, end, size: 10.0, turns: 0, text: text.to_string() };
        let line = vec![glyph(0.0, 5.0, "e"), glyph(5.0, 11.0, "ﬃ"), glyph(14.0, 19.0, "x")];
        assert_eq!(reading_order(line).0, "effi x");
    }
}
