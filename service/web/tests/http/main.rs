//! The API and the pages as a client meets them, over a store on SQLite: status, headers and body.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod access;
mod charts;
mod compare;
mod document;
mod item;
mod lists;
mod pages;
mod pages_feed;
mod pages_search;
mod pages_table;
mod problems;
mod reads;
mod serving;
mod support;
mod writes;
