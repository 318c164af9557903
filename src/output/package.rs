//! `datapackage.json`: the schema of every table, by the Data Package standard, version 2, so that any program that
//! knows the standard reads the run, checks it, and shows what the codes are called.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Summary;
use super::file::Written;
use super::schema::{Closed, Field, Kind, TABLES, Table};
use crate::codebook::Codebook;
use crate::measure::{CLOSED_SUFFIX, MEASURES, Reason, Unit, measure_names};
use crate::record::{Scope, Status};

/// The file of schemas.
pub const PACKAGE: &str = "datapackage.json";

/// The whole description; tables that were not written are not in it.
pub(super) fn package(summary: &Summary<'_>, written: &[Written]) -> Value {
    let found = |table: &Table| written.iter().find(|file| file.name == table.file);
    let resources: Vec<Value> =
        TABLES.iter().filter_map(|table| Some(resource(table, found(table)?, summary))).collect();
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "run",
        "title": summary.manifest.name,
        "resources": resources,
        "codes": codes(summary),
        "measures": measures(),
    })
}

fn resource(table: &Table, written: &Written, summary: &Summary<'_>) -> Value {
    let (format, mediatype) = if table.is_jsonl() { ("jsonl", "application/jsonl") } else { ("csv", "text/csv") };
    let fields: Vec<Value> = table.fields.iter().map(|each| field(each, summary)).collect();
    // Where readers take the names of the columns from the first line, an empty file is no table to them.
    let kind = if table.is_jsonl() && written.rows == Some(0) { "file" } else { "table" };
    json!({
        "name": table.name(),
        "type": kind,
        "path": table.file,
        "description": table.row,
        "format": format,
        "mediatype": mediatype,
        "encoding": "utf-8",
        "bytes": written.bytes,
        "hash": format!("sha256:{}", written.sha256),
        "schema": { "fields": fields, "missingValues": [""] },
    })
}

fn field(field: &Field, summary: &Summary<'_>) -> Value {
    let kind = match field.kind {
        Kind::Text => "string",
        Kind::Integer | Kind::One(Closed::Flag) => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::List => "array",
        Kind::Object => "object",
        Kind::One(_) => "string",
    };
    let mut description = json!({ "name": field.name, "type": kind, "description": field.says });
    if field.required {
        description["constraints"]["required"] = true.into();
    }
    if let Kind::One(closed) = field.kind {
        description["constraints"]["enum"] = values(closed, summary);
    }
    description
}

/// The values of a closed list.
fn values(closed: Closed, summary: &Summary<'_>) -> Value {
    match closed {
        Closed::Code => summary.codebook.codes.iter().map(|code| code.name.as_str()).collect(),
        Closed::DocumentKind => json!(["report", "evaluation", "policy", "minutes", "transcript"]),
        Closed::Measure => json!(measure_names()),
        Closed::Reason => Reason::ALL.into_iter().map(Reason::name).collect(),
        Closed::Scope => json!([Scope::Inter.name(), Scope::Intra.name()]),
        Closed::Status => Status::ALL.into_iter().map(Status::name).collect(),
        Closed::Flag => json!([0, 1]),
    }
}

/// The codes: number, source, and what they are called in every language.
fn codes(summary: &Summary<'_>) -> Vec<Value> {
    let codes = summary.codebook.codes.iter();
    codes
        .map(|code| {
            json!({
                "code": code.name,
                "number": code.number,
                "source": code.source,
                "labels": labels(summary.codebook, &code.name),
            })
        })
        .collect()
}

/// The measures: how they are computed and what they say.
fn measures() -> Vec<Value> {
    let unit = |unit| match unit {
        Unit::Count => "count",
        Unit::Share => "0 to 1",
        Unit::Difference => "-1 to 1",
    };
    let measures = MEASURES.iter();
    measures
        .map(|measure| {
            json!({
                "name": measure.name,
                "unit": unit(measure.unit),
                "formula": measure.formula,
                "description": measure.says,
                "closed": measure.closed.then(|| format!("{}{CLOSED_SUFFIX}", measure.name)),
                "projects": measure.projects,
            })
        })
        .collect()
}

/// Tag of a language → what a code is called there.
fn labels(codebook: &Codebook, code: &str) -> BTreeMap<String, String> {
    let named = codebook.names.iter().filter_map(|(language, names)| Some((language.to_string(), names.get(code)?)));
    named.map(|(language, name)| (language, name.label.clone())).collect()
}
