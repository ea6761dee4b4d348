//! `check`: what is to be known of the files of a library.

use super::run;
use crate::harness::House;
use std::fs;

/// A library with something of everything.
fn house() -> House {
    let house = House::new();
    let dated = "---\ntitle: Zebras\ndate: 2024-05-01\nsource: https://example.org/zebras\n---\n\nZebras have stripes.\n";
    house.put("good.md", dated);
    house.put("copies/again.md", &dated.replace("stripes", "many stripes"));
    house.put("copies/same.md", dated);
    house.put("undated.txt", "Apples are ripe.\n");
    house.put("blank.txt", "\n");
    house.put("program.txt", "\x7fELF\x02\x01\x01\0\0");
    let latin = house.put("latin.md", "");
    fs::write(
        latin,
        b"---\ndate: 2024-05-01\n---\n\nDie Br\xfccke \xfcber den Flu\xdf war gro\xdf.\n",
    )
    .unwrap();
    house.put("saved.json", r#"[{"id":7,"title":"Lamps","url":"https://example.org/lamps","content":null,"published_at":"2024-05-01"}]"#);
    #[cfg(unix)]
    std::os::unix::fs::symlink("gone.md", house.library().join("gone-too.md")).unwrap();
    house
}

#[cfg(unix)]
#[test]
fn what_is_wrong_missing_or_there_twice_is_told_by_file() {
    let house = house();
    let ran = run(&house, ["check", "."]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    insta::assert_snapshot!("check", ran.out);
    let ran = run(&house, ["check", "--sources", "good.md"]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.out.contains("good.md\n"), "{}", ran.out);
}

#[test]
fn a_library_that_opens_is_good_warnings_or_not() {
    let house = House::new();
    house.put(
        "a.md",
        "---\ntitle: [broken\ndate: 2024-05-01\n---\n\nZebras have stripes.\n",
    );
    let ran = run(&house, ["check"]);
    assert_eq!(ran.status, Some(0), "the edition: {}", ran.out);
    assert!(ran.out.contains("9 articles open"), "{}", ran.out);
    let ran = run(&house, ["check", "."]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert!(
        ran.out.contains("1 article opens, 1 with a warning"),
        "{}",
        ran.out
    );
}

#[cfg(unix)]
#[test]
fn for_programs_there_is_an_object_a_file_and_the_sum() {
    let house = house();
    let ran = run(&house, ["check", "--json", "."]);
    assert_eq!(ran.status, Some(1));
    let objects = ran.objects();
    let outcomes: Vec<&str> = objects
        .iter()
        .filter_map(|o| o["outcome"].as_str())
        .collect();
    let wanted = [
        "good",
        "good",
        "good",
        "good",
        "warned",
        "refused",
        "warned",
        "good",
        "passed_over",
    ];
    assert_eq!(outcomes, wanted, "{}", ran.out);
    assert_eq!(
        objects[0]["notes"],
        serde_json::json!(["no_text", "no_date", "title_from_file_name"])
    );
    assert_eq!(objects[3]["same_content"], objects[2]["path"]);
    assert_eq!(objects[2]["same_url"], objects[1]["path"]);
    let sum = &objects.last().unwrap()["summary"];
    assert_eq!(sum["articles"], 7);
    assert_eq!(
        (&sum["refused"], &sum["passed_over"], &sum["twice"]),
        (&1.into(), &1.into(), &2.into())
    );
    assert_eq!(sum["formats"]["markdown"], 4);
}

#[test]
fn files_and_lists_can_be_named_and_one_that_is_missing_is_told() {
    let house = house();
    let ran = run(
        &house,
        [
            "check",
            "good.md",
            "nowhere.md",
            "saved.json",
            "saved.json#7",
        ],
    );
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.contains("cannot open nowhere.md"), "{}", ran.err);
    assert!(ran.out.contains("3 articles open"), "{}", ran.out);
    let ran = run(&house, ["check", "nowhere.md"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
}

#[test]
fn an_article_of_a_list_is_shown_and_inspected_by_its_name() {
    let house = house();
    let ran = run(&house, ["show", "saved.json#7"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.starts_with("Lamps\n"), "{}", ran.out);
    let ran = run(
        &house,
        ["inspect", "saved.json#7", "saved.json", "saved.json#8"],
    );
    assert_eq!(ran.status, Some(1));
    let objects = ran.objects();
    assert_eq!(objects[0]["path"], "saved.json#7");
    assert_eq!(objects[0]["title"], "Lamps");
    let refusal = "is an exported list of articles (1): newsprint opens it as it opens a folder, and `saved.json#7` names one of them";
    assert_eq!(objects[1]["error"], refusal);
    assert_eq!(objects[2]["error"], "has no article 8 in it");
    // In the reader it is told before the screen is taken.
    let ran = run(&house, ["saved.json#8"]);
    assert_eq!(ran.err, "newsprint: saved.json#8: has no article 8 in it\n");
    let ran = run(&house, ["list", "--json", "saved.json"]);
    let path = house.library().canonicalize().unwrap().join("saved.json#7");
    assert_eq!(ran.objects()[0]["path"], path.to_str().unwrap());
}
