//! The program without a terminal: keys in, screens out. Effects are performed at once and in order by the
//! very functions that the program's workers call, on a fixed clock.

use newsprint::config::{NamesFile, Settings};
use newsprint::journal::{Folded, Journal};
use newsprint::library::Source;
use newsprint::reader::{Action, Edited, Effect, Keymap, Model, Setup, Size};
use newsprint::terminal::{self, Desk};
use newsprint::ui::{self, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use std::collections::VecDeque;
use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// A session of the program.
pub(crate) struct App {
    pub(crate) model: Model,
    source: Source,
    desk: Desk,
    pub(crate) quit: bool,
    /// How often the program asked to be suspended, to be drawn anew, and the folder to be walked.
    pub(crate) suspended: usize,
    pub(crate) redrawn: usize,
    pub(crate) scans: usize,
    /// What the reader's editor makes of the notes that it is given; with nothing here there is no editor.
    pub(crate) edits: VecDeque<Edited>,
    /// The notes that it was given.
    pub(crate) edited: Vec<String>,
    /// The files that the program let go of.
    pub(crate) discarded: Vec<PathBuf>,
    theme: Theme,
}

/// A folder for articles and one for the configuration.
pub(crate) struct House {
    folder: TempDir,
}

impl House {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("library")).unwrap();
        Self { folder }
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.folder.path().join("config")
    }

    pub(crate) fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    /// Writes an article, in a subfolder if `name` says so.
    pub(crate) fn put(&self, name: &str, text: &str) -> PathBuf {
        let path = self.library().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        // A date of the file must not depend on the day of the test.
        let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000);
        File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(old)
            .unwrap();
        path
    }

    /// Opens the folder.
    pub(crate) fn open(&self, columns: u16, rows: u16) -> App {
        App::start(
            Source::at(&self.library()).unwrap(),
            &self.config(),
            columns,
            rows,
        )
    }
}

impl App {
    /// Opens the built-in edition with nothing remembered.
    pub(crate) fn edition(config: &Path, columns: u16, rows: u16) -> Self {
        Self::start(Source::Edition, config, columns, rows)
    }

    pub(crate) fn start(source: Source, config: &Path, columns: u16, rows: u16) -> Self {
        let (mut app, effects) = Self::at_rest(source, config, columns, rows);
        app.settle(effects);
        app
    }

    /// A session that has done nothing yet, and what it asks for first.
    pub(crate) fn at_rest(
        source: Source,
        config: &Path,
        columns: u16,
        rows: u16,
    ) -> (Self, Vec<Effect>) {
        let (journal, folded, problems) = match Journal::open(config, "test") {
            Ok((journal, folded, problems)) => (Ok(journal), folded, problems),
            Err(error) => (Err(error.to_string()), Folded::default(), Vec::new()),
        };
        let (names, said) = NamesFile::open(config);
        let file = source.single();
        let (model, effects) = Model::new(Setup {
            title: source.title(),
            file,
            settings: Settings::default(),
            keymap: Keymap::default(),
            journal: folded,
            corrections: said.corrections,
            zone: jiff::tz::TimeZone::UTC,
            size: Size { columns, rows },
            notice: problems
                .first()
                .map(ToString::to_string)
                .or_else(|| said.problems.first().cloned()),
        });
        let app = Self {
            model,
            source,
            desk: Desk::new(journal, names),
            quit: false,
            suspended: 0,
            redrawn: 0,
            scans: 0,
            edits: VecDeque::new(),
            edited: Vec::new(),
            discarded: Vec::new(),
            theme: Theme::usual(),
        };
        (app, effects)
    }

    /// Presses keys, written as in `config.toml`, one after another; `"…"` types a text.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys.trim();
        while !rest.is_empty() {
            if let Some(typed) = rest.strip_prefix('"') {
                let (text, after) = typed.split_once('"').expect("a closing quote");
                for c in text.chars() {
                    let key = if c == ' ' {
                        "space".to_owned()
                    } else {
                        c.to_string()
                    };
                    self.act(Action::Key(key.parse().unwrap()));
                }
                rest = after.trim_start();
            } else {
                let (key, after) = rest.split_once(' ').unwrap_or((rest, ""));
                self.act(Action::Key(key.parse().unwrap()));
                rest = after.trim_start();
            }
        }
        self
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.act(Action::Resize(Size { columns, rows }));
        self
    }

    pub(crate) fn act(&mut self, action: Action) {
        let effects = self.model.update(action);
        self.settle(effects);
    }

    /// Performs effects and what comes of them until nothing is left to do.
    pub(crate) fn settle(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            let mut answers = Vec::new();
            self.answer(effect, &mut |action| answers.push(action));
            for answer in answers {
                waiting.extend(self.model.update(answer));
            }
        }
    }

    /// Performs `effect` and hands over what comes of it.
    pub(crate) fn answer(&mut self, effect: Effect, mut send: &mut dyn FnMut(Action)) {
        match effect {
            Effect::Scan(ticket) => {
                self.scans += 1;
                terminal::scan(&self.source, ticket, send);
            }
            Effect::Summarize(ticket, entries) => {
                terminal::summarize(ticket, &entries, || false, || false, send);
            }
            Effect::LoadRest(ticket, place) => send(terminal::load(ticket, place)),
            Effect::Load(ticket, place) => {
                terminal::head(ticket, &place).map(&mut send);
                send(terminal::load(ticket, place));
            }
            Effect::SetPages(ticket, order) => {
                terminal::set_pages(ticket, order, || false, || false, send);
            }
            Effect::FindNames(ticket, article, corrections) => {
                send(terminal::find_names(ticket, &article, corrections));
            }
            Effect::CorrectNames(ticket, article, found, corrections) => {
                send(terminal::correct_names(
                    ticket,
                    &article,
                    found,
                    corrections,
                ));
            }
            Effect::Correct(correction, receipt) => self.desk.correct(&correction, receipt, send),
            Effect::Revise(revisions, receipt) => self.desk.revise(&revisions, receipt, send),
            Effect::ColourCode(ticket, article) => {
                send(terminal::colour_code(ticket, &article, || true));
            }
            Effect::Record(drafts, stride, receipt) => {
                self.desk.record(drafts, stride, receipt, clock(), send);
            }
            Effect::Recall => self.desk.recall(send),
            Effect::FindPassages(ticket, article, anchors) => {
                send(terminal::find_passages(ticket, &article, anchors));
            }
            Effect::LookAtMarks(ticket, place, anchors) => {
                send(terminal::look_at_marks(ticket, &place, &anchors));
            }
            Effect::FoldMarks(ticket, words) => send(terminal::fold_marks(ticket, words)),
            Effect::EditNote(marked, note) => {
                self.edited.push(note);
                let edited = self.edits.pop_front();
                let edited = edited.unwrap_or(Edited::Failed("No editor is set".into()));
                send(Action::NoteEdited(marked, edited));
            }
            Effect::Discard(draft) => self.discarded.push(draft),
            Effect::CatchUp => self.desk.catch_up(send),
            Effect::Redraw => self.redrawn += 1,
            Effect::Suspend => self.suspended += 1,
            Effect::Quit => self.quit = true,
        }
    }

    pub(crate) fn buffer(&self) -> Buffer {
        let Size { columns, rows } = self.model.size;
        let area = Rect::new(0, 0, columns, rows);
        let mut buffer = Buffer::empty(area);
        ui::view(&self.model, self.theme, area, &mut buffer);
        buffer
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        grid(&self.buffer())
    }

    /// The screen as text, and under it what is styled, row by row.
    pub(crate) fn styled(&self) -> String {
        let buffer = self.buffer();
        let mut out = grid(&buffer);
        out.push_str("---\n");
        for y in 0..buffer.area.height {
            let mut x = 0;
            while x < buffer.area.width {
                let style = buffer[(x, y)].style();
                let from = x;
                let mut words = String::new();
                while x < buffer.area.width && buffer[(x, y)].style() == style {
                    words.push_str(buffer[(x, y)].symbol());
                    x += 1;
                }
                if let Some(told) = tell(style).filter(|_| !words.trim().is_empty()) {
                    let _ = writeln!(out, "{y:>2},{from:<3} {told:<24} {:?}", words.trim());
                }
            }
        }
        out
    }

    /// The rows that hold `words`.
    pub(crate) fn rows_with(&self, words: &str) -> Vec<String> {
        self.screen()
            .lines()
            .filter(|line| line.contains(words))
            .map(str::to_owned)
            .collect()
    }

    pub(crate) fn shows(&self, words: &str) -> bool {
        !self.rows_with(words).is_empty()
    }
}

pub(crate) fn clock() -> jiff::Timestamp {
    "2025-03-01T08:30:00Z".parse().unwrap()
}

fn grid(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(newsprint::text::cells(symbol))
                .unwrap()
                .max(1);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn tell(style: Style) -> Option<String> {
    let mut told = Vec::new();
    if let Some(fg) = style.fg.filter(|c| *c != ratatui::style::Color::Reset) {
        told.push(fg.to_string().to_lowercase());
    }
    if let Some(bg) = style.bg.filter(|c| *c != ratatui::style::Color::Reset) {
        told.push(format!("on {}", bg.to_string().to_lowercase()));
    }
    for (modifier, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "faint"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
        (Modifier::CROSSED_OUT, "struck"),
    ] {
        if style.add_modifier.contains(modifier) {
            told.push(name.to_owned());
        }
    }
    (!told.is_empty()).then(|| told.join(" "))
}
