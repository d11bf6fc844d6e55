//! The key by which texts are found.
