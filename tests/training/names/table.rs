//! The weights as the file that the tagger reads (`newsprint::names`, module `crf::model`).

use crate::field::Model;
use crate::sequences::Dictionary;
use newsprint::names::training::{BUCKET_BITS, LABELS, MAGIC, VERSION};

/// The file of a model, whose features have the fingerprint `fingerprint`. Weights are rounded to 127 steps to each side.
pub(crate) fn file(dictionary: &Dictionary, model: &Model, fingerprint: u64) -> Vec<u8> {
    let features = dictionary.in_order();
    let largest = features
        .iter()
        .flat_map(|(_, number)| model.weights(*number))
        .fold(0.0f32, |most, weight| most.max(weight.abs()));
    let step = largest / 127.0;
    let mut file = MAGIC.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend(step.to_le_bytes());
    file.extend(fingerprint.to_le_bytes());
    let from = (0..LABELS).chain([LABELS]);
    for weight in from.flat_map(|from| model.after(from)) {
        file.extend(((weight / step).round() as i32).to_le_bytes());
    }
    let mut entries: Vec<u8> = Vec::new();
    let mut places: Vec<u32> = Vec::new();
    for (feature, number) in features {
        let bucket = (feature >> (64 - BUCKET_BITS)) as usize;
        places.resize(bucket + 1, u32::try_from(entries.len()).unwrap());
        entry(
            feature,
            model
                .weights(number)
                .map(|weight| (weight / step).round() as i8),
            &mut entries,
        );
    }
    places.resize(
        (1 << BUCKET_BITS) + 1,
        u32::try_from(entries.len()).unwrap(),
    );
    file.extend(places.iter().flat_map(|place| place.to_le_bytes()));
    file.extend(entries);
    file
}

fn entry(feature: u64, weights: [i8; LABELS], entries: &mut Vec<u8>) {
    let labels = (0..LABELS).filter(|label| weights[*label] != 0);
    let mask = labels.clone().fold(0u16, |mask, label| mask | 1 << label);
    if mask == 0 {
        return;
    }
    let key = (feature >> (48 - BUCKET_BITS)) as u16;
    entries.extend(key.to_le_bytes());
    entries.extend(mask.to_le_bytes());
    entries.extend(labels.map(|label| weights[label].cast_unsigned()));
}
