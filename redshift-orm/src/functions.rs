//! SQL functions by the chapters of the manual.

pub mod array_object;
pub mod conditional;
pub mod date_time;
pub mod hash;
pub mod hyperloglog;
pub mod interval;
pub mod json_super;
pub mod math;
pub mod regexp;
pub mod string;
pub mod system_information;
pub mod varbyte;
pub mod window;
pub mod within_group;
