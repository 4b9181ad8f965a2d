//! The dense ids that answers and properties name things by. Owns no table: what an id stands for
//! is the model's.

/// An entity of the project, by its index. Entities that are the same have one id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// A kind of entities; the built-in ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(pub u32);

impl KindId {
    /// What acts as one body, a publishing house among them.
    pub const ORGANISATION: Self = Self(1);
    /// What takes up space that others lie within.
    pub const PLACE: Self = Self(2);
    /// What has a start that is strictly before its end.
    pub const EVENT: Self = Self(3);
    /// Everything else; the kind of an entity that names none.
    pub const THING: Self = Self(4);

    /// The id as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A property; the built-in ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PropertyId(pub u32);

impl PropertyId {
    /// When an event is: the whole of it lies within.
    pub const DATE: Self = Self(0);
    /// When an event starts.
    pub const START: Self = Self(1);
    /// When an event ends.
    pub const END: Self = Self(2);
    /// What time an event fills.
    pub const EXTENT: Self = Self(3);
    /// How an event lies to another one.
    pub const ORDER: Self = Self(4);
    /// Since when an event is the first of its series.
    pub const FIRST: Self = Self(5);
    /// Which of its series an event is.
    pub const NTH: Self = Self(6);

    /// The id as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}
