//! A program in a terminal of its own: keys go in, the screen and every byte can be looked at.

use crate::house::House;
use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use rustix::process::{Pid, Signal, kill_process};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use vt100::{Parser, Screen};

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_newsprint");

/// A terminal with a program in it. Dropping it kills the program.
pub(crate) struct Window {
    seen: Arc<Seen>,
    // In this order: the writer's last act is to write to the terminal.
    keyboard: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    /// Held open so that the terminal outlives the program in it, as a shell's does.
    slave: Option<Box<dyn SlavePty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    reader: Option<JoinHandle<()>>,
    settings_before: String,
}

/// What has come out so far.
struct Seen {
    output: Mutex<Output>,
    news: Condvar,
}

struct Output {
    bytes: Vec<u8>,
    parser: Parser,
    changed: Instant,
    /// What the screen must be like for nobody to look at the terminal any more.
    last_look: Option<LastLook>,
}

type LastLook = Box<dyn Fn(&Screen) -> bool + Send>;

/// The program with the configuration of `house`, in a plain environment.
pub(crate) fn newsprint(house: &House) -> CommandBuilder {
    in_environment(house, CommandBuilder::new(PROGRAM))
}

/// `command` with the configuration of `house`, in a plain environment.
pub(crate) fn in_environment(house: &House, mut command: CommandBuilder) -> CommandBuilder {
    for name in [
        "NO_COLOR",
        "COLUMNS",
        "LINES",
        "ENV",
        "COLORTERM",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
    ] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color");
    command.env("LC_ALL", "C.UTF-8");
    command.env("HOME", house.root());
    command.env("NEWSPRINT_CONFIG_DIR", house.config());
    command.cwd(house.root());
    command
}

impl Window {
    /// Opens `what` (a file, a folder; nothing for the edition) in a terminal of `columns` x `rows`.
    pub(crate) fn open<W: AsRef<OsStr>>(
        house: &House,
        what: Option<W>,
        columns: u16,
        rows: u16,
    ) -> Self {
        let mut command = newsprint(house);
        if let Some(what) = what {
            command.arg(what);
        }
        Self::start(command, columns, rows)
    }

    /// Starts `command` in a terminal of `columns` x `rows`.
    pub(crate) fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system()
            .openpty(pty_size(columns, rows))
            .unwrap();
        let settings_before = format!("{:?}", pair.master.get_termios().unwrap());
        let (height, width) = cells(columns, rows);
        let seen = Arc::new(Seen {
            output: Mutex::new(Output {
                bytes: Vec::new(),
                parser: Parser::new(height, width, 0),
                changed: now(),
                last_look: None,
            }),
            news: Condvar::new(),
        });
        let reader = read(pair.master.try_clone_reader().unwrap(), Arc::clone(&seen));
        let child = pair.slave.spawn_command(command).unwrap();
        Self {
            seen,
            keyboard: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            slave: Some(pair.slave),
            child,
            reader: Some(reader),
            settings_before,
        }
    }

    /// Types `keys`, byte for byte.
    pub(crate) fn press(&mut self, keys: &str) {
        let keyboard = self.keyboard.as_mut().unwrap();
        keyboard.write_all(keys.as_bytes()).unwrap();
        keyboard.flush().unwrap();
    }

    /// Resizes the terminal.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let (height, width) = cells(columns, rows);
        // The terminal first: what the program then writes is for the new size.
        self.output().parser.screen_mut().set_size(height, width);
        let master = self.master.as_ref().unwrap();
        master.resize(pty_size(columns, rows)).unwrap();
    }

    /// Resizes the terminal to another size and waits until the program has taken note of it: it clears the
    /// screen then.
    #[track_caller]
    pub(crate) fn resize_and_wait(&self, columns: u16, rows: u16) {
        let before = self.bytes().len();
        self.resize(columns, rows);
        eventually("a cleared screen", || {
            let bytes = self.bytes();
            let mut written = bytes[before..].windows(4);
            written.any(|w| w == b"\x1b[2J").then_some(())
        });
    }

    /// Sends `signal` to the program.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// The process that was started.
    pub(crate) fn pid(&self) -> Pid {
        as_pid(self.child.process_id().unwrap().try_into().unwrap())
    }

    /// The leader of the job that has the terminal now.
    pub(crate) fn foreground(&self) -> Pid {
        let master = self.master.as_ref().unwrap();
        as_pid(master.process_group_leader().unwrap())
    }

    /// The path of the terminal, for somebody else to open.
    pub(crate) fn path(&self) -> String {
        let path = self.master.as_ref().unwrap().tty_name().unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Waits until the screen holds `words`.
    #[track_caller]
    pub(crate) fn wait_for(&self, words: &str) {
        self.wait_until(&format!("{words:?}"), |screen| {
            screen.contents().contains(words)
        });
    }

    /// Waits until the screen does not hold `words`.
    #[track_caller]
    pub(crate) fn wait_without(&self, words: &str) {
        self.wait_until(&format!("no {words:?}"), |screen| {
            !screen.contents().contains(words)
        });
    }

    /// Waits until the screen is as `holds` says.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, holds: impl Fn(&Screen) -> bool) {
        let deadline = now() + patience();
        let mut output = self.output();
        while !holds(output.parser.screen()) {
            let left = deadline.saturating_duration_since(now());
            if left.is_zero() {
                let words = output.parser.screen().contents();
                drop(output);
                panic!("waited in vain for {what}; the screen is\n{words}");
            }
            output = self.seen.news.wait_timeout(output, left).unwrap().0;
        }
    }

    /// Waits until nothing is written for `silence` from now on.
    #[track_caller]
    pub(crate) fn wait_for_silence(&self, silence: Duration) {
        let start = now();
        let deadline = start + patience();
        loop {
            let quiet_for = self.output().changed.max(start).elapsed();
            if quiet_for >= silence {
                return;
            }
            assert!(now() < deadline, "the program does not stop writing");
            std::thread::sleep(silence.saturating_sub(quiet_for));
        }
    }

    /// The words on the screen.
    pub(crate) fn screen(&self) -> String {
        self.output().parser.screen().contents()
    }

    /// The first `stoneNN` on the screen, waiting for one.
    #[track_caller]
    pub(crate) fn first_stone(&self) -> String {
        self.wait_for("stone");
        first_stone(&self.screen()).unwrap()
    }

    /// Turns the page with `keys` and waits for the new one; returns its first stone.
    #[track_caller]
    pub(crate) fn turn(&mut self, keys: &str) -> String {
        let before = self.first_stone();
        self.press(keys);
        self.wait_until(&format!("another first stone than {before}"), |screen| {
            first_stone(&screen.contents()).is_some_and(|stone| stone != before)
        });
        self.first_stone()
    }

    /// Every byte that came out.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.output().bytes.clone()
    }

    /// The settings of the terminal line, as they are now.
    pub(crate) fn settings(&self) -> String {
        let master = self.master.as_ref().unwrap();
        format!("{:?}", master.get_termios().unwrap())
    }

    /// Waits for the program to end.
    #[track_caller]
    pub(crate) fn wait_for_end(&mut self) -> ExitStatus {
        let deadline = now() + patience();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(
                now() < deadline,
                "the program does not end; the screen is\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the program to end, and checks that the terminal is as it was found.
    #[track_caller]
    pub(crate) fn wait_for_good_end(&mut self) -> ExitStatus {
        let status = self.wait_for_end();
        assert_eq!(self.settings(), self.settings_before, "line settings");
        // With the last holder of the terminal gone its reader comes to an end: every byte is in.
        self.slave = None;
        self.reader.take().unwrap().join().unwrap();
        self.assert_restored();
        status
    }

    /// Checks that every mode of the terminal is as it was found.
    #[track_caller]
    pub(crate) fn assert_restored(&self) {
        let output = self.output();
        let screen = output.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen was left");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is on");
        let modes = private_modes(&output.bytes);
        let left: Vec<&String> = modes
            .iter()
            .filter(|(mode, on)| **on != (*mode == "25"))
            .map(|(mode, _)| mode)
            .collect();
        assert!(left.is_empty(), "private modes left behind: {left:?}");
    }

    /// Closes the terminal as a window is closed, with the program in it. Nothing more is written to it by us.
    pub(crate) fn close(&mut self) {
        // A key that means nothing.
        self.press_and_close("y", |_| true);
    }

    /// Types `keys`, which must not be nothing, and closes the terminal when something has come out and the
    /// screen is as `answered` says. What comes out need not be the answer to the keys: the program may have
    /// found something out by itself just then.
    pub(crate) fn press_and_close(
        &mut self,
        keys: &str,
        answered: impl Fn(&Screen) -> bool + Send + 'static,
    ) {
        // Dropping the keyboard writes an end of file, unless the line has no such character.
        let line = File::open(self.path()).unwrap();
        let mut stty = Command::new("stty");
        let stty = stty.args(["eof", "undef"]).stdin(line).status().unwrap();
        assert!(stty.success());
        // The reader sees that it need not read on when it has read something.
        self.output().last_look = Some(Box::new(answered));
        self.press(keys);
        self.reader.take().unwrap().join().unwrap();
        self.keyboard = None;
        self.slave = None;
        self.master = None;
    }

    fn output(&self) -> MutexGuard<'_, Output> {
        self.seen.output.lock().unwrap()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            // It may be stopped, or a shell that does not care for gentle signals.
            let _ = kill_process(self.pid(), Signal::KILL);
            let _ = self.child.wait();
        }
    }
}

/// Collects what the program writes, on a thread of its own.
fn read(mut reader: Box<dyn Read + Send>, seen: Arc<Seen>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut buffer = [0; 16 * 1024];
        loop {
            let count = reader.read(&mut buffer).unwrap_or(0);
            let mut output = seen.output.lock().unwrap();
            output.bytes.extend_from_slice(&buffer[..count]);
            output.parser.process(&buffer[..count]);
            output.changed = now();
            let screen = output.parser.screen();
            let last = output.last_look.as_ref().is_some_and(|look| look(screen));
            let over = count == 0 || last;
            drop(output);
            seen.news.notify_all();
            if over {
                return;
            }
        }
    })
}

/// The first `stoneNN` in `words`.
pub(crate) fn first_stone(words: &str) -> Option<String> {
    words
        .match_indices("stone")
        .filter_map(|(at, _)| words.get(at..at + 7))
        .find(|stone| stone.bytes().skip(5).all(|b| b.is_ascii_digit()))
        .map(str::to_owned)
}

/// The private modes that were set or reset (`CSI ? 1049 h`), each with whether it was left set.
fn private_modes(bytes: &[u8]) -> BTreeMap<String, bool> {
    let mut modes = BTreeMap::new();
    for piece in String::from_utf8_lossy(bytes).split("\x1b[?").skip(1) {
        let end = piece.find(|c: char| !c.is_ascii_digit() && c != ';');
        let Some((numbers, last)) = end.and_then(|end| piece.split_at_checked(end)) else {
            continue;
        };
        for number in numbers.split(';') {
            match last.chars().next() {
                Some('h') => modes.insert(number.to_owned(), true),
                Some('l') => modes.insert(number.to_owned(), false),
                _ => None,
            };
        }
    }
    modes
}

/// Asks until `found` has an answer.
#[track_caller]
pub(crate) fn eventually<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let deadline = now() + patience();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(now() < deadline, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// Height and width of the emulator, which cannot be nothing.
fn cells(columns: u16, rows: u16) -> (NonZeroU16, NonZeroU16) {
    let at_least_one = |n| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN);
    (at_least_one(rows), at_least_one(columns))
}

fn as_pid(raw: i32) -> Pid {
    Pid::from_raw(raw).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test may look at the clock")]
fn now() -> Instant {
    Instant::now()
}

/// How long something may take that should happen at once.
#[expect(clippy::disallowed_methods, reason = "a setting of the tests")]
fn patience() -> Duration {
    let seconds = std::env::var("NEWSPRINT_TEST_SECONDS").ok();
    Duration::from_secs(seconds.and_then(|s| s.parse().ok()).unwrap_or(20))
}
