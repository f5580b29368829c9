//! Where the items of a list by place stand in it, without a search through all of the list.

/// For each stretch of a text how many items of a list begin before it.
#[derive(Debug, Default, Clone)]
pub struct Stretches(Vec<u32>);

/// A stretch has 2⁹ bytes.
const STRETCH: u32 = 9;

impl Stretches {
    /// Of a list whose items begin at `places`, in order.
    pub fn new(places: impl Iterator<Item = u32>) -> Stretches {
        let mut before = Vec::new();
        for (idx, place) in places.enumerate() {
            before.resize(before.len().max((place >> STRETCH) as usize + 1), idx as u32);
        }
        Stretches(before)
    }

    /// How many of the `items` begin before byte `position`; `place` tells where one begins.
    #[inline]
    pub fn before<T>(&self, position: u32, items: &[T], place: impl Fn(&T) -> u32) -> usize {
        let stretch = (position >> STRETCH) as usize;
        let bound = |stretch| self.0.get(stretch).map_or(items.len(), |&before| before as usize);
        let first = bound(stretch);
        first + items[first..bound(stretch + 1)].partition_point(|item| place(item) < position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_items_begin_before_a_place_as_a_search_through_all_finds() {
        let places = [0, 0, 3, 511, 512, 513, 1700, 1700, 1701, 9000];
        let stretches = Stretches::new(places.iter().copied());
        for position in 0..10_000 {
            let expected = places.partition_point(|&place| place < position);
            assert_eq!(stretches.before(position, &places, |&place| place), expected, "{position}");
        }
        assert_eq!(Stretches::new([].into_iter()).before(7, &[0u32; 0], |&place| place), 0);
    }
}
