//! The tables `[[document]]`: what a document's path cannot say.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeValue;

use super::table::{Faults, Table, Text, kind};
use super::{Claims, DocumentEntry, EXTERNAL, Kind, Manifest, check, is_date};
use crate::language::Language;

/// All records of documents in the file; `manifest` holds the partnerships they speak of.
pub(super) fn read_all(faults: &mut Faults<'_>, root: Table<'_>, manifest: &Manifest) -> Vec<DocumentEntry> {
    let claims = Claims::new(manifest);
    let mut seen = BTreeSet::new();
    let tables = faults.tables(root, "document", "[[document]]");
    tables.into_iter().map(|table| read(faults, table, manifest, &claims, &mut seen)).collect()
}

fn read(
    faults: &mut Faults<'_>,
    table: Table<'_>,
    manifest: &Manifest,
    claims: &Claims,
    seen: &mut BTreeSet<String>,
) -> DocumentEntry {
    faults.check_keys(table, &["path", "kind", "voice", "project", "date", "language", "speakers"]);
    let path = faults.required(table, "path");
    let mut owner = None;
    if let Some(path) = path
        && check::path(faults, path)
    {
        if !seen.insert(path.value.to_owned()) {
            faults.add(path.at, format!("duplicate document `{}`", path.value), "one [[document]] for each path");
        }
        if let [claim] = claims.of(path.value)[..] {
            owner = Some(claim.partnership);
        }
    }
    DocumentEntry {
        path: path.map_or(String::new(), |path| path.value.to_owned()),
        kind: document_kind(faults, table),
        voice: faults.string(table, "voice").map(|voice| self::voice(faults, manifest, owner, "voice", voice)),
        project: project(faults, table, manifest, owner),
        date: date(faults, table),
        language: language(faults, table),
        speakers: speakers(faults, table, manifest, owner),
    }
}

fn document_kind(faults: &mut Faults<'_>, table: Table<'_>) -> Option<Kind> {
    let Text { value, at } = faults.string(table, "kind")?;
    let kind = Kind::named(value);
    if kind.is_none() {
        faults.add_unknown(at, &format!("kind `{value}`"), value, &Kind::ALL.map(Kind::name));
    }
    kind
}

/// A partner of the document's partnership, or `external`.
fn voice(faults: &mut Faults<'_>, manifest: &Manifest, owner: Option<usize>, what: &str, voice: Text<'_>) -> String {
    let Text { value, at } = voice;
    if !manifest.has_voice(owner, value) {
        let partners = manifest.among(owner).iter().flat_map(|partnership| &partnership.partners);
        let known: Vec<&str> = partners.map(|partner| partner.id.as_str()).chain([EXTERNAL]).collect();
        faults.add_unknown(at, &format!("{what} `{value}`{}", of(manifest, owner)), value, &known);
    }
    value.to_owned()
}

fn project(faults: &mut Faults<'_>, table: Table<'_>, manifest: &Manifest, owner: Option<usize>) -> Option<String> {
    let Text { value, at } = faults.string(table, "project")?;
    if !manifest.has_project(owner, value) {
        let projects = manifest.among(owner).iter().flat_map(|partnership| &partnership.projects);
        let known: Vec<&str> = projects.map(|project| project.id.as_str()).collect();
        faults.add_unknown(at, &format!("project `{value}`{}", of(manifest, owner)), value, &known);
    }
    Some(value.to_owned())
}

fn of(manifest: &Manifest, owner: Option<usize>) -> String {
    owner.map_or(String::new(), |index| format!(" in the partnership `{}`", manifest.partnerships[index].id))
}

/// A date, which TOML lets one write with or without quotes.
fn date(faults: &mut Faults<'_>, table: Table<'_>) -> Option<String> {
    let value = table.map.get("date")?;
    let at = value.span().start;
    let written = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        other => {
            faults.add(at, format!("`date` is {}", kind(other)), "a day, such as 2009-05-12");
            return None;
        }
    };
    if !is_date(&written) {
        faults.add(at, format!("bad date `{written}`"), "a day that exists, such as 2009-05-12");
    }
    Some(written)
}

fn language(faults: &mut Faults<'_>, table: Table<'_>) -> Option<Language> {
    let Text { value, at } = faults.string(table, "language")?;
    let language = Language::new(value);
    if language.is_none() {
        faults.add(at, format!("unknown language `{value}`"), "an ISO 639 tag in small letters, such as `nl`");
    }
    language
}

fn speakers(
    faults: &mut Faults<'_>,
    table: Table<'_>,
    manifest: &Manifest,
    owner: Option<usize>,
) -> BTreeMap<String, String> {
    let mut speakers = BTreeMap::new();
    let Some(table) = faults.table(table, "speakers", "`speakers`") else {
        return speakers;
    };
    for (label, value) in table.map {
        let what = format!("speaker `{}`", label.get_ref());
        if let Some(text) = faults.text(&what, value.get_ref(), value.span().start) {
            let voice = voice(faults, manifest, owner, &format!("voice of {what}:"), text);
            speakers.insert(label.get_ref().to_string(), voice);
        }
    }
    speakers
}
