//! Speaker turns in transcripts that are only text: a label before a colon (or beside a time stamp) that comes back,
//! or that is known. Works on the blocks of any format and leaves documents without turns as they are.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::ReadOptions;
use crate::extracted::{Block, BlockKind};

/// A label where a turn may begin.
struct Label<'a> {
    name: &'a str,
    /// Where the line begins.
    line: usize,
    /// Where the words begin.
    words: usize,
}

/// A time stamp: `00:12`, `1:02:33.5`, `00:01:23-4`.
const STAMP: &str = r"\d{1,2}:\d{1,2}(?::\d{1,2})?(?:[.,\-]\d{1,3})?";

/// `[00:12] Name (00:12): words`, and f4's `#00:12#`.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    let stamp = format!(r"[#\[(]?{STAMP}[#\])]?");
    Regex::new(&format!(
        r"^(?:{stamp}\s*[-–]?\s*)?(?P<name>\p{{L}}[\p{{L}}\p{{M}}\p{{N}} .'’_\-]{{0,39}}?)\s*(?:[#\[(]{STAMP}[#\])])?\s*[:：](?:\s|$)"
    ))
    .expect("a constant")
});

/// A line of its own with name and time, as dictation programs write: `Name  0:00`.
static STAMPED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"^(?P<name>\p{{L}}[\p{{L}}\p{{M}}\p{{N}} .'’_\-]{{0,39}}?)\s+[\[(]?{STAMP}[\])]?\s*$"))
        .expect("a constant")
});

/// Stamps at the end of a turn.
static STAMP_LAST: LazyLock<Regex> = LazyLock::new(|| {
    let stamps = format!(r"(?:[#\[(]{STAMP}[#\])]|(?m:^){STAMP}(?:\s*-->\s*{STAMP})?)");
    Regex::new(&format!(r"(?:\s*{stamps})+\s*$")).expect("a constant")
});

/// The same blocks, where a transcript's paragraphs are replaced by the turns they hold.
pub(crate) fn turns(text: &str, blocks: Vec<Block>, options: &ReadOptions) -> Vec<Block> {
    let labels = accepted(text, &blocks, options);
    if labels.is_empty() {
        return blocks;
    }
    let mut out: Vec<Block> = Vec::new();
    let mut labels = labels.into_iter().peekable();
    let mut speaker: Option<String> = None;
    for block in blocks {
        if !may_hold_turns(block.kind) {
            // A heading parts turns; what is not coded or stands beside the talk does not end it for good.
            out.push(block);
            continue;
        }
        let mut start = block.span.start;
        while let Some(label) = labels.next_if(|label| label.line < block.span.end) {
            extend(text, &mut out, speaker.as_deref(), start..label.line, &block);
            speaker = Some(label.name.to_string());
            let words = label.words.min(block.span.end);
            out.push(Block { span: words..words, kind: BlockKind::Turn, speaker: speaker.clone() });
            start = words;
        }
        extend(text, &mut out, speaker.as_deref(), start..block.span.end, &block);
    }
    for block in out.iter_mut().filter(|block| block.kind == BlockKind::Turn) {
        trim(text, block);
    }
    out.retain(|block| !block.span.is_empty());
    out
}

/// Whether a label of this name may be a speaker, by the lists alone: nothing where they do not say.
pub(crate) fn listed(name: &str, options: &ReadOptions) -> Option<bool> {
    let folded = name.to_lowercase();
    let among = |list: &[String]| list.iter().any(|label| label.to_lowercase() == folded);
    if among(options.not_speakers) {
        Some(false)
    } else if among(options.speaker_labels) {
        Some(true)
    } else {
        None
    }
}

/// Whether a name has the length of one: one to four words, 40 characters.
pub(crate) fn is_name(name: &str) -> bool {
    (1..=4).contains(&name.split_whitespace().count()) && name.chars().count() <= 40
}

/// The labels that mark turns; none where the document is no transcript.
fn accepted<'a>(text: &'a str, blocks: &[Block], options: &ReadOptions) -> Vec<Label<'a>> {
    let mut labels = Vec::new();
    let mut paragraphs = 0;
    for block in blocks.iter().filter(|block| may_hold_turns(block.kind)) {
        paragraphs += 1;
        let mut start = block.span.start;
        for line in text[block.span.clone()].split_inclusive('\n') {
            labels.extend(label(line, start));
            start += line.len();
        }
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in &labels {
        *counts.entry(label.name).or_default() += 1;
    }
    labels.retain(|label| listed(label.name, options).unwrap_or(counts[label.name] >= 2));
    let known = labels.iter().any(|label| listed(label.name, options) == Some(true));
    // In talk, most paragraphs begin with a label; in a report with a result per project, few do.
    let thick = labels.len() * 4 >= paragraphs;
    if labels.len() < 2 || !(known || thick) {
        labels.clear();
    }
    labels
}

fn label(line: &str, start: usize) -> Option<Label<'_>> {
    let indent = line.len() - line.trim_start().len();
    let trimmed = line[indent..].trim_end();
    let found = LABELLED.captures(trimmed).or_else(|| STAMPED.captures(trimmed))?;
    let name = found.name("name")?.as_str().trim();
    is_name(name).then(|| Label { name, line: start, words: start + indent + found.get(0).map_or(0, |all| all.end()) })
}

/// A heading may be a name beside a time; a list may be talk that begins with a dash.
fn may_hold_turns(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Turn)
}

/// Adds words to the turn that is open; before the first turn they stay what they are.
fn extend(text: &str, out: &mut Vec<Block>, speaker: Option<&str>, span: Range<usize>, block: &Block) {
    if text[span.clone()].trim().is_empty() {
        return;
    }
    let open = out.last_mut().filter(|last| last.kind == BlockKind::Turn && last.speaker.as_deref() == speaker);
    match (open, speaker) {
        (Some(open), Some(_)) => open.span.end = span.end,
        (None, Some(name)) => out.push(Block { span, kind: BlockKind::Turn, speaker: Some(name.to_string()) }),
        (_, None) => out.push(Block { span, kind: block.kind, speaker: block.speaker.clone() }),
    }
}

/// Takes white space and time stamps off the ends of a turn.
fn trim(text: &str, block: &mut Block) {
    let words = &text[block.span.clone()];
    let end = STAMP_LAST.find(words).map_or(words.len(), |stamp| stamp.start());
    let words = words[..end].trim_end();
    let indent = words.len() - words.trim_start().len();
    block.span = block.span.start + indent..block.span.start + words.len();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::plain;

    fn shown(text: &str, options: &ReadOptions) -> Vec<(Option<String>, String)> {
        let blocks = turns(text, plain::blocks(text), options);
        blocks.into_iter().map(|block| (block.speaker, text[block.span].to_string())).collect()
    }

    fn said(name: &str, words: &str) -> (Option<String>, String) {
        (Some(name.to_string()), words.to_string())
    }

    #[test]
    fn labels_that_come_back_are_speakers() {
        let text =
            "Interviewer: What did you learn?\nR1: A lot.\n\nMore of it.\nInterviewer: From whom?\nR1: Denizli.\n";
        assert_eq!(
            shown(text, &ReadOptions::default()),
            [
                said("Interviewer", "What did you learn?"),
                said("R1", "A lot.\n\nMore of it."),
                said("Interviewer", "From whom?"),
                said("R1", "Denizli."),
            ]
        );
    }

    #[test]
    fn time_stamps_lie_outside_the_turn() {
        let text =
            "[00:00:12] Ayşe Hanım: Çok şey öğrendik. #00:01:23-4#\nI (00:02): Wat dan?\nAyşe Hanım: Atık.\nI: Ja.";
        assert_eq!(shown(text, &ReadOptions::default())[0], said("Ayşe Hanım", "Çok şey öğrendik."));
        assert_eq!(shown(text, &ReadOptions::default())[1], said("I", "Wat dan?"));
    }

    #[test]
    fn a_name_beside_a_time_opens_a_turn() {
        let text =
            "Mehmet  0:00\nWe saw it there.\n\nSanne  0:12\nAnd here?\n\nMehmet  0:15\nNot yet.\n\nSanne  0:20\nOk.\n";
        assert_eq!(shown(text, &ReadOptions::default())[1], said("Sanne", "And here?"));
    }

    #[test]
    fn arabic_labels_are_speakers() {
        let text = "المحاور: ماذا تعلمتم؟\nالمجيب: الكثير.\nالمحاور: ممن؟\nالمجيب: منهم.\n";
        assert_eq!(shown(text, &ReadOptions::default())[1], said("المجيب", "الكثير."));
    }

    #[test]
    fn lists_decide_before_counting_does() {
        let (speakers, others) = (["Vrager".to_string()], ["Note".to_string()]);
        let options = ReadOptions { speaker_labels: &speakers, not_speakers: &others, ..ReadOptions::default() };
        let text = "Note: one.\nNote: two.\nVrager: Wat?\nVrager: En?\n";
        let speakers: Vec<_> = shown(text, &options).into_iter().map(|(speaker, _)| speaker).collect();
        assert_eq!(speakers, [None, None, Some("Vrager".to_string()), Some("Vrager".to_string())][1..]);
    }

    #[test]
    fn a_report_with_a_colon_has_no_turns() {
        let text = "Date: 3 May 2009\n\nThe partners met. Result: good.\n\nThey met again.\n";
        assert!(shown(text, &ReadOptions::default()).iter().all(|(speaker, _)| speaker.is_none()));
    }
}
