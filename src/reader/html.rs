//! HTML: the text a visitor reads, by block. The walk is a loop, and markup nested deeper than any page is refused, for
//! a parser that looks upwards at each tag would never end.

use encoding_rs::Encoding;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use super::compose::{Composer, collapse};
use super::{ReadOptions, Skip, encoding, reason, turns};
use crate::extracted::{BlockKind, Extracted};

const DEEPEST: usize = 4096;

/// A cell longer than this lays out a page rather than a table.
const LONGEST_CELL: usize = 400;

/// Not prose, with all that is inside.
const DROPPED: &[&str] = &[
    "head", "script", "style", "template", "noscript", "nav", "iframe", "svg", "math", "select", "textarea", "button",
    "object", "audio", "video", "canvas", "rp", "rt",
];

/// Begin and end on a line of their own.
const BLOCKS: &[&str] = &[
    "html",
    "body",
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "section",
    "article",
    "main",
    "aside",
    "header",
    "footer",
    "figure",
    "figcaption",
    "address",
    "form",
    "fieldset",
    "legend",
    "hr",
    "details",
    "summary",
    "center",
];

/// Elements that HTML closes by itself, so that their number says nothing of depth.
const CLOSED_BY_ITSELF: &[&str] = &[
    "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "br", "hr", "img", "meta", "link",
    "input", "col", "colgroup", "area", "base", "wbr", "source", "param", "embed", "html", "head", "body", "rp", "rt",
];

/// Reads a page.
pub(crate) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Extracted, Skip> {
    let decoded = encoding::decode(bytes, declared(bytes), options.language)?;
    if depth(&decoded.text) > DEEPEST {
        return Err(Skip::new(reason::BROKEN, format!("elements are nested more than {DEEPEST} deep")));
    }
    let mut composer = Composer::default();
    compose(&decoded.text, &mut composer);
    let Composer { text, blocks } = composer;
    let blocks = turns::turns(&text, blocks, options);
    Ok(Extracted {
        text,
        pages: Vec::new(),
        blocks,
        format: "html",
        encoding: Some(decoded.encoding),
        problems: decoded.problems,
    })
}

/// Adds the blocks of a page or of a part of one.
pub(crate) fn compose(markup: &str, composer: &mut Composer) {
    if depth(markup) > DEEPEST {
        return;
    }
    let page = Html::parse_document(markup);
    let mut walk = Walk { composer, words: String::new(), kinds: Vec::new(), dropped: 0, verbatim: 0 };
    let mut node = page.tree.root();
    'walk: loop {
        match node.value() {
            Node::Element(element) => walk.open(element, ElementRef::wrap(node)),
            Node::Text(text) => walk.text(text),
            _ => {}
        }
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            if let Node::Element(element) = node.value() {
                walk.close(element);
            }
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => break 'walk,
            }
        }
    }
    walk.flush();
}

struct Walk<'a> {
    composer: &'a mut Composer,
    words: String,
    /// The kinds of the open elements that have one.
    kinds: Vec<BlockKind>,
    /// How many elements are open since the first one that is dropped.
    dropped: usize,
    /// How many elements are open that keep their white space.
    verbatim: usize,
}

impl Walk<'_> {
    fn open(&mut self, element: &Element, reference: Option<ElementRef>) {
        if self.dropped > 0 || is_dropped(element) || reference.is_some_and(is_note_mark) {
            self.dropped += 1;
            return;
        }
        let name = element.name();
        if name == "br" {
            self.words.push('\n');
        }
        if BLOCKS.contains(&name) {
            self.flush();
        }
        self.kinds.extend(kind(name));
        self.verbatim += usize::from(name == "pre");
    }

    fn text(&mut self, text: &str) {
        if self.dropped > 0 {
            return;
        }
        if self.verbatim > 0 {
            self.words.push_str(text);
        } else {
            // Line breaks of the source mean nothing; those of `br` are pushed elsewhere.
            self.words.extend(text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }));
        }
    }

    fn close(&mut self, element: &Element) {
        if self.dropped > 0 {
            self.dropped -= 1;
            return;
        }
        let name = element.name();
        if BLOCKS.contains(&name) {
            self.flush();
        }
        if kind(name).is_some() {
            self.kinds.pop();
        }
        self.verbatim -= usize::from(name == "pre");
    }

    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let kind = match self.kinds.last() {
            Some(BlockKind::Cell) if words.chars().count() > LONGEST_CELL => BlockKind::Paragraph,
            Some(kind) => *kind,
            None => BlockKind::Paragraph,
        };
        if self.verbatim > 0 {
            self.composer.block(kind, &words);
        } else {
            self.composer.block(kind, &collapse(&words));
        }
    }
}

fn kind(name: &str) -> Option<BlockKind> {
    match name {
        "h1" => Some(BlockKind::Heading(1)),
        "h2" => Some(BlockKind::Heading(2)),
        "h3" => Some(BlockKind::Heading(3)),
        "h4" => Some(BlockKind::Heading(4)),
        "h5" => Some(BlockKind::Heading(5)),
        "h6" => Some(BlockKind::Heading(6)),
        "li" | "dt" | "dd" => Some(BlockKind::Item),
        "td" | "th" => Some(BlockKind::Cell),
        "footer" => Some(BlockKind::Uncoded),
        _ => None,
    }
}

fn is_dropped(element: &Element) -> bool {
    DROPPED.contains(&element.name()) || element.attr("hidden").is_some()
}

/// A raised sign without letters that links to a note, or stands in brackets: it would glue to the sentence.
fn is_note_mark(element: ElementRef) -> bool {
    if element.value().name() != "sup" {
        return false;
    }
    let words: String = element.text().collect();
    let links = element.child_elements().any(|child| child.value().name() == "a");
    !words.chars().any(char::is_alphabetic) && (links || !words.trim().chars().all(char::is_numeric))
}

/// The encoding that the page names in its first kilobytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let at = head.windows(8).position(|window| window == b"charset=")? + 8;
    let label = head[at..].trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let end = label.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:".contains(byte)))?;
    Encoding::for_label(&label[..end])
}

/// How deep elements are nested at most, counting only those that need an end tag.
fn depth(markup: &str) -> usize {
    let (mut deepest, mut depth) = (0, 0_usize);
    for tag in markup.split('<').skip(1) {
        let (closing, name) = match tag.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, tag),
        };
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        if name.is_empty() || CLOSED_BY_ITSELF.contains(&name.as_str()) {
            continue;
        }
        depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markup: &str) -> Vec<(BlockKind, String)> {
        let extracted = read(markup.as_bytes(), &ReadOptions::default()).unwrap();
        extracted.blocks.iter().map(|block| (block.kind, extracted.text[block.span.clone()].to_string())).collect()
    }

    #[test]
    fn prose_is_kept_by_block_and_the_rest_goes() {
        let markup = "<html><head><title>T</title><style>p{}</style></head><body><nav>Menu</nav><h2>Lessons</h2>\
                      <p>We <b>lear</b>ned\n a lot.<sup><a href='#1'>1</a></sup> More &amp; more<br>here.</p><ul><li>waste</ul>\
                      <table><tr><td>A<td>B</table>tail<script>x</script>";
        let expected = [
            (BlockKind::Heading(2), "Lessons"),
            (BlockKind::Paragraph, "We learned a lot. More & more\nhere."),
            (BlockKind::Item, "waste"),
            (BlockKind::Cell, "A"),
            (BlockKind::Cell, "B"),
            (BlockKind::Paragraph, "tail"),
        ];
        assert_eq!(shown(markup), expected.map(|(kind, words)| (kind, words.to_string())));
    }

    #[test]
    fn the_encoding_a_page_names_is_used() {
        let page = "<html><meta charset=\"windows-1254\"><p>Öğrendik.</p>";
        let (bytes, _, _) = encoding_rs::WINDOWS_1254.encode(page);
        let extracted = read(&bytes, &ReadOptions::default()).unwrap();
        assert_eq!((extracted.text.as_str(), extracted.encoding), ("Öğrendik.", Some("windows-1254")));
    }

    #[test]
    fn hostile_depth_is_refused_and_many_open_paragraphs_are_not() {
        assert_eq!(
            read("<div>".repeat(200_000).as_bytes(), &ReadOptions::default()).unwrap_err().reason,
            reason::BROKEN
        );
        assert_eq!(shown(&"<p>x".repeat(5000)).len(), 5000);
        assert_eq!(shown(&format!("{}x", "<b>".repeat(3000))).len(), 1);
    }
}
