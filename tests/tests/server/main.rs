//! What the client does with a server: the stand-in.

mod execution;
