//! How well the built-in edition is set: the best fit of whole paragraphs against the next line that fits.
//!
//! `cargo test --test it quality -- --nocapture` prints the table.

use newsprint::article::{Article, BlockKind};
use newsprint::import::import;
use newsprint::text::{breaks, set_cells};
use newsprint::typeset::{Content, Measure, Pages, Style};
use std::path::Path;

fn edition() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/edition");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let article = |path: &Path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        import(&std::fs::read(path).unwrap(), &name).unwrap()
    };
    paths.iter().map(|path| article(path)).collect()
}

/// A line as it is judged: how much it leaves free of its room, its spaces, whether a hyphen ends it.
#[derive(Clone, Copy)]
struct Judged {
    slack: usize,
    gaps: usize,
    hyphen: bool,
    /// The last of its paragraph: it is as long as it is.
    last: bool,
}

/// The lines of all paragraphs, each taking what fits.
fn greedy(articles: &[Article], room: usize) -> Vec<Judged> {
    let mut judged = Vec::new();
    for article in articles {
        for block in &article.blocks {
            if block.kind == BlockKind::Paragraph && block.nesting.quote + block.nesting.list == 0 {
                judged.extend(next_fit(block.range.of(&article.text), room));
            }
        }
    }
    judged
}

/// Every line takes what fits.
fn next_fit(text: &str, room: usize) -> Vec<Judged> {
    let mut lines = Vec::new();
    let (mut start, mut end) = (0, 0);
    let judge = |from: usize, to: usize| {
        let line = text.get(from..to).unwrap().trim_end();
        Judged {
            slack: room.saturating_sub(set_cells(line)),
            gaps: line.matches(' ').count(),
            hyphen: false,
            last: to == text.len(),
        }
    };
    for chance in breaks(text) {
        let line = text.get(start..chance.at).unwrap().trim_end();
        if set_cells(line) > room && end > start {
            lines.push(judge(start, end));
            start = end;
        }
        end = chance.at;
    }
    lines.push(judge(start, end));
    lines
}

fn set(articles: &[Article], room: usize, style: Style) -> Vec<Judged> {
    let mut judged = Vec::new();
    let measure = Measure {
        cells: u16::try_from(room).unwrap(),
        rows: u16::MAX,
    };
    for article in articles {
        let pages = Pages::set(article, measure, style);
        let lines: Vec<_> = pages.ids().flat_map(|page| pages.page(page)).collect();
        for (at, line) in lines.iter().enumerate() {
            let block = &article.blocks[line.block];
            if block.kind == BlockKind::Paragraph
                && block.nesting.quote + block.nesting.list == 0
                && let Content::Text { range, hyphen, .. } = line.content
            {
                let goes_on = lines.get(at + 1).is_some_and(|next| {
                    next.block == line.block && matches!(next.content, Content::Text { .. })
                });
                let text = range.of(&article.text);
                judged.push(Judged {
                    slack: room - set_cells(text) - usize::from(hyphen),
                    gaps: text.matches(' ').count(),
                    hyphen,
                    last: !goes_on,
                });
            }
        }
    }
    judged
}

/// What a page looks like in numbers.
struct Quality {
    /// Lines that end in a hyphen, in a hundred.
    hyphens: f64,
    /// Root mean square of the cells a line leaves free.
    ragged: f64,
    /// Mean and standard deviation of the width of a gap when the lines are made flush, in cells.
    gap: (f64, f64),
    /// Lines in which more than every second gap is widened then, in a hundred.
    loose: f64,
    /// Gaps of more than three cells, in a thousand.
    wide: f64,
    /// Paragraphs whose last line is one word of at most an eighth of the column.
    stubs: usize,
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn quality(lines: &[Judged], room: usize) -> Quality {
    let stub = |line: &&Judged| line.last && line.gaps == 0 && room - line.slack < room / 8;
    let stubs = lines.iter().filter(stub).count();
    let lines: Vec<Judged> = lines.iter().filter(|line| !line.last).copied().collect();
    let count = lines.len() as f64;
    let share = |is: &dyn Fn(&Judged) -> bool| {
        100.0 * lines.iter().filter(|line| is(line)).count() as f64 / count
    };
    let square: f64 = lines
        .iter()
        .map(|line| (line.slack * line.slack) as f64)
        .sum();
    let mut gaps = Vec::new();
    for line in &lines {
        // Whichever of them get the cells that are left over.
        for gap in 0..line.gaps {
            let wider = usize::from(gap < line.slack % line.gaps);
            gaps.push((1 + line.slack / line.gaps + wider) as f64);
        }
    }
    let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
    let variance = gaps.iter().map(|gap| (gap - mean).powi(2)).sum::<f64>() / gaps.len() as f64;
    Quality {
        hyphens: share(&|line| line.hyphen),
        ragged: (square / count).sqrt(),
        gap: (mean, variance.sqrt()),
        loose: share(&|line| 2 * line.slack > line.gaps),
        stubs,
        wide: 1000.0 * gaps.iter().filter(|gap| **gap > 3.0).count() as f64 / gaps.len() as f64,
    }
}

#[expect(
    clippy::print_stdout,
    reason = "the table is what the test is run for by hand"
)]
fn print(name: &str, room: usize, q: &Quality) {
    println!(
        "{room:>3}  {name:<34} hyphens {:>4.1} %   slack rms {:>5.2}   gap {:.2} ± {:.2}   over 3: {:>4.1} ‰   loose lines {:>4.1} %   stubs {}",
        q.hyphens, q.ragged, q.gap.0, q.gap.1, q.wide, q.loose, q.stubs
    );
}

#[test]
fn the_best_fit_is_more_even_than_the_next_that_fits() {
    let mut articles = edition();
    for article in &mut articles {
        article.metadata.language = Some("en".into());
    }
    for room in [45, 66, 80] {
        let next = quality(&greedy(&articles, room), room);
        print("next fit", room, &next);
        let fitted = |name: &str, justified, hyphenated| {
            let style = Style {
                justified,
                hyphenated,
                ..Style::default()
            };
            let quality = quality(&set(&articles, room, style), room);
            print(name, room, &quality);
            quality
        };
        let ragged = fitted("best fit, ragged", false, false);
        let parted = fitted("best fit, ragged, hyphenated", false, true);
        let flush = fitted("best fit, justified", true, false);
        let best = fitted("best fit, justified, hyphenated", true, true);
        assert!(
            parted.ragged < 0.95 * next.ragged && parted.stubs < next.stubs,
            "{room}"
        );
        assert!(
            best.gap.1 < next.gap.1 && best.gap.1 < flush.gap.1,
            "{room}"
        );
        assert!(
            best.loose < 0.8 * next.loose && best.loose <= flush.loose,
            "{room}"
        );
        assert!(best.wide <= next.wide && best.hyphens < 8.0, "{room}");
        // With whole words there is little to gain; what is given up goes into last lines that are no stubs,
        // and titles that stand with their names.
        assert!(
            ragged.ragged < 1.02 * next.ragged && ragged.stubs < next.stubs,
            "{room}"
        );
    }
}
