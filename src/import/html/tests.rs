use super::super::encoding::Decoded;
use super::import;
use crate::article::{Article, BlockKind, Marker, SpanStyle, TitleFrom};
use proptest::prelude::*;

fn page(html: &str) -> Article {
    let decoded = Decoded {
        text: html.to_owned(),
        warning: None,
    };
    let article = import(&decoded, "page.html");
    assert_eq!(article.check(), Ok(()), "{html:?}");
    article
}

/// A body long enough to be taken for a main text.
fn story(inside: &str) -> Article {
    let filler = "<p>The pilots of Brevik harbour brought ships in by radio, and the owners, who had \
        waited for two nights, paid for the fuel of the tug that kept the fairway open.</p>";
    page(&format!(
        "<html><head><title>Lights out</title></head><body><article>{}{inside}{}</article></body></html>",
        filler.repeat(3),
        filler.repeat(3)
    ))
}

fn kinds_and_text(article: &Article) -> Vec<(&'static str, &str)> {
    let blocks = article.blocks.iter();
    blocks
        .map(|block| (block.label(), block.range.of(&article.text)))
        .collect()
}

#[test]
fn lists_keep_their_numbers_depth_and_further_paragraphs() {
    let article = story(
        "<ol start=3><li>Third, which is told in one sentence</li><li><p>Fourth, in two paragraphs</p>\
         <p>of which this is the second</p><ul><li>inner, deeper than the others</li></ul></li></ol>",
    );
    let items: Vec<_> = article
        .blocks
        .iter()
        .filter(|block| block.nesting.list > 0)
        .map(|block| (block.kind.clone(), block.nesting.list))
        .collect();
    assert_eq!(
        items,
        [
            (BlockKind::ListItem(Marker::Number(3)), 1),
            (BlockKind::ListItem(Marker::Number(4)), 1),
            (BlockKind::Paragraph, 1),
            (BlockKind::ListItem(Marker::Bullet), 2),
        ]
    );
}

#[test]
fn tables_keep_cells_and_headers() {
    let article = story(
        "<table><thead><tr><th>Year</th><th align=right>Ships</th></tr></thead>\
         <tbody><tr><td>2023</td><td><b>4</b>1</td></tr><tr><th>2024</th><td>38</td></tr></tbody></table>",
    );
    let (text, table) = article
        .blocks
        .iter()
        .find_map(|block| match &block.kind {
            BlockKind::Table(table) => Some((block.range.of(&article.text), table)),
            _ => None,
        })
        .unwrap();
    assert_eq!(text, "Year\tShips\n2023\t41\n2024\t38");
    assert_eq!(table.header_rows, 1);
    assert_eq!(table.rows[2][1].of(&article.text), "38");
    assert_eq!(table.alignments[1], crate::article::Alignment::Right);
}

#[test]
fn a_cell_over_several_rows_takes_its_place_in_each() {
    let article = story(
        "<table><tr><th>Town<th>Land<th>Ships</tr><tr><td>Brevik<td rowspan=2>North<td rowspan=2>9</tr>\
         <tr><td>Lund</tr><tr><td>Ostra<td>South<td>7</tr></table>",
    );
    let table = "Town\tLand\tShips\nBrevik\tNorth\t9\nLund\nOstra\tSouth\t7";
    assert!(kinds_and_text(&article).contains(&("table", table)));
}

#[test]
fn a_story_for_readers_without_scripts_is_one() {
    let told = "<p>The pilots of Brevik harbour brought ships in by radio, and the owners, who had waited for \
        two nights, paid for the fuel of the tug that kept the fairway open.</p>";
    let inside = told.repeat(6);
    let article = page(&format!("<div id=root></div><noscript>{inside}</noscript>"));
    assert_eq!(article.blocks.len(), 6);
    let beside = story("<noscript><p>Please turn scripts on.</p><p>They are off.</p></noscript>");
    assert!(!beside.text.contains("scripts"));
}

#[test]
fn a_heading_that_unfolds_its_section_is_one() {
    let article = story(
        "<h2><button aria-expanded=false>Losing the tide</button></h2><button>Share</button>",
    );
    let found = kinds_and_text(&article);
    assert!(found.contains(&("heading", "Losing the tide")));
    assert!(!article.text.contains("Share"));
}

#[test]
fn those_who_write_in_a_thread_are_named() {
    let post = "<div class=post><p class=author>Ann of Brevik</p><p>The light of the mole went out because of \
        the cable, which was old, and which nobody had looked at since the harbour was built.</p></div>";
    let article = page(&format!(
        "<title>The light</title><div>{}</div>",
        post.repeat(6)
    ));
    assert_eq!(article.text.matches("Ann of Brevik").count(), 6);
}

#[test]
fn a_page_that_is_not_parsed_says_what_its_head_does() {
    let deep = "<div>".repeat(1000);
    let head = "<title>Deep water | Example News</title><meta property=og:site_name content='Example News'>\
        <meta name=author content='Ann Lee'><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\
        \"datePublished\":\"2025-02-18\"}</script>";
    for begin in ["<head>", ""] {
        let article = page(&format!(
            "<html lang=en>{begin}{head}<body>{deep}<h1>Other</h1><p>The tide."
        ));
        assert_eq!(article.metadata.title, "Deep water");
        assert_eq!(article.metadata.site.as_deref(), Some("Example News"));
        assert_eq!(article.metadata.byline, ["Ann Lee"]);
        assert!(article.metadata.published.is_some());
        assert_eq!(article.warnings.len(), 1);
    }
}

#[test]
fn styles_and_links_cover_their_words() {
    let article = story(
        "<p>The <em>mole</em> at <a href='/brevik'>Brevik <strong>harbour</strong></a> was dark, said \
         the owners of the ferries, who had waited there for hours, and left again.</p>",
    );
    let covered: Vec<_> = article
        .spans
        .iter()
        .map(|span| (span.style, span.range.of(&article.text)))
        .collect();
    assert_eq!(
        covered,
        [
            (SpanStyle::Emphasis, "mole"),
            (SpanStyle::Strong, "harbour")
        ]
    );
    assert_eq!(article.links[0].range.of(&article.text), "Brevik harbour");
    assert_eq!(article.links[0].target, "/brevik");
}

#[test]
fn quotes_listings_and_rules_are_kept() {
    let article = story(
        "<blockquote><p>We need a light that does not depend on one cable, and soon.</p></blockquote>\
         <pre><code class='language-rust'>fn main() {\n    light();\n}</code></pre><hr>",
    );
    let found = kinds_and_text(&article);
    assert!(found.contains(&(
        "quote",
        "We need a light that does not depend on one cable, and soon."
    )));
    assert!(found.contains(&("code", "fn main() {\n    light();\n}")));
    assert!(
        article
            .blocks
            .iter()
            .any(|b| b.kind == BlockKind::Code(Some("rust".into())))
    );
    assert!(article.blocks.iter().any(|b| b.kind == BlockKind::Rule));
}

#[test]
fn promotions_are_set_apart_and_bold_lines_head_their_text() {
    let article = story(
        "<p><a href='/x'>Ten recipes with rhubarb</a></p><p><strong>Losing the tide</strong></p>",
    );
    let found = kinds_and_text(&article);
    assert!(found.contains(&("furniture", "Ten recipes with rhubarb")));
    assert!(found.contains(&("heading", "Losing the tide")));
}

#[test]
fn a_page_without_a_main_text_is_shown_whole_and_said_so() {
    let article = page("<html><body><nav>Home</nav></body></html><p>");
    assert!(!article.metadata.title.is_empty());
    let article = page("<p>One short line.</p>");
    assert!(article.text.contains("One short line."));
}

#[test]
fn pages_made_to_hurt_are_read_without_their_tags() {
    let deep = format!(
        "{}deep water{}",
        "<div>".repeat(100_000),
        "</div>".repeat(100_000)
    );
    let article = page(&deep);
    assert!(article.text.contains("deep water"));
    assert_eq!(article.warnings.len(), 1);
    let long = "word ".repeat(200_000);
    assert_eq!(page(&format!("<p>{long}")).words, 200_000);
}

#[test]
fn a_page_knows_its_title() {
    let article = story("");
    assert_eq!(article.metadata.title, "Lights out");
    assert_eq!(article.metadata.title_from, TitleFrom::Metadata);
}

/// Pieces of pages, well and badly formed.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<ul><li>",
    "</ul>",
    "<ol>",
    "<b>",
    "</b>",
    "<a href='x'>",
    "</a>",
    "<table>",
    "<tr><td>",
    "<th>",
    "</table>",
    "<pre>",
    "</pre>",
    "<img src=a alt=b>",
    "<br>",
    "<hr>",
    "<h2>",
    "</h2>",
    "<blockquote>",
    "</blockquote>",
    "<svg>",
    "<q>",
    "<dl><dt>",
    "<dd>",
    "<figure><figcaption>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<frameset>",
    "<body>",
    "text, and more of it, that is long enough to be scored. ",
    "\u{202e}\u{1b}[31m",
    "&amp;&#0;&nbsp;",
    " ",
    "<article>",
    "<caption>",
    "<template>",
    "<select>",
    "<math alttext=a>",
    "<blockquote cite='/x'>",
    "<cite>",
    "<footer>",
    "<li><input type=checkbox checked>",
    "<noscript><img src=a></noscript>",
    "<picture><source srcset='a 1x'>",
    "<sup><a href='#n'>1</a></sup>",
    "<li id=n>A note. <a href='#m'>^</a>",
    "<section class=footnotes>",
    "<td rowspan=3 colspan=2>",
    "<amp-img src=a>",
    "<span class=mw-editsection>",
    "<ruby><rt>",
    "<details><summary>",
    "<div class=cookie-consent>",
    "<main>",
];

fn fragments() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_page_gives_a_sound_article(html in fragments()) {
        let article = page(&html);
        prop_assert!(!article.warnings.iter().any(|it| it.contains("broke down")), "{:?}", html);
        prop_assert_eq!(&article, &page(&html));
    }

    #[test]
    fn any_text_as_a_page_gives_a_sound_article(text in "\\PC{0,200}") {
        page(&text);
    }
}

/// The highlighted passages, with note and label.
fn highlights(article: &Article) -> Vec<(&str, &str, &str)> {
    let highlights = article.highlights.iter();
    highlights
        .map(|it| {
            let note = it.note.as_deref().unwrap_or("");
            (
                it.range.of(&article.text),
                note,
                it.label.as_deref().unwrap_or(""),
            )
        })
        .collect()
}

#[test]
fn highlights_are_passages_with_their_notes_and_colours() {
    let article = story(
        "<p><mark class='hl-yellow' data-note='See &quot;tide&quot;.'>The keeper <b>went</b> up</mark> at four, \
         <mark>and</mark> <mark>down</mark> <i>the <mark style='background:lightgreen'>stairs</mark></i>\
         <b><mark style='background:lightgreen'> again</mark></b>.</p><p><mark title='who?'>He</mark> slept.</p>\
         <table><tr><th>Lamp</th><th>Lit</th></tr><tr><td><mark title='n'>old</mark></td><td>no</td></tr></table>",
    );
    assert_eq!(
        highlights(&article),
        [
            ("The keeper went up", "See \"tide\".", "yellow"),
            ("and", "", ""),
            ("down", "", ""),
            ("stairs again", "", "green"),
            ("He", "who?", ""),
            ("old", "n", ""),
        ]
    );
}

#[test]
fn a_highlight_runs_over_the_end_of_a_block_where_the_page_has_it_so() {
    let article = story(
        "<div><mark title='n'><p>The lamp was lit, and the pilots saw it.</p><p>It was late.</p></mark>\
         <p>Dawn came.</p><p><mark>No ship sailed.</mark></p></div>",
    );
    let over = "The lamp was lit, and the pilots saw it.\nIt was late.";
    assert_eq!(
        highlights(&article),
        [(over, "n", ""), ("No ship sailed.", "", "")]
    );
}
