//! The API and the pages as a client meets them, over a store on SQLite: status, headers and body.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod access;
mod charts;
mod compare;
mod counted;
mod document;
mod encodings;
mod figures;
mod item;
mod lists;
mod manners;
mod pages;
mod pages_feed;
mod pages_file;
mod pages_open_data;
mod pages_search;
mod pages_table;
mod problems;
mod reads;
mod reference;
mod serving;
mod slow;
mod support;
mod texts;
mod writes;
