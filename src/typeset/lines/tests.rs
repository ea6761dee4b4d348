use super::*;
use crate::text;
use proptest::prelude::*;

const STORY: &str = "The pilots of Brevik harbour agreed on Monday to bring ships in by radio alone, after a \
    failure at the Ostra power station left the fairway dark for the third night in a row. “We need a light \
    that does not depend on one cable,” said the harbourmaster; nobody contradicted her, and the administration \
    promised an investigation.";

fn fit(shape: Shape, tag: &str) -> Fit<'static> {
    Fit {
        shape,
        patterns: Patterns::of(tag),
        spans: &[],
    }
}

fn broken(text: &str, width: usize, fit: Fit<'_>) -> Vec<Broken> {
    let all = TextRange::new(0, text.len());
    set_paragraph(text, all, width, width, fit, &mut Scratch::default())
}

fn set(text: &str, first: usize, rest: usize) -> Vec<&str> {
    let lines = break_lines(text, TextRange::new(0, text.len()), first, rest);
    lines.into_iter().map(|line| line.range.of(text)).collect()
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Cells of a line as it is drawn.
fn drawn(line: &Broken, text: &str) -> usize {
    text::set_cells(line.range.of(text)) + usize::from(line.hyphen) + usize::from(line.stretch)
}

/// The most hyphens in a row.
fn run(lines: &[Broken]) -> usize {
    let runs = lines.split(|line| !line.hyphen).map(<[Broken]>::len);
    runs.max().unwrap_or(0)
}

#[test]
fn a_line_gives_a_word_to_the_next_to_be_even() {
    assert_eq!(set("aaa bb cc ddddd", 6, 6), ["aaa", "bb cc", "ddddd"]);
    assert_eq!(set("aa bb cc", 2, 5), ["aa", "bb cc"]);
}

#[test]
fn a_word_wider_than_the_column_is_cut_between_graphemes() {
    assert_eq!(set("Donaudampfschiff", 6, 6).len(), 3);
    assert_eq!(set("京都の町", 3, 3), ["京", "都", "の", "町"]);
    assert_eq!(set("ab", 0, 0), ["a", "b"]);
    assert_eq!(set("👩‍👩‍👧👩‍👩‍👧", 1, 1), ["👩‍👩‍👧", "👩‍👩‍👧"]);
}

#[test]
fn hard_breaks_and_soft_hyphens_end_a_line() {
    assert_eq!(set("one\ntwo three", 20, 20), ["one", "two three"]);
    assert_eq!(set("one\n\ntwo", 20, 20), ["one", "", "two"]);
    let text = "un\u{AD}be\u{AD}liev\u{AD}able";
    let lines = break_lines(text, TextRange::new(0, text.len()), 6, 9);
    assert!(lines[0].hyphen && !lines[lines.len() - 1].hyphen);
}

#[test]
fn a_soft_hyphen_shows_inside_a_word_alone() {
    // Before a space it parts nothing.
    let text = "reading\u{AD} matter of some length";
    let lines = broken(text, 8, fit(Shape::Ragged, ""));
    assert!(lines.iter().all(|line| !line.hyphen), "{lines:?}");
    // Signs behind the last word make no word of it.
    let text = "a configuration of ad\u{AD}min\u{AD}istra\u{AD}tion …";
    let lines = broken(text, 22, fit(Shape::Ragged, ""));
    assert!(lines.iter().all(|line| !line.hyphen), "{lines:?}");
}

#[test]
fn an_accent_is_never_parted_from_what_it_stands_on() {
    let text = "京\u{1F3FB}".repeat(8) + &"a \u{301}".repeat(8);
    for width in 1..20 {
        let lines = broken(&text, width, fit(Shape::Justified, ""));
        for line in lines {
            let shown = line.range.of(&text);
            assert!(
                !shown.starts_with(['\u{1F3FB}', '\u{301}']),
                "{shown:?} in {width}"
            );
        }
    }
}

#[test]
fn soft_hyphens_without_end_are_no_ladder() {
    let text = "un\u{AD}be\u{AD}liev\u{AD}able\u{AD}ness ".repeat(3);
    for width in 1..30 {
        let lines = broken(&text, width, fit(Shape::Justified, ""));
        assert!(run(&lines) <= 2, "{width}: {lines:?}");
    }
}

#[test]
fn a_headline_is_balanced() {
    let text = "The night the harbour lights went out over Brevik";
    let lines = broken(text, 40, fit(Shape::Balanced, ""));
    let widths: Vec<usize> = lines.iter().map(|line| drawn(line, text)).collect();
    assert_eq!(widths.len(), 2);
    assert!(widths[0].abs_diff(widths[1]) < 8, "{widths:?}");
}

#[test]
fn code_and_the_last_word_are_not_parted() {
    use crate::article::SpanStyle;
    let text = "a reconfiguration administration";
    let span = |style| Span {
        range: TextRange::new(2, 17),
        style,
    };
    let hyphens = |spans: &[Span]| {
        let fit = Fit {
            spans,
            ..fit(Shape::Ragged, "en")
        };
        let lines = broken(text, 16, fit);
        lines.iter().filter(|line| line.hyphen).count()
    };
    assert_eq!(hyphens(&[span(SpanStyle::Emphasis)]), 1);
    assert_eq!(hyphens(&[span(SpanStyle::Code)]), 0);
    let soft = "a configuration of ad\u{AD}min\u{AD}istra\u{AD}tion";
    assert!(
        broken(soft, 22, fit(Shape::Ragged, ""))
            .iter()
            .all(|line| !line.hyphen)
    );
}

#[test]
fn the_lines_of_a_long_paragraph_do_not_show_where_it_was_parted_for_the_work() {
    let text = STORY.repeat(200);
    let first = broken(&text, 45, fit(Shape::Justified, "en"));
    assert!(first.iter().all(|line| drawn(line, &text) <= 45));
    let lines: usize = first.len();
    let stretched = first.iter().filter(|line| line.stretch > 0).count();
    assert!(stretched * 10 > lines * 8, "{stretched} of {lines}");
    let shown: String = first.iter().map(|line| line.range.of(&text)).collect();
    assert_eq!(visible(&shown), visible(&text));
    assert!(run(&first) <= 2);
}

/// A megabyte on one line in which no line ends well must not take minutes.
#[test]
fn hostile_text_is_set_in_good_time() {
    for piece in [
        "x",
        "\u{301}",
        "京",
        "a ",
        "\u{A0}",
        "\u{200B}",
        "ab\u{AD}",
        "👩\u{200D}",
        "\n",
        "  ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        for width in [1, 66, 60_000] {
            let lines = broken(&text, width, fit(Shape::Justified, "en"));
            let shown: String = lines.iter().map(|line| line.range.of(&text)).collect();
            assert!(visible(&shown) == visible(&text), "{piece:?} {width}");
        }
    }
}

/// Text in which all that breaking must mind occurs.
fn prose() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-z]{1,9}",
        2 => prop::sample::select(vec!["harbourmaster", "administration", "investigation,", "“contradicted”", "extraordinary"])
            .prop_map(str::to_owned),
        1 => "[a-zé京都。「」—\u{301}\u{AD}\u{A0}\u{200B}\u{200D}👩א!?)(]{1,8}",
        1 => "[a-z]{10,40}",
    ];
    let space = prop::sample::select(vec![" ", " ", " ", " ", " ", "\n", "  ", "\u{3000}"]);
    prop::collection::vec((word, space), 0..40).prop_map(|pairs| {
        pairs
            .into_iter()
            .map(|(word, space)| word + space)
            .collect()
    })
}

fn shape() -> impl Strategy<Value = Shape> {
    prop::sample::select(vec![Shape::Ragged, Shape::Justified, Shape::Balanced])
}

proptest! {
    #[test]
    fn nothing_is_lost_and_no_line_is_too_wide(text in prose(), width in 1usize..=200, indent in 0usize..3, shape in shape()) {
        let all = TextRange::new(0, text.len());
        let first = width.saturating_sub(indent).max(1);
        let lines = set_paragraph(&text, all, first, width, fit(shape, "en"), &mut Scratch::default());
        let mut end = 0;
        for (at, line) in lines.iter().enumerate() {
            let between = text.get(end..line.range.start).unwrap();
            prop_assert!(between.chars().all(char::is_whitespace), "{:?}", between);
            end = line.range.end;
            let room = if at == 0 { first } else { width };
            let shown = line.range.of(&text);
            let alone = text::graphemes(shown).filter(|(_, _, cells)| *cells > 0).count() <= 1;
            prop_assert!(drawn(line, &text) <= room || alone, "{:?} in {}", shown, room);
            prop_assert!(line.stretch == 0 || shape == Shape::Justified);
        }
        prop_assert!(text.get(end..).unwrap().trim().is_empty());
    }

    #[test]
    fn hyphens_keep_the_rules_of_the_press(text in prose(), width in 1usize..=100, shape in shape()) {
        let text = text.replace('\u{AD}', "");
        let lines = broken(&text, width, fit(shape, "en"));
        prop_assert!(run(&lines) <= 2);
        for pair in lines.windows(2).filter(|pair| pair[0].hyphen) {
            let letters = |c: &char| c.is_alphabetic();
            let before = pair[0].range.of(&text).chars().rev().take_while(letters).count();
            let after = pair[1].range.of(&text).chars().take_while(letters).count();
            prop_assert!(before >= 3 && after >= 3, "{:?}", pair);
            let rest = text.get(pair[1].range.start..).unwrap();
            let same_piece = rest.split(char::is_whitespace).next().unwrap();
            let others = rest.get(same_piece.len()..).unwrap().split('\n').next().unwrap();
            prop_assert!(others.contains(char::is_alphanumeric), "{:?}", pair);
        }
    }

    #[test]
    fn the_cheapest_breaking_is_found(words in prop::collection::vec("[a-z]{1,8}|administration|京都の|un\u{AD}til", 1..12), width in 6usize..40, shape in shape()) {
        let text = words.join(" ");
        let rooms = Rooms { first: width - 1, rest: width };
        let costs = Costs::new(shape, width);
        let (mut whole, mut parted) = (Vec::new(), Vec::new());
        let all = TextRange::new(0, text.len());
        chances::measure(&text, all, rooms, &mut whole);
        chances::part(&text, &whole, Patterns::of("en").unwrap(), rooms, Code::new(&[], 0), &mut parted);
        // A cut has rules of its own, and all breakings of many chances are too many.
        prop_assume!(parted.len() < 22 && parted.iter().all(|chance| chance.kind != chances::Kind::Cut));
        let mut fitter = Fitter::default();
        fitter.fit(&parted, rooms, &costs, 0);
        let found = cost_of(&parted, fitter.ends(), rooms, &costs).unwrap();
        let (cheapest, wide) = cheapest(&parted, rooms, &costs);
        prop_assert_eq!(found, cheapest);
        let set = fitter.ends().iter().scan(0, |from, &to| {
            let gap = widest_gap(&parted, *from, to, rooms);
            *from = to;
            Some((gap, to + 1 == parted.len()))
        });
        let too_wide = set.filter(|(gap, last)| *gap > 3 && !last).count() > 0;
        prop_assert!(shape != Shape::Justified || too_wide == wide);
    }
}

fn widest_gap(chances: &[Chance], from: usize, to: usize, rooms: Rooms) -> usize {
    let (start, end) = (&chances[from], &chances[to]);
    let width = end.cells_end - start.cells_at + usize::from(end.is_hyphen());
    let slack = rooms.of(from) - width;
    match end.spaces_end - start.spaces_at {
        0 => {
            if slack > 0 {
                99
            } else {
                1
            }
        }
        gaps => 1 + slack.div_ceil(gaps),
    }
}

/// What lines that end at `ends` cost together; `None` if one is too wide.
fn cost_of(chances: &[Chance], ends: &[usize], rooms: Rooms, costs: &Costs) -> Option<u64> {
    let (mut from, mut hyphens, mut sum) = (0, 0, 0u64);
    for &to in ends {
        let (start, end) = (&chances[from], &chances[to]);
        let width = end.cells_end - start.cells_at + usize::from(end.is_hyphen());
        let slack = rooms.of(from).checked_sub(width)?;
        let gaps = end.spaces_end - start.spaces_at;
        if to + 1 == chances.len() {
            sum += costs.last(slack, gaps, width);
        } else {
            sum += costs.line(slack, gaps) + costs.end(end.kind);
        }
        let (second, third) = costs.after_hyphen();
        sum += match (end.is_hyphen(), hyphens) {
            (true, 1) => second,
            (true, 2..) => third,
            _ => 0,
        };
        hyphens = if end.is_hyphen() { hyphens + 1 } else { 0 };
        from = to;
    }
    Some(sum)
}

/// The least cost of all breakings, and whether all that have no third hyphen in a row have a gap that is too
/// wide.
fn cheapest(chances: &[Chance], rooms: Rooms, costs: &Costs) -> (u64, bool) {
    let inner = chances.len() - 2;
    let (mut least, mut wide) = (u64::MAX, true);
    for chosen in 0u32..1 << inner {
        let mut ends: Vec<usize> = (0..inner)
            .filter(|at| chosen >> at & 1 == 1)
            .map(|at| at + 1)
            .collect();
        ends.push(chances.len() - 1);
        let Some(cost) = cost_of(chances, &ends, rooms, costs) else {
            continue;
        };
        least = least.min(cost);
        let mut from = 0;
        let mut good = cost < costs::NEVER;
        for &to in &ends[..ends.len() - 1] {
            good &= widest_gap(chances, from, to, rooms) <= 3;
            from = to;
        }
        wide &= !good;
    }
    (least, wide)
}

#[test]
fn a_title_stays_with_its_name_and_a_dash_with_the_word_before_it() {
    let shown = |text: &str, cells: usize| -> Vec<String> {
        let lines = break_lines(text, TextRange::new(0, text.len()), cells, cells);
        lines
            .iter()
            .map(|line| line.range.of(text).to_owned())
            .collect()
    };
    let text = "The lights were out, said Ms Lindqvist, and so was the radio of the pilots.";
    for cells in 36..60 {
        for line in shown(text, cells) {
            assert!(!line.ends_with(" Ms"), "{cells}: {line}");
        }
    }
    let text = "Nobody came forward – the town took it that the pilot had a poetic streak.";
    for cells in 36..60 {
        for line in shown(text, cells) {
            assert!(!line.starts_with('–'), "{cells}: {line}");
        }
    }
}
