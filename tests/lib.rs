//! The page in browsers, and what spans crates: the tests are beside this file.
