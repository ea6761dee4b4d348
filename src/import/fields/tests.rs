use super::*;

fn of(pairs: &[(&str, &str)]) -> Metadata {
    let mut fields = Fields::new();
    for (key, value) in pairs {
        fields.push(key, *value);
    }
    fields.metadata(Origin::FrontMatter)
}

fn list(items: &[&str]) -> Value {
    Value::List(items.iter().map(|item| Value::from(*item)).collect())
}

#[test]
fn keys_are_compared_without_case_and_signs() {
    let metadata = of(&[
        ("Full Title", "Harbour bridge reopens"),
        ("publishedAt", "2024-05-01"),
        ("date_saved", "2024-05-03"),
        ("Site-Name", "Example Courier"),
        ("omnivore_url", "https://example.org/bridge"),
        ("LANGUAGE", "en_GB.UTF-8"),
    ]);
    assert_eq!(metadata.title, "Harbour bridge reopens");
    assert_eq!(metadata.title_from, TitleFrom::FrontMatter);
    assert_eq!(metadata.published.unwrap().to_string(), "2024-05-01");
    assert_eq!(metadata.saved.unwrap().to_string(), "2024-05-03");
    assert_eq!(metadata.site.as_deref(), Some("Example Courier"));
    assert_eq!(metadata.url.as_deref(), Some("https://example.org/bridge"));
    assert_eq!(metadata.language.as_deref(), Some("en-GB"));
}

#[test]
fn a_value_that_does_not_fit_gives_way_to_the_next_key() {
    let metadata = of(&[
        ("published", "true"),
        ("date", "2024-05-01 09:30"),
        ("source", "Example Courier"),
        ("url", "javascript:alert(1)"),
        ("link", "[bridge](https://www.example.org:8080/b)"),
        ("title", "\u{200b}\u{200d}"),
        ("headline", "The bridge"),
        ("lang", "Klingonish"),
    ]);
    let published = metadata.published.unwrap().to_string();
    assert_eq!(published, "2024-05-01T09:30:00-00:00");
    assert_eq!(metadata.site.as_deref(), Some("Example Courier"));
    assert_eq!(
        metadata.url.as_deref(),
        Some("https://www.example.org:8080/b")
    );
    assert_eq!(metadata.title, "The bridge");
    assert_eq!(metadata.language, None);
}

#[test]
fn of_a_list_the_first_that_fits_counts() {
    let mut fields = Fields::new();
    fields.push(
        "source",
        list(&[
            "[[Notes]]",
            "https://example.org/a",
            "https://example.org/b",
        ]),
    );
    fields.push("date", list(&["soon", "2024-05-01"]));
    let metadata = fields.metadata(Origin::FrontMatter);
    assert_eq!(metadata.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(metadata.published.unwrap().to_string(), "2024-05-01");
}

#[test]
fn programs_are_no_publications() {
    let site = |key, name| of(&[(key, name), ("url", "https://courier.example/a")]).site;
    assert_eq!(site("source", "reader").as_deref(), Some("courier.example"));
    assert_eq!(
        site("source", "Web_Clipper").as_deref(),
        Some("courier.example")
    );
    assert_eq!(
        site("source", "Example Courier").as_deref(),
        Some("Example Courier")
    );
    assert_eq!(site("publisher", "Matter").as_deref(), Some("Matter"));
}

#[test]
fn the_host_stands_in_for_the_site() {
    let site = |url| of(&[("url", url)]).site;
    assert_eq!(
        site("https://www.Example.org/a").as_deref(),
        Some("example.org")
    );
    assert_eq!(
        site("http://good.example@evil.example:80/x").as_deref(),
        Some("evil.example")
    );
    assert_eq!(site("not an address"), None);
    assert_eq!(
        of(&[("domain", "www.example.org")]).site.as_deref(),
        Some("example.org")
    );
}

#[test]
fn authors_in_all_their_forms() {
    let byline = |value: Value| {
        let mut fields = Fields::new();
        fields.push("author", value);
        fields.metadata(Origin::Body).byline
    };
    let both = ["Ann Lee", "Bo Wu"];
    for text in [
        "Ann Lee, Bo Wu",
        "Ann Lee and Bo Wu",
        "By Ann Lee & Bo Wu",
        "Ann Lee; Bo Wu",
        "[[Ann Lee]], [[Bo Wu]]",
        "[[people/Ann Lee]] and [[bo-wu|Bo Wu]]",
        "['Ann Lee', 'Bo Wu']",
        "[Ann Lee](https://example.org/ann), Bo Wu <bo@example.org>",
        "Ann Lee, https://example.org/ann, Bo Wu",
        "Ann Lee, ann lee, Bo Wu",
    ] {
        assert_eq!(byline(text.into()), both, "{text}");
    }
    assert_eq!(byline(list(&["[[Ann Lee]]", "Bo Wu", ""])), both);
    let tables = ["Ann Lee", "Bo Wu"].map(|name| {
        Value::Map(vec![
            ("url".to_owned(), "https://example.org".into()),
            ("Name".to_owned(), name.into()),
        ])
    });
    assert_eq!(byline(Value::List(tables.into())), both);
    assert_eq!(
        byline("Ann Lee, Jr., and Bo Wu".into()),
        ["Ann Lee, Jr.", "Bo Wu"]
    );
    assert_eq!(byline("Lee, Ann".into()), ["Lee, Ann"]);
    assert_eq!(byline("ann@example.org (Ann Lee)".into()), ["Ann Lee"]);
    assert_eq!(byline("Sandra Andersen".into()), ["Sandra Andersen"]);
    assert!(byline("https://example.org/ann".into()).is_empty());
}

#[test]
fn tags_in_all_their_forms() {
    let tags = |key: &str, value: Value| {
        let mut fields = Fields::new();
        fields.push(key, value);
        fields.metadata(Origin::Body).tags
    };
    for text in [
        "city, trams",
        "[city, trams]",
        "['city', 'trams']",
        "city|trams",
        "city;trams",
        "#city #trams",
        "city trams",
        "[[city]], [[trams]]",
        "[[city]] [[topics/trams]]",
        "[[a/city|city]],[[trams]]",
        "city、trams",
        "#city, #trams",
    ] {
        assert_eq!(tags("tags", text.into()), ["city", "trams"], "{text}");
    }
    assert_eq!(
        tags("tags", list(&["city planning", "#trams", "Trams"])),
        ["city planning", "trams"]
    );
    assert_eq!(tags("category", "World News".into()), ["World News"]);
    assert_eq!(tags("tag", "city planning".into()), ["city planning"]);
    assert_eq!(tags("tags", "clippings".into()), ["clippings"]);
    assert_eq!(
        tags("tags", "['city, port', \"sea\"]".into()),
        ["city, port", "sea"]
    );
    assert_eq!(
        tags("tags", list(&["places/ostra", "Ostra, Brevik"])),
        ["places/ostra", "Ostra, Brevik"]
    );
    let many: Vec<String> = (0..5000).map(|n| format!("t{n}")).collect();
    assert_eq!(tags("tags", many.into()).len(), 200);
}

#[test]
fn inner_tables_come_last() {
    let mut fields = Fields::new();
    let inner = Value::Map(vec![
        ("author".to_owned(), "Ann Lee".into()),
        ("title".to_owned(), "Not this".into()),
    ]);
    fields.push("Params", inner);
    fields.push("title", "This");
    let metadata = fields.metadata(Origin::FrontMatter);
    assert_eq!(
        (metadata.title.as_str(), metadata.byline[0].as_str()),
        ("This", "Ann Lee")
    );
    let source = metadata.sources.of(Field::Byline).unwrap();
    assert_eq!(source.to_string(), "front matter: Params.author");
}

#[test]
fn everything_is_harmless_and_bounded() {
    let metadata = of(&[
        ("title", "a\u{1b}]0;owned\u{7}\nb"),
        ("description", &"word ".repeat(10_000)),
        ("tags", "\u{202e}evil"),
        (
            "url",
            &format!("https://example.org/{}", "a".repeat(100_000)),
        ),
    ]);
    assert_eq!(metadata.title, "a␛]0;owned␇ b");
    assert_eq!(metadata.tags, ["evil"]);
    assert!(metadata.description.unwrap().len() < DESCRIPTION_BYTES + 4);
    assert_eq!(metadata.url, None);
}

/// The first key of each field that says something counts, in the order of the survey, and is named as written.
#[test]
fn keys_count_in_their_order() {
    let day = "2024-05-01";
    let web = "https://example.org/a";
    for (field, keys, value) in [
        (
            Field::Title,
            &["title", "full_title", "headline", "name"][..],
            "Bridge",
        ),
        (
            Field::Url,
            &[
                "source",
                "url",
                "source_url",
                "original_url",
                "canonical",
                "link",
                "permalink",
                "omnivore_url",
            ],
            web,
        ),
        (
            Field::Byline,
            &["author", "authors", "byline", "creator", "published_by"],
            "Ann Lee",
        ),
        (
            Field::Site,
            &[
                "site",
                "site_name",
                "sitename",
                "publisher",
                "feed",
                "source",
                "domain",
                "hostname",
            ],
            "courier.example",
        ),
        (
            Field::Published,
            &[
                "published",
                "date_published",
                "published_at",
                "publishedAt",
                "publishdate",
                "publish_date",
                "pubdate",
                "date",
            ],
            day,
        ),
        (
            Field::Saved,
            &[
                "created",
                "date_saved",
                "saved",
                "saved_at",
                "savedAt",
                "created_at",
                "time_added",
                "clipped",
            ],
            day,
        ),
        (
            Field::Description,
            &["description", "summary", "excerpt", "abstract", "subtitle"],
            "It carries trams.",
        ),
        (
            Field::Tags,
            &[
                "tags",
                "tag",
                "keywords",
                "labels",
                "document_tags",
                "categories",
                "category",
            ],
            "city",
        ),
        (Field::Language, &["lang", "language", "locale"], "en"),
    ] {
        // Spelled the same when folded, the first one written counts.
        for first in 0..keys.len() {
            let mut fields = Fields::new();
            for key in keys[first..].iter().rev() {
                fields.push(key, value);
            }
            let metadata = fields.metadata(Origin::FrontMatter);
            let source = metadata.sources.of(field).unwrap();
            let same = |key: &str| folded_key(key) == folded_key(keys[first]);
            assert!(same(&source.key), "{field:?}: {source} for {}", keys[first]);
        }
    }
}

#[test]
fn a_key_is_named_as_it_was_written() {
    let metadata = of(&[
        ("Date-Published", "2024-05-01"),
        ("sourceURL", "https://example.org/a"),
    ]);
    let said: Vec<String> = metadata
        .sources
        .iter()
        .map(|(field, source)| format!("{field:?} {source}"))
        .collect();
    assert_eq!(
        said,
        [
            "Site front matter: sourceURL",
            "Url front matter: sourceURL",
            "Published front matter: Date-Published",
        ]
    );
    let mut fields = Fields::new();
    fields.push("title", "Bridge");
    fields.push_from(Origin::Body, "Author", "Ann Lee");
    let metadata = fields.metadata(Origin::FrontMatter);
    let byline = metadata.sources.of(Field::Byline).unwrap();
    assert_eq!(byline.to_string(), "fields in the text: Author");
    assert_eq!(metadata.title_from, TitleFrom::FrontMatter);
}
