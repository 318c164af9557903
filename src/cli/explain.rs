//! `mutua explain`: how one text is coded, as a person reads it.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use mutua::coder::Coder;
use mutua::corpus::Context;
use mutua::error::{Error, Result};
use mutua::explain::{Explained, Segment, explain as explained};
use mutua::language::Language;
use mutua::lexicon::LexiconFiles;
use mutua::manifest::{EXTERNAL, Manifest};
use mutua::study::Study;

use super::args::ExplainOptions;
use super::{DONE, Outcome, stream};

const STRONG: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const ROLE: Style = AnsiColor::Green.on_default().bold();
const NEAR: Style = AnsiColor::Yellow.on_default();

pub(crate) fn explain(options: &ExplainOptions, as_json: bool) -> Outcome {
    let study = Study::load(&LexiconFiles::new(options.lexicons.as_deref())?)?;
    let manifest = match &options.manifest {
        Some(path) => Manifest::load(path, &study.codebook)?,
        None => Manifest::default(),
    };
    let context = context(options, &study, &manifest)?;
    let explained = explained(&mut Coder::new(&study, &manifest), &study, &manifest, &options.text, &context);
    let mut out = anstream::stdout().lock();
    if as_json {
        let json = serde_json::to_string(&explained).expect("names, numbers and texts");
        writeln!(out, "{json}").map_err(stream)?;
    } else {
        print(&mut out, &explained).map_err(stream)?;
    }
    Ok(DONE)
}

fn context(options: &ExplainOptions, study: &Study, manifest: &Manifest) -> Result<Context> {
    let partnership = match (&options.partnership, manifest.partnerships.as_slice()) {
        (Some(id), _) => Some(manifest.partnership(id).ok_or_else(|| {
            let known: Vec<&str> = manifest.partnerships.iter().map(|p| p.id.as_str()).collect();
            Error::Usage(format!("no partnership `{id}` in the manifest; it has {}", known.join(", ")))
        })?),
        (None, [_]) => Some(0),
        (None, []) => None,
        (None, _) => {
            return Err(Error::Usage("the manifest has several partnerships; say which with --partnership".into()));
        }
    };
    if let Some(voice) = options.voice.as_deref().filter(|voice| *voice != EXTERNAL)
        && !manifest.has_voice(partnership, voice)
    {
        let partners = partnership.map_or(String::new(), |index| {
            let ids: Vec<&str> = manifest.partnerships[index].partners.iter().map(|p| p.id.as_str()).collect();
            ids.join(", ")
        });
        return Err(Error::Usage(format!("no partner `{voice}`; the voice is one of {partners} or {EXTERNAL}")));
    }
    let language = match options.language.as_deref() {
        None => None,
        Some(tag) => {
            let known = Language::new(tag).filter(|language| study.language(*language).is_some());
            Some(known.ok_or_else(|| {
                let tags: Vec<String> = study.languages.iter().map(|study| study.language.to_string()).collect();
                Error::Usage(format!("no lexicon for the language `{tag}`; there are {}", tags.join(", ")))
            })?)
        }
    };
    Ok(Context { partnership, voice: options.voice.clone(), voice_from_row: true, language, ..Context::default() })
}

fn print(out: &mut impl Write, explained: &Explained) -> std::io::Result<()> {
    for (number, segment) in explained.segments.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let language = segment.language.as_deref().unwrap_or("und");
        writeln!(out, "{STRONG}{}{STRONG:#}", segment.text)?;
        writeln!(out, "  {DIM}segment {number}, language {language}, {} words{DIM:#}", segment.tokens.len())?;
        let tokens: Vec<&str> = segment.tokens.iter().map(|token| token.form.as_str()).collect();
        writeln!(out, "  tokens     {}", tokens.join(" · "))?;
        print_words(out, segment)?;
        print_evidence(out, segment)?;
        for code in &segment.codes {
            writeln!(out, "  code       {}  {DIM}{} ← {}{DIM:#}", code.code, code.matched, code.entry)?;
        }
    }
    Ok(())
}

fn print_words(out: &mut impl Write, segment: &Segment) -> std::io::Result<()> {
    for mention in &segment.mentions {
        writeln!(out, "  mention    {}  {DIM}{}{DIM:#}", mention.text, mention.says)?;
    }
    for cue in &segment.cues {
        writeln!(out, "  cue        {}  {DIM}{}{DIM:#}", cue.text, cue.says)?;
    }
    Ok(())
}

fn print_evidence(out: &mut impl Write, segment: &Segment) -> std::io::Result<()> {
    for piece in &segment.evidence {
        let direction = format!("{} → {}", piece.source, piece.learner);
        let direction = if piece.mutual { piece.source.replace('+', " ↔ ") } else { direction };
        writeln!(out, "  evidence   {ROLE}{direction}  {}{ROLE:#}  confidence {}", piece.status, piece.confidence)?;
        writeln!(out, "    rule     {}  {DIM}at “{}”{DIM:#}", piece.rule, piece.trigger)?;
        writeln!(out, "    learner  {}", or_dash(&piece.learner_because))?;
        writeln!(out, "    source   {}", or_dash(&piece.source_because))?;
        writeln!(out, "    status   {}", piece.status_because)?;
        if !piece.closed.is_empty() {
            writeln!(out, "    closed   {}", piece.closed)?;
        }
    }
    for near in &segment.near_misses {
        writeln!(out, "  {NEAR}nearly     {} at “{}”: {}{NEAR:#}", near.rule, near.trigger, near.why)?;
    }
    Ok(())
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "not settled" } else { text }
}
