//! Every key that the table of commands names does what the table says: one case a command and scope, run
//! once for each of its default keys.

use crate::harness::{App, House};
use newsprint::names::NameKind;
use newsprint::reader::{
    COMMANDS, Focus, Order, Overlay, Part, Reading, Scope, Screen, SidebarRow,
};
use newsprint::typeset::Furniture;
use std::fmt::Write as _;

/// An article of several pages with sections, names and a word to look for.
pub(crate) fn long_article() -> String {
    let mut text = String::from(
        "---\ntitle: The night the lights went out\nauthor: Ann Lee\nsite: Example Courier\ndate: 2025-02-18\n---\n\n",
    );
    text.push_str("The opening of the story, before any heading. Marta Lindqvist waited on the mole. Nobody slept.\n\n");
    for (number, heading) in [
        "Losing the tide",
        "Owners left waiting",
        "A quiet port",
        "After the storm",
    ]
    .iter()
    .enumerate()
    {
        writeln!(text, "## {heading}\n").unwrap();
        for paragraph in 0..6 {
            write!(
                text,
                "Paragraph {paragraph} of part {number}. Ms Lindqvist said the halibut could wait. The ships that came \
                 in after midnight had no light to steer by, and the pilots at Brevik brought them in by radio. It took \
                 until four in the morning, and then the power came back.\n\n"
            )
            .unwrap();
        }
    }
    text
}

pub(crate) fn house() -> House {
    let house = House::new();
    house.put("a-night.md", &long_article());
    house.put("b-short.md", "---\ntitle: Short\nsite: Zeitung\ndate: 2024-01-02\n---\n\nOnly a few words here. They fit a page.\n");
    house.put(
        "sub/c-plain.txt",
        "A plain text without a title that tells of something else entirely.\nIt has two lines.\n",
    );
    house
}

struct Case {
    scope: Scope,
    name: &'static str,
    /// Keys before the one that is tried. An empty string starts in the library, otherwise `enter` opens
    /// the long article first.
    setup: &'static str,
    holds: fn(&Seen, &App) -> bool,
}

/// What was there before the key.
struct Seen {
    screen: String,
    here: usize,
    page: usize,
    selected: usize,
    sidebar: usize,
    passage: usize,
    card: usize,
    marks: usize,
}

impl Seen {
    fn of(app: &App) -> Self {
        let reading = app.model.reading.as_ref();
        Self {
            screen: app.screen(),
            here: reading.map_or(0, |r| r.here),
            page: reading.and_then(Reading::page_number).unwrap_or(0),
            selected: app.model.shelf.selected,
            sidebar: reading.map_or(0, |r| r.sidebar.selected),
            passage: reading
                .and_then(|r| r.passage)
                .map_or(0, |p| p.range().len()),
            card: card_selected(app),
            marks: marks_selected(app),
        }
    }
}

pub(crate) fn reading(app: &App) -> &Reading {
    app.model.reading.as_ref().unwrap()
}

fn list_selected(app: &App) -> usize {
    match app.model.overlays.last() {
        Some(Overlay::Bookmarks(list)) => list.selected,
        _ => usize::MAX,
    }
}

/// The row that is selected among all bookmarks; the headings count too.
fn marks_selected(app: &App) -> usize {
    match app.model.overlays.last() {
        Some(Overlay::Marks(marks)) => marks.selected,
        _ => usize::MAX,
    }
}

/// The sentence that is selected on the card.
fn card_selected(app: &App) -> usize {
    match app.model.overlays.last() {
        Some(Overlay::Card(card)) => card.selected,
        _ => usize::MAX,
    }
}

/// The row that is selected in the sidebar.
pub(crate) fn selected_row(app: &App) -> SidebarRow {
    app.model.sidebar_rows()[reading(app).sidebar.selected]
}

fn help_top(app: &App) -> usize {
    match app.model.overlays.last() {
        Some(Overlay::Help { top, .. }) => *top,
        _ => usize::MAX,
    }
}

/// What lies under the ruler.
pub(crate) fn ruled(app: &App) -> String {
    let reading = reading(app);
    let ruler = reading.ruler_shown();
    ruler.map_or(String::new(), |ruler| {
        ruler.range().of(&reading.article.text).to_owned()
    })
}

fn heading_here(app: &App) -> String {
    let reading = reading(app);
    let section = reading
        .article
        .section_at(reading.here)
        .map(|at| reading.article.sections[at].heading);
    section.map_or(String::new(), |range| {
        range.of(&reading.article.text).to_owned()
    })
}

fn live_bookmarks(app: &App) -> usize {
    app.model.bookmarks().len()
}

const fn case(
    scope: Scope,
    name: &'static str,
    setup: &'static str,
    holds: fn(&Seen, &App) -> bool,
) -> Case {
    Case {
        scope,
        name,
        setup,
        holds,
    }
}

const OPEN: &str = "enter";
const MARKED: &str = "enter m enter m j j enter";
const LISTED: &str = "enter m enter m j j enter '";
const MARKS: &str = "enter m enter m j j enter B";
/// The first name of the sidebar.
const NAMED: &str = "enter tab ] j";
const CARD: &str = "enter @";
use Scope::{Card, Help, Library, List, Marks, Passage, Reader, Sidebar};

#[rustfmt::skip]
const CASES: &[Case] = &[
    case(Library, "down", "", |was, app| app.model.shelf.selected == was.selected + 1),
    case(Library, "up", "j", |was, app| app.model.shelf.selected + 1 == was.selected),
    case(Library, "screen-down", "", |_, app| app.model.shelf.selected == 2),
    case(Library, "screen-up", "G", |_, app| app.model.shelf.selected == 0),
    case(Library, "first", "j j", |_, app| app.model.shelf.selected == 0),
    case(Library, "last", "", |_, app| app.model.shelf.selected == 2),
    case(Library, "open", "", |_, app| app.model.screen == Screen::Reader),
    case(Library, "filter", "", |_, app| app.model.shelf.filtering),
    case(Library, "sort", "", |_, app| app.model.shelf.order == Order::Title),
    case(Library, "sort-reverse", "", |_, app| app.model.shelf.reversed),
    case(Library, "unread-only", "r", |_, app| app.model.shelf.shown.len() == 2),
    case(Library, "reload", "", |_, app| app.scans == 2 && app.model.shelf.rows.len() == 3),
    case(Library, "all-bookmarks", "", |_, app| app.shows("All bookmarks")),
    case(Library, "read", "", |_, app| app.shows("Marked read") && app.model.shelf.selected_row().unwrap().read),
    case(Library, "star", "", |_, app| app.shows("★") && app.shows("Starred")),
    case(Library, "undo", "r", |_, app| app.shows("Undone: marked read") && !app.model.shelf.selected_row().unwrap().read),
    case(Library, "redo", "r u", |_, app| app.shows("Redone: marked read, in “The night") && app.model.shelf.selected_row().unwrap().read),
    case(Library, "archive", "", |_, app| app.shows("Archived") && app.model.shelf.selected_row().unwrap().archived),
    case(Library, "show-archived", "a", |_, app| app.model.shelf.shown.len() == 1 && app.shows("1 article in the archive")),
    case(Library, "tags", "", |_, app| app.shows("Tags:")),
    case(Library, "all-shown", "", |_, app| app.shows("All 3 articles shown") && app.shows("take a tag away")),
    case(Library, "help", "", |_, app| app.shows("Filter the list as you type")),
    case(Library, "clear", "/ \"short\" enter", |_, app| app.model.shelf.shown.len() == 3),
    case(Library, "back", "", |_, app| app.quit),
    case(Library, "quit", "", |_, app| app.quit),
    case(Library, "redraw", "", |was, app| app.redrawn == 1 && app.screen() == was.screen),
    case(Library, "suspend", "", |was, app| app.suspended == 1 && app.screen() == was.screen),

    case(Reader, "next-page", OPEN, |was, app| reading(app).page_number().unwrap() == was.page + 1),
    case(Reader, "previous-page", "enter space space", |was, app| reading(app).page_number().unwrap() + 1 == was.page),
    case(Reader, "first", "enter G", |_, app| reading(app).page_number().unwrap() == 0),
    case(Reader, "last", OPEN, |_, app| reading(app).at_end()),
    case(Reader, "go-to", OPEN, |_, app| app.shows("Go to page or %")),
    case(Reader, "next-section", OPEN, |_, app| heading_here(app) == "Losing the tide"),
    case(Reader, "previous-section", "enter 3", |_, app| heading_here(app) == "Owners left waiting"),
    case(Reader, "opening", "enter 3", |_, app| reading(app).here == 0),
    case(Reader, "section-1", "enter G", |_, app| heading_here(app) == "Losing the tide"),
    case(Reader, "section-2", OPEN, |_, app| heading_here(app) == "Owners left waiting"),
    case(Reader, "section-3", OPEN, |_, app| heading_here(app) == "A quiet port"),
    case(Reader, "section-4", OPEN, |_, app| heading_here(app) == "After the storm"),
    case(Reader, "section-5", OPEN, |_, app| app.shows("There is no section 5; the article has 4")),
    case(Reader, "section-6", OPEN, |_, app| app.shows("There is no section 6")),
    case(Reader, "section-7", OPEN, |_, app| app.shows("There is no section 7")),
    case(Reader, "section-8", OPEN, |_, app| app.shows("There is no section 8")),
    case(Reader, "section-9", OPEN, |_, app| app.shows("There is no section 9")),
    case(Reader, "find-section", OPEN, |_, app| matches!(app.model.overlays.last(), Some(Overlay::Sections(_)))),
    case(Reader, "search", OPEN, |_, app| matches!(app.model.overlays.last(), Some(Overlay::Prompt(_)))),
    case(Reader, "next-hit", "enter / \"halibut\" enter", |_, app| app.shows("halibut: 2 of 24")),
    case(Reader, "previous-hit", "enter / \"halibut\" enter", |_, app| app.shows("halibut: 24 of 24")),
    case(Reader, "next-mention", OPEN, |_, app| app.shows("Names: 1 of")),
    case(Reader, "previous-mention", OPEN, |_, app| app.shows("Names:") && reading(app).trail.as_ref().unwrap().at > Some(0)),
    case(Reader, "jump-back", "enter 3", |_, app| reading(app).here == 0),
    case(Reader, "jump-forward", "enter 3 ctrl-o", |_, app| heading_here(app) == "A quiet port"),
    case(Reader, "kinds", OPEN, |_, app| app.shows("People alone") && reading(app).sidebar.kind == Some(NameKind::Person)),
    case(Reader, "card", OPEN, |_, app| app.shows("Person · 25 mentions")),
    case(Reader, "next-article", OPEN, |_, app| reading(app).article.metadata.title != "The night the lights went out"),
    case(Reader, "previous-article", "j j enter", |_, app| app.model.shelf.selected == 1),
    case(Reader, "mark", OPEN, |_, app| reading(app).passage.is_some()),
    case(Reader, "bookmarks", MARKED, |_, app| app.shows("Bookmarks in this article") && list_selected(app) == 0),
    case(Reader, "all-bookmarks", MARKED, |_, app| app.shows("All bookmarks")),
    case(Reader, "read", OPEN, |_, app| app.shows("Marked read")),
    case(Reader, "star", OPEN, |_, app| app.shows("Starred")),
    case(Reader, "undo", MARKED, |_, app| app.shows("Undone: bookmarked") && live_bookmarks(app) == 1),
    case(Reader, "redo", "enter m enter m j j enter u", |_, app| app.shows("Redone: bookmarked") && live_bookmarks(app) == 2),
    case(Reader, "archive", OPEN, |_, app| app.shows("Archived") && app.model.shelf.selected_row().unwrap().archived),
    case(Reader, "tags", OPEN, |_, app| app.shows("Tags:")),
    case(Reader, "sidebar", OPEN, |_, app| reading(app).focus == Focus::Sidebar),
    case(Reader, "toggle-sidebar", OPEN, |_, app| !app.shows("SECTIONS")),
    case(Reader, "names", OPEN, |_, app| !app.model.settings.names && app.shows("Names not highlighted")),
    case(Reader, "wider", OPEN, |_, app| app.model.settings.measure == 68),
    case(Reader, "narrower", OPEN, |_, app| app.model.settings.measure == 64),
    case(Reader, "usual-measure", "enter + + +", |_, app| app.model.settings.measure == 66),
    case(Reader, "pages", OPEN, |_, app| !app.model.settings.two_pages),
    case(Reader, "paragraphs", OPEN, |_, app| app.model.settings.indent),
    case(Reader, "justify", OPEN, |_, app| app.model.settings.justified && app.shows("Flush at the right edge")),
    case(Reader, "hyphenate", OPEN, |_, app| !app.model.settings.hyphenation && app.shows("Words are kept whole")),
    case(Reader, "line-spacing", OPEN, |_, app| app.model.settings.line_spacing == 2 && app.shows("Lines two rows apart")),
    case(Reader, "wider-margins", OPEN, |_, app| app.model.settings.margins == 6 && app.shows("Margins of 6 cells")),
    case(Reader, "narrower-margins", OPEN, |_, app| app.model.settings.margins == 2),
    case(Reader, "furniture", OPEN, |_, app| app.model.settings.furniture == Furniture::Folded && app.shows("folded away; this article has nothing")),
    case(Reader, "focus-mode", OPEN, |_, app| app.model.focus_mode && !app.shows("SECTIONS") && app.shows("z brings the rest back")),
    case(Reader, "right", OPEN, |_, app| reading(app).sideways() == 0 && app.shows("Nothing on this page is too wide")),
    case(Reader, "left", OPEN, |_, app| app.shows("Nothing on this page is too wide")),
    case(Reader, "next-sentence", "enter .", |_, app| ruled(app).starts_with("Marta Lindqvist waited")),
    case(Reader, "previous-sentence", "enter . . .", |_, app| ruled(app).starts_with("Marta Lindqvist waited")),
    case(Reader, "next-paragraph", "enter }", |_, app| ruled(app) == "Losing the tide"),
    case(Reader, "previous-paragraph", "enter . .", |_, app| ruled(app).starts_with("The opening") && ruled(app).ends_with("Nobody slept.")),
    case(Reader, "keep-passage", "enter . .", |_, app| live_bookmarks(app) == 1 && app.shows("Bookmarked") && reading(app).ruler.is_some()),
    case(Reader, "footnote", OPEN, |_, app| app.shows("No footnote is referred to on this page")),
    case(Reader, "help", OPEN, |_, app| app.shows("Turn the page")),
    case(Reader, "clear", "enter / \"halibut\" enter .", |_, app| reading(app).trail.is_none() && reading(app).ruler.is_none()),
    case(Reader, "back", OPEN, |_, app| app.model.screen == Screen::Library && !app.quit),
    case(Reader, "quit", OPEN, |_, app| app.quit),
    case(Reader, "redraw", OPEN, |was, app| app.redrawn == 1 && app.screen() == was.screen),
    case(Reader, "suspend", OPEN, |was, app| app.suspended == 1 && app.screen() == was.screen),

    case(Sidebar, "down", "enter tab", |was, app| reading(app).sidebar.selected == was.sidebar + 1),
    case(Sidebar, "up", "enter tab j j", |was, app| reading(app).sidebar.selected + 1 == was.sidebar),
    case(Sidebar, "screen-down", "enter tab", |was, app| reading(app).sidebar.selected > was.sidebar + 1),
    case(Sidebar, "screen-up", "enter tab G", |_, app| reading(app).sidebar.selected == 0),
    case(Sidebar, "first", "enter tab G", |_, app| reading(app).sidebar.selected == 0),
    case(Sidebar, "last", "enter tab", |_, app| reading(app).sidebar.selected + 1 == app.model.sidebar_rows().len()),
    case(Sidebar, "open", "enter tab j", |_, app| heading_here(app) == "Losing the tide" && reading(app).focus == Focus::Page),
    case(Sidebar, "fold", "enter tab", |_, app| app.shows("SECTIONS … 5") && !app.shows("A quiet port   ")),
    case(Sidebar, "sidebar", "enter tab", |_, app| reading(app).focus == Focus::Page),
    case(Sidebar, "cancel", "enter tab", |_, app| reading(app).focus == Focus::Page && app.model.screen == Screen::Reader),
    case(Sidebar, "toggle-sidebar", "enter tab", |_, app| !app.model.settings.sidebar && reading(app).focus == Focus::Page),
    case(Sidebar, "next-hit", "enter / \"halibut\" enter tab", |_, app| app.shows("halibut: 2 of 24") && reading(app).focus == Focus::Sidebar),
    case(Sidebar, "previous-hit", "enter / \"halibut\" enter tab", |_, app| app.shows("halibut: 24 of 24")),
    case(Sidebar, "names", "enter tab", |_, app| !app.model.settings.names),
    case(Sidebar, "help", "enter tab", |_, app| app.shows("Move down a screen")),
    case(Sidebar, "next-part", "enter tab", |_, app| matches!(selected_row(app), SidebarRow::Part(Part::People, ..))),
    case(Sidebar, "previous-part", NAMED, |_, app| matches!(selected_row(app), SidebarRow::Part(Part::People, ..))),
    case(Sidebar, "next-mention", "enter tab", |_, app| app.shows("Names: 1 of") && reading(app).focus == Focus::Sidebar),
    case(Sidebar, "previous-mention", "enter tab", |_, app| app.shows("Names:") && reading(app).trail.as_ref().unwrap().at > Some(0)),
    case(Sidebar, "filter-names", "enter tab", |_, app| app.shows("Names with:")),
    case(Sidebar, "kinds", "enter tab", |_, app| app.shows("PEOPLE alone") && !app.shows("PLACES")),
    case(Sidebar, "card", NAMED, |_, app| app.shows("Person · 25 mentions")),
    case(Sidebar, "hide-name", NAMED, |_, app| app.shows("Hidden: Marta Lindqvist") && !app.shows("PEOPLE")),
    case(Sidebar, "rename-name", NAMED, |_, app| app.shows("Call it: Marta Lindqvist")),
    case(Sidebar, "name-kind", NAMED, |_, app| app.shows("What is Marta Lindqvist?")),
    case(Sidebar, "merge-names", NAMED, |_, app| app.shows("Merge Marta Lindqvist with")),
    case(Sidebar, "split-name", NAMED, |_, app| app.shows("Which is not Marta Lindqvist?")),
    case(Sidebar, "add-name", "enter tab", |_, app| app.shows("New name:")),
    case(Sidebar, "undo", "enter tab ] j d", |_, app| app.shows("Undone") && app.shows("PEOPLE")),
    case(Sidebar, "quit", "enter tab", |_, app| app.quit),
    case(Sidebar, "redraw", "enter tab", |was, app| app.redrawn == 1 && app.screen() == was.screen),
    case(Sidebar, "suspend", "enter tab", |was, app| app.suspended == 1 && app.screen() == was.screen),

    case(Passage, "next-passage", "enter m", |_, app| reading(app).passage.unwrap().range().start > 0),
    case(Passage, "previous-passage", "enter m j j", |_, app| reading(app).passage.unwrap().range().of(&reading(app).article.text).starts_with("Marta")),
    case(Passage, "extend", "enter m", |was, app| reading(app).passage.unwrap().range().len() > was.passage),
    case(Passage, "shrink", "enter m J", |was, app| reading(app).passage.unwrap().range().len() < was.passage),
    case(Passage, "by-paragraph", "enter m j", |was, app| reading(app).passage.unwrap().range().len() > was.passage),
    case(Passage, "by-sentence", "enter m j p", |was, app| reading(app).passage.unwrap().range().len() < was.passage),
    case(Passage, "keep", "enter m j", |_, app| live_bookmarks(app) == 1 && app.shows("Bookmarked")),
    case(Passage, "keep-with-note", "enter m j", |_, app| app.shows("Note:")),
    case(Passage, "label", "enter m j", |_, app| app.shows("Which label?") && app.shows("yellow")),
    case(Passage, "note-in-editor", "enter m j", |_, app| app.edited == [""] && app.shows("No editor is set")),
    case(Passage, "cancel", "enter m", |_, app| reading(app).passage.is_none() && live_bookmarks(app) == 0),
    case(Passage, "help", "enter m", |_, app| app.shows("Keep the passage as a bookmark")),
    case(Passage, "quit", "enter m", |_, app| app.quit),
    case(Passage, "redraw", "enter m", |was, app| app.redrawn == 1 && app.screen() == was.screen),
    case(Passage, "suspend", "enter m", |was, app| app.suspended == 1 && app.screen() == was.screen),

    case(List, "down", LISTED, |_, app| list_selected(app) == 1),
    case(List, "up", "enter m enter m j j enter ' j", |_, app| list_selected(app) == 0),
    case(List, "screen-down", LISTED, |_, app| list_selected(app) == 1),
    case(List, "screen-up", "enter m enter m j j enter ' G", |_, app| list_selected(app) == 0),
    case(List, "first", "enter m enter m j j enter ' G", |_, app| list_selected(app) == 0),
    case(List, "last", LISTED, |_, app| list_selected(app) == 1),
    case(List, "open", "enter m enter G '", |was, app| reading(app).here < was.here && app.model.overlays.is_empty()),
    case(List, "edit-note", LISTED, |_, app| app.shows("Note:")),
    case(List, "note-in-editor", LISTED, |_, app| app.edited == [""] && app.shows("No editor is set")),
    case(List, "label", LISTED, |_, app| app.shows("Which label?")),
    case(List, "keep", LISTED, |_, app| app.shows("This passage is bookmarked already")),
    case(List, "attach", LISTED, |_, app| reading(app).attaching.is_some() && reading(app).passage.is_some()),
    case(List, "delete", LISTED, |_, app| live_bookmarks(app) == 1 && app.shows("Bookmark deleted")),
    case(Sidebar, "redo", "enter tab ] j d u", |_, app| app.shows("Redone") && app.shows("hidden")),
    case(List, "redo", "enter m enter m j j enter ' d u", |_, app| live_bookmarks(app) == 1),
    case(Card, "redo", "enter @ t o u", |_, app| app.shows("Redone") && app.shows("Organisation · 25 mentions")),
    case(List, "undo", "enter m enter m j j enter ' d", |_, app| live_bookmarks(app) == 2),
    case(List, "cancel", LISTED, |_, app| app.model.overlays.is_empty()),
    case(List, "help", LISTED, |_, app| app.shows("Delete the bookmark")),
    case(List, "quit", LISTED, |_, app| app.quit),
    case(List, "redraw", LISTED, |was, app| app.redrawn == 1 && app.screen() == was.screen),
    case(List, "suspend", LISTED, |was, app| app.suspended == 1 && app.screen() == was.screen),

    case(Marks, "down", MARKS, |was, app| marks_selected(app) == was.marks + 1),
    case(Marks, "up", "enter m enter m j j enter B j", |_, app| marks_selected(app) == 1),
    case(Marks, "screen-down", MARKS, |_, app| marks_selected(app) == 2),
    case(Marks, "screen-up", "enter m enter m j j enter B G", |_, app| marks_selected(app) == 1),
    case(Marks, "first", "enter m enter m j j enter B G", |_, app| marks_selected(app) == 1),
    case(Marks, "last", MARKS, |_, app| marks_selected(app) == 2),
    case(Marks, "open", "enter m enter G B", |was, app| reading(app).here < was.here && app.model.overlays.is_empty()),
    case(Marks, "filter", MARKS, |_, app| app.model.scope().is_none()),
    case(Marks, "sort", MARKS, |_, app| app.shows("by time")),
    case(Marks, "edit-note", MARKS, |_, app| app.shows("Note:")),
    case(Marks, "note-in-editor", MARKS, |_, app| app.edited == [""] && app.shows("No editor is set")),
    case(Marks, "label", MARKS, |_, app| app.shows("Which label?")),
    case(Marks, "attach", MARKS, |_, app| reading(app).attaching.is_some() && app.model.overlays.is_empty()),
    case(Marks, "delete", MARKS, |_, app| live_bookmarks(app) == 1 && app.shows("Bookmark deleted")),
    case(Marks, "undo", "enter m enter m j j enter B d", |_, app| live_bookmarks(app) == 2),
    case(Marks, "redo", "enter m enter m j j enter B d u", |_, app| live_bookmarks(app) == 1),
    case(Marks, "cancel", MARKS, |_, app| app.model.overlays.is_empty()),
    case(Marks, "help", MARKS, |_, app| app.shows("Show the bookmarks that have words")),
    case(Marks, "quit", MARKS, |_, app| app.quit),
    case(Marks, "redraw", MARKS, |was, app| app.redrawn == 1 && app.screen() == was.screen),
    case(Marks, "suspend", MARKS, |was, app| app.suspended == 1 && app.screen() == was.screen),

    case(Card, "down", CARD, |was, app| card_selected(app) == was.card + 1),
    case(Card, "up", "enter @ j j", |was, app| card_selected(app) + 1 == was.card),
    case(Card, "screen-down", CARD, |was, app| card_selected(app) > was.card + 1),
    case(Card, "screen-up", "enter @ G", |was, app| card_selected(app) + 1 < was.card),
    case(Card, "first", "enter @ j j j", |_, app| card_selected(app) == 0),
    case(Card, "last", CARD, |_, app| card_selected(app) == 24),
    case(Card, "open", "enter @ j", |_, app| app.shows("Marta Lindqvist: 2 of 25") && app.model.overlays.is_empty()),
    case(Card, "hide-name", CARD, |_, app| app.shows("Hidden: Marta Lindqvist") && app.model.overlays.is_empty()),
    case(Card, "rename-name", CARD, |_, app| app.shows("Call it: Marta Lindqvist")),
    case(Card, "name-kind", CARD, |_, app| app.shows("What is Marta Lindqvist?")),
    case(Card, "merge-names", CARD, |_, app| app.shows("Merge Marta Lindqvist with")),
    case(Card, "split-name", CARD, |_, app| app.shows("Which is not Marta Lindqvist?")),
    case(Card, "undo", "enter @ t o", |_, app| app.shows("Undone") && app.shows("Person · 25 mentions")),
    case(Card, "cancel", CARD, |_, app| app.model.overlays.is_empty()),
    case(Card, "help", CARD, |_, app| app.shows("Merge it with another name")),
    case(Card, "quit", CARD, |_, app| app.quit),
    case(Card, "redraw", CARD, |was, app| app.redrawn == 1 && app.screen() == was.screen),
    case(Card, "suspend", CARD, |was, app| app.suspended == 1 && app.screen() == was.screen),

    case(Help, "down", "enter ?", |_, app| help_top(app) == 1),
    case(Help, "up", "enter ? j j", |_, app| help_top(app) == 1),
    case(Help, "screen-down", "enter ?", |_, app| help_top(app) > 1),
    case(Help, "screen-up", "enter ? space space", |_, app| help_top(app) < 20),
    case(Help, "first", "enter ? j j j", |_, app| help_top(app) == 0),
    case(Help, "last", "enter ?", |_, app| app.shows("Leave newsprint at once")),
    case(Help, "cancel", "enter ?", |_, app| app.model.overlays.is_empty()),
    case(Help, "quit", "enter ?", |_, app| app.quit),
    case(Help, "redraw", "enter ?", |was, app| app.redrawn == 1 && app.screen() == was.screen),
    case(Help, "suspend", "enter ?", |was, app| app.suspended == 1 && app.screen() == was.screen),
];

#[test]
fn every_command_has_a_case() {
    for info in COMMANDS {
        for scope in info.scopes {
            let covered = CASES
                .iter()
                .any(|case| case.scope == *scope && case.name == info.name);
            assert!(
                covered,
                "no case for {} in [keys.{}]",
                info.name,
                scope.name()
            );
        }
    }
}

#[test]
fn every_key_does_what_the_table_says() {
    let mut wrong = Vec::new();
    for case in CASES {
        let info = COMMANDS
            .iter()
            .find(|info| info.name == case.name && info.scopes.contains(&case.scope));
        let info = info.unwrap_or_else(|| {
            panic!(
                "{} in [keys.{}] is no command",
                case.name,
                case.scope.name()
            )
        });
        for key in info.keys {
            let house = house();
            let mut app = house.open(100, 24);
            app.press(case.setup);
            let was = Seen::of(&app);
            app.press(key);
            if !(case.holds)(&was, &app) {
                wrong.push(format!(
                    "{key} ({} in [keys.{}]):\n{}",
                    case.name,
                    case.scope.name(),
                    app.screen()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_filter_narrows_as_one_types_and_finds_words_in_any_order() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("/ \"night li\"");
    assert_eq!(app.model.shelf.shown.len(), 1);
    app.press("ctrl-u \"zzz\"");
    assert!(app.shows("No article matches “zzz”"));
    app.press("esc");
    assert_eq!(app.model.shelf.shown.len(), 3);
}

#[test]
fn a_section_is_found_by_part_of_its_name() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter s \"quiet\" enter");
    assert_eq!(heading_here(&app), "A quiet port");
    app.press("s \"nothing like it\"");
    assert!(app.shows("No section has these words"));
    app.press("esc");
    assert_eq!(heading_here(&app), "A quiet port");
}

#[test]
fn go_to_takes_a_page_or_a_percentage_and_refuses_the_rest() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter : \"2\" enter");
    assert_eq!(reading(&app).page_number().unwrap(), 1);
    app.press(": \"100%\" enter");
    assert!(reading(&app).at_end());
    app.press(": \"soon\" enter");
    assert!(app.shows("`soon` is neither a page (12) nor a percentage (40%)"));
}

#[test]
fn a_name_chosen_in_the_sidebar_is_stepped_through() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter tab");
    while !matches!(
        app.model.sidebar_rows()[reading(&app).sidebar.selected],
        newsprint::reader::SidebarRow::Name(_)
    ) {
        app.press("j");
    }
    app.press("enter");
    assert!(app.shows("Marta Lindqvist: 1 of 25"), "{}", app.screen());
    app.press("enter");
    assert!(app.shows("Marta Lindqvist: 2 of 25"));
    app.press("tab n");
    assert!(app.shows("Marta Lindqvist: 3 of 25"));
    app.press("N");
    assert!(app.shows("Marta Lindqvist: 2 of 25"));
}

#[test]
fn a_search_goes_on_from_where_one_is() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter / \"halibut\" enter G n");
    let hit = reading(&app).trail.as_ref().unwrap().current().unwrap();
    assert!(
        reading(&app).shown().contains(hit.start),
        "the next hit from the last page is on it"
    );
}

#[test]
fn the_section_that_fills_the_page_is_marked_and_the_next_is_the_one_after_it() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter space space");
    let marked = reading(&app).section();
    let text = |app: &App| {
        let reading = reading(app);
        reading.section().map(|at| {
            reading.article.sections[at]
                .heading
                .of(&reading.article.text)
                .to_owned()
        })
    };
    assert_eq!(
        text(&app).as_deref(),
        Some("Owners left waiting"),
        "{}",
        app.screen()
    );
    assert!(app.shows("▸ Owners left waiting"));
    app.press("]");
    assert_eq!(reading(&app).section(), marked.map(|at| at + 1));
    app.press("[ [");
    assert_eq!(text(&app).as_deref(), Some("Losing the tide"));
}
