//! Numbers: exact decimals, and how they are written.

pub mod date;
pub mod decimal;
pub mod numeral;
pub mod parse;
pub mod token;
mod short;
