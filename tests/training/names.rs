//! Trains the tagger of names.
#![allow(clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::string_slice, missing_docs, clippy::print_stdout)]
use newsprint::article::{Article, BlockKind, Builder, Format, Metadata, Nesting};
use newsprint::names::crf::stretches;
use std::collections::HashMap;

const L: usize = 7;

struct Doc {
    sentences: Vec<(String, Vec<(usize, usize, usize)>)>,
}

fn label(tag: &str) -> Option<(bool, usize)> {
    let kind = match tag.get(2..)? {
        "PER" => 0,
        "ORG" => 1,
        "LOC" => 2,
        _ => return None,
    };
    Some((tag.starts_with('B'), kind))
}

fn read(path: &str) -> Vec<Doc> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut docs: Vec<Doc> = Vec::new();
    let mut sentence: Vec<(&str, &str, Option<bool>)> = Vec::new();
    let flush = |docs: &mut Vec<Doc>, sentence: &mut Vec<(&str, &str, Option<bool>)>| {
        if sentence.is_empty() {
            return;
        }
        if docs.is_empty() {
            docs.push(Doc { sentences: vec![] });
        }
        let s = build(sentence);
        docs.last_mut().unwrap().sentences.push(s);
        sentence.clear();
    };
    for line in text.lines() {
        if line.starts_with("# doc =") {
            flush(&mut docs, &mut sentence);
            docs.push(Doc { sentences: vec![] });
        } else if line.is_empty() {
            flush(&mut docs, &mut sentence);
        } else {
            let mut parts = line.split('\t');
            let token = parts.next().unwrap();
            let tag = parts.next().unwrap_or("O");
            let space = parts.next().map(|s| s == "1");
            sentence.push((token, tag, space));
        }
    }
    flush(&mut docs, &mut sentence);
    docs
}

fn build(tokens: &[(&str, &str, Option<bool>)]) -> (String, Vec<(usize, usize, usize)>) {
    let mut text = String::new();
    let mut spans: Vec<(usize, usize, usize)> = Vec::new();
    let mut glue = true;
    let mut quote_open = false;
    for (token, tag, space) in tokens {
        let token = match *token {
            "``" | "''" => "\"",
            "-LRB-" => "(",
            "-RRB-" => ")",
            t => t,
        };
        if space.is_none() {
            let no_before = matches!(token, "." | "," | ";" | ":" | "!" | "?" | "%" | ")" | "]" | "}" | "n't" | "'s" | "'re" | "'ve" | "'ll" | "'d" | "'m" | "'")
                || (token == "\"" && quote_open);
            if !glue && !no_before {
                text.push(' ');
            }
            glue = matches!(token, "(" | "[" | "{" | "$" | "#") || (token == "\"" && !quote_open);
            if token == "\"" {
                quote_open = !quote_open;
            }
        } else if !glue {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(token);
        if let Some(space) = space {
            glue = !space;
        }
        if let Some((begin, kind)) = label(tag) {
            match spans.last_mut() {
                Some(last) if !begin && last.2 == kind => last.1 = text.len(),
                _ => spans.push((start, text.len(), kind)),
            }
        }
    }
    (text, spans)
}

struct Set {
    article: Article,
    gold: Vec<(usize, usize, usize)>,
}

fn article(doc: &Doc) -> Set {
    let mut builder = Builder::new(Format::Plain);
    let mut gold = Vec::new();
    for (sentence, spans) in &doc.sentences {
        builder.begin(BlockKind::Paragraph, Nesting::default());
        builder.prose(sentence);
        builder.end();
        let Some(block) = builder.blocks().last() else { continue };
        let range = block.range;
        if &builder.text()[range.start..range.end] != sentence.as_str() {
            // shifted by cleaning: look spans up by order
            let own = &builder.text()[range.start..range.end];
            let mut from = 0;
            for (s, e, k) in spans {
                let words: String = sentence[*s..*e].to_owned();
                if let Some(at) = own[from..].find(&words) {
                    gold.push((range.start + from + at, range.start + from + at + words.len(), *k));
                    from += at + words.len();
                }
            }
            continue;
        }
        gold.extend(spans.iter().map(|(s, e, k)| (range.start + s, range.start + e, *k)));
    }
    Set { article: builder.finish(Metadata { language: Some("en".into()), ..Metadata::default() }), gold }
}

fn trim(text: &str, (mut s, mut e, k): (usize, usize, usize)) -> (usize, usize, usize) {
    let t = &text[s..e];
    if t.get(..4).is_some_and(|h| h.eq_ignore_ascii_case("the ")) && t.len() > 4 {
        s += 4;
    }
    let t = &text[s..e];
    if t.ends_with("'s") {
        e -= 2;
    } else if t.ends_with("’s") {
        e -= 4;
    }
    while e > s && text[..e].ends_with(' ') { e -= 1; }
    (s, e, k)
}

struct Seq {
    feats: Vec<Vec<u32>>,
    gold: Vec<u8>,
    ranges: Vec<(usize, usize)>,
}

fn gold_labels(ranges: &[newsprint::text::TextRange], gold: &[(usize, usize, usize)]) -> Vec<u8> {
    let mut last = usize::MAX;
    ranges
        .iter()
        .map(|r| {
            let at = gold.partition_point(|g| g.1 <= r.start);
            match gold.get(at) {
                Some(g) if g.0 < r.end => {
                    let l = if last == at { 2 + 2 * g.2 } else { 1 + 2 * g.2 };
                    last = at;
                    l as u8
                }
                _ => {
                    last = usize::MAX;
                    0
                }
            }
        })
        .collect()
}

struct Dict {
    ids: HashMap<u64, u32>,
    counts: Vec<u32>,
    frozen: bool,
}

impl Dict {
    fn id(&mut self, f: u64) -> Option<u32> {
        if self.frozen {
            return self.ids.get(&f).copied();
        }
        let n = self.counts.len() as u32;
        let id = *self.ids.entry(f).or_insert(n);
        if id == n {
            self.counts.push(0);
        }
        self.counts[id as usize] += 1;
        Some(id)
    }
}

fn sequences(set: &Set, dict: &mut Dict, clusters: Option<&dyn Fn(u64) -> u16>) -> Vec<Seq> {
    stretches(&set.article, clusters)
        .into_iter()
        .map(|s| Seq {
            gold: gold_labels(&s.ranges, &set.gold),
            ranges: s.ranges.iter().map(|r| (r.start, r.end)).collect(),
            feats: s.features.iter().map(|fs| fs.iter().filter_map(|f| dict.id(*f)).collect()).collect(),
        })
        .collect()
}

struct Model {
    z: Vec<f32>,
    n: Vec<f32>,
    w: Vec<f32>,
    tz: [[f32; L]; L + 1],
    tn: [[f32; L]; L + 1],
    alpha: f32,
    l1: f32,
    l2: f32,
}

fn ftrl(z: f32, n: f32, alpha: f32, l1: f32, l2: f32) -> f32 {
    if z.abs() <= l1 {
        0.0
    } else {
        -(z - z.signum() * l1) / ((1.0 + n.sqrt()) / alpha + l2)
    }
}

fn allowed(from: usize, to: usize) -> bool {
    // to I-k only from B-k or I-k; from == L is the start
    if to >= 2 && to % 2 == 0 {
        from == to || from + 1 == to
    } else {
        true
    }
}

impl Model {
    fn trans(&self) -> [[f32; L]; L + 1] {
        let mut t = [[0.0; L]; L + 1];
        for a in 0..=L {
            for b in 0..L {
                t[a][b] = if allowed(a, b) { ftrl(self.tz[a][b], self.tn[a][b], self.alpha, 0.0, self.l2) } else { -1e4 };
            }
        }
        t
    }
    fn scores(&self, seq: &Seq) -> Vec<[f32; L]> {
        seq.feats
            .iter()
            .map(|fs| {
                let mut s = [0.0; L];
                for f in fs {
                    let base = *f as usize * L;
                    for l in 0..L {
                        s[l] += self.w[base + l];
                    }
                }
                s
            })
            .collect()
    }
    fn decode(&self, seq: &Seq, t: &[[f32; L]; L + 1]) -> Vec<u8> {
        let sc = self.scores(seq);
        let n = sc.len();
        let mut back = vec![[0u8; L]; n];
        let mut cur = [0.0; L];
        for l in 0..L {
            cur[l] = sc[0][l] + t[L][l];
        }
        for i in 1..n {
            let mut next = [f32::MIN; L];
            for b in 0..L {
                for a in 0..L {
                    let v = cur[a] + t[a][b];
                    if v > next[b] {
                        next[b] = v;
                        back[i][b] = a as u8;
                    }
                }
                next[b] += sc[i][b];
            }
            cur = next;
        }
        let mut best = (0..L).max_by(|a, b| cur[*a].total_cmp(&cur[*b])).unwrap();
        let mut out = vec![0; n];
        for i in (0..n).rev() {
            out[i] = best as u8;
            best = back[i][best] as usize;
        }
        out
    }
    fn step(&mut self, seq: &Seq) -> f32 {
        // current weights
        for fs in &seq.feats {
            for f in fs {
                let base = *f as usize * L;
                for l in 0..L {
                    self.w[base + l] = ftrl(self.z[base + l], self.n[base + l], self.alpha, self.l1, self.l2);
                }
            }
        }
        let t = self.trans();
        let sc = self.scores(seq);
        let n = sc.len();
        let mut alpha = vec![[0.0f32; L]; n];
        let mut beta = vec![[0.0f32; L]; n];
        let lse = |v: &[f32]| {
            let m = v.iter().copied().fold(f32::MIN, f32::max);
            m + v.iter().map(|x| (x - m).exp()).sum::<f32>().ln()
        };
        for l in 0..L {
            alpha[0][l] = sc[0][l] + t[L][l];
        }
        for i in 1..n {
            for b in 0..L {
                let v: [f32; L] = std::array::from_fn(|a| alpha[i - 1][a] + t[a][b]);
                alpha[i][b] = lse(&v) + sc[i][b];
            }
        }
        for i in (0..n - 1).rev() {
            for a in 0..L {
                let v: [f32; L] = std::array::from_fn(|b| t[a][b] + sc[i + 1][b] + beta[i + 1][b]);
                beta[i][a] = lse(&v);
            }
        }
        let z = lse(&alpha[n - 1]);
        let mut gold = 0.0;
        for i in 0..n {
            let g = seq.gold[i] as usize;
            gold += sc[i][g] + if i == 0 { t[L][g] } else { t[seq.gold[i - 1] as usize][g] };
        }
        // gradients
        for i in 0..n {
            let mut p: [f32; L] = std::array::from_fn(|l| (alpha[i][l] + beta[i][l] - z).exp());
            p[seq.gold[i] as usize] -= 1.0;
            for f in &seq.feats[i] {
                let base = *f as usize * L;
                for l in 0..L {
                    let g = p[l];
                    if g.abs() < 1e-4 {
                        continue;
                    }
                    let k = base + l;
                    let n2 = self.n[k] + g * g;
                    let sigma = (n2.sqrt() - self.n[k].sqrt()) / self.alpha;
                    self.z[k] += g - sigma * self.w[k];
                    self.n[k] = n2;
                }
            }
        }
        for i in 0..n {
            for a in 0..=L {
                if (a == L) != (i == 0) {
                    continue;
                }
                for b in 0..L {
                    if !allowed(a, b) {
                        continue;
                    }
                    let p = if a == L {
                        (alpha[0][b] + beta[0][b] - z).exp()
                    } else {
                        (alpha[i - 1][a] + t[a][b] + sc[i][b] + beta[i][b] - z).exp()
                    };
                    let is = (if i == 0 { L } else { seq.gold[i - 1] as usize }) == a && seq.gold[i] as usize == b;
                    let g = p - if is { 1.0 } else { 0.0 };
                    let n2 = self.tn[a][b] + g * g;
                    let sigma = (n2.sqrt() - self.tn[a][b].sqrt()) / self.alpha;
                    self.tz[a][b] += g - sigma * t[a][b];
                    self.tn[a][b] = n2;
                }
            }
        }
        z - gold
    }
}

fn spans(labels: &[u8], ranges: &[(usize, usize)]) -> Vec<(usize, usize, usize)> {
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    let mut open = false;
    for (l, r) in labels.iter().zip(ranges) {
        if *l == 0 {
            open = false;
        } else if l % 2 == 1 || !open {
            out.push((r.0, r.1, (*l as usize - 1) / 2));
            open = true;
        } else if let Some(last) = out.last_mut() {
            last.1 = r.1;
        }
    }
    out
}

fn score(model: &Model, dev: &[(Set, Vec<Seq>)]) -> String {
    let t = model.trans();
    let mut tp = [0usize; 3];
    let mut fp = [0usize; 3];
    let mut fnn = [0usize; 3];
    for (set, seqs) in dev {
        let text = &set.article.text;
        let gold: std::collections::BTreeSet<_> = set.gold.iter().map(|g| trim(text, *g)).collect();
        let mut found = std::collections::BTreeSet::new();
        for seq in seqs {
            let labels = model.decode(seq, &t);
            found.extend(spans(&labels, &seq.ranges).into_iter().map(|s| trim(text, s)));
        }
        for f in &found {
            if gold.contains(f) { tp[f.2] += 1 } else { fp[f.2] += 1 }
        }
        for g in &gold {
            if !found.contains(g) { fnn[g.2] += 1 }
        }
    }
    let f = |tp: usize, fp: usize, fnn: usize| 200.0 * tp as f64 / (2 * tp + fp + fnn).max(1) as f64;
    format!(
        "{:.1} ({:.1}/{:.1}/{:.1}) P{:.1} R{:.1}",
        f(tp.iter().sum(), fp.iter().sum(), fnn.iter().sum()),
        f(tp[0], fp[0], fnn[0]),
        f(tp[1], fp[1], fnn[1]),
        f(tp[2], fp[2], fnn[2]),
        100.0 * tp.iter().sum::<usize>() as f64 / (tp.iter().sum::<usize>() + fp.iter().sum::<usize>()).max(1) as f64,
        100.0 * tp.iter().sum::<usize>() as f64 / (tp.iter().sum::<usize>() + fnn.iter().sum::<usize>()).max(1) as f64,
    )
}

fn errors(model: &Model, name: &str, dev: &[(Set, Vec<Seq>)]) {
    let t = model.trans();
    for (set, seqs) in dev {
        let text = &set.article.text;
        let gold: std::collections::BTreeSet<_> = set.gold.iter().map(|g| trim(text, *g)).collect();
        let mut found = std::collections::BTreeSet::new();
        for seq in seqs {
            found.extend(spans(&model.decode(seq, &t), &seq.ranges).into_iter().map(|s| trim(text, s)));
        }
        let show = |x: &(usize, usize, usize)| format!("{} [{}] {}", ["PER", "ORG", "LOC"][x.2], &text[x.0..x.1], &text[text.floor_char_boundary(x.0.saturating_sub(25))..text.ceil_char_boundary((x.1+25).min(text.len()))].replace('\n'," / "));
        for x in found.difference(&gold) { println!("FALSE {name} {}", show(x)); }
        for x in gold.difference(&found) { println!("MISSED {name} {}", show(x)); }
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let data = &args[1];
    let get = |name: &str, default: f32| -> f32 {
        args.iter().find_map(|a| a.strip_prefix(&format!("{name}=")).map(|v| v.parse().unwrap())).unwrap_or(default)
    };
    let which: Vec<String> = args.iter().find_map(|a| a.strip_prefix("train=")).unwrap_or("ewt-train,ewt-test,gmb-train-repaired,gum-wikipedia").split(',').map(str::to_owned).collect();
    let devs: Vec<String> = args.iter().find_map(|a| a.strip_prefix("dev=")).unwrap_or("ewt-dev,gmb-dev,gum-wikinews,wikigold").split(',').map(str::to_owned).collect();
    let epochs = get("epochs", 8.0) as usize;
    let cutoff = get("cutoff", 2.0) as u32;
    let clusters: Option<HashMap<u64, u16>> = args.iter().find_map(|a| a.strip_prefix("clusters=")).map(|p| {
        std::fs::read_to_string(p).unwrap().lines().filter_map(|l| {
            let (w, c) = l.split_once('\t')?;
            Some((newsprint::names::crf::features::exact_hash(w), c.parse().ok()?))
        }).collect()
    });
    let of = |h: u64| clusters.as_ref().and_then(|c| c.get(&h).copied()).unwrap_or(0);
    let cl: Option<&dyn Fn(u64) -> u16> = clusters.as_ref().map(|_| &of as &dyn Fn(u64) -> u16);
    let path = |n: &str| if n.starts_with('/') { n.to_owned() } else { format!("{data}/{n}.tsv") };
    let mut dict = Dict { ids: HashMap::new(), counts: vec![], frozen: false };
    let mut train: Vec<Seq> = Vec::new();
    let start = std::time::Instant::now();
    for name in &which {
        let docs = read(&path(name));
        let (mut total, mut kept) = (0, 0);
        for doc in &docs {
            let set = article(doc);
            let seqs = sequences(&set, &mut dict, cl);
            total += set.gold.len();
            kept += seqs.iter().flat_map(|s| spans(&s.gold, &s.ranges)).count();
            train.extend(seqs);
        }
        println!("{name}: {} docs, {total} gold, {kept} reachable", docs.len());
    }
    // cutoff
    let mut map = vec![u32::MAX; dict.counts.len()];
    let mut n = 0;
    for (i, c) in dict.counts.iter().enumerate() {
        if *c >= cutoff { map[i] = n; n += 1; }
    }
    for seq in &mut train {
        for f in &mut seq.feats {
            f.retain_mut(|x| { *x = map[*x as usize]; *x != u32::MAX });
        }
    }
    dict.ids.retain(|_, v| { *v = map[*v as usize]; *v != u32::MAX });
    dict.frozen = true;
    println!("{} features of {}, {} stretches, {} words, {:.1} s", n, map.len(), train.len(), train.iter().map(|s| s.gold.len()).sum::<usize>(), start.elapsed().as_secs_f32());
    let dev: Vec<(String, Vec<(Set, Vec<Seq>)>)> = devs.iter().map(|name| {
        let sets = read(&path(name)).iter().map(|d| { let set = article(d); let s = sequences(&set, &mut dict, cl); (set, s) }).collect();
        (name.clone(), sets)
    }).collect();
    for (name, sets) in &dev {
        let (mut gold, mut hit, mut all) = (0, 0, 0);
        for (set, seqs) in sets {
            let text = &set.article.text;
            let g: std::collections::BTreeSet<_> = set.gold.iter().map(|g| trim(text, *g)).collect();
            let o: std::collections::BTreeSet<_> = seqs.iter().flat_map(|s| spans(&s.gold, &s.ranges)).map(|s| trim(text, s)).collect();
            gold += g.len(); hit += g.intersection(&o).count(); all += o.len();
            if args.iter().any(|a| a == "lost") { for x in g.difference(&o) { println!("LOST {name} {:?} {}", &text[x.0..x.1], &text[text.floor_char_boundary(x.0.saturating_sub(30))..text.ceil_char_boundary((x.1+30).min(text.len()))].replace('\n'," / ")); } }
        }
        println!("oracle {name}: {gold} gold, {hit} reachable, {all} made");
    }
    let size = n as usize * L;
    let mut model = Model { z: vec![0.0; size], n: vec![0.0; size], w: vec![0.0; size], tz: [[0.0; L]; L + 1], tn: [[0.0; L]; L + 1], alpha: get("alpha", 0.1), l1: get("l1", 0.5), l2: get("l2", 1.0) };
    let mut order: Vec<usize> = (0..train.len()).collect();
    let mut seed = 42u64;
    if epochs == 0 { return; }
    for epoch in 0..epochs {
        for i in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            order.swap(i, (seed >> 33) as usize % (i + 1));
        }
        let mut loss = 0.0f64;
        for i in &order {
            loss += f64::from(model.step(&train[*i]));
        }
        for k in 0..size {
            model.w[k] = ftrl(model.z[k], model.n[k], model.alpha, model.l1, model.l2);
        }
        if epoch + 1 < epochs && !args.iter().any(|a| a == "each") { continue; }
        let nonzero = model.w.iter().filter(|w| **w != 0.0).count();
        println!("epoch {epoch} loss {:.4} weights {nonzero} {:.0}s", loss / train.len() as f64, start.elapsed().as_secs_f32());
        for (name, set) in &dev {
            println!("   {name:14} {}", score(&model, set));
            if args.iter().any(|a| a == "errors") { errors(&model, name, set); }
        }
    }
}
