//! Paragraph styles: which are headings, lists, or directories. A style inherits from the one it is based on, and its
//! built-in name is the same in every language of the word processor.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

/// No chain of styles is longer.
const LONGEST_CHAIN: usize = 32;

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(crate) struct Styles(BTreeMap<String, Style>);

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    listed: bool,
}

impl Styles {
    /// Reads what is well-formed of `styles.xml`.
    pub(crate) fn parse(xml: &str) -> Styles {
        let mut styles = BTreeMap::new();
        let mut open: Option<(String, Style)> = None;
        let mut reader = quick_xml::Reader::from_str(xml);
        loop {
            match reader.read_event() {
                Ok(Event::Start(element) | Event::Empty(element)) => {
                    let name = element.local_name();
                    if name.as_ref() == "style" {
                        open = attribute(&element, "styleId").map(|id| (id, Style::default()));
                    } else if let Some((_, style)) = &mut open {
                        style.take(name.as_ref(), &element);
                    }
                }
                Ok(Event::End(element)) if element.local_name().as_ref() == "style" => styles.extend(open.take()),
                Ok(Event::Eof) | Err(_) => return Styles(styles),
                Ok(_) => {}
            }
        }
    }

    /// The level of a heading in this style, from 1.
    pub(crate) fn heading(&self, id: &str) -> Option<u8> {
        self.chain(id).find_map(|style| match style.outline {
            Some(outline) => Some((outline < 9).then_some(outline + 1)),
            None => built_in_heading(&style.name).map(Some),
        })?
    }

    /// Whether paragraphs in this style are items of a list.
    pub(crate) fn listed(&self, id: &str) -> bool {
        self.chain(id).any(|style| style.listed)
    }

    /// Whether this style is one of a table of contents, an index or a bibliography.
    pub(crate) fn uncoded(&self, id: &str) -> bool {
        const DIRECTORIES: &[&str] = &["toc ", "index ", "table of ", "bibliography"];
        self.chain(id).any(|style| DIRECTORIES.iter().any(|name| style.name.starts_with(name)))
    }

    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let next = |style: &&Style| style.based_on.as_ref().and_then(|id| self.0.get(id));
        std::iter::successors(self.0.get(id), next).take(LONGEST_CHAIN)
    }
}

impl Style {
    fn take(&mut self, name: &str, element: &BytesStart) {
        let value = || attribute(element, "val");
        match name {
            "name" => self.name = value().unwrap_or_default().to_lowercase(),
            "basedOn" => self.based_on = value(),
            "outlineLvl" => self.outline = value().and_then(|level| level.parse().ok()),
            "numId" => self.listed = value().is_some_and(|id| id != "0"),
            _ => {}
        }
    }
}

/// The value of an attribute, whatever its prefix.
pub(crate) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

fn built_in_heading(name: &str) -> Option<u8> {
    match name {
        "title" => Some(1),
        _ => name.strip_prefix("heading ")?.parse().ok().filter(|level| (1..=9).contains(level)),
    }
}
