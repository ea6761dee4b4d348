//! What a device calls its file.

/// Longest part of a host name that goes into a device's name, in characters.
const HOST_CHARS: usize = 24;

/// The name of a device, safe as a file name everywhere: the host name made plain, and six hex digits that
/// tell two devices of one name apart, like `laptop-1f3a9c`. The machine id is hashed with a context of our
/// own because it is meant to stay on its machine (machine-id(5)).
pub fn device_name(hostname: &str, machine_id: &str) -> String {
    let mut plain = String::new();
    let host = hostname.trim().split('.').next().unwrap_or("");
    for c in host.chars().take(HOST_CHARS) {
        if c.is_ascii_alphanumeric() {
            plain.push(c.to_ascii_lowercase());
        } else if !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    let plain = plain.trim_end_matches('-');
    let plain = if plain.is_empty() { "device" } else { plain };
    let secret = match machine_id.trim() {
        "" => hostname.trim(),
        id => id,
    };
    let key = blake3::derive_key(
        "newsprint 2026-11-22 journal device name",
        secret.as_bytes(),
    );
    let [a, b, c, ..] = key;
    format!("{plain}-{a:02x}{b:02x}{c:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_tell_machines_apart() {
        let one = device_name("Laptop.local", "8f0c");
        assert!(one.starts_with("laptop-"), "{one}");
        assert_eq!(one.len(), "laptop-1f3a9c".len());
        assert_eq!(one, device_name("laptop.lan", "8f0c\n"));
        assert_ne!(one, device_name("laptop", "8f0d"));
        assert!(!one.contains("8f0c"));
    }

    #[test]
    fn any_host_name_gives_a_file_name() {
        for host in ["", "../../etc", "Müllers PC", "con", "\u{1b}[31m", "家"] {
            let name = device_name(host, "x");
            assert!(
                name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
                "{name}"
            );
            assert!(!name.starts_with('-') && name.len() <= HOST_CHARS + 7);
        }
    }
}
