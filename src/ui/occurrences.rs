//! A small picture of where in an article something occurs: two parts of it in a cell of Braille dots, as high
//! as there is much of it.

/// The dots of a left column and of a right one (U+2800 and on): none, then two, three and four high. One alone is
/// lost at the foot of its row.
const COLUMNS: [[u32; 4]; 2] = [[0, 0x44, 0x46, 0x47], [0, 0xA0, 0xB0, 0xB8]];
/// From so many occurrences on a column is so high, if that is so large a part of the highest, in sixths.
const STEPS: [(usize, usize); 3] = [(1, 0), (2, 2), (4, 4)];

/// The picture of `counts`, a cell for each two.
pub(super) fn picture(counts: &[usize]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0);
    counts
        .chunks(2)
        .map(|pair| {
            let dots: u32 = pair
                .iter()
                .zip(COLUMNS)
                .filter_map(|(count, column)| column.get(height(*count, most)).copied())
                .sum();
            // Fonts without an empty cell of dots draw it as a box.
            match dots {
                0 => ' ',
                _ => char::from_u32(0x2800 + dots).unwrap_or(' '),
            }
        })
        .collect()
}

/// How high a column of `count` occurrences is, in steps, where the highest has `most`.
fn height(count: usize, most: usize) -> usize {
    let reaches = |(least, part): &(usize, usize)| count >= *least && 6 * count >= part * most;
    STEPS.iter().take_while(|step| reaches(step)).count()
}

#[cfg(test)]
mod tests {
    use super::picture;

    #[test]
    fn a_column_is_as_high_as_there_is_much_and_there_is_nothing_where_there_is_none() {
        assert_eq!(picture(&[0, 0, 1, 0, 0, 1, 6, 2]), " ⡄⢠⣷");
        // Beside very many a few are few.
        assert_eq!(picture(&[100, 20, 40, 1]), "⣧⣦");
        assert_eq!(picture(&[]), "");
        assert_eq!(picture(&[1]), "⡄");
    }
}
