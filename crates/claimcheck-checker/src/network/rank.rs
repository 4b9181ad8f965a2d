//! An order of points in which most constraints lead forward, so that one pass settles most places.

use super::table::Table;

/// The rank of each point in an order in which every edge leads forward, where there is one; where
/// edges go round in a circle, in one that a search in depth gives.
pub(super) fn ranks(points: usize, edges: impl Iterator<Item = (u32, u32)> + Clone) -> Vec<u32> {
    let ways = Table::new(points, || edges.clone());
    let mut rank = vec![0; points];
    let mut seen = vec![false; points];
    // The last to be left comes first.
    let count = u32::try_from(points).unwrap_or(u32::MAX);
    let mut next = count;
    let mut way: Vec<(u32, usize)> = Vec::new();
    for root in 0..count {
        if std::mem::replace(&mut seen[root as usize], true) {
            continue;
        }
        way.push((root, 0));
        while let Some((point, at)) = way.last_mut() {
            let Some(&to) = ways.row(*point).get(*at) else {
                rank[*point as usize] = next;
                next = next.saturating_sub(1);
                way.pop();
                continue;
            };
            *at += 1;
            if !std::mem::replace(&mut seen[to as usize], true) {
                way.push((to, 0));
            }
        }
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_lead_forward_where_they_can() {
        let edges = [(3, 1), (1, 0), (3, 0), (0, 2)];
        let ranks = ranks(5, edges.iter().copied());
        assert!(edges.iter().all(|(from, to)| ranks[*from as usize] < ranks[*to as usize]));
        let circle = [(0, 1), (1, 0)];
        assert_eq!(super::ranks(2, circle.iter().copied()).len(), 2);
    }
}
