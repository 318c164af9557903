//! WebVTT and SubRip, read alike and with patience: a cue is what follows a line with an arrow, whatever the header,
//! numbers and line ends are. Cues of one speaker in a row are one turn.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::compose::Composer;
use super::{ReadOptions, Skip, encoding, reason, turns};
use crate::extracted::{Extracted, Problem};

/// Without speakers, a block ends at the first end of a sentence after so many bytes.
const LONG_BLOCK: usize = 600;

static TIMING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3}")
        .expect("a constant")
});
static VOICE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"<v(?:\.[^\s>]*)?\s+([^>]+)>").expect("a constant"));
static TAG: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"</?[A-Za-z0-9:.][^<>]*>|\{\\[^{}]*\}").expect("a constant"));
static LABEL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:-\s*)?(\p{L}[\p{L}\p{M}\p{N} .'’_\-]{0,39}?)\s*[:：]\s+").expect("a constant"));
static NAME_LINE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\((\p{L}[^()]{0,39})\)$").expect("a constant"));

/// Reads WebVTT.
pub(crate) fn read_vtt(bytes: &[u8], options: &ReadOptions) -> Result<Extracted, Skip> {
    read(bytes, options, "vtt")
}

/// Reads SubRip.
pub(crate) fn read_srt(bytes: &[u8], options: &ReadOptions) -> Result<Extracted, Skip> {
    read(bytes, options, "srt")
}

fn read(bytes: &[u8], options: &ReadOptions, format: &'static str) -> Result<Extracted, Skip> {
    let decoded = encoding::decode(bytes, None, options.language)?;
    let cues = cues(&decoded.text);
    if cues.is_empty() {
        let detail = "no line with two times and an arrow; if it is plain text, name it .txt";
        return Err(Skip::new(reason::BROKEN, detail));
    }
    let parts = parts(&cues, options);
    let (composer, problems) = (compose(parts), decoded.problems);
    Ok(extracted(composer, format, decoded.encoding, problems))
}

fn extracted(composer: Composer, format: &'static str, encoding: &'static str, problems: Vec<Problem>) -> Extracted {
    let Composer { text, blocks } = composer;
    Extracted { text, pages: Vec::new(), blocks, format, encoding: Some(encoding), problems }
}

/// What one speaker says within one cue.
struct Part {
    speaker: Speaker,
    words: String,
}

enum Speaker {
    /// The cue names no one: whoever spoke before goes on.
    Same,
    Named(String),
    /// A dash says that someone else speaks, and not who.
    Other,
}

/// The lines of each cue, without its times, identifier and notes.
fn cues(text: &str) -> Vec<Vec<&str>> {
    let mut cues: Vec<Vec<&str>> = Vec::new();
    let mut open = false;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if TIMING.is_match(line) {
            cues.push(Vec::new());
            open = true;
            continue;
        }
        // Some writers leave the blank line out: an identifier right before the next times is no speech.
        let identifier = lines.peek().is_some_and(|next| TIMING.is_match(next));
        let words = line.trim();
        if words.is_empty() {
            open = false;
        } else if open
            && !(identifier && words.chars().all(|c| c.is_ascii_digit()))
            && let Some(cue) = cues.last_mut()
        {
            cue.push(words);
        }
    }
    without_rolling(&mut cues);
    cues
}

/// Live captions show the last line again above the new one.
fn without_rolling(cues: &mut [Vec<&str>]) {
    let mut shown: Option<String> = None;
    for cue in cues {
        let last = cue.last().map(|line| plain(line));
        if cue.len() > 1 && shown.is_some() && shown.as_deref() == cue.first().map(|line| plain(line)).as_deref() {
            cue.remove(0);
        }
        shown = last.or(shown);
    }
}

fn parts(cues: &[Vec<&str>], options: &ReadOptions) -> Vec<Part> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for line in cues.iter().flatten() {
        if let Some(found) = LABEL.captures(&plain(line)) {
            *counts.entry(found[1].to_string()).or_default() += 1;
        }
    }
    let is_speaker = |name: &str| {
        turns::is_name(name)
            && turns::listed(name, options).unwrap_or(counts.get(name).is_some_and(|&count| count >= 2))
    };
    cues.iter().flat_map(|cue| cue_parts(cue, &is_speaker)).collect()
}

fn cue_parts(cue: &[&str], is_speaker: &dyn Fn(&str) -> bool) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let dashes = cue.len() > 1 && cue.iter().all(|line| line.starts_with('-'));
    for (i, line) in cue.iter().enumerate() {
        let words = plain(line);
        if let Some(name) =
            NAME_LINE.captures(&words).filter(|name| i == 0 && cue.len() > 1 && turns::is_name(&name[1]))
        {
            parts.push(Part { speaker: Speaker::Named(name[1].trim().to_string()), words: String::new() });
        } else if VOICE.is_match(line) {
            parts.extend(voices(line));
        } else if let Some(label) = LABEL.captures(&words).filter(|label| is_speaker(&label[1])) {
            let said = words[label[0].len()..].to_string();
            parts.push(Part { speaker: Speaker::Named(label[1].to_string()), words: said });
        } else if dashes {
            parts.push(Part { speaker: Speaker::Other, words: words.trim_start_matches('-').trim().to_string() });
        } else {
            match parts.last_mut() {
                Some(part) => join(&mut part.words, &words),
                None => parts.push(Part { speaker: Speaker::Same, words }),
            }
        }
    }
    parts
}

/// The stretches of a line with voice tags; what stands before the first belongs to whoever spoke.
fn voices(line: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut speaker = Speaker::Same;
    let mut start = 0;
    for found in VOICE.captures_iter(line) {
        let all = found.get(0).map_or(0..0, |all| all.range());
        let name = decode_entities(found[1].trim());
        parts.push(Part {
            speaker: std::mem::replace(&mut speaker, Speaker::Named(name)),
            words: plain(&line[start..all.start]),
        });
        start = all.end;
    }
    parts.push(Part { speaker, words: plain(&line[start..]) });
    parts.retain(|part| !(part.words.is_empty() && matches!(part.speaker, Speaker::Same)));
    parts
}

fn compose(parts: Vec<Part>) -> Composer {
    let mut composer = Composer::default();
    let mut speaker: Option<String> = None;
    let mut words = String::new();
    for part in parts {
        let next = match part.speaker {
            Speaker::Same => speaker.clone(),
            Speaker::Named(name) => Some(name),
            Speaker::Other => {
                composer.turn(speaker.as_deref(), &std::mem::take(&mut words));
                None
            }
        };
        let long = next.is_none() && words.len() > LONG_BLOCK && words.ends_with(['.', '!', '?', '…', '؟']);
        if next != speaker || long {
            composer.turn(speaker.as_deref(), &std::mem::take(&mut words));
        }
        speaker = next;
        join(&mut words, &part.words);
    }
    composer.turn(speaker.as_deref(), &words);
    composer
}

fn join(words: &mut String, more: &str) {
    if !words.is_empty() && !more.is_empty() {
        words.push(' ');
    }
    words.push_str(more);
}

/// A line without tags and with its entities decoded.
fn plain(line: &str) -> String {
    decode_entities(TAG.replace_all(line, "").trim())
}

fn decode_entities(words: &str) -> String {
    if !words.contains('&') {
        return words.to_string();
    }
    let decoded = words.replace("&lrm;", "\u{200e}").replace("&rlm;", "\u{200f}").replace("&nbsp;", "\u{a0}");
    let decoded = decoded.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    decoded.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(Option<String>, String)> {
        let extracted = read_vtt(text.as_bytes(), &ReadOptions::default()).unwrap();
        extracted.blocks.into_iter().map(|block| (block.speaker, extracted.text[block.span].to_string())).collect()
    }

    fn said(name: &str, words: &str) -> (Option<String>, String) {
        (Some(name.to_string()), words.to_string())
    }

    #[test]
    fn voice_tags_over_two_lines_and_two_cues_are_one_turn() {
        let text = "WEBVTT\n\ne1/12-0\n00:00:01.000 --> 00:00:03.000\n<v Ayşe Yılmaz>Çok şey\nöğrendik.</v>\n\n\
                    00:00:03.000 --> 00:00:04.000\n<v Ayşe Yılmaz>Atık &amp; su.</v>\n\n\
                    00:00:05.000 --> 00:00:06.000\n<v.loud Sanne>Echt?</v>\n";
        assert_eq!(shown(text), [said("Ayşe Yılmaz", "Çok şey öğrendik. Atık & su."), said("Sanne", "Echt?")]);
    }

    #[test]
    fn labels_and_names_in_brackets_are_speakers() {
        let text = "WEBVTT\r\n\r\n1\r\n00:01.000 --> 00:02.000\r\nSanne: Hello.\r\n\r\n2\r\n00:03.000 --> 00:04.000\r\n\
                    Sanne: Again.\r\n\r\n00:05.000 --> 00:06.000\r\n(Mehmet)\r\nYes.\r\n";
        assert_eq!(shown(text), [said("Sanne", "Hello. Again."), said("Mehmet", "Yes.")]);
    }

    #[test]
    fn subrip_is_read_with_a_dot_and_without_numbers() {
        let text = "\u{feff}00:00:01.000 --> 00:00:02.000\n<i>We learned.</i>\n\n00:00:03,5 --> 00:00:04,5\nA lot.\n";
        assert_eq!(shown(text), [(None, "We learned. A lot.".to_string())]);
    }

    #[test]
    fn rolling_captions_are_read_once() {
        let text = "WEBVTT\nKind: captions\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000\nwe went\n\n\
                    00:02.000 --> 00:03.000\nwe went\n<c>to</c> see<00:02.500> it\n";
        assert_eq!(shown(text), [(None, "we went to see it".to_string())]);
    }

    #[test]
    fn a_file_without_cues_is_broken() {
        assert_eq!(read_srt(b"no cues", &ReadOptions::default()).unwrap_err().reason, reason::BROKEN);
    }
}
