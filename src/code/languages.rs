//! The languages that are known, by the words that stand behind a fence.
//!
//! The table says as much as has been tried: a grammar is listed here once its tokens were looked at and
//! hostile text could not make it slow beyond measure.

/// The first word of each row finds the grammar; all of them name the language.
const LANGUAGES: &[&[&str]] = &[
    &["rs", "rust"],
    &["py", "python", "python3", "py3"],
    &["js", "javascript", "mjs", "cjs", "node"],
    &["ts", "typescript", "mts", "cts"],
    &["tsx", "jsx"],
    &["c", "h"],
    &["cpp", "c++", "cc", "cxx", "hpp", "hxx"],
    &["cs", "c#", "csharp"],
    &["go", "golang"],
    &["java"],
    &["kt", "kotlin", "kts"],
    &["swift"],
    &["m", "objc", "objective-c", "objectivec"],
    &["scala"],
    &["groovy", "gradle"],
    &["dart"],
    &["d"],
    &["zig"],
    &["nim"],
    &["crystal"],
    &["rb", "ruby"],
    &["php"],
    &["pl", "perl"],
    &["lua"],
    &["r", "rlang"],
    &["jl", "julia"],
    &["hs", "haskell"],
    &["ml", "ocaml"],
    &["f#", "fsharp", "fs"],
    &["ex", "elixir", "exs"],
    &["erl", "erlang"],
    &["clojure", "clj", "cljs"],
    &["pas", "pascal", "delphi"],
    &["sh", "shell", "bash", "zsh", "ksh"],
    &["fish"],
    &["awk"],
    &["sql", "mysql", "postgresql", "postgres", "sqlite", "plsql"],
    &["html", "htm", "xhtml"],
    &["xml", "svg", "rss", "xsl"],
    &["css"],
    &["scss"],
    &["vue"],
    &["svelte"],
    &["json", "jsonc", "json5"],
    &["toml"],
    &["yaml", "yml"],
    &["ini", "cfg", "dosini"],
    &["md", "markdown"],
    &["tex", "latex"],
    &["diff", "patch", "udiff"],
    &["dockerfile", "docker", "containerfile"],
    &["make", "makefile", "mk"],
    &["cmake"],
    &["nix"],
    &["tf", "terraform", "hcl"],
    &["nginx"],
    &["proto", "protobuf"],
    &["graphql", "gql"],
    &["solidity", "sol"],
    &["vim", "viml", "vimscript"],
];

/// The name of the grammar for `language`, a word as it stands behind a fence: what follows a comma or a
/// bracket (`rust,ignore`, `js{1,3}`), a prefix `language-` and a dot before it (`{.python`) do not count.
pub(super) fn grammar(language: &str) -> Option<&'static str> {
    let word = language.trim_start_matches(['{', '.', ' ']);
    let end = word.find([',', '{', '}', '[', ':', ';', ' ', '\t']);
    let word = word.get(..end.unwrap_or(word.len()))?.to_ascii_lowercase();
    let word = word.strip_prefix("language-").unwrap_or(&word);
    let word = word.strip_prefix("lang-").unwrap_or(word);
    let row = LANGUAGES.iter().find(|names| names.contains(&word))?;
    row.first().copied()
}

/// The names of all grammars.
#[cfg(all(test, feature = "code-colours"))]
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().filter_map(|names| names.first()).copied()
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, grammar};

    #[test]
    fn a_language_is_known_by_any_of_its_words() {
        for (word, expected) in [
            ("Rust", "rs"),
            ("rust,ignore", "rs"),
            ("js{1,3}", "js"),
            ("{.python", "py"),
            ("language-yaml", "yaml"),
            ("C++", "cpp"),
            ("jsx", "tsx"),
        ] {
            assert_eq!(grammar(word), Some(expected), "{word}");
        }
        for unknown in ["", "{", ",", "text", "ascii-art", "Ünïcode", "language-"] {
            assert_eq!(grammar(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn no_word_names_two_languages() {
        let mut words: Vec<&str> = LANGUAGES
            .iter()
            .flat_map(|names| names.iter().copied())
            .collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
