//! Groups words by the company they keep: the exchange algorithm of Martin, Liermann and Ney ("Algorithms for bigram
//! and trigram word clustering", Speech Communication 24, 1998).
#![allow(clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::string_slice, missing_docs, clippy::print_stdout)]
use newsprint::names::crf::words_for_clusters;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let classes: usize = args[1].parse().unwrap();
    let min: usize = args[2].parse().unwrap();
    let rounds: usize = args[3].parse().unwrap();
    let out = &args[4];
    let mut ids: HashMap<String, u32> = HashMap::new();
    let mut names: Vec<String> = vec![];
    let mut counts: Vec<usize> = vec![];
    let mut stream: Vec<u32> = vec![];
    for path in &args[5..] {
        let file = BufReader::new(std::fs::File::open(path).unwrap());
        for line in file.lines() {
            let line = line.unwrap();
            let text = if path.ends_with(".jsonl") {
                let v: serde_json::Value = serde_json::from_str(&line).unwrap();
                v["text"].as_str().unwrap().to_owned()
            } else {
                line
            };
            words_for_clusters(&text, |word| {
                let id = match ids.get(word) {
                    Some(id) => *id,
                    None => {
                        let id = names.len() as u32;
                        ids.insert(word.to_owned(), id);
                        names.push(word.to_owned());
                        counts.push(0);
                        id
                    }
                };
                counts[id as usize] += 1;
                stream.push(id);
            });
        }
    }
    // by frequency
    let mut order: Vec<usize> = (0..names.len()).filter(|i| counts[*i] >= min).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(counts[*i]), *i));
    let mut rank = vec![u32::MAX; names.len()];
    for (r, i) in order.iter().enumerate() {
        rank[*i] = r as u32;
    }
    let v = order.len();
    println!("{} words, {} types, {v} kept", stream.len(), names.len());
    // bigrams; rare words are one word of their own, in a class of its own (class 0, word v)
    let map = |i: u32| if rank[i as usize] == u32::MAX { v as u32 } else { rank[i as usize] };
    let mut pairs: Vec<u64> = stream.windows(2).map(|w| (u64::from(map(w[0])) << 32) | u64::from(map(w[1]))).collect();
    drop(stream);
    pairs.sort_unstable();
    let mut right: Vec<Vec<(u32, f64)>> = vec![vec![]; v + 1];
    let mut left: Vec<Vec<(u32, f64)>> = vec![vec![]; v + 1];
    let mut i = 0;
    while i < pairs.len() {
        let mut j = i;
        while j < pairs.len() && pairs[j] == pairs[i] { j += 1; }
        let (a, b) = ((pairs[i] >> 32) as usize, (pairs[i] & 0xffff_ffff) as usize);
        let n = (j - i) as f64;
        right[a].push((b as u32, n));
        left[b].push((a as u32, n));
        i = j;
    }
    drop(pairs);
    let c = classes + 1;
    let mut class: Vec<usize> = (0..=v).map(|i| if i == v { 0 } else if i < classes { i + 1 } else { 1 + i % classes }).collect();
    let mut grid = vec![0f64; c * c];
    let mut outn = vec![0f64; c];
    let mut inn = vec![0f64; c];
    for a in 0..=v {
        for (b, n) in &right[a] {
            grid[class[a] * c + class[*b as usize]] += n;
            outn[class[a]] += n;
            inn[class[*b as usize]] += n;
        }
    }
    let xlx = |x: f64| if x > 0.5 { x * x.ln() } else { 0.0 };
    let table: Vec<f64> = (0..4_000_000).map(|x| xlx(x as f64)).collect();
    let f = |x: f64| { let k = (x + 0.5) as usize; if k < table.len() { table[k] } else { xlx(x) } };
    let start = std::time::Instant::now();
    for round in 0..rounds {
        let mut moved = 0;
        let mut r_to = vec![0f64; c];
        let mut l_from = vec![0f64; c];
        for w in 0..v {
            let own = class[w];
            let mut rs: Vec<usize> = vec![];
            let mut ls: Vec<usize> = vec![];
            let mut selfn = 0.0;
            let (mut wo, mut wi) = (0.0, 0.0);
            for (b, n) in &right[w] {
                wo += n;
                if *b as usize == w { selfn = *n; continue; }
                let k = class[*b as usize];
                if r_to[k] == 0.0 { rs.push(k); }
                r_to[k] += n;
            }
            for (a, n) in &left[w] {
                wi += n;
                if *a as usize == w { continue; }
                let k = class[*a as usize];
                if l_from[k] == 0.0 { ls.push(k); }
                l_from[k] += n;
            }
            // take w out of its class
            for k in &rs { grid[own * c + k] -= r_to[*k]; }
            for k in &ls { grid[k * c + own] -= l_from[*k]; }
            grid[own * c + own] -= selfn;
            outn[own] -= wo;
            inn[own] -= wi;
            let mut best = own;
            let mut best_gain = f64::MIN;
            for to in 1..c {
                let mut gain = 0.0;
                for k in &rs {
                    if *k == to { continue; }
                    let g = grid[to * c + k];
                    gain += f(g + r_to[*k]) - f(g);
                }
                for k in &ls {
                    if *k == to { continue; }
                    let g = grid[k * c + to];
                    gain += f(g + l_from[*k]) - f(g);
                }
                let g = grid[to * c + to];
                gain += f(g + r_to[to] + l_from[to] + selfn) - f(g);
                gain -= f(outn[to] + wo) - f(outn[to]);
                gain -= f(inn[to] + wi) - f(inn[to]);
                if gain > best_gain + 1e-9 {
                    best_gain = gain;
                    best = to;
                }
            }
            for k in &rs { grid[best * c + k] += r_to[*k]; }
            for k in &ls { grid[k * c + best] += l_from[*k]; }
            grid[best * c + best] += selfn;
            outn[best] += wo;
            inn[best] += wi;
            if best != own { moved += 1; class[w] = best; }
            for k in rs { r_to[k] = 0.0; }
            for k in ls { l_from[k] = 0.0; }
        }
        println!("round {round}: {moved} moved, {:.0} s", start.elapsed().as_secs_f32());
    }
    let mut file = std::fs::File::create(out).unwrap();
    for w in 0..v {
        writeln!(file, "{}\t{}", names[order[w]], class[w]).unwrap();
    }
}
