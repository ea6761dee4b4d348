//! Hashes of words and features. They are part of the file of weights: a change makes it worthless.

use std::hash::{BuildHasherDefault, Hasher};

/// Characters of a word that its hash is made of.
const LONGEST: usize = 40;

/// Two numbers as one.
pub(super) const fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (a >> 29)
}

/// The feature of `template` with the value `a`.
pub(super) const fn feature(template: u64, a: u64) -> u64 {
    let x = mix(template.wrapping_mul(0xD6E8_FEB8_6659_FD93), a);
    x ^ (x >> 32)
}

/// The feature of `template` with two values.
pub(super) const fn pair(template: u64, a: u64, b: u64) -> u64 {
    feature(template, mix(a, b))
}

/// A word as it is written.
pub(super) fn exact(word: &str) -> u64 {
    let chars = word.chars().take(LONGEST);
    chars.fold(0x8422_2325, |hash, c| mix(hash, u64::from(c)))
}

/// A word in small letters.
pub(super) fn lower(word: &str) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325;
    for c in word.chars().take(LONGEST) {
        if c.is_ascii() {
            hash = mix(hash, u64::from(c.to_ascii_lowercase()));
        } else {
            hash = c
                .to_lowercase()
                .fold(hash, |hash, c| mix(hash, u64::from(c)));
        }
    }
    hash
}

/// A hasher for keys that are hashes already.
#[derive(Default)]
pub(super) struct Given(u64);

impl Hasher for Given {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes
            .iter()
            .fold(self.0, |hash, byte| mix(hash, u64::from(*byte)));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A map by hash.
pub(super) type ByHash<T> = std::collections::HashMap<u64, T, BuildHasherDefault<Given>>;
