//! The programs of the public interface, as a user writes them: they must compile, and run on the stand-in.

mod models;
mod queries;
mod writing;
