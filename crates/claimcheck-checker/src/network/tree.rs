//! The constraints that each point's place rests on, as a tree: a constraint that would make a point
//! rest on itself closes a contradictory cycle (Tarjan, “Shortest Paths”, 1981).

/// No constraint.
const NONE: u32 = u32::MAX;

/// A tree threaded in preorder. The root is the node past the last point.
#[derive(Debug)]
pub(super) struct Tree {
    next: Vec<u32>,
    previous: Vec<u32>,
    depth: Vec<u32>,
    parent: Vec<u32>,
    inside: Vec<bool>,
}

impl Tree {
    pub(super) fn new(points: usize) -> Self {
        let root = u32::try_from(points).unwrap_or(u32::MAX);
        let around = |shift: u32| (0..=root).map(move |at| (at + shift) % (root + 1)).collect();
        let mut depth = vec![1; points];
        depth.push(0);
        Self {
            next: around(1),
            previous: around(root),
            depth,
            parent: vec![NONE; points],
            inside: vec![true; points + 1],
        }
    }

    /// Whether a node is in the tree.
    pub(super) fn has(&self, node: u32) -> bool {
        self.inside[node as usize]
    }

    /// The constraint that a node hangs by, unless it hangs below the root or is outside.
    pub(super) fn parent(&self, node: u32) -> Option<u32> {
        Some(self.parent[node as usize]).filter(|edge| *edge != NONE)
    }

    /// Takes a node and all below it out of the tree, unless `forbidden` is among them; what left
    /// is added to a list.
    pub(super) fn take_out(
        &mut self,
        node: u32,
        forbidden: Option<u32>,
        left: &mut Vec<u32>,
    ) -> Result<(), ()> {
        if !self.inside[node as usize] {
            return Ok(());
        }
        let depth = self.depth[node as usize];
        let mut end = self.next[node as usize];
        while self.depth[end as usize] > depth {
            if Some(end) == forbidden {
                return Err(());
            }
            end = self.next[end as usize];
        }
        let mut at = node;
        while at != end {
            self.inside[at as usize] = false;
            self.parent[at as usize] = NONE;
            left.push(at);
            at = self.next[at as usize];
        }
        let before = self.previous[node as usize];
        self.next[before as usize] = end;
        self.previous[end as usize] = before;
        Ok(())
    }

    /// Hangs a node that is outside the tree below another one.
    pub(super) fn graft(&mut self, node: u32, below: u32, edge: u32) {
        self.parent[node as usize] = edge;
        self.insert(node, below);
    }

    /// Hangs a node below the root, if it is outside the tree.
    pub(super) fn plant(&mut self, node: u32) -> bool {
        let outside = !self.inside[node as usize];
        if outside {
            let root = u32::try_from(self.depth.len() - 1).unwrap_or(NONE);
            self.parent[node as usize] = NONE;
            self.insert(node, root);
        }
        outside
    }

    fn insert(&mut self, node: u32, below: u32) {
        let after = self.next[below as usize];
        self.inside[node as usize] = true;
        self.depth[node as usize] = self.depth[below as usize] + 1;
        self.next[below as usize] = node;
        self.previous[node as usize] = below;
        self.next[node as usize] = after;
        self.previous[after as usize] = node;
    }
}
