//! Which article a record of another program is about.
//!
//! By its address; else, where our own export says it, by id, content or path; else by its title, and its authors
//! where several articles have that title. What is asked is the journal and, where there is one, the library.

use super::super::marks::opened;
use super::super::{complain, cores};
use crate::article::{Article, Stated};
use crate::exchange::Work;
use crate::journal::{ArticleId, Identity, State};
use crate::library::{self, Entry, Place, Source};
use crate::text::{folded, harmless_line};
use std::collections::HashMap;

/// What is known of the articles of a library.
#[derive(Default)]
pub(super) struct Shelf {
    books: Vec<Book>,
    by_url: HashMap<String, usize>,
    by_content: HashMap<String, usize>,
    by_path: HashMap<String, usize>,
    by_title: HashMap<String, Vec<usize>>,
}

/// One article of a library.
pub(super) struct Book {
    place: Place,
    pub(super) identity: Identity,
    /// What its file says of its reading.
    pub(super) stated: Option<Stated>,
    pub(super) tags: Vec<String>,
}

/// What a record is about.
pub(super) struct Subject<'s> {
    /// The journal's id of it; `None` for what the journal does not know.
    pub(super) known: Option<ArticleId>,
    /// The article, if it is in the library.
    pub(super) book: Option<&'s Book>,
}

impl Shelf {
    /// The articles of `source`, as far as `works` need them: records without marks that have an address need none.
    pub(super) fn of(source: Option<&Source>, works: &[Work]) -> anyhow::Result<Self> {
        let needs = |work: &Work| !work.marks.is_empty() || identity(work).source().is_none();
        let mut shelf = Self::default();
        let Some(source) = source.filter(|_| works.iter().any(needs)) else {
            return Ok(shelf);
        };
        let mut entries: Vec<Entry> = Vec::new();
        library::scan(source, |batch| entries.extend(batch));
        cores::in_order(
            &entries,
            |entry: &Entry| library::summarize(entry),
            |entry, summary| {
                match summary {
                    Ok(summary) => shelf.add(Book {
                        place: entry.place.clone(),
                        identity: summary.identity,
                        stated: summary.metadata.stated,
                        tags: summary.metadata.tags,
                    }),
                    Err(error) => {
                        complain(&harmless_line(&format!("{}: {error}", entry.place.key())));
                    }
                }
                Ok(())
            },
        )?;
        Ok(shelf)
    }

    fn add(&mut self, book: Book) {
        let at = self.books.len();
        let identity = &book.identity;
        if let Some(url) = identity.source() {
            self.by_url.entry(url).or_insert(at);
        }
        self.by_content
            .entry(identity.content.clone())
            .or_insert(at);
        self.by_path.insert(identity.path.clone(), at);
        self.by_title
            .entry(folded(&identity.title))
            .or_default()
            .push(at);
        self.books.push(book);
    }

    /// The article of the library that `work` is about.
    fn book(&self, work: &Work) -> Option<&Book> {
        let identity = identity(work);
        let at = if let Some(url) = identity.source() {
            // What has another address is another article.
            self.by_url.get(&url).copied()
        } else {
            let content = work.content.as_ref();
            let content = content.and_then(|content| self.by_content.get(content));
            let path = work.path.as_ref().and_then(|path| self.by_path.get(path));
            content.or(path).copied().or_else(|| self.titled(work))
        };
        at.and_then(|at| self.books.get(at))
    }

    /// The one article with the title of `work`, and with one of its authors where several have the title.
    fn titled(&self, work: &Work) -> Option<usize> {
        let all = self
            .by_title
            .get(&folded(&work.title))
            .filter(|all| tells(work, all.len()))?;
        let of = |at: &usize| {
            self.books
                .get(*at)
                .map_or(&[][..], |book| &book.identity.byline)
        };
        let mut found = all.iter().filter(|at| may_be_by(of(at), &work.byline));
        let first = found.next()?;
        found.next().is_none().then_some(*first)
    }
}

/// The most articles of one title among which authors are asked for: what has more namesakes is no title.
const MOST_NAMESAKES: usize = 100;

/// Whether the title of `work`, which so many articles have, tells which one it is.
fn tells(work: &Work, namesakes: usize) -> bool {
    !work.title.is_empty() && namesakes <= MOST_NAMESAKES
}

/// Whether an article by `own` may be the one that is said to be by `said`.
fn may_be_by(own: &[String], said: &[String]) -> bool {
    let names: Vec<String> = own.iter().map(|name| folded(name)).collect();
    let is_known = |name: &String| {
        let name = folded(name);
        names
            .iter()
            .any(|own| own.contains(&name) || name.contains(own))
    };
    own.is_empty() || said.is_empty() || said.iter().any(is_known)
}

impl Book {
    /// Reads the article.
    pub(super) fn article(&self) -> Option<Article> {
        opened(&self.place).ok().map(|opened| opened.article)
    }
}

/// The facts that a record has about its article.
pub(super) fn identity(work: &Work) -> Identity {
    Identity {
        url: work.url.clone(),
        title: work.title.clone(),
        byline: work.byline.clone(),
        site: work.site.clone(),
        ..Identity::default()
    }
}

/// The articles that the journal knows, by their titles.
pub(super) struct Titles(HashMap<String, Vec<ArticleId>>);

impl Titles {
    pub(super) fn of(state: &State) -> Self {
        let mut titles: HashMap<String, Vec<ArticleId>> = HashMap::new();
        for (id, standing) in state.articles() {
            if let Some(title) = standing.title.as_deref().filter(|title| !title.is_empty()) {
                titles.entry(folded(title)).or_default().push(id.clone());
            }
        }
        Self(titles)
    }

    fn one(&self, work: &Work, state: &State) -> Option<ArticleId> {
        let all = self
            .0
            .get(&folded(&work.title))
            .filter(|all| tells(work, all.len()))?;
        let byline = |id: &ArticleId| {
            state
                .article(id)
                .map_or(&[][..], |standing| &standing.byline)
        };
        let mut found = all.iter().filter(|id| may_be_by(byline(id), &work.byline));
        let first = found.next()?;
        found.next().is_none().then(|| first.clone())
    }
}

/// What `work` is about.
pub(super) fn subject<'s>(
    work: &Work,
    shelf: &'s Shelf,
    titles: &Titles,
    state: &State,
) -> Subject<'s> {
    let book = shelf.book(work);
    let by_book = || state.resolve(&book?.identity).cloned();
    let by_facts = || {
        let mut identity = identity(work);
        if identity.source().is_none() {
            identity.content = work.content.clone().unwrap_or_default();
            identity.path = work.path.clone().unwrap_or_default();
        }
        state.resolve(&identity).cloned()
    };
    let by_id = || {
        let id = ArticleId::from(work.id.as_deref()?);
        state.article(&id).map(|_| state.name(&id).clone())
    };
    let has_address = identity(work).source().is_some();
    let by_title = || {
        titles
            .one(work, state)
            .filter(|_| !has_address && book.is_none())
    };
    let known = by_book().or_else(by_facts).or_else(by_id).or_else(by_title);
    Subject { known, book }
}
