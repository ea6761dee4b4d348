//! Any article: every kind of block, in words of many scripts and in what is no word at all.

use newsprint::article::{
    Alignment, Article, BlockKind, Builder, Format, Marker, Metadata, Nesting, Picture, SpanStyle,
    Table,
};
use newsprint::text::harmless_line;
use newsprint::typeset::{Furniture, Paragraphs, Style};
use proptest::prelude::*;
use proptest::sample::select;

/// Words that can be parted, and what stands between and around words.
const WORDS: &[&str] = &[
    "the",
    "of",
    "a",
    "harbour",
    "investigation,",
    "administration",
    "extraordinary",
    "“contradicted”",
    "(harbourmaster)",
    "well-established",
    "they",
    "it.",
    "Copenhagen",
    "responsibility",
    "and",
    "was",
    "Donaudampfschifffahrtsgesellschaft",
    "Hafenbetriebsanlagen",
    "außerordentlich",
    "und",
    "die",
    "Schiffe",
    "l’administration",
    "идеология",
    "ответственность",
    "и",
    "京都の町。",
    "「灯台」は、",
    "東京",
    "한국어",
    "港口的灯光熄灭了，",
    "مرحبا",
    "بالعالم",
    "שלום",
    "עולם",
    "الميناء،",
    "👩‍👩‍👧",
    "👍🏽",
    "🇳🇴🇸🇪",
    "e\u{301}tude",
    "ki\u{308}\u{323}",
    "\u{301}",
    "ｶﾞ",
    "12\u{A0}000\u{A0}km",
    "\u{A0}",
    "un\u{AD}be\u{AD}liev\u{AD}able",
    "end\u{AD}",
    "\u{AD}",
    "zero\u{200B}width\u{200B}space",
    "\u{200B}",
    "\u{2060}",
    "—",
    "…",
    "–",
    "https://example.org/a/b?c=d",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
];

/// Running text: mostly words, now and then anything.
pub(super) fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => select(WORDS).prop_map(str::to_owned),
        3 => "[a-z]{1,9}",
        1 => "[a-zé京\u{301}\u{AD}“.,—-]{0,24}",
    ];
    let space = select(&[" ", " ", " ", " ", "", "\n", "\t", "\u{3000}"][..]);
    let words = prop_oneof![
        3 => prop::collection::vec((word.clone(), space.clone()), 0..12),
        2 => prop::collection::vec((word, space), 12..60),
    ];
    words.prop_map(|words| {
        words
            .into_iter()
            .map(|(word, space)| word + space)
            .collect()
    })
}

fn kind() -> impl Strategy<Value = BlockKind> {
    let size = || prop::option::of(1u32..5000);
    let address = select(&["", "pier.png", "https://example.org/", "data:image/png"][..]);
    let picture = (address, size(), size()).prop_map(|(address, width, height)| Picture {
        address: address.to_owned(),
        width,
        height,
    });
    prop_oneof![
        6 => Just(BlockKind::Paragraph),
        2 => (1u8..=6).prop_map(BlockKind::Heading),
        1 => Just(BlockKind::Term),
        1 => Just(BlockKind::Definition),
        2 => select(vec![Marker::Bullet, Marker::Open, Marker::Done]).prop_map(BlockKind::ListItem),
        2 => prop_oneof![0u64..2000, any::<u64>()].prop_map(|n| BlockKind::ListItem(Marker::Number(n))),
        1 => Just(BlockKind::Furniture),
        1 => picture.prop_map(BlockKind::Image),
        1 => Just(BlockKind::Caption),
        1 => select(&["12", "a very long label of a note"][..]).prop_map(|label| BlockKind::Footnote(label.into())),
        1 => Just(BlockKind::Rule),
        1 => Just(BlockKind::Byline),
    ]
}

/// A table of up to four columns and five rows, some of whose cells are far longer than a page is wide.
fn table() -> impl Strategy<Value = (BlockKind, Vec<Vec<String>>)> {
    let cell = prop_oneof![
        3 => "[a-zé京]{0,8}",
        1 => "([a-zé京]{1,9} ){0,60}",
        1 => text(),
    ];
    let rows = prop::collection::vec(prop::collection::vec(cell, 0..5), 1..6);
    let side = select(vec![Alignment::Left, Alignment::Center, Alignment::Right]);
    let sides = prop::collection::vec(side, 0..5);
    (0usize..3, sides, rows).prop_map(|(header_rows, alignments, rows)| {
        let table = Table {
            header_rows: header_rows.min(rows.len()),
            alignments,
            ..Table::default()
        };
        (BlockKind::Table(table), rows)
    })
}

#[derive(Clone, Debug)]
enum Part {
    Block(BlockKind, Nesting, String),
    /// A quotation, with the name of who said it on a line of its own or in a paragraph.
    Quote(u8, String, &'static str, bool),
    /// Code of these lines.
    Code(Nesting, Vec<String>),
    Table(BlockKind, Vec<Vec<String>>),
}

fn nesting() -> impl Strategy<Value = Nesting> {
    let depth = || prop_oneof![6 => 0u8..3, 1 => 3u8..40];
    (depth(), depth()).prop_map(|(quote, list)| Nesting { quote, list })
}

fn part() -> impl Strategy<Value = Part> {
    let name = select(&["— Marta Lindqvist", "-- Idris Okafor, pilot", "— 京都新聞"][..]);
    let code = prop_oneof!["[a-z\t {}京]{0,30}", "[a-z ]{100,300}"];
    let flat = Nesting::default();
    prop_oneof![
        4 => (kind(), text()).prop_map(move |(kind, text)| Part::Block(kind, flat, text)),
        3 => (kind(), nesting(), text()).prop_map(|(kind, nesting, text)| Part::Block(kind, nesting, text)),
        1 => (1u8..4, text(), name, any::<bool>()).prop_map(|(depth, text, name, own)| Part::Quote(depth, text, name, own)),
        1 => (nesting(), prop::collection::vec(code, 1..12)).prop_map(|(nesting, lines)| Part::Code(nesting, lines)),
        1 => table().prop_map(|(kind, rows)| Part::Table(kind, rows)),
    ]
}

/// What stands over the story: a title block, a standfirst, authors; each may be missing or long.
fn heading() -> impl Strategy<Value = (String, Metadata)> {
    let title =
        prop_oneof![2 => Just(String::new()), 2 => "[a-z ]{1,30}", 1 => "([a-z京]{1,9} ){20,60}"];
    let description = prop::option::of(prop_oneof!["[a-z ]{1,60}", "([a-zé京.,]{1,9} ){0,200}"]);
    let byline = prop::collection::vec("[A-Z][a-z]{1,20}", 0..6);
    let language = prop::option::of(select(&["en", "de", "fr", "ru", "ja", "?"][..]));
    (title, description, byline, language).prop_map(|(title, description, byline, language)| {
        let metadata = Metadata {
            title: "A title".into(),
            description: description.map(|words| harmless_line(&words)),
            byline,
            language: language.map(str::to_owned),
            ..Metadata::default()
        };
        (title, metadata)
    })
}

pub(super) fn write_table(builder: &mut Builder, kind: BlockKind, rows: &[Vec<String>]) {
    builder.begin(kind, Nesting::default());
    for row in rows {
        builder.open_row();
        for cell in row {
            builder.open_cell();
            builder.prose(cell);
            builder.close_cell();
        }
    }
}

/// Writes running text; every seventh word is code, every eleventh stands behind a break of the source's.
fn write_prose(builder: &mut Builder, text: &str) {
    for (at, word) in text.split_inclusive(' ').enumerate() {
        match at % 77 {
            at if at % 11 == 10 => builder.line_break(),
            at if at % 7 == 6 => builder.open_span(SpanStyle::Code),
            _ => {}
        }
        builder.prose(word);
        builder.close_span(SpanStyle::Code);
    }
}

fn write(builder: &mut Builder, part: Part) {
    match part {
        Part::Table(kind, rows) => write_table(builder, kind, &rows),
        Part::Code(nesting, lines) => {
            builder.begin(BlockKind::Code(Some("rust".into())), nesting);
            builder.verbatim(&lines.join("\n"));
        }
        Part::Quote(quote, text, name, own) => {
            let nesting = Nesting { quote, list: 0 };
            builder.begin(BlockKind::Paragraph, nesting);
            builder.prose(&text);
            if own {
                builder.begin(BlockKind::Paragraph, nesting);
            } else {
                builder.line_break();
            }
            builder.prose(name);
        }
        Part::Block(kind, nesting, text) => {
            builder.begin(kind, nesting);
            write_prose(builder, &text);
        }
    }
    builder.end();
}

pub(super) fn article() -> impl Strategy<Value = Article> {
    let parts = prop::collection::vec(part(), 0..14);
    (heading(), parts).prop_map(|((title, metadata), parts)| {
        let mut builder = Builder::new(Format::Plain);
        if !title.trim().is_empty() {
            builder.begin(BlockKind::Title, Nesting::default());
            builder.prose(&title);
        }
        for part in parts {
            write(&mut builder, part);
        }
        builder.finish(metadata)
    })
}

/// Every taste in setting but folded furniture, which is not shown.
pub(super) fn style() -> impl Strategy<Value = Style> {
    let switches = any::<[bool; 4]>();
    (switches, 1u16..3).prop_map(
        |([indented, justified, hyphenated, facing], leading)| Style {
            paragraphs: if indented {
                Paragraphs::Indented
            } else {
                Paragraphs::Spaced
            },
            justified,
            hyphenated,
            facing,
            leading,
            furniture: Furniture::Shown,
        },
    )
}

/// Every taste in setting.
pub(super) fn any_style() -> impl Strategy<Value = Style> {
    (style(), any::<bool>()).prop_map(|(style, folded)| Style {
        furniture: if folded {
            Furniture::Folded
        } else {
            Furniture::Shown
        },
        ..style
    })
}
