//! Each rule and each trap, in sentences of our own.

use super::reading::Reading;
use crate::article::{Article, BlockKind, Builder, Format, Metadata, Nesting};
use crate::names::NameKind;
use proptest::prelude::*;

fn article(lines: &str, language: Option<&str>) -> Article {
    let mut builder = Builder::new(Format::Plain);
    for line in lines.lines() {
        builder.begin(BlockKind::Paragraph, Nesting::default());
        builder.prose(line);
    }
    builder.finish(Metadata {
        title: "t".into(),
        language: language.map(str::to_owned),
        ..Metadata::default()
    })
}

fn written(article: &Article) -> String {
    let reading = Reading::new(article);
    let tagged = super::tagged(&reading, &super::names(&reading));
    let names: Vec<String> = tagged
        .iter()
        .map(|t| {
            let sign = match t.kind {
                NameKind::Person => "P",
                NameKind::Organization => "O",
                NameKind::Place => "L",
            };
            format!("{sign}:{}", t.range.of(&article.text))
        })
        .collect();
    names.join(" | ")
}

/// The names of `lines`, with P for persons, O for organisations and L for places (locations).
fn names(lines: &str) -> String {
    written(&article(lines, Some("en")))
}

#[test]
fn a_title_makes_a_person_and_stays_outside() {
    assert_eq!(
        names("They met Mr Brask and Prime Minister Ilves."),
        "P:Brask | P:Ilves"
    );
    assert_eq!(names("A letter from Mrs. Brask came."), "P:Brask");
    assert_eq!(
        names("We asked Mr Bank about General Motors."),
        "P:Bank | O:General Motors"
    );
    assert_eq!(names("It was Crown Prince Harek who left."), "P:Harek");
    assert_eq!(
        names("Thank you, Mr President, and you, Prime Minister."),
        ""
    );
    assert_eq!(names("The president and the captain left."), "");
}

#[test]
fn several_titles_in_a_row_are_one() {
    assert_eq!(
        names("Then Deputy Foreign Minister Sen. Brask spoke."),
        "P:Brask"
    );
    assert_eq!(
        names("They asked Senators Marta Brask and Ole Lund."),
        "P:Marta Brask | P:Ole Lund"
    );
}

#[test]
fn a_given_name_and_its_surname_are_a_person() {
    assert_eq!(
        names("We saw Marta Lindqvist and Ole Lund there."),
        "P:Marta Lindqvist | P:Ole Lund"
    );
    assert_eq!(names("They praised Gordon Brown again."), "P:Gordon Brown");
}

#[test]
fn particles_and_initials_belong_to_the_person() {
    assert_eq!(
        names("We met Ahmed bin Rashid, Ludwig van der Holt and J. P. Brask yesterday."),
        "P:Ahmed bin Rashid | P:Ludwig van der Holt | P:J. P. Brask"
    );
    assert_eq!(names("The poet Karim al-Tavari sang."), "P:Karim al-Tavari");
    assert_eq!(
        names("He heard George W. Brask Jr. speak."),
        "P:George W. Brask Jr."
    );
}

#[test]
fn a_role_or_an_apposition_or_speech_makes_a_person() {
    assert_eq!(names("The harbour boss Teklund left."), "P:Teklund");
    assert_eq!(
        names("Vaska Teklund, the harbour minister, left."),
        "P:Vaska Teklund"
    );
    assert_eq!(
        names("It was raining, Vaska Teklund said."),
        "P:Vaska Teklund"
    );
    assert_eq!(
        names("He is the old friend of Vaska Teklund, 45, of this town."),
        "P:Vaska Teklund"
    );
}

#[test]
fn words_of_organisations_tell_one() {
    assert_eq!(
        names("A ship of Baltic Ferries hit one of the Skarvik Harbour Council."),
        "O:Baltic Ferries | O:Skarvik Harbour Council"
    );
    assert_eq!(
        names("She left the University of Skarvik for the Skarvik Times."),
        "O:University of Skarvik | O:Skarvik Times"
    );
    assert_eq!(
        names("He joined the Ministry of Health and Social Affairs."),
        "O:Ministry of Health and Social Affairs"
    );
}

#[test]
fn a_place_inside_an_organisation_is_no_mention() {
    assert_eq!(
        names("The Washington Post and the Oslo Philharmonic wrote."),
        "O:Washington Post | O:Oslo Philharmonic"
    );
    assert_eq!(
        names("He asked the US state department first."),
        "O:US state department"
    );
    assert_eq!(
        names("They joined the Bank of England there."),
        "O:Bank of England"
    );
}

#[test]
fn acronyms_are_organisations_unless_they_are_places_or_words() {
    assert_eq!(
        names("In the US the WHO and the SKF met, in the U.K. nobody, and a TV was on."),
        "L:US | O:WHO | O:SKF | L:U.K."
    );
    assert_eq!(names("The CEO had an ID."), "");
}

#[test]
fn places_are_known_or_told_by_a_word_or_a_preposition() {
    assert_eq!(
        names("Rain fell over Norway and New York today."),
        "L:Norway | L:New York"
    );
    assert_eq!(names("They slept in Vollund that night."), "L:Vollund");
    assert_eq!(
        names("It hit the Vollund region and the town of Skarra hard."),
        "L:Vollund | L:Skarra"
    );
    assert_eq!(
        names("They crossed the Vollund River by the Skarra Bridge near Lake Orren."),
        "L:Vollund River | L:Skarra Bridge | L:Lake Orren"
    );
    assert_eq!(
        names("We moved to Skarra, Norway, then."),
        "L:Skarra | L:Norway"
    );
}

#[test]
fn a_hyphen_may_part_two_places() {
    assert_eq!(
        names("The US-Norway talks and a Skarra-based firm."),
        "L:US | L:Norway"
    );
    assert_eq!(names("It was an Oslo-based firm."), "L:Oslo");
    assert_eq!(names("She is Anne-Marie Holm."), "P:Anne-Marie Holm");
}

#[test]
fn a_capital_that_opens_a_sentence_says_nothing() {
    assert_eq!(
        names("Herring was cheap. Trawlers came. “Lanterns were out,” she said."),
        ""
    );
    assert_eq!(
        names("Reading is fun. Will you come? Nice is a word. Bill it."),
        ""
    );
}

#[test]
fn a_name_seen_within_a_sentence_is_found_at_the_start_of_another() {
    assert_eq!(
        names("The town knew Marta Lindqvist.\nLindqvist left. Nobody saw Lindqvist again."),
        "P:Marta Lindqvist | P:Lindqvist | P:Lindqvist"
    );
    assert_eq!(
        names("They slept in Vollund.\nVollund was dark."),
        "L:Vollund | L:Vollund"
    );
}

#[test]
fn nationalities_and_days_are_no_names() {
    assert_eq!(
        names("On Monday an American and two Russians met European friends in May."),
        ""
    );
    assert_eq!(
        names("It was Russian minister Ole Lund who came on Friday."),
        "P:Ole Lund"
    );
}

#[test]
fn a_storm_is_nobody() {
    assert_eq!(
        names("Then Hurricane Marta came. The harm that Marta did was great."),
        ""
    );
}

#[test]
fn the_second_half_of_a_given_name_may_be_small() {
    assert_eq!(
        names("We met Min Tae-jun and a Tarvik-led team."),
        "P:Min Tae-jun"
    );
}

#[test]
fn capitals_for_emphasis_are_no_organisation() {
    assert_eq!(names("It IS true WHO did it."), "");
    assert_eq!(names("We asked the WHO and WHO staff."), "O:WHO | O:WHO");
}

#[test]
fn possessives_stay_outside() {
    assert_eq!(
        names("We took Norway’s ship and Marta Lindqvist's boat."),
        "L:Norway | P:Marta Lindqvist"
    );
}

#[test]
fn accents_are_letters_and_ideographs_are_left_alone() {
    assert_eq!(
        names("We saw Zoë Ångström and Łukasz Żak with 村上 春樹 there."),
        "P:Zoë Ångström | P:Łukasz Żak"
    );
}

#[test]
fn a_headline_proves_nothing_by_its_capitals() {
    assert_eq!(
        names("Harbour Lights Remain Broken After Heavy Storm\nNobody came."),
        ""
    );
    assert_eq!(
        names("Marta Lindqvist Keeps Harbour Lights Burning\nNobody came."),
        "P:Marta Lindqvist"
    );
}

#[test]
fn in_capitals_only_what_is_known_is_found() {
    assert_eq!(
        names("STORM HITS NORWAY AND LINDQVIST FLEES AGAIN\nWe asked Mr Lindqvist."),
        "L:NORWAY | P:LINDQVIST | P:Lindqvist"
    );
}

#[test]
fn a_place_that_is_a_given_name_follows_its_surroundings() {
    assert_eq!(
        names("We met Georgia Holm in Georgia today."),
        "P:Georgia Holm | L:Georgia"
    );
}

#[test]
fn addresses_are_not_read() {
    assert_eq!(
        names(
            "See https://Example.org/Marta-Lindqvist/NATO or write to Marta.Lund@Example.org now."
        ),
        ""
    );
}

#[test]
fn names_cross_no_line() {
    assert_eq!(names("It was Marta\nLindqvist went."), "P:Marta");
}

#[test]
fn other_languages_get_lists_and_titles_alone() {
    let german = "Der Hafen war dunkel, sagte Frau Lindqvist am Montag in Berlin. Die Fischer und die \
        Lotsen trafen Peter Brask im Rathaus. Das Kraftwerk Ostra in der Nähe stand still, und die Schiffe \
        warteten vor der Mole auf das Licht des Morgens.";
    let expected = "P:Lindqvist | L:Berlin | P:Peter Brask";
    assert_eq!(written(&article(german, Some("de-DE"))), expected);
    assert_eq!(
        written(&article(german, None)),
        expected,
        "told by its words"
    );
}

#[test]
fn what_is_named_and_whose_people_are_many_is_a_place() {
    assert_eq!(
        names(
            "They saw an island named Lyngholm. The pilots of Brevik came, and the people of Tveit."
        ),
        "L:Lyngholm | L:Brevik | L:Tveit"
    );
    // One person has friends too.
    assert_eq!(names("The friends of Brevik came."), "");
}

#[test]
fn a_language_that_the_words_deny_is_not_believed() {
    let german = "Der Hafen war dunkel, sagte Frau Lindqvist am Montag, und die Schiffe warteten in der Nacht \
        vor der Mole auf das Licht. "
        .repeat(8);
    let english = "The harbour was dark, and it was the night in which they waited for the light of the mole, said \
        Marta Lindqvist. "
        .repeat(8);
    let is_english = |text: &str, says: &str| Reading::new(&article(text, Some(says))).is_english;
    assert!(!is_english(&german, "en-US") && is_english(&english, "de"));
    // A few words deny nothing.
    assert!(is_english("Der Hafen war dunkel.", "en") && !is_english("The night of it.", "de"));
}

#[test]
fn a_long_line_of_capitals_is_read_in_one_pass() {
    let long = "Brask Of ".repeat(40_000);
    assert!(names(&long).len() < 2_000_000);
    let long = "Ministry of ".repeat(40_000);
    names(&long);
    for word in [
        "Brask-",
        "Minister ",
        "Marta ",
        "al-",
        "St. ",
        "US-",
        "New ",
        "Mr. ",
    ] {
        let long = word.repeat(60_000);
        names(&long);
        written(&article(&long, Some("de")));
    }
}

proptest! {
    #[test]
    fn any_text_gives_ranges_in_order(words in prop::collection::vec(
        prop_oneof!["[A-Z][a-zé]{1,6}", "Marta|Ms|of|the|US|bin|al-|St\\.|NATO|Post|said|,|\\.|’s|-|&|\\(|\\)", "\\PC{0,3}"], 0..60
    )) {
        let article = article(&words.join(" "), None);
        let mut end = 0;
        let reading = Reading::new(&article);
        for tagged in super::tagged(&reading, &super::names(&reading)) {
            prop_assert!(tagged.range.start >= end, "{tagged:?} begins before {end}");
            prop_assert!(!tagged.range.of(&article.text).is_empty());
            end = tagged.range.end;
        }
    }
}
