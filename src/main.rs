//! The program. Everything is in the library; this starts it.

use std::process::ExitCode;

fn main() -> ExitCode {
    newsprint::cli::main()
}
