//! The weights of the tagger, as they lie in the file: nothing is unpacked, so the tagger is ready at once.
//!
//! Little endian. Eight bytes of magic; the version of the features (u32); what one step of a weight is worth (f32);
//! the fingerprint of the features that the weights were trained on (u64, see `training::fingerprint`); a weight (i32, in
//! steps) for each label after the start and after each label; the places of 65,536 buckets and of their end in what
//! follows (u32, in bytes); the entries. A feature is a hash: its first 16 bits are its bucket, the next 16 its key
//! there. An entry is a key (u16), the labels that it has weights for (a bit each, u16), and their weights (i8, in the
//! order of the labels).

use super::features;
use super::labels::LABELS;

/// How a file of weights begins.
pub const MAGIC: &[u8; 8] = b"NPNAMES2";

/// Bits of a hash that tell its bucket.
pub const BUCKET_BITS: u32 = 16;

const BUCKETS: usize = 1 << BUCKET_BITS;
const FINGERPRINT: usize = 16;
const TRANSITIONS: usize = FINGERPRINT + 8;
const PLACES: usize = TRANSITIONS + 4 * (LABELS + 1) * LABELS;
const ENTRIES: usize = PLACES + 4 * (BUCKETS + 1);

/// The scores of one word by label, in steps.
pub(super) type Scores = [i32; LABELS];

/// A file of weights.
#[derive(Clone, Debug)]
pub struct Model<'f> {
    bytes: &'f [u8],
    fingerprint: u64,
    /// Weights between labels; the last row is the start.
    transitions: [Scores; LABELS + 1],
}

impl<'f> Model<'f> {
    /// Reads the head of a file. `None` when it is no file of weights, or was made for other features.
    ///
    /// Only the version is looked at, which costs nothing; a test holds that the fingerprint is that of the code.
    pub fn read(bytes: &'f [u8]) -> Option<Self> {
        let made_for = u32::from_le_bytes(bytes.get(8..12)?.try_into().ok()?);
        if !bytes.starts_with(MAGIC) || made_for != features::VERSION || bytes.len() < ENTRIES {
            return None;
        }
        let fingerprint = u64::from_le_bytes(bytes.get(FINGERPRINT..TRANSITIONS)?.try_into().ok()?);
        let mut transitions = [[0; LABELS]; LABELS + 1];
        let weights = bytes.get(TRANSITIONS..PLACES)?.chunks_exact(4);
        for (slot, weight) in transitions.iter_mut().flatten().zip(weights) {
            *slot = i32::from_le_bytes(weight.try_into().ok()?);
        }
        Some(Self {
            bytes,
            fingerprint,
            transitions,
        })
    }

    /// The fingerprint of the features that the weights were trained on.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// The weights of the labels that may follow `from`; `None` is the start of a stretch.
    pub fn after(&self, from: Option<usize>) -> &Scores {
        let row = from.unwrap_or(LABELS).min(LABELS);
        &self.transitions[row]
    }

    /// Where in the file the entries of a bucket begin; its place is written at `at`.
    fn place(&self, at: usize) -> Option<usize> {
        let place = self.bytes.get(at..at + 4)?.try_into().ok()?;
        Some(ENTRIES + u32::from_le_bytes(place) as usize)
    }

    /// Adds the weights of `feature` to `scores`.
    pub fn add(&self, feature: u64, scores: &mut Scores) {
        let [b0, b1, k0, k1, ..] = feature.to_be_bytes();
        let at = PLACES + 4 * usize::from(u16::from_be_bytes([b0, b1]));
        let key = u16::from_be_bytes([k0, k1]);
        let (Some(start), Some(end)) = (self.place(at), self.place(at + 4)) else {
            return;
        };
        let mut entries = self.bytes.get(start..end).unwrap_or_default();
        while let [own0, own1, m0, m1, rest @ ..] = entries {
            let mut labels = u16::from_le_bytes([*m0, *m1]);
            let count = labels.count_ones() as usize;
            let Some((weights, after)) = rest.split_at_checked(count) else {
                return;
            };
            if u16::from_le_bytes([*own0, *own1]) == key {
                for weight in weights {
                    let label = labels.trailing_zeros() as usize;
                    labels &= labels - 1;
                    if let Some(score) = scores.get_mut(label) {
                        *score += i32::from(weight.cast_signed());
                    }
                }
                return;
            }
            entries = after;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with one entry.
    fn file(feature: u64, weights: &[(usize, i8)]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(features::VERSION.to_le_bytes());
        bytes.extend(1.0f32.to_le_bytes());
        bytes.extend(0xFEED_u64.to_le_bytes());
        bytes.extend(vec![0; 4 * (LABELS + 1) * LABELS]);
        let [b0, b1, k0, k1, ..] = feature.to_be_bytes();
        let mut entry = vec![k1, k0];
        let mask = weights
            .iter()
            .fold(0u16, |mask, (label, _)| mask | 1 << label);
        entry.extend(mask.to_le_bytes());
        entry.extend(weights.iter().map(|(_, weight)| weight.cast_unsigned()));
        let own = usize::from(u16::from_be_bytes([b0, b1]));
        for bucket in 0..=BUCKETS {
            let place = if bucket > own { entry.len() } else { 0 };
            bytes.extend(u32::try_from(place).unwrap().to_le_bytes());
        }
        bytes.extend(entry);
        bytes
    }

    #[test]
    fn a_feature_has_its_weights_and_others_have_none() {
        let feature = 0x1234_5678_9ABC_DEF0;
        let bytes = file(feature, &[(0, -3), (12, 100)]);
        let model = Model::read(&bytes).unwrap();
        assert_eq!(model.fingerprint(), 0xFEED);
        let mut scores = [1; LABELS];
        model.add(feature, &mut scores);
        model.add(feature ^ (1 << 32), &mut scores);
        model.add(feature ^ (1 << 60), &mut scores);
        assert_eq!((scores[0], scores[5], scores[12]), (-2, 1, 101));
    }

    #[test]
    fn what_is_no_model_or_an_old_one_is_not_read() {
        let mut bytes = file(7, &[(1, 1)]);
        assert!(Model::read(&bytes[..bytes.len() / 2]).is_none());
        bytes[8] ^= 1;
        assert!(Model::read(&bytes).is_none());
        assert!(Model::read(b"NPNAMES2").is_none());
    }
}
