//! Forms are pictures that pages draw by name, and that draw others. The library follows them without looking: one that
//! draws itself never ends, and twenty that draw each other twice end next year.

use std::collections::BTreeMap;

use pdf_extract::content::Content;
use pdf_extract::{Dictionary, Document, Object, ObjectId};

const DEEPEST: usize = 40;
const MOST_DRAWINGS: u64 = 20_000;

/// Whether drawing the page never ends, or not in time.
pub(crate) fn run_away(document: &Document, page: ObjectId) -> bool {
    let Some(resources) = page_resources(document, page) else {
        return false;
    };
    // Almost all pages draw only flat forms: no content has to be read to see that.
    let nested = forms(document, resources).any(|(_, id)| {
        form_resources(document, id).is_some_and(|inner| forms(document, inner).next().is_some())
            || form_resources(document, id).is_none()
    });
    if !nested {
        return false;
    }
    let content = document.get_page_content(page).unwrap_or_default();
    let mut known = BTreeMap::new();
    drawings(document, &content, resources, 0, &mut known) > MOST_DRAWINGS
}

/// How many forms a content draws, those within them included.
fn drawings(
    document: &Document,
    content: &[u8],
    resources: &Dictionary,
    depth: usize,
    known: &mut BTreeMap<ObjectId, u64>,
) -> u64 {
    if depth > DEEPEST {
        return u64::MAX;
    }
    let names: BTreeMap<&[u8], ObjectId> = forms(document, resources).collect();
    let mut total: u64 = 0;
    for operation in Content::decode(content).map(|content| content.operations).unwrap_or_default() {
        let name = operation.operands.first().and_then(|operand| operand.as_name().ok());
        let Some(&id) = name.filter(|_| operation.operator == "Do").and_then(|name| names.get(name)) else {
            continue;
        };
        let inside = match known.get(&id) {
            Some(&count) => count,
            None => {
                // Until its own count is known, a form that comes back is one that draws itself.
                known.insert(id, u64::MAX);
                let inner = form_resources(document, id).unwrap_or(resources);
                let content = document.get_object(id).and_then(Object::as_stream).map(|form| form.get_plain_content());
                let content = content.ok().and_then(Result::ok).unwrap_or_default();
                let count = drawings(document, &content, inner, depth + 1, known);
                known.insert(id, count);
                count
            }
        };
        total = total.saturating_add(inside).saturating_add(1);
        if total > MOST_DRAWINGS {
            return u64::MAX;
        }
    }
    total
}

fn page_resources(document: &Document, page: ObjectId) -> Option<&Dictionary> {
    let (own, inherited) = document.get_page_resources(page).ok()?;
    own.or_else(|| inherited.first().and_then(|id| document.get_dictionary(*id).ok()))
}

/// The forms that resources name; images are none.
fn forms<'a>(document: &'a Document, resources: &'a Dictionary) -> impl Iterator<Item = (&'a [u8], ObjectId)> {
    let objects = resources.get(b"XObject").ok().and_then(|objects| dictionary(document, objects));
    objects.into_iter().flat_map(Dictionary::iter).filter_map(move |(name, object)| {
        let id = object.as_reference().ok()?;
        let stream = document.get_object(id).and_then(Object::as_stream).ok()?;
        let is_form = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
        is_form.then_some((name.as_slice(), id))
    })
}

fn form_resources(document: &Document, id: ObjectId) -> Option<&Dictionary> {
    let form = document.get_object(id).and_then(Object::as_stream).ok()?;
    form.dict.get(b"Resources").ok().and_then(|resources| dictionary(document, resources))
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    document.dereference(object).ok().and_then(|(_, object)| object.as_dict().ok())
}
