//! The cheapest way through the chances of a paragraph.
//!
//! Forward over the chances: the best way to each is the cheapest of the best ways to those from which a
//! line reaches it. A line is no wider than its room, so these lie in a window that moves on with the text;
//! inside it lines only get looser, so the search stops as soon as no looser one can be cheaper.

use super::chances::{Chance, Kind, Rooms};
use super::costs::{Costs, NEVER};

/// In a wider column, in cells, nobody reads; there every line takes what fits.
const WIDEST: usize = 512;

/// The cheapest way to a chance.
#[derive(Clone, Copy, Debug)]
struct Way {
    cost: u64,
    /// The chance where its last line starts.
    from: usize,
    /// Whether that line's start was come to by [`Node::again`].
    again: bool,
}

const NO_WAY: Way = Way {
    cost: u64::MAX,
    from: 0,
    again: false,
};

/// The ways to a chance, which differ in what they allow after it.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// The line that ends here does not follow a hyphen with one of its own.
    once: Way,
    /// It does: two hyphens in a row, or more.
    again: Way,
}

impl Node {
    fn least(&self) -> u64 {
        self.once.cost.min(self.again.cost)
    }
}

/// Finds the cheapest breaking; keeps its memory from one paragraph to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Fitter {
    nodes: Vec<Node>,
    floor: Floor,
    ends: Vec<usize>,
}

impl Fitter {
    /// Breaks the text of `chances`; before its first line stand `run` hyphens in a row, at most two.
    pub(super) fn fit(&mut self, chances: &[Chance], rooms: Rooms, costs: &Costs, run: usize) {
        self.nodes.clear();
        self.floor.clear();
        self.ends.clear();
        let begun = Way { cost: 0, ..NO_WAY };
        self.push(if run < 2 {
            Node {
                once: begun,
                again: NO_WAY,
            }
        } else {
            Node {
                once: NO_WAY,
                again: begun,
            }
        });
        let mut search = Search {
            chances,
            rooms,
            costs,
            after_hyphen: run > 0,
            first: 0,
        };
        for to in 1..chances.len() {
            search.advance(to);
            let floor = self.floor.least(search.first);
            let node = if to + 1 == chances.len() {
                search.last(to, &self.nodes)
            } else {
                search.node(to, floor, &self.nodes)
            };
            self.push(node);
        }
        self.walk_back();
    }

    /// The chances at which the lines end, in order.
    pub(super) fn ends(&self) -> &[usize] {
        &self.ends
    }

    fn push(&mut self, node: Node) {
        self.floor.push(self.nodes.len(), node.least());
        self.nodes.push(node);
    }

    fn walk_back(&mut self) {
        let mut at = self.nodes.len() - 1;
        let mut again = self.nodes[at].again.cost < self.nodes[at].once.cost;
        while at > 0 {
            self.ends.push(at);
            let node = &self.nodes[at];
            let way = if again { node.again } else { node.once };
            (at, again) = (way.from, way.again);
        }
        self.ends.reverse();
    }
}

struct Search<'a> {
    chances: &'a [Chance],
    rooms: Rooms,
    costs: &'a Costs,
    /// The text starts after a line that ends in a hyphen.
    after_hyphen: bool,
    /// The first chance from which a line may reach the present one.
    first: usize,
}

impl Search<'_> {
    /// Moves the window on to the chance `to`.
    fn advance(&mut self, to: usize) {
        let end = self.chances[to].cells_end;
        while self.first + 1 < to
            && end - self.chances[self.first].cells_at > self.rooms.of(self.first)
        {
            self.first += 1;
        }
    }

    /// The chances from which a line may reach `to`, from the tightest line to the loosest.
    fn window<'n>(
        &self,
        to: usize,
        nodes: &'n [Node],
    ) -> impl Iterator<Item = (usize, &Chance, &'n Node)> {
        let starts = self.chances.get(self.first..to).unwrap_or(&[]);
        let nodes = nodes.get(self.first..to).unwrap_or(&[]);
        let pairs = starts.iter().zip(nodes);
        (self.first..)
            .zip(pairs)
            .map(|(at, (start, node))| (at, start, node))
    }

    /// Whether a line that starts at `from` follows a hyphen.
    fn follows_hyphen(&self, from: usize) -> bool {
        if from == 0 {
            self.after_hyphen
        } else {
            self.chances[from].is_hyphen()
        }
    }

    /// The best ways to `to`, if no way to anything in the window is cheaper than `floor`.
    fn node(&self, to: usize, floor: u64, nodes: &[Node]) -> Node {
        let end = &self.chances[to];
        let hyphen = end.is_hyphen();
        let price = self.costs.end(end.kind);
        let (mut once, mut again) = (NO_WAY, NO_WAY);
        for (from, start, node) in self.window(to, nodes) {
            let width = end.cells_end - start.cells_at + usize::from(hyphen);
            let room = self.rooms.of(from);
            if width > room || node.least() == u64::MAX {
                continue;
            }
            let line = self
                .costs
                .line(room - width, end.spaces_end - start.spaces_at);
            let line = line.saturating_add(price);
            // From here on lines get looser. (The first may have a room of its own.)
            if from > 0 && floor.saturating_add(line) >= once.cost {
                break;
            }
            if hyphen && self.follows_hyphen(from) {
                let (second, third) = self.costs.after_hyphen();
                cheaper(
                    &mut again,
                    node.once.cost,
                    line.saturating_add(second),
                    from,
                    false,
                );
                cheaper(
                    &mut again,
                    node.again.cost,
                    line.saturating_add(third),
                    from,
                    true,
                );
            } else {
                let second = node.again.cost < node.once.cost;
                cheaper(&mut once, node.least(), line, from, second);
            }
            // What is cut fills its lines.
            if end.kind == Kind::Cut || room > WIDEST {
                break;
            }
        }
        if again.cost >= once.cost {
            again = NO_WAY;
        }
        let node = Node { once, again };
        if node.least() == u64::MAX && end.kind != Kind::Parted {
            return overfull(to, nodes);
        }
        node
    }

    /// The best way to the end.
    fn last(&self, to: usize, nodes: &[Node]) -> Node {
        let end = &self.chances[to];
        let mut best = NO_WAY;
        for (from, start, node) in self.window(to, nodes) {
            let width = end.cells_end - start.cells_at;
            let Some(slack) = self.rooms.of(from).checked_sub(width) else {
                continue;
            };
            let line = self
                .costs
                .last(slack, end.spaces_end - start.spaces_at, width);
            let second = node.again.cost < node.once.cost;
            cheaper(&mut best, node.least(), line, from, second);
        }
        if best.cost == u64::MAX {
            return overfull(to, nodes);
        }
        Node {
            once: best,
            again: NO_WAY,
        }
    }
}

/// The way to a chance that no line reaches: from the nearest before it, past the edge. This is how a
/// grapheme is set that is wider than the column.
fn overfull(to: usize, nodes: &[Node]) -> Node {
    let reached = |from: &usize| nodes[*from].least() < u64::MAX;
    let from = (0..to).rev().find(reached).unwrap_or(0);
    let second = nodes[from].again.cost < nodes[from].once.cost;
    let mut once = NO_WAY;
    // A sum that is at its end must still be a way.
    let so_far = nodes[from].least().min(u64::MAX - 1 - NEVER);
    cheaper(&mut once, so_far, NEVER, from, second);
    Node {
        once,
        again: NO_WAY,
    }
}

/// Takes the way over `from` if it is cheaper.
fn cheaper(best: &mut Way, so_far: u64, line: u64, from: usize, again: bool) {
    let cost = so_far.saturating_add(line);
    if cost < best.cost {
        *best = Way { cost, from, again };
    }
}

/// The least cost in a window that only moves on: what is dearer than a later one is forgotten, so the least
/// is always the first.
#[derive(Clone, Debug, Default)]
struct Floor {
    entries: Vec<(usize, u64)>,
    head: usize,
}

impl Floor {
    fn clear(&mut self) {
        self.entries.clear();
        self.head = 0;
    }

    fn push(&mut self, index: usize, cost: u64) {
        while self.entries.len() > self.head && self.entries.last().is_some_and(|(_, c)| *c >= cost)
        {
            self.entries.pop();
        }
        self.entries.push((index, cost));
    }

    /// The least cost from the chance `first` on.
    fn least(&mut self, first: usize) -> u64 {
        while self
            .entries
            .get(self.head)
            .is_some_and(|(index, _)| *index < first)
        {
            self.head += 1;
        }
        self.entries.get(self.head).map_or(0, |(_, cost)| *cost)
    }
}
