//! `mutua lexicon`: the lexicons as an artefact of their own.

use mutua::check::check;
use mutua::error::Error;
use mutua::lexicon::LexiconFiles;
use mutua::study::Study;

use super::args::{LexiconCommand, LexiconOptions};
use super::{DOES_NOT_HOLD, DONE, Outcome, count, report};

pub(crate) fn lexicon(options: &LexiconOptions, as_json: bool) -> Outcome {
    let LexiconCommand::Check { lexicons } = &options.command;
    let files = LexiconFiles::new(lexicons.as_deref())?;
    let study = Study::load(&files)?;
    let faults = check(&files, &study)?;
    if !faults.is_empty() {
        report(&Error::Faults(faults), as_json);
        return Ok(DOES_NOT_HOLD);
    }
    let entries: usize = study.languages.iter().map(|language| language.codes.entries.len()).sum();
    let constructions: usize = study.languages.iter().map(|language| language.direction.constructions.all.len()).sum();
    let languages = count(study.languages.len(), "language");
    anstream::eprintln!("{languages}, {entries} entries, {constructions} constructions: all hold");
    Ok(DONE)
}
