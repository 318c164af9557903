//! The tables `[[partnership]]`, with their partners and projects.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Faults, Table, Text};
use super::{Actor, EXTERNAL, Partner, Partnership, Project, Region, check, claim};
use crate::codebook::Codebook;

const PARTNERSHIP: &str = "[[partnership]]";
const PARTNER: &str = "[[partnership.partner]]";
const PROJECT: &str = "[[partnership.project]]";

/// All partnerships of the file.
pub(super) fn read_all(faults: &mut Faults<'_>, root: Table<'_>, codebook: &Codebook) -> Vec<Partnership> {
    let mut seen = BTreeSet::new();
    let tables = faults.tables(root, "partnership", PARTNERSHIP);
    tables.into_iter().map(|table| read(faults, table, codebook, &mut seen)).collect()
}

fn read(faults: &mut Faults<'_>, table: Table<'_>, codebook: &Codebook, seen: &mut BTreeSet<String>) -> Partnership {
    faults.check_keys(table, &["id", "name", "documents", "partner", "project"]);
    let id = faults.required(table, "id");
    let id = check::id(faults, "partnership", id, seen);
    let name = owned(faults.required(table, "name"));
    let documents = globs(faults, table, &id);
    let partners = partners(faults, table, codebook);
    let mut seen = BTreeSet::new();
    let projects = faults.tables(table, "project", PROJECT);
    let projects = projects.into_iter().map(|table| project(faults, table, codebook, &mut seen)).collect();
    Partnership { id, name, documents, partners, projects }
}

fn globs(faults: &mut Faults<'_>, table: Table<'_>, id: &str) -> Vec<String> {
    if !table.map.contains_key("documents") {
        return vec![format!("{id}/**")];
    }
    let mut globs = Vec::new();
    for glob in faults.strings(table, "documents") {
        if !check::path(faults, glob) {
            continue;
        }
        match claim::compile(glob.value) {
            Ok(_) => globs.push(glob.value.to_owned()),
            Err(error) => faults.add(glob.at, format!("bad glob `{}`: {}", glob.value, error.kind()), "a glob"),
        }
    }
    globs
}

fn partners(faults: &mut Faults<'_>, table: Table<'_>, codebook: &Codebook) -> Vec<Partner> {
    let tables = faults.tables(table, "partner", PARTNER);
    if tables.len() < 2 {
        let count = if tables.is_empty() { "no partner" } else { "one partner" };
        faults.add_absent(table.at, format!("{PARTNERSHIP} has {count}"), format!("two or more {PARTNER}"));
    }
    let mut seen = BTreeSet::new();
    let mut names = Names::default();
    let read = |table| partner(faults, table, codebook, &mut seen, &mut names);
    tables.into_iter().map(read).collect()
}

fn partner(
    faults: &mut Faults<'_>,
    table: Table<'_>,
    codebook: &Codebook,
    seen: &mut BTreeSet<String>,
    names: &mut Names,
) -> Partner {
    faults.check_keys(table, &["id", "name", "country", "region", "aliases", "demonyms", "actors"]);
    let id = faults.required(table, "id");
    if let Some(Text { value: EXTERNAL, at }) = id {
        faults.add(at, format!("`{EXTERNAL}` is the voice of outsiders"), "another partner id");
    }
    let name = faults.required(table, "name");
    let aliases = faults.strings(table, "aliases");
    let partner = names.next_partner();
    for name in name.iter().chain(&aliases) {
        names.add(faults, partner, *name);
    }
    let actors = faults.tables(table, "actors", "an actor");
    Partner {
        id: check::id(faults, "partner", id, seen),
        name: owned(name),
        country: country(faults, table, codebook),
        region: region(faults, table),
        aliases: aliases.into_iter().map(|alias| alias.value.to_owned()).collect(),
        demonyms: faults.strings(table, "demonyms").into_iter().map(|demonym| demonym.value.to_owned()).collect(),
        actors: actors.into_iter().map(|table| actor(faults, table, codebook)).collect(),
    }
}

fn country(faults: &mut Faults<'_>, table: Table<'_>, codebook: &Codebook) -> Option<String> {
    let Text { value, at } = faults.string(table, "country")?;
    if !codebook.countries.contains_key(value) {
        let upper = value.to_uppercase();
        let hint = match codebook.countries.get(&upper) {
            Some(_) => format!(" (did you mean `{upper}`?)"),
            None => String::new(),
        };
        faults.add(at, format!("unknown country `{value}`{hint}"), "two capitals of ISO 3166-1, such as `NL`");
    }
    Some(value.to_owned())
}

fn region(faults: &mut Faults<'_>, table: Table<'_>) -> Option<Region> {
    let Text { value, at } = faults.string(table, "region")?;
    let region = Region::named(value);
    if region.is_none() {
        faults.add_unknown(at, &format!("region `{value}`"), value, &Region::ALL.map(Region::name));
    }
    region
}

fn actor(faults: &mut Faults<'_>, table: Table<'_>, codebook: &Codebook) -> Actor {
    faults.check_keys(table, &["name", "type"]);
    let name = owned(faults.required(table, "name"));
    let kind = faults.string(table, "type").and_then(|kind| check::code(faults, codebook, "actor", kind));
    Actor { name, kind: kind.and_then(|code| code.strip_prefix("actor.").map(str::to_owned)) }
}

fn project(faults: &mut Faults<'_>, table: Table<'_>, codebook: &Codebook, seen: &mut BTreeSet<String>) -> Project {
    faults.check_keys(table, &["id", "name", "type", "aliases"]);
    let id = faults.required(table, "id");
    Project {
        id: check::id(faults, "project", id, seen),
        name: owned(faults.required(table, "name")),
        kind: faults.string(table, "type").and_then(|kind| check::code(faults, codebook, "project", kind)),
        aliases: faults.strings(table, "aliases").into_iter().map(|alias| alias.value.to_owned()).collect(),
    }
}

fn owned(text: Option<Text<'_>>) -> String {
    text.map_or(String::new(), |text| text.value.to_owned())
}

/// The names and aliases of one partnership's partners: a name that is two partners' says nothing about who learned.
#[derive(Default)]
struct Names {
    partners: usize,
    /// Folded name → the partner that has it.
    owners: BTreeMap<String, usize>,
}

impl Names {
    fn next_partner(&mut self) -> usize {
        self.partners += 1;
        self.partners
    }

    fn add(&mut self, faults: &mut Faults<'_>, partner: usize, name: Text<'_>) {
        let owner = *self.owners.entry(name.value.to_lowercase()).or_insert(partner);
        if owner != partner {
            faults.add(name.at, format!("`{}` names another partner too", name.value), "a name of one partner");
        }
    }
}
