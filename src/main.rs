//! The program: options → command → exit code.

mod cli;

use std::process::ExitCode;

use clap::Parser;

use cli::args::{Args, Command};

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(message) => {
            let _ = message.print();
            return ExitCode::from(if message.use_stderr() { cli::WRONG_USE } else { cli::DONE });
        }
    };
    let result = match &args.command {
        Command::Run(options) => cli::run::run(options, args.json),
        Command::Explain(options) => cli::explain::explain(options, args.json),
        Command::Extract(options) => cli::extract::extract(options, args.json),
        Command::Evaluate(options) => cli::evaluate::evaluate(options, args.json),
        Command::Lexicon(options) => cli::lexicon::lexicon(options, args.json),
        Command::ReadPdf => cli::extract::serve_pdf(),
    };
    ExitCode::from(result.unwrap_or_else(|error| cli::report(&error, args.json)))
}
