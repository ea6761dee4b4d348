//! Nothing in an article, nor in its name, reaches the terminal as a command.

use crate::house::House;
use crate::window::{Window, newsprint};

/// What an article must not be able to say: window title, clipboard, colours, a device query, a C1 CSI and OSC,
/// a bell, and characters that turn lines round.
const COMMANDS: &str = "\x1b]0;OWNED\x07 \x1b]52;c;T1dORUQ=\x07 \x1b[31;1m \x1b[6n \x1bc \u{9b}31m \u{9d}0;OWNED\u{9c} \
                        \u{90}q\u{9c} \x07 \x08 \x7f \u{202e}desrever\u{202c} \u{2066}a\u{2069} \u{200f}b \u{feff}";

/// The same by way of references, which only the importer turns into characters.
const REFERENCES: &str = "&#27;]0;OWNED&#7; &#x1b;]52;c;T1dORUQ=&#x07; &#x9b;31m &#155;31m &#157;0;OWNED&#156; &#x202e;x&#x202c; \
                          &ZeroWidthSpace;&#x2066;y";

fn article(house: &House, extension: &str) {
    let text = match extension {
        "md" => format!(
            "---\ntitle: \"Front {COMMANDS} matter\"\nauthor: \"By {COMMANDS}\"\nsite: \"{COMMANDS}\"\ntags: [\"{COMMANDS}\"]\n---\n\n\
             # Heading {COMMANDS}\n\nSentinel words {COMMANDS} in the story.\n\n{REFERENCES}\n\n\
             ```\ncode {COMMANDS}\n```\n\n[link {COMMANDS}](https://example.org/{COMMANDS})\n"
        ),
        "html" => format!(
            "<!doctype html><html><head><title>Page {COMMANDS} {REFERENCES}</title>\
             <meta property=\"og:site_name\" content=\"Site {REFERENCES}\"></head><body><article><h1>Headline {REFERENCES}</h1>\
             <p>Sentinel words {COMMANDS} in the story, which goes on for a while so that it is one. {REFERENCES}</p>\
             <p>And a second paragraph, with as many words as a paragraph of a story has. {COMMANDS}</p></article></body></html>"
        ),
        _ => format!(
            "Title {COMMANDS}\n\nSentinel words {COMMANDS} in the story.\n\nMore {REFERENCES}\n"
        ),
    };
    // A file name may hold anything but a slash and a zero.
    house.put(&format!("{}.{extension}", COMMANDS.replace('/', "")), &text);
}

/// Checks that `bytes` are text and commands of the program's own only.
#[track_caller]
fn assert_harmless(bytes: &[u8]) {
    let stream = String::from_utf8(bytes.to_vec()).expect("the stream is UTF-8");
    for (at, c) in stream.char_indices() {
        let around = || {
            let from = at.saturating_sub(40);
            String::from_utf8_lossy(&bytes[from..(at + 40).min(bytes.len())]).into_owned()
        };
        let bad = matches!(c, '\u{7f}'..='\u{9f}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
            || (c.is_control() && !matches!(c, '\x1b' | '\r' | '\n'));
        assert!(!bad, "{c:?} in the stream: {:?}", around());
        if c == '\x1b' {
            let next = bytes.get(at + 1).copied();
            assert_eq!(next, Some(b'['), "not a CSI: {:?}", around());
        }
    }
    assert!(
        !stream.contains("\x1b[6n"),
        "the article asked for the cursor"
    );
}

#[test]
fn a_hostile_folder_says_nothing_to_the_terminal() {
    for extension in ["txt", "md", "html"] {
        let house = House::new();
        article(&house, extension);
        let mut window = Window::open(&house, Some(house.library()), 120, 40);
        // Its opening is in the preview when it has been read.
        window.wait_for("Sentinel");
        // Sorted and filtered lists show other columns; the help, sections and bookmarks other lines.
        window.press("sss?q/OWNED\r");
        window.wait_for("? help");
        window.press("\r");
        window.wait_for(" % · ");
        window.wait_for("Sentinel");
        window.press("mppp\r");
        window.wait_for("Bookmarked");
        window.press("'");
        window.press("q/OWNED\r]nns\r\tjjjj\tGB");
        window.press("Q");
        assert_eq!(window.wait_for_good_end().exit_code(), 0);
        assert_harmless(&window.bytes());
    }
}

#[test]
fn a_hostile_file_says_nothing_at_the_command_line() {
    for extension in ["txt", "md", "html"] {
        let house = House::new();
        article(&house, extension);
        let file = std::fs::read_dir(house.library()).unwrap().next();
        let file = file.unwrap().unwrap().path();
        let library = house.library();
        let missing = library.join("none \x1b]0;OWNED\x07.txt");
        let orders: [Vec<&std::ffi::OsStr>; 9] = [
            vec!["list".as_ref(), library.as_os_str()],
            vec!["list".as_ref(), library.as_os_str(), "--json".as_ref()],
            vec!["show".as_ref(), file.as_os_str()],
            vec!["inspect".as_ref(), "--text".as_ref(), file.as_os_str()],
            vec!["show".as_ref(), missing.as_os_str()],
            vec!["inspect".as_ref(), missing.as_os_str()],
            vec![missing.as_os_str()],
            // As `newsprint show *` would have it: the words of the complaint hold the name.
            vec!["show".as_ref(), file.as_os_str(), file.as_os_str()],
            vec!["list".as_ref(), "--width".as_ref(), file.as_os_str()],
        ];
        for order in orders {
            let mut command = newsprint(&house);
            command.args(&order);
            let mut window = Window::start(command, 120, 40);
            window.wait_for_good_end();
            assert!(!window.bytes().is_empty(), "{order:?} says nothing");
            // The complaints of the command line may have a tab, and colours of their own.
            let stream: Vec<u8> = window.bytes().into_iter().filter(|b| *b != b'\t').collect();
            assert_harmless(&stream);
            let said = String::from_utf8_lossy(&stream).into_owned();
            assert!(!said.contains("\x1b[31;1m \x1b"), "{order:?}: {said:?}");
        }
    }
}
