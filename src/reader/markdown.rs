//! Markdown: the text without its markup. Front matter and images go, code is kept and not coded.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::compose::Composer;
use super::{ReadOptions, Skip, encoding, html, turns};
use crate::extracted::{BlockKind, Extracted};

/// Reads a Markdown file.
pub(crate) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Extracted, Skip> {
    let decoded = encoding::decode(bytes, None, options.language)?;
    let mut walk = Walk::default();
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for event in Parser::new_ext(&decoded.text, extensions) {
        walk.event(event);
    }
    walk.flush();
    let Composer { text, blocks } = walk.composer;
    let blocks = turns::turns(&text, blocks, options);
    Ok(Extracted {
        text,
        pages: Vec::new(),
        blocks,
        format: "markdown",
        encoding: Some(decoded.encoding),
        problems: decoded.problems,
    })
}

#[derive(Default)]
struct Walk {
    composer: Composer,
    words: String,
    html: String,
    heading: Option<u8>,
    /// How many of each are open.
    items: usize,
    cells: usize,
    notes: usize,
    code: usize,
    dropped: usize,
}

impl Walk {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Html(markup) => self.html.push_str(&markup),
            _ if self.dropped > 0 => {}
            Event::Text(words) | Event::Code(words) => self.words.push_str(&words),
            Event::SoftBreak | Event::HardBreak => self.words.push('\n'),
            Event::InlineHtml(markup) if markup.starts_with("<br") => self.words.push('\n'),
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => return,
            Tag::Image { .. } => {
                self.dropped += 1;
                return;
            }
            _ => self.flush(),
        }
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(depth(*level)),
            Tag::Item => self.items += 1,
            Tag::TableCell => self.cells += 1,
            Tag::FootnoteDefinition(_) => self.notes += 1,
            Tag::CodeBlock(_) => self.code += 1,
            Tag::MetadataBlock(_) => self.dropped += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => return,
            TagEnd::Image => {
                self.dropped = self.dropped.saturating_sub(1);
                return;
            }
            _ => self.flush(),
        }
        match tag {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::Item => self.items -= 1,
            TagEnd::TableCell => self.cells -= 1,
            TagEnd::FootnoteDefinition => self.notes -= 1,
            TagEnd::CodeBlock => self.code -= 1,
            TagEnd::MetadataBlock(_) => self.dropped = self.dropped.saturating_sub(1),
            TagEnd::HtmlBlock => html::compose(&std::mem::take(&mut self.html), &mut self.composer),
            _ => {}
        }
    }

    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let kind = if self.code > 0 {
            BlockKind::Uncoded
        } else if let Some(level) = self.heading {
            BlockKind::Heading(level)
        } else if self.cells > 0 {
            BlockKind::Cell
        } else if self.notes > 0 {
            BlockKind::Note
        } else if self.items > 0 {
            BlockKind::Item
        } else {
            BlockKind::Paragraph
        };
        self.composer.block(kind, &words);
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markdown: &str) -> Vec<(BlockKind, String)> {
        let extracted = read(markdown.as_bytes(), &ReadOptions::default()).unwrap();
        extracted.blocks.iter().map(|block| (block.kind, extracted.text[block.span.clone()].to_string())).collect()
    }

    #[test]
    fn markup_goes_and_structure_stays() {
        let markdown = "---\ntitle: x\n---\n# Lessons *learned*\n\nWe **saw** [it](http://x.org) &amp; more.[^1]\n\n\
                        - waste\n  - water\n\n> Quoted.\n\n| A | B |\n|---|---|\n| c | d |\n\n```\ncode\n```\n\n[^1]: A note.\n";
        let expected = [
            (BlockKind::Heading(1), "Lessons learned"),
            (BlockKind::Paragraph, "We saw it & more."),
            (BlockKind::Item, "waste"),
            (BlockKind::Item, "water"),
            (BlockKind::Paragraph, "Quoted."),
            (BlockKind::Cell, "A"),
            (BlockKind::Cell, "B"),
            (BlockKind::Cell, "c"),
            (BlockKind::Cell, "d"),
            (BlockKind::Uncoded, "code"),
            (BlockKind::Note, "A note."),
        ];
        assert_eq!(shown(markdown), expected.map(|(kind, words)| (kind, words.to_string())));
    }

    #[test]
    fn html_inside_is_read_and_images_are_not() {
        let shown = shown("Text ![alt](x.png) here.\n\n<div><p>Inside</p></div>\n");
        assert_eq!(shown[0].1, "Text  here.");
        assert_eq!(shown[1].1, "Inside");
    }

    #[test]
    fn bold_labels_are_speakers() {
        let markdown = "**Interviewer:** Wat?\n\n**R1:** Veel.\n\n**Interviewer:** Van wie?\n\n**R1:** Denizli.\n";
        let extracted = read(markdown.as_bytes(), &ReadOptions::default()).unwrap();
        let speakers: Vec<_> = extracted.blocks.iter().map(|block| block.speaker.as_deref()).collect();
        assert_eq!(speakers, [Some("Interviewer"), Some("R1"), Some("Interviewer"), Some("R1")]);
    }
}
