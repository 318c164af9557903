//! The rows of `directions.csv`: how many pieces of each kind.

use std::collections::BTreeMap;

use super::row::DirectionRow;
use super::subject::Subject;

/// The counts of all pieces of one partnership or project.
pub(super) fn rows(subject: &Subject<'_>) -> Vec<DirectionRow> {
    let mut cells = BTreeMap::new();
    // Pieces that differ in nothing but what is inferred are one cell: the table tells what the text settles.
    for (flow, n) in subject.flows() {
        let cell = (&flow.source, &flow.learner, flow.voice, flow.status, flow.scope, flow.third_party);
        *cells.entry(cell).or_insert(0) += n;
    }
    let members = subject.members;
    let mut rows = Vec::with_capacity(cells.len());
    for ((source, learner, voice, status, scope, third_party), n) in cells {
        rows.push(DirectionRow {
            partnership: members.id.clone(),
            project: subject.project_id(),
            source: members.name(source),
            learner: members.name(learner),
            voice: voice.name(members),
            status,
            scope,
            third_party: u8::from(third_party),
            n,
        });
    }
    rows
}
