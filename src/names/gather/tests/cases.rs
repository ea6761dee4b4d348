//! What a reader of news meets: spellings, titles, families, bodies of state. Each with neighbours that stay apart.

use super::{names, read};
use crate::names::NameKind::{Organization, Place};

/// Checks each text against its names.
fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(names(text), *expected, "{text}");
    }
}

#[test]
fn one_person_in_many_forms() {
    check(&[
        (
            "[P:Marco Rubio] met Mr [P:Rubio]. [P:Rubio’s] and [P:Rubio's] and [P:RUBIO].",
            &["Marco Rubio (5)"],
        ),
        (
            "[P:Marco Rubio] left. The [P:Rubios] stayed.",
            &["Marco Rubio (1)", "Rubios (1)"],
        ),
        (
            "[P:J. K. Rowling], [P:JK Rowling], [P:J.K. Rowling], [P:Rowling].",
            &["J. K. Rowling (4)"],
        ),
        ("[P:J. Lund] is [P:Johanna Lund].", &["Johanna Lund (2)"]),
        (
            "[P:J. Lund] may be [P:Johanna Lund] or [P:Jonas Lund].",
            &["J. Lund (1)", "Johanna Lund (1)", "Jonas Lund (1)"],
        ),
        (
            "[P:Lee, Ann] is [P:Ann Lee], or [P:Dr. Ann Lee Jr.].",
            &["Ann Lee Jr. (3)"],
        ),
        (
            "President [P:Ole Lund] was [P:Senator Ole Lund].",
            &["Ole Lund (2)"],
        ),
        (
            "[P:MARTA LINDQVIST] IS [P:Marta Lindqvist].",
            &["Marta Lindqvist (2)"],
        ),
        (
            "[P:Jean-Paul Havørn] is [P:Jean Paul Havorn].",
            &["Jean-Paul Havørn (2)"],
        ),
        (
            "[P:Muammar Gaddafi] and [P:Qaddafi].",
            &["Muammar Gaddafi (2)"],
        ),
        (
            "[P:Bill Lund] was [P:William Lund] then.",
            &["Bill Lund (2)"],
        ),
        (
            "[P:Bill] and [P:William Lund] left.",
            &["Bill (1)", "William Lund (1)"],
        ),
        (
            "[P:Zelenskiy] and [P:Zelensky] and [P:Zelenskyy].",
            &["Zelenskiy (3)"],
        ),
    ]);
}

#[test]
fn two_people_of_one_surname() {
    check(&[
        (
            "[P:Ole Holm] came. Mr and Mrs [P:Holm] left. Mr [P:Holm] slept.",
            &["Ole Holm (2)", "Holm (1)"],
        ),
        (
            "Mr [P:Holm] and Mrs [P:Holm] left. Mrs [P:Holm] slept.",
            &["Holm (2)", "Holm (1)"],
        ),
        (
            "[P:Ole Lund Sr.] and [P:Ole Lund Jr.] left.",
            &["Ole Lund Sr. (1)", "Ole Lund Jr. (1)"],
        ),
        (
            "[P:Ole Lund] and his son, [P:Ole Lund Jr.], left. [P:Ole Lund Jr.] slept.",
            &["Ole Lund Jr. (2)", "Ole Lund (1)"],
        ),
        (
            "[P:Ole Lund II] and [P:Ole Lund III].",
            &["Ole Lund II (1)", "Ole Lund III (1)"],
        ),
        (
            "[P:Thomas James] met [P:James Thomas].",
            &["Thomas James (1)", "James Thomas (1)"],
        ),
    ]);
}

#[test]
fn a_couple_shares_its_surname() {
    let (_, found) =
        read("[P:Bill] and [P:Hillary Clinton] left. Mr [P:Clinton] slept, Mrs [P:Clinton] read.");
    assert_eq!(found.names[0].mentions, [0, 2]);
    assert_eq!(found.names[1].mentions, [1, 3]);
    check(&[
        (
            "[P:Bill] and [P:Hillary Clinton] left. [P:Bill Clinton] slept.",
            &["Bill Clinton (2)", "Hillary Clinton (1)"],
        ),
        (
            "[P:Bakke] and [P:Hillary Lund] left. [P:Lund] slept.",
            &["Hillary Lund (2)", "Bakke (1)"],
        ),
    ]);
}

#[test]
fn surnames_first_patronymics_and_particles() {
    check(&[
        (
            "[P:Orsolya Kende], in her papers [P:Kende Orsolya], left. [P:Kende] slept.",
            &["Orsolya Kende (3)"],
        ),
        (
            "[P:Ban Ki-moon] left. Mr [P:Ban] slept.",
            &["Ban Ki-moon (2)"],
        ),
        (
            "[P:Igor Petrovich] left. [P:Igor Petrovich Sedov] slept. [P:Igor Sedov] ate. [P:Sedov] ran.",
            &["Igor Petrovich Sedov (4)"],
        ),
        (
            "[P:Mary Ann Holm] and [P:Mary Ann Lund] met [P:Mary Ann].",
            &["Mary Ann Holm (1)", "Mary Ann Lund (1)", "Mary Ann (1)"],
        ),
        (
            "[P:Pieter van der Berg], [P:van der Berg], [P:Berg].",
            &["Pieter van der Berg (3)"],
        ),
        ("[P:de Gaulle] and [P:Gaulle].", &["de Gaulle (2)"]),
        ("[P:Gaulle] and [P:de Gaulle].", &["de Gaulle (2)"]),
        (
            "[P:Bashar al-Assad] and [P:Assad] and [P:al-Assad].",
            &["Bashar al-Assad (3)"],
        ),
    ]);
}

#[test]
fn states_and_bodies_with_known_short_names() {
    check(&[
        (
            "[O:NATO], the [O:North Atlantic Treaty Organisation].",
            &["North Atlantic Treaty Organisation (2)"],
        ),
        (
            "The [O:UN], the [O:U.N.], the [O:UNITED NATIONS].",
            &["UN (3)"],
        ),
        (
            "The [O:EU], the [O:European Union]; the [O:IMF], the [O:WHO].",
            &["European Union (2)", "IMF (1)", "WHO (1)"],
        ),
        (
            "The [L:UK], the [L:United Kingdom], [L:Britain]; [L:England].",
            &["United Kingdom (3)", "England (1)"],
        ),
        (
            "The [L:US], the [L:U.S.], [L:America]; [L:Latin America].",
            &["US (3)", "Latin America (1)"],
        ),
        ("[L:Kyiv] is [L:Kiev].", &["Kyiv (2)"]),
        (
            "[L:Kyiv] is not the [O:Dynamo Kyiv].",
            &["Kyiv (1)", "Dynamo Kyiv (1)"],
        ),
    ]);
}

#[test]
fn organisations_in_long_and_in_short() {
    check(&[
        (
            "[O:Baltic Ferries AB] is [O:Baltic Ferries].",
            &["Baltic Ferries AB (2)"],
        ),
        ("[O:Apple Inc.] is [O:Apple].", &["Apple Inc. (2)"]),
        (
            "[O:Baltic Ferries] is not [O:Baltic Freight].",
            &["Baltic Ferries (1)", "Baltic Freight (1)"],
        ),
        (
            "[O:Department of Energy], [O:Energy Department], [O:DOE].",
            &["Department of Energy (3)"],
        ),
        (
            "[O:Energy Department] and [O:DOE].",
            &["Energy Department (2)"],
        ),
        (
            "[O:US Department of Energy] and [O:Energy Department].",
            &["US Department of Energy (2)"],
        ),
        (
            "The [O:Ministry of Defence], the [O:Defense Ministry].",
            &["Ministry of Defence (2)"],
        ),
        (
            "[O:Department of Energy], [O:Department of Justice], [O:Energy Department].",
            &["Department of Energy (2)", "Department of Justice (1)"],
        ),
        (
            "[O:University of Skarra] is not [O:Skarra University].",
            &["University of Skarra (1)", "Skarra University (1)"],
        ),
        ("[O:Goldman Sachs] is [O:Goldman].", &["Goldman Sachs (2)"]),
        (
            "[O:General Motors] and [P:General Lund].",
            &["General Motors (1)", "Lund (1)"],
        ),
    ]);
}

#[test]
fn a_place_inside_an_organisation_is_not_the_place() {
    check(&[
        (
            "[O:University of Oslo] lies in [L:Oslo].",
            &["University of Oslo (1)", "Oslo (1)"],
        ),
        (
            "The [O:Bank of England] and [O:England] played.",
            &["Bank of England (1)", "England (1)"],
        ),
        (
            "[O:Oslo University Hospital] in [L:Oslo].",
            &["Oslo University Hospital (1)", "Oslo (1)"],
        ),
    ]);
}

#[test]
fn short_forms_in_brackets() {
    check(&[
        (
            "[O:Brevik Harbour Pilots] ([O:BHP]) met.",
            &["Brevik Harbour Pilots (2)"],
        ),
        (
            "[O:BHP] ([O:Brevik Harbour Pilots]) met.",
            &["Brevik Harbour Pilots (2)"],
        ),
        (
            "[O:Brevik Harbour Pilots] (“[O:BHP]”) met.",
            &["Brevik Harbour Pilots (2)"],
        ),
        (
            "The [O:Skarra Maritime Foundation] ([O:Skamafo]) met.",
            &["Skarra Maritime Foundation (2)"],
        ),
        (
            "The [O:Skarra Maritime Foundation] ([O:Saga]) met.",
            &["Skarra Maritime Foundation (1)", "Saga (1)"],
        ),
        (
            "[O:Brevik Harbour Pilots] ([O:NHL]) met.",
            &["Brevik Harbour Pilots (1)", "NHL (1)"],
        ),
    ]);
}

#[test]
fn a_family_of_forms_has_one_kind() {
    let (_, found) = read("[L:UN] met. [O:United Nations] met. The [O:United Nations] left.");
    assert_eq!(found.names.len(), 1);
    assert_eq!(found.names[0].kind, Organization);
    let (_, found) =
        read("[O:Brevik Harbour Pilots] ([L:BHP]) met. [O:Brevik Harbour Pilots] left.");
    assert_eq!(found.names.len(), 1);
}

#[test]
fn a_slip_of_the_hyphen_and_the_number_of_a_king() {
    check(&[
        (
            "[P:Ole-Lund] and [P:Ole Lund] and [P:Lund].",
            &["Ole-Lund (3)"],
        ),
        (
            "[P:Charles III] left. [P:Charles] slept.",
            &["Charles III (2)"],
        ),
        ("[O:EU Group] and [O:EU].", &["EU Group (1)", "EU (1)"]),
    ]);
}

#[test]
fn a_surname_is_a_person_unless_it_is_known_for_something_else() {
    check(&[
        (
            "[P:Monty Panesar] ran. [O:Panesar] left, and [O:Panesar] slept.",
            &["Monty Panesar (3)"],
        ),
        (
            "[P:Ole Teklund] ran. [O:Teklund], [O:Teklund], [O:Teklund].",
            &["Teklund (3)", "Ole Teklund (1)"],
        ),
        (
            "[P:George Washington] slept in [L:Washington].",
            &["George Washington (1)", "Washington (1)"],
        ),
    ]);
}

#[test]
fn what_the_lists_know_and_what_is_long_weighs_more() {
    let kind = |text| read(text).1.names[0].kind;
    assert_eq!(kind("[O:UAE], the [O:United Arab Emirates]."), Place);
    assert_eq!(kind("[O:Skarra Maritime Office] ([L:SMO])."), Organization);
    assert_eq!(kind("[L:SMO] ([O:Skarra Maritime Office])."), Organization);
}
