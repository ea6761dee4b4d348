//! The reader's own editor, for a note: what `$VISUAL` or `$EDITOR` names, on a file of its own.

use crate::config::Drafts;
use crate::reader::Edited;
use crate::text::harmless_line;

/// How the editor is started, and where its files lie.
#[derive(Clone, Debug)]
pub struct Editor {
    /// The command, as a shell reads it; none where none is set.
    pub command: Option<String>,
    /// Where notes lie while they are written.
    pub drafts: Drafts,
}

impl Editor {
    /// Has `note` edited and waits for the end of that. The terminal is the editor's meanwhile.
    pub(super) fn edit(&self, note: &str) -> Edited {
        let Some(command) = &self.command else {
            return Edited::Failed(
                "No editor is set: name yours in the environment, as VISUAL or EDITOR".to_owned(),
            );
        };
        let path = match self.drafts.put(note) {
            Ok(path) => path,
            Err(error) => {
                let reason = harmless_line(&error.to_string());
                return Edited::Failed(format!("No file for the editor can be written: {reason}"));
            }
        };
        let trouble = run(command, &path);
        let file = harmless_line(&path.display().to_string());
        match (Drafts::read(&path), trouble) {
            // A file that is as it was holds nothing new, whatever became of the editor.
            (Ok(read), trouble) if read == note.trim() => {
                Drafts::discard(&path);
                trouble.map_or(Edited::Unchanged, |trouble| {
                    Edited::Failed(format!("The note is as it was: {trouble}"))
                })
            }
            (Ok(read), None) => Edited::Written(read, path),
            (Ok(_), Some(trouble)) => {
                Edited::Failed(format!("Not kept; what you wrote is in {file}: {trouble}"))
            }
            (Err(error), _) => Edited::Failed(format!("Not kept: {file} {error}")),
        }
    }
}

/// Runs `command` on the file at `path`; says what went wrong, for people. The shell takes the command apart, as
/// everybody does who reads `$EDITOR`: there may be options in it.
#[cfg(unix)]
fn run(command: &str, path: &std::path::Path) -> Option<String> {
    use std::os::unix::process::ExitStatusExt as _;

    // With a pipe for stdin the keys come from the terminal all the same.
    let keys = "if [ ! -t 0 ] && (: </dev/tty) 2>/dev/null; then exec </dev/tty; fi";
    let ended = std::process::Command::new("sh")
        .arg("-c")
        .arg(format!("{keys}; {command} \"$1\""))
        .arg("sh")
        .arg(path)
        .status();
    match ended {
        Ok(status) if status.success() => None,
        Ok(status) => Some(match (status.code(), status.signal()) {
            (Some(127), _) => format!("the editor `{}` was not found", harmless_line(command)),
            (Some(code), _) => format!("the editor ended with {code}"),
            (None, Some(signal)) => format!("the editor was killed (signal {signal})"),
            (None, None) => "the editor failed".to_owned(),
        }),
        Err(error) => Some(format!(
            "no shell can be started: {}",
            harmless_line(&error.to_string())
        )),
    }
}

#[cfg(not(unix))]
fn run(_: &str, _: &std::path::Path) -> Option<String> {
    Some("on this system no editor is started".to_owned())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn edited(command: Option<&str>, note: &str) -> (Edited, usize) {
        let dir = tempfile::tempdir().unwrap();
        let editor = Editor {
            command: command.map(str::to_owned),
            drafts: Drafts::new(dir.path(), dir.path().to_path_buf()),
        };
        let edited = editor.edit(note);
        let left = std::fs::read_dir(dir.path().join("drafts")).map_or(0, Iterator::count);
        (edited, left)
    }

    fn failed(command: Option<&str>, words: &str, left: usize) {
        let (edited, there) = edited(command, "a note");
        let Edited::Failed(reason) = &edited else {
            panic!("{edited:?}");
        };
        assert!(reason.contains(words), "{reason}");
        assert_eq!(there, left, "{reason}");
    }

    #[test]
    fn what_the_editor_wrote_is_the_note() {
        let (edited, left) = edited(Some("printf 'x\\ny\\n' >>"), "a note");
        let Edited::Written(note, path) = edited else {
            panic!("{edited:?}");
        };
        assert_eq!((note.as_str(), left), ("a note\nx\ny", 1));
        assert!(path.ends_with("drafts/newsprint-note-1.md"));
    }

    #[test]
    fn without_a_change_there_is_no_new_note() {
        assert_eq!(edited(Some("true"), "a\nb"), (Edited::Unchanged, 0));
        assert_eq!(edited(Some("touch"), ""), (Edited::Unchanged, 0));
    }

    #[test]
    fn an_editor_that_fails_is_told_of_and_nothing_written_is_lost() {
        failed(None, "No editor is set", 0);
        failed(Some("/nowhere/to/be/found"), "was not found", 0);
        failed(
            Some("exit 3;"),
            "The note is as it was: the editor ended with 3",
            0,
        );
        failed(Some("kill -9 $$;"), "killed (signal 9)", 0);
        failed(
            Some("f() { echo new > \"$1\"; exit 1; }; f"),
            "what you wrote is in",
            1,
        );
        failed(Some("rm"), "cannot be read", 0);
    }
}
