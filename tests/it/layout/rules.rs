//! The rules of the press on every page, judged from the article and the lines alone: nothing here asks which
//! lines the setting meant to keep together.

use super::articles;
use newsprint::article::{Article, BlockKind};
use newsprint::text::set_cells;
use newsprint::typeset::{Content, Line, LineRole, Measure, PageId, Pages, Style};
use proptest::prelude::*;

/// Lines up to which a paragraph of a quotation stays whole.
const SHORT_QUOTE: usize = 5;

/// The lines of an article that are not empty, page by page, and what they belong to.
struct Book<'a> {
    article: &'a Article,
    /// Lines of text that a page has room for.
    rows: usize,
    lines: Vec<&'a Line>,
    /// First and last line of each block, by the index of the line.
    own: Vec<(usize, usize)>,
}

impl<'a> Book<'a> {
    fn new(article: &'a Article, pages: &'a Pages) -> Self {
        let style = pages.style();
        let rows = usize::from(pages.measure().rows.div_ceil(style.leading));
        let all = pages.ids().flat_map(|page| pages.page(page));
        let lines: Vec<&Line> = all.filter(|line| line.role != LineRole::Blank).collect();
        let of_block = |line: &&Line| (line.block, is_companion(line));
        let mut own = Vec::new();
        for run in lines.chunk_by(|a, b| of_block(a) == of_block(b)) {
            let first = own.len();
            own.extend(run.iter().map(|_| (first, first + run.len() - 1)));
        }
        Self {
            article,
            rows,
            lines,
            own,
        }
    }

    /// Why no page should end after the line of this number; `None` where one may.
    fn held(&self, at: usize) -> Option<&'static str> {
        let (line, next) = (self.lines[at], self.lines.get(at + 1)?);
        if is_companion(line) {
            return Some("the headline's companions");
        }
        let block = self.article.blocks.get(line.block)?;
        let (first, last) = self.own[at];
        if at == last {
            return self.held_at_end(block, next);
        }
        let count = last - first + 1;
        let whole = match &block.kind {
            BlockKind::Title | BlockKind::Heading(_) => Some("a heading"),
            BlockKind::Image(_) | BlockKind::Caption | BlockKind::Term => Some("what is whole"),
            BlockKind::ListItem(_) | BlockKind::Definition | BlockKind::Furniture
                if count <= self.rows / 2 =>
            {
                Some("an item")
            }
            BlockKind::Code(_) if count <= self.rows => Some("code that fits"),
            BlockKind::Table(_) => return self.held_in_table(at),
            BlockKind::Paragraph if block.nesting.quote > 0 && count <= SHORT_QUOTE => {
                Some("a short quote")
            }
            _ => None,
        };
        let named = (next.role == LineRole::Attribution).then_some("who is quoted");
        let alone = (at == first || at + 1 == last).then_some("a line alone");
        let hyphen = matches!(line.content, Content::Text { hyphen: true, .. });
        whole.or(named).or(alone).or(hyphen.then_some("a hyphen"))
    }

    /// The same after the last line of `block`.
    fn held_at_end(&self, block: &newsprint::article::Block, next: &Line) -> Option<&'static str> {
        let below = self.article.blocks.get(next.block)?;
        match (&block.kind, &below.kind) {
            (BlockKind::Title | BlockKind::Heading(_), _) => Some("a heading at the foot"),
            (BlockKind::Term, _) => Some("a term at the foot"),
            (BlockKind::Image(_) | BlockKind::Table(_), BlockKind::Caption)
            | (BlockKind::Caption, BlockKind::Table(_)) => Some("a caption"),
            (BlockKind::Paragraph, BlockKind::Caption) if block.nesting.quote > 0 => {
                Some("a caption")
            }
            _ if next.role == LineRole::Attribution => Some("who is quoted"),
            _ => None,
        }
    }

    /// The same inside of a table: rows are whole, and so is what fits a page with the space in it.
    fn held_in_table(&self, at: usize) -> Option<&'static str> {
        let (first, last) = self.own[at];
        let line = self.lines[at];
        let records = self.lines[first..=last]
            .iter()
            .any(|l| matches!(l.content, Content::Text { .. }));
        if !records && last - first < self.rows {
            return Some("a table that fits");
        }
        if !records && (at == first || at + 1 == last) {
            return Some("a line alone");
        }
        if matches!(line.role, LineRole::TableHeader | LineRole::Rule) {
            return Some("a header");
        }
        let BlockKind::Table(table) = &self.article.blocks[line.block].kind else {
            return None;
        };
        let row = |line: &Line| {
            table.rows.iter().rposition(|cells| {
                cells
                    .first()
                    .is_some_and(|cell| cell.start <= line.range.start)
            })
        };
        // The name of a column stands with the cell below it.
        let is_name = |line: &&&Line| matches!(line.content, Content::Generated(_));
        let cell = |at: usize| self.lines[at..].iter().find(|line| !is_name(line));
        let (above, below) = (cell(at)?, cell(at + 1)?);
        // A row without words is one line.
        let words = |line: &Line| line.pieces().next().is_some();
        (words(above) && words(below) && row(above) == row(below)).then_some("a row")
    }
}

fn is_companion(line: &Line) -> bool {
    matches!(line.role, LineRole::Standfirst | LineRole::Dateline)
        && matches!(line.content, Content::Generated(_))
}

/// Last lines of a page, from the last one shown upwards.
fn shown(pages: &Pages, page: PageId) -> usize {
    let lines = pages.page(page).iter();
    lines.filter(|line| line.role != LineRole::Blank).count()
}

proptest! {
    #[test]
    fn a_page_keeps_the_rules_where_any_page_could(article in articles::article(), width in 1u16..=200, rows in 1u16..50, style in articles::style()) {
        let pages = Pages::set(&article, Measure { cells: width, rows }, style);
        let book = Book::new(&article, &pages);
        let mut end = 0;
        let ids: Vec<PageId> = pages.ids().collect();
        for page in ids.iter().rev().skip(1).rev() {
            let start = end;
            end += shown(&pages, *page);
            let Some(why) = book.held(end - 1) else { continue };
            let legal = (start..end - 1).find(|at| book.held(*at).is_none());
            prop_assert!(legal.is_none(), "{why} ends page {page:?}, which could end after {:?}", book.lines[legal.unwrap()]);
        }
    }

    #[test]
    fn lines_keep_the_rules_of_the_press(article in articles::article(), width in 1u16..=120, style in articles::style()) {
        let pages = Pages::set(&article, Measure { cells: width, rows: 40 }, style);
        let lines: Vec<&Line> = pages.ids().flat_map(|page| pages.page(page)).collect();
        let own = |a: &&Line, b: &&Line| a.block == b.block;
        for block in lines.chunk_by(own) {
            let hyphens = |line: &&Line| matches!(line.content, Content::Text { hyphen: true, .. });
            let run = block.split(|line| !hyphens(line)).map(<[_]>::len).max();
            prop_assert!(run <= Some(2), "{:?}", block);
            let texts: Vec<_> = block.iter().filter_map(|line| match line.content {
                Content::Text { range, hyphen, stretch } => Some((line, range, hyphen, stretch)),
                _ => None,
            }).collect();
            for (at, (line, range, hyphen, stretch)) in texts.iter().enumerate() {
                let shown = range.of(&article.text);
                let behind = article.text.get(range.end..).unwrap();
                let last = at + 1 == texts.len() || behind.starts_with('\n');
                prop_assert!(!(last && *hyphen), "a hyphen ends {shown:?}");
                prop_assert!(!(last && *stretch > 0), "the last line is widened: {shown:?}");
                prop_assert!(*stretch == 0 || style.justified && set_cells(shown) + usize::from(*stretch) + usize::from(*hyphen) + usize::from(line.column) == usize::from(width), "{shown:?}");
                prop_assert!(line.role != LineRole::Attribution || *stretch == 0);
            }
        }
    }

    #[test]
    fn no_line_starts_with_a_sign_that_closes(words in prop::collection::vec("[「（]?[京都の町港口灯]{1,4}[。、」），]{0,2}", 1..60), width in 16u16..80, justified: bool) {
        use newsprint::article::{Builder, Format, Metadata, Nesting};
        let mut builder = Builder::new(Format::Plain);
        builder.begin(BlockKind::Paragraph, Nesting::default());
        builder.prose(&words.concat());
        let article = builder.finish(Metadata::default());
        let style = Style { justified, ..Style::default() };
        let pages = Pages::set(&article, Measure { cells: width, rows: 40 }, style);
        for line in pages.ids().flat_map(|page| pages.page(page)) {
            let shown = line.range.of(&article.text);
            prop_assert!(!shown.starts_with(['。', '、', '」', '）', '，']), "{:?}", shown);
            prop_assert!(!shown.ends_with(['「', '（']), "{:?}", shown);
        }
    }
}

#[test]
fn a_table_of_records_that_fits_a_page_stays_whole() {
    let columns = [
        "Port",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Remarks",
    ];
    let row = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let table = row(&columns) + &row(&["---"; 6]) + &row(&["open"; 6]).repeat(2);
    let text = format!("{}\n\n{table}", "Words before it. ".repeat(20));
    let article = newsprint::import::import(text.as_bytes(), "a.md").unwrap();
    let pages = Pages::set(
        &article,
        Measure {
            cells: 30,
            rows: 18,
        },
        Style::default(),
    );
    let held: Vec<bool> = pages
        .ids()
        .map(|page| {
            pages
                .page(page)
                .iter()
                .any(|line| line.role == LineRole::Table)
        })
        .collect();
    assert_eq!(held, [false, true], "the table stands on one page");
}
