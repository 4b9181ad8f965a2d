//! Rules over the graph: whom each one binds, what it comes to, and which claims cannot all hold
//! with it. Rules that compare two dates join the network of dates and orders instead; see `dates`.

mod bind;
mod dates;
mod domain;
mod elimination;
mod evaluate;
mod group;
mod linear;
mod minimal;
mod oracle;
mod premise;
mod propagate;
mod values;
mod worlds;

pub(crate) use bind::{
    Bound, Instance, Leaf, Reach, Stated, Variable, bind, bind_statement, named_by_rules,
};
pub(crate) use dates::{Difference, Place, differences, joins, read_by_the_network};
pub(crate) use minimal::{Contradiction, contradictions};
pub(crate) use premise::{Premise, Sides, statements};
