//! The pages of an article, quire by quire.

use super::quire::{Quire, Until};
use super::{Line, Measure, Style, sewing};
use crate::article::Article;
use crate::text::TextRange;

/// The pages of one article at one measure, as far as they have been asked for.
///
/// A page is found by a place in the text ([`Pages::page_at`]) or by its number ([`Pages::nth`]), and then has
/// a [`PageId`]. Numbers are known only of pages before which all are set.
#[derive(Clone, Debug)]
pub struct Pages {
    measure: Measure,
    style: Style,
    quires: Vec<Quire>,
    /// How many pages stand before each quire, as far as that is known; one entry more when all is.
    before: Vec<usize>,
}

/// A page that is set. Pages of one article at one measure are in the order of their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageId {
    quire: usize,
    page: usize,
}

impl PageId {
    /// Index of the quire that it belongs to.
    pub fn quire(self) -> usize {
        self.quire
    }
}

impl Pages {
    /// No pages yet; see [`Pages::set_around`].
    pub fn new(article: &Article, measure: Measure, style: Style) -> Self {
        let measure = Measure {
            cells: measure.cells.max(1),
            rows: measure.rows.max(1),
        };
        Self::of(sewing::quires(article, measure, style), measure, style)
    }

    /// The pages of these quires.
    pub(super) fn of(quires: Vec<Quire>, measure: Measure, style: Style) -> Self {
        Self {
            measure,
            style,
            quires,
            before: vec![0],
        }
    }

    /// All pages of `article`.
    pub fn set(article: &Article, measure: Measure, style: Style) -> Self {
        let mut pages = Self::new(article, measure, style);
        pages.set_all(article);
        pages
    }

    pub(super) fn set_all(&mut self, article: &Article) {
        for quire in &mut self.quires {
            quire.set(article);
        }
        self.count_on();
    }

    /// The measure they are set to.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// The style they are set in.
    pub fn style(&self) -> Style {
        self.style
    }

    /// How many pages are seen at once.
    pub fn abreast(&self) -> usize {
        if self.style.facing { 2 } else { 1 }
    }

    /// Sets the spread that shows byte `offset`, and what must be known to turn from it. `article` must be the
    /// one that the pages were made for, here as in all that follows.
    pub fn set_around(&mut self, article: &Article, offset: usize) {
        let at = self.quire_at(offset);
        let abreast = self.abreast();
        let quire = self.open(at);
        quire.extend(article, Until::Offset(offset));
        let spread = quire.page_of(offset) / abreast;
        quire.extend(article, Until::Page((spread + 1) * abreast));
        self.count_on();
    }

    /// Sets all of the quire that holds byte `offset` if no more than `bytes` of the text are its own.
    pub fn set_short_quire(&mut self, article: &Article, offset: usize, bytes: usize) {
        let at = self.quire_at(offset);
        if self.quires[at].bytes() <= bytes {
            self.open(at).set(article);
            self.count_on();
        }
    }

    /// The quires of these indices that are not set or show nothing any more, each to be set by whoever has
    /// the time, and given to [`Pages::take`].
    pub fn unset(
        &self,
        indices: impl IntoIterator<Item = usize>,
        lines: bool,
    ) -> Vec<(usize, Quire)> {
        let missing = |quire: &&Quire| !quire.is_complete() || (lines && !quire.has_lines());
        let quires = indices
            .into_iter()
            .filter_map(|at| Some((at, self.quires.get(at).filter(missing)?.anew())));
        quires.collect()
    }

    /// Takes in a quire that was set elsewhere. What is there and shown stays.
    pub fn take(&mut self, article: &Article, index: usize, quire: Quire) {
        let Some(own) = self.quires.get_mut(index) else {
            return;
        };
        let shown = own.has_lines() && own.len() > 0;
        if !shown || (quire.has_lines() && !own.is_complete()) {
            *own = quire;
        } else if !own.is_complete() {
            own.set(article);
        }
        self.count_on();
    }

    /// Throws away the lines of all quires but those next to the one that holds byte `offset`.
    pub fn forget_far(&mut self, offset: usize) {
        let here = self.quire_at(offset);
        for (at, quire) in self.quires.iter_mut().enumerate() {
            if at.abs_diff(here) <= 1 || !quire.has_lines() || quire.len() == 0 {
                continue;
            }
            if quire.is_complete() {
                quire.forget_lines();
            } else {
                *quire = quire.anew();
            }
        }
    }

    /// How many quires there are, at least one.
    pub fn quires(&self) -> usize {
        self.quires.len()
    }

    /// Whether the number of pages is known.
    pub fn is_complete(&self) -> bool {
        self.before.len() > self.quires.len()
    }

    /// How many pages there are, as far as they are known in a row from the first.
    pub fn len(&self) -> usize {
        let counted = self.before.len() - 1;
        let growing = self.quires.get(counted).map_or(0, Quire::len);
        self.before[counted] + growing
    }

    /// Whether no page is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The lines of a page; none when it is not set.
    pub fn page(&self, id: PageId) -> &[Line] {
        self.quires
            .get(id.quire)
            .map_or(&[], |quire| quire.page(id.page))
    }

    /// The page that shows byte `offset`, in whatever cell of a table; for a byte that shows nowhere, a space
    /// at the end of a line, the page that shows what stands before it. Where its quire is not set so far, the
    /// last page that is.
    pub fn page_at(&self, offset: usize) -> PageId {
        let quire = self.quire_at(offset);
        let page = self.quires[quire].page_of(offset);
        PageId { quire, page }
    }

    /// Whether the page that shows byte `offset` is set, shown or not.
    pub fn knows(&self, offset: usize) -> bool {
        let quire = &self.quires[self.quire_at(offset)];
        // The last page that is set may not be the one.
        quire.is_complete() || quire.page_of(offset) + 1 < quire.len()
    }

    /// The first byte of the text that belongs to a page. It grows from page to page, and [`Pages::page_at`]
    /// it is that page: whoever turns pages by it gets to every one.
    pub fn start_of(&self, id: PageId) -> Option<usize> {
        self.quires.get(id.quire)?.start_of(id.page)
    }

    /// The first page of the spread that `id` is on.
    pub fn spread(&self, id: PageId) -> PageId {
        PageId {
            page: id.page - id.page % self.abreast(),
            ..id
        }
    }

    /// The pages of the spread that starts with page `id`: none after the last of its quire.
    pub fn abreast_of(&self, id: PageId) -> impl Iterator<Item = PageId> + use<> {
        let last = self.quires.get(id.quire).map_or(0, Quire::len);
        (id.page..last.min(id.page + self.abreast())).map(move |page| PageId { page, ..id })
    }

    /// The byte where the spread after the one that starts with `id` begins; `None` after the last. It is
    /// known where [`Pages::set_around`] set the spread.
    pub fn after(&self, id: PageId) -> Option<usize> {
        let quire = self.quires.get(id.quire)?;
        let next = quire.start_of(id.page + self.abreast());
        next.or_else(|| Some(self.quires.get(id.quire + 1)?.start()))
    }

    /// The byte where the spread before the one that starts with `id` begins; `None` before the first.
    pub fn before(&mut self, article: &Article, id: PageId) -> Option<usize> {
        if let Some(page) = id.page.checked_sub(self.abreast()) {
            return self.start_of(PageId { page, ..id });
        }
        let at = id.quire.checked_sub(1)?;
        self.last_spread(article, at)
    }

    /// The byte where the last spread begins.
    pub fn last(&mut self, article: &Article) -> usize {
        self.last_spread(article, self.quires.len() - 1)
            .unwrap_or(0)
    }

    /// Whether `id` is the first page of the last spread, or a page after that.
    pub fn is_last(&self, id: PageId) -> bool {
        id.quire + 1 == self.quires.len()
            && self.quires[id.quire].is_complete()
            && id.page + self.abreast() >= self.quires[id.quire].len()
    }

    /// The number of a page, from 0, when all before it are known.
    pub fn number(&self, id: PageId) -> Option<usize> {
        let known = id.page < self.quires.get(id.quire)?.len();
        self.before
            .get(id.quire)
            .filter(|_| known)
            .map(|before| before + id.page)
    }

    /// The byte where the page of this number (from 0) begins, when all before it are known.
    pub fn nth(&self, number: usize) -> Option<usize> {
        let after = self.before.partition_point(|before| *before <= number);
        let quire = after.checked_sub(1)?;
        let page = number - self.before[quire];
        self.start_of(PageId { quire, page })
    }

    /// From the first byte that these pages show to the last, for finding what might show on them. Where the
    /// row of a table is parted, other pages show some of what lies between: [`Pages::page_at`] says which.
    pub fn extent(&self, pages: impl Iterator<Item = PageId>) -> TextRange {
        let lines = pages.flat_map(|page| self.page(page));
        lines
            .flat_map(Line::pieces)
            .reduce(TextRange::join)
            .unwrap_or_default()
    }

    /// All pages that are known in a row from the first.
    pub fn ids(&self) -> impl Iterator<Item = PageId> {
        let quires = self.quires.iter().take(self.before.len()).enumerate();
        quires.flat_map(|(quire, set)| (0..set.len()).map(move |page| PageId { quire, page }))
    }

    /// Index of the quire that holds byte `offset`.
    fn quire_at(&self, offset: usize) -> usize {
        let after = self.quires.partition_point(|q| q.start() <= offset);
        after.saturating_sub(1)
    }

    /// A quire with lines, as far as it is set.
    fn open(&mut self, index: usize) -> &mut Quire {
        let quire = &mut self.quires[index];
        if !quire.has_lines() {
            *quire = quire.anew();
        }
        quire
    }

    fn last_spread(&mut self, article: &Article, quire: usize) -> Option<usize> {
        let abreast = self.abreast();
        let set = self.open(quire);
        set.set(article);
        let last = set.len().saturating_sub(1);
        let start = set.start_of(last - last % abreast);
        self.count_on();
        start
    }

    /// Goes on counting where more is known.
    fn count_on(&mut self) {
        while let Some(quire) = self
            .quires
            .get(self.before.len() - 1)
            .filter(|quire| quire.is_complete())
        {
            let before = self.before[self.before.len() - 1];
            self.before.push(before + quire.len());
        }
    }
}
