//! What must hold of single values of the manifest.

use std::collections::BTreeSet;

use super::table::{Faults, Text};
use crate::codebook::Codebook;

/// Notes an id that is not written as ids are, or that is among `seen`.
pub(super) fn id(faults: &mut Faults<'_>, what: &str, id: Option<Text<'_>>, seen: &mut BTreeSet<String>) -> String {
    let Some(Text { value, at }) = id else {
        return String::new();
    };
    if !value.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
        faults.add(at, format!("bad {what} id `{value}`"), "lower-case letters a to z, digits and hyphens");
    } else if !seen.insert(value.to_owned()) {
        faults.add(at, format!("duplicate {what} id `{value}`"), "an id that is used once");
    }
    value.to_owned()
}

/// Notes a path or glob that does not stay below the corpus, or is not written with `/`.
pub(super) fn path(faults: &mut Faults<'_>, path: Text<'_>) -> bool {
    let value = path.value;
    let wrong = if value.contains('\\') {
        "has a `\\`"
    } else if value.starts_with('/') || value.as_bytes().get(1) == Some(&b':') {
        "is absolute"
    } else if value.split('/').any(|part| part == "..") {
        "leaves the corpus"
    } else if value.split('/').any(|part| part.is_empty() || part == ".") {
        "has an empty part or a `.`"
    } else {
        return true;
    };
    faults.add(path.at, format!("`{value}` {wrong}"), "a path relative to the corpus, with `/`");
    false
}

/// The whole code that a type names, with or without the prefix of its family; nothing, and a fault, where there is no
/// such code.
pub(super) fn code(faults: &mut Faults<'_>, codebook: &Codebook, family: &str, kind: Text<'_>) -> Option<String> {
    let prefix = format!("{family}.");
    let value = kind.value.strip_prefix(&prefix).unwrap_or(kind.value);
    let code = format!("{prefix}{value}");
    if codebook.index(&code).is_some() {
        return Some(code);
    }
    let known: Vec<&str> = codebook.codes.iter().filter_map(|code| code.name.strip_prefix(&prefix)).collect();
    faults.add_unknown(kind.at, &format!("{family} type `{}`", kind.value), value, &known);
    None
}
