//! SQL functions by the chapters of the manual.

pub mod conditional;
pub mod string;
pub mod window;
