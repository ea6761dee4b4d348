//! The command line: what the screen shows, without the screen, as text for people and JSON for programs.
//!
//! Everything printed is harmless to a terminal; a pipe that closes early is a quiet success. Errors go to
//! stderr, say what was wrong and what to do, and the exit status is one of [`status`].

mod arguments;
mod bookmarks;
mod check;
mod cores;
mod export;
mod import;
mod inspect;
mod journal;
mod keys;
mod list;
mod marks;
mod names;
mod output;
mod read;
mod show;
mod start;

pub use keys::markdown as keys_as_markdown;

use arguments::{Arguments, Order};
use clap::Parser as _;
use output::Output;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

/// Exit statuses, as `newsprint --help` documents them.
pub mod status {
    /// All went well.
    pub const GOOD: u8 = 0;
    /// Something could not be read; the rest was done.
    pub const PARTLY: u8 = 1;
    /// Nothing could be done: a wrong argument, a wrong configuration, nothing to open, no terminal.
    pub const NOTHING: u8 = 2;
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    keep_caught_panics_quiet();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => return answered(&answer),
    };
    match run(arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&whole(&error));
            ExitCode::from(status::NOTHING)
        }
    }
}

/// What an import catches is a warning of its article; its message would stand among what is printed.
fn keep_caught_panics_quiet() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::import::catches_panic() {
            print(panic);
        }
    }));
}

fn run(arguments: Arguments) -> anyhow::Result<u8> {
    let Arguments {
        path,
        config_dir,
        cache_dir,
        order,
    } = arguments;
    let Some(order) = order else {
        return read::run(path.as_deref(), config_dir, cache_dir);
    };
    let mut output = Output::stdout();
    let code = obey(order, config_dir, cache_dir, &mut output)?;
    output.flush()?;
    Ok(code)
}

fn obey(
    order: Order,
    config_dir: Option<PathBuf>,
    cache_dir: Option<PathBuf>,
    output: &mut Output,
) -> anyhow::Result<u8> {
    match order {
        Order::List { path, json } => list::run(path.as_deref(), config_dir, json.into(), output),
        Order::Show { file, width } => show::run(&file, width, output),
        Order::Inspect { files, text } => inspect::run(&files, config_dir, text.into(), output),
        Order::Names { paths, json } => names::run(&paths, config_dir, json.into(), output),
        Order::Check {
            paths,
            json,
            sources,
        } => {
            let form = json.into();
            let asked = check::Asked {
                paths,
                form,
                sources,
            };
            check::run(&asked, config_dir, output)
        }
        Order::Bookmarks { wanted, json } => {
            bookmarks::run(&wanted, config_dir, json.into(), output)
        }
        Order::Export(asked) => export::run(&asked, config_dir, output),
        Order::Import(asked) => import::run(&asked, config_dir, output),
        Order::Journal { compact, json } => {
            journal::run(config_dir, cache_dir, compact, json.into(), output)
        }
        Order::Keys => keys::run(config_dir, output),
    }
}

/// The words of `error` and of what caused it. Most errors here say their cause themselves; it is not said
/// twice then.
fn whole(error: &anyhow::Error) -> String {
    let mut words = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !words.contains(&cause) {
            words.push_str(": ");
            words.push_str(&cause);
        }
    }
    words
}

/// Gives the help that was asked for, or says what is wrong with the arguments. These may be file names,
/// which a complaint repeats: `newsprint show *`.
fn answered(answer: &clap::Error) -> ExitCode {
    if answer.use_stderr() {
        say(&crate::text::harmless(&answer.to_string()));
        return ExitCode::from(status::NOTHING);
    }
    // Help that nobody wants to read to its end is no failure.
    let _ = answer.print();
    ExitCode::SUCCESS
}

/// Says on stderr what went wrong.
fn complain(words: &str) {
    say(&format!("newsprint: {}\n", crate::text::harmless(words)));
}

/// Writes to stderr. When that cannot be written to either, there is nobody to tell.
fn say(words: &str) {
    let _ = io::stderr().write_all(words.as_bytes());
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
