use super::*;

struct Names;
struct Item(&'static str);

impl Scope for Names {
    fn value(&self, name: &str) -> Option<Value<'_>> {
        Some(match name {
            "title" => Value::Text("A *bold* title".into()),
            "lines" => Value::Text("one\n\ntwo".into()),
            "yes" => Value::Flag(true),
            "items" => Value::List(vec![Box::new(Item("a")), Box::new(Item("b"))]),
            "none" => Value::List(Vec::new()),
            _ => return None,
        })
    }
}

impl Scope for Item {
    fn value(&self, name: &str) -> Option<Value<'_>> {
        (name == "name").then_some(Value::Text(self.0.into()))
    }
}

const NAMES: [&str; 7] = ["title", "lines", "yes", "items", "none", "name", "missing"];

fn written(template: &str) -> Result<String, String> {
    let escape = |text: &str| text.replace('*', "\\*");
    let template =
        Template::parse(template, &NAMES).map_err(|error| format!("{}: {error}", error.line))?;
    Ok(template.render(&Names, &escape))
}

#[test]
fn values_lists_and_what_is_missing() {
    for (template, wanted) in [
        (
            "{{title}} {{{title}}} {{&title}}",
            "A \\*bold\\* title A *bold* title A *bold* title",
        ),
        (
            "{{#items}}{{name}} of {{{title}}};{{/items}}",
            "a of A *bold* title;b of A *bold* title;",
        ),
        ("{{#none}}no{{/none}}{{^none}}nothing{{/none}}", "nothing"),
        (
            "{{#yes}}yes{{/yes}}{{^yes}}no{{/yes}}{{#missing}}x{{/missing}}{{missing}}",
            "yes",
        ),
        ("{{! a remark }}x", "x"),
        ("a\n{{#items}}\n- {{name}}\n{{/items}}\nz", "a\n- a\n- b\nz"),
        (
            "{{#items}}\n{{^none}}\n{{name}}\n{{/none}}\n{{/items}}\n",
            "a\nb\n",
        ),
        ("> {{lines}}\n", "> one\n>\n> two\n"),
        ("  {{lines}}", "  one\n\n  two"),
    ] {
        assert_eq!(written(template).unwrap(), wanted, "{template}");
    }
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    for (template, wanted) in [
        (
            "a\n{{colour}}",
            "2: {{colour}} is no placeholder; expected one of title, lines",
        ),
        (
            "{{#items}}\n\n{{/title}}",
            "3: {{/title}} closes nothing; expected {{/items}}",
        ),
        (
            "\n{{#items}}x",
            "2: {{#items}} is not closed; expected {{/items}}",
        ),
        (
            "{{/items}}",
            "1: {{/items}} closes nothing; no section is open",
        ),
        (
            "a\n\n{{title",
            "3: a placeholder is not closed; expected }}",
        ),
        ("{{{title}}", "1: a placeholder is not closed; expected }}}"),
        ("{{ }}", "1: a placeholder without a name"),
    ] {
        let error = written(template).unwrap_err();
        assert!(error.starts_with(wanted), "{template}: {error}");
    }
    let deep = "{{#yes}}".repeat(9) + &"{{/yes}}".repeat(9);
    assert!(written(&deep).unwrap_err().contains("at most 8"));
}
