//! The network of dates and orders.

mod solver;
