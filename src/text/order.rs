//! Sorting, written once for all kinds of item: the library's sorting is compiled anew for each kind, and
//! took 60 KB of WebAssembly.

/// Brings `items` into the order of their keys; those with the same key keep theirs.
///
/// Most lists are in order already, and are left as they are.
pub fn sort_by_key<T>(items: &mut [T], key: impl Fn(&T) -> u64) {
    if items.is_sorted_by_key(&key) {
        return;
    }
    let mut from = sorted(items.iter().zip(0..).map(|(item, at)| (key(item), at)).collect());
    // Each circle of items that change places is gone round once, so that nothing is set aside but one number for each.
    for first in 0..items.len() {
        let mut at = first;
        loop {
            let next = std::mem::replace(&mut from[at].1, at as u32) as usize;
            if next == first {
                break;
            }
            items.swap(at, next);
            at = next;
        }
    }
}

/// Runs that are in order already are merged, two and two, until there is one.
fn sorted(mut items: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    let mut merged = Vec::with_capacity(items.len());
    while !items.is_sorted() {
        let mut rest = items.as_slice();
        while !rest.is_empty() {
            let (left, behind) = rest.split_at(run_len(rest));
            let (right, behind) = behind.split_at(run_len(behind));
            rest = behind;
            let (mut one, mut other) = (0, 0);
            while one < left.len() && other < right.len() {
                if left[one] <= right[other] {
                    merged.push(left[one]);
                    one += 1;
                } else {
                    merged.push(right[other]);
                    other += 1;
                }
            }
            merged.extend_from_slice(&left[one..]);
            merged.extend_from_slice(&right[other..]);
        }
        std::mem::swap(&mut items, &mut merged);
        merged.clear();
    }
    items
}

/// So many items from the first on are in order.
fn run_len(items: &[(u64, u32)]) -> usize {
    items.windows(2).position(|pair| pair[0] > pair[1]).map_or(items.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::sort_by_key;

    #[test]
    fn items_stand_in_the_order_of_their_keys_and_then_of_their_places() {
        let mut items: Vec<(u64, usize)> = (0..1000).map(|at| ((at as u64 * 7919) % 97, at)).collect();
        let mut expected = items.clone();
        expected.sort();
        sort_by_key(&mut items, |&(key, _)| key);
        assert_eq!(items, expected);
        let mut few = vec!["b", "a"];
        sort_by_key(&mut few, |it| it.as_bytes()[0].into());
        assert_eq!(few, ["a", "b"]);
    }
}
