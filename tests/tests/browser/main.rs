//! The pages in a browser, on both databases: every page that there is, at every width, in both languages, by eye, by
//! key and by ear; what they ask of the network; what they do with hostile text; and the way of a person who has never
//! seen them. Each check has a control, a page that it must find wrong.

mod addresses;
mod controls;
mod keys;
mod pages;
mod payloads;
mod story;
mod support;
