//! The terminal as a guest room: entered, and left as it was found.

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect};
use std::io::{self, BufWriter, Stdout};
use std::mem::ManuallyDrop;
use std::sync::Once;

/// Bytes that one frame of a large terminal rarely passes: one write a frame.
const FRAME_BYTES: usize = 64 * 1024;

/// The terminal in our hands. Dropping it gives it back.
pub(super) struct Screen {
    /// Never dropped. Ratatui's terminal shows the cursor when it is dropped and, where it cannot, says so on
    /// stderr, which panics when the terminal has gone away; what was still to be written to the journal
    /// would be lost. Giving the terminal back shows the cursor too.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
}

impl Screen {
    /// Takes the terminal: raw mode, the alternate screen, pasted text told from keys.
    ///
    /// # Errors
    /// What the system says when stdout is no terminal.
    pub(super) fn enter() -> io::Result<Self> {
        restore_on_panic();
        take()?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(FRAME_BYTES, io::stdout()));
        Terminal::new(backend)
            .map(|terminal| Self {
                terminal: ManuallyDrop::new(terminal),
            })
            .inspect_err(|_| give_back())
    }

    /// The terminal to draw on.
    pub(super) fn terminal(&mut self) -> &mut Terminal<CrosstermBackend<BufWriter<Stdout>>> {
        &mut self.terminal
    }

    /// Gives the terminal back, stops the program as the shell's Ctrl-Z would, and takes the terminal
    /// again when the shell lets the program go on.
    #[cfg(unix)]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        give_back();
        // The whole process group, as the terminal itself does it: under `cargo run` the shell waits for
        // cargo. Where no shell could wake us (an orphaned group), the system ignores this signal.
        let stopped = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
        take()?;
        self.forget()?;
        stopped.map_err(io::Error::from)
    }

    /// Gives the terminal to another program; [`Screen::retake`] takes it again.
    pub(super) fn lend() {
        give_back();
    }

    /// Takes the terminal again after another program had it, or somebody stopped and continued this one.
    pub(super) fn retake(&mut self) -> io::Result<()> {
        // Whoever had the terminal meanwhile may have left raw mode, which crossterm believes to be on and
        // would not turn on again.
        let _ = disable_raw_mode();
        take()?;
        self.forget()
    }

    /// Clears the screen, so that the next frame is drawn whole. `Terminal::clear` would ask the terminal
    /// where its cursor is, and never hear the answer: the thread that reads the keys has it.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::from((Position::ORIGIN, size)))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste).inspect_err(|_| {
        // The first error is the one to tell.
        let _ = disable_raw_mode();
    })
}

/// Every step is tried even when one before it fails: a terminal that has gone away cannot be mended.
fn give_back() {
    let _ = execute!(
        io::stdout(),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
}

/// A panic of the main thread gives the terminal back before its message is printed. A panic of a worker is
/// caught there and told on the screen, so its message must not be printed over it.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let main = std::thread::current().id();
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().id() == main && !crate::import::catches_panic() {
                give_back();
                print(panic);
            }
        }));
    });
}
