//! Every route there is. The router, the API's document and the tests are made from these tables.

mod bodies;
mod parameters;

use crate::api::{audit, charts, cycle, edition, import, node, plan, source, view};
use crate::page;
use crate::route::{Answer, Body, Route};
use app::permission::Operation;
use axum::routing::{get, post, put};
use bodies as b;
use parameters as p;

/// Where the API is.
pub const BASE: &str = "/api/v1";

/// The routes of the API, below [`BASE`].
pub const API: &[Route] = &[
    // What there is.
    Route::get("/openapi.json", "document", || get(crate::openapi::serve))
        .about("This document")
        .answers(Answer::Report("Document")),
    Route::get("/plans", "plans", || get(view::plans))
        .about("The plans that the caller may see")
        .answers(Answer::Report("Plans")),
    Route::get("/plans/{plan}", "plan", || get(view::plan))
        .about("A plan: its editions, cycles and sources")
        .answers(Answer::Report("Plan")),
    Route::get("/plans/{plan}/table", "table", || get(view::table))
        .about("The table of an edition, of a day, of a moment of recording, or as a cycle proposes it")
        .query(p::LOOK)
        .answers(Answer::Report("Table")),
    Route::get("/plans/{plan}/report", "counts", || get(view::counts))
        .about("How many items stand how, by canonical state and by the plan's words")
        .query(p::LOOK)
        .answers(Answer::Report("Counts")),
    Route::get("/plans/{plan}/export", "export", || get(view::file))
        .about("A table as a file")
        .query(p::EXPORT)
        .answers(Answer::File),
    Route::get("/plans/{plan}/cycle", "cycle", || get(view::cycle))
        .about("A cycle's work list; the live cycle's unless another is named")
        .query(p::CYCLE)
        .answers(Answer::Report("Cycle")),
    // What became of it.
    Route::get("/plans/{plan}/items/{item}/history", "history", || get(audit::history))
        .about("Everything that touched an item, and the row as each edition printed it")
        .query(p::HISTORY)
        .answers(Answer::Report("History")),
    Route::get("/plans/{plan}/comparison", "comparison", || get(audit::comparison))
        .about("What differs between two tables of a plan")
        .query(p::COMPARISON)
        .answers(Answer::Report("Comparison")),
    Route::get("/plans/{plan}/cancelled", "cancelled", || get(audit::cancelled))
        .about("The items of a plan that have ended, and why")
        .query(p::CANCELLED)
        .answers(Answer::Report("Cancelled")),
    Route::get("/cancelled", "cancelled_everywhere", || get(audit::cancelled_everywhere))
        .about("The items that have ended, plan by plan, and why")
        .query(p::CANCELLED)
        .answers(Answer::Report("CancelledEverywhere")),
    Route::get("/plans/{plan}/overdue", "overdue", || get(audit::overdue))
        .about("Items whose time has passed and that have not begun")
        .query(p::OVERDUE)
        .answers(Answer::Report("Overdue")),
    Route::get("/plans/{plan}/gaps", "gaps", || get(audit::gaps))
        .about("What the record of a plan does not say")
        .answers(Answer::Report("Gaps")),
    Route::get("/search", "search", || get(audit::search))
        .about("Where a text of two characters and more is found")
        .query(p::SEARCH)
        .answers(Answer::Report("Search")),
    Route::get("/plans/{plan}/events", "events", || get(audit::events))
        .may(Operation::ReadHistory)
        .about("The events of a plan in order, page by page")
        .query(p::EVENTS)
        .answers(Answer::Report("Events")),
    Route::get("/plans/{plan}/sources/{source}", "source", || get(source::download))
        .about("A kept file")
        .answers(Answer::File),
    // What charts draw.
    Route::get("/plans/{plan}/states", "states", || get(charts::states))
        .about("How the items of every edition stand, by canonical state")
        .answers(Answer::Report("States")),
    Route::get("/plans/{plan}/flow", "flow", || get(charts::flow))
        .about("From which state to which the items went between two tables, new and no longer listed ones too")
        .query(p::COMPARISON)
        .answers(Answer::Report("Flow")),
    Route::get("/plans/{plan}/items/{item}/timeline", "timeline", || get(charts::timeline))
        .about("How an item stood from when to when, with its editions and decisions; what is inferred says so")
        .query(p::HISTORY)
        .answers(Answer::Report("Timeline")),
    // Plans.
    Route::put("/plans/{plan}", "create_plan", Operation::CreatePlan, || put(plan::create))
        .about("Create a plan without a table")
        .takes(Body::Json(&b::CREATE_PLAN)),
    Route::put("/plans/{plan}/closings/{id}", "close_plan", Operation::Edit, || put(plan::close))
        .about("Close a plan; nothing of it is deleted")
        .takes(Body::Json(&b::CLOSE_PLAN)),
    Route::put("/plans/{plan}/sources/{source}", "register_source", Operation::Edit, || put(source::register))
        .about("Keep a file as evidence")
        .query(p::SOURCE)
        .takes(Body::File),
    Route::post("/imports/preview", "preview_import", Operation::Edit, || post(import::preview))
        .about("What an import would do; nothing is written. A plan that does not exist needs the right to create one")
        .takes(Body::Form(p::IMPORT))
        .answers(Answer::Report("Preview")),
    Route::put("/imports/{id}", "import", Operation::Edit, || put(import::import))
        .about("Import files in one commit. A plan that does not exist is created, by who may create one")
        .takes(Body::Form(p::IMPORT))
        .answers(Answer::Imported),
    // The live cycle.
    Route::put("/plans/{plan}/cycles/{id}", "open_cycle", Operation::Decide, || put(cycle::open))
        .about("Open a live cycle")
        .takes(Body::Json(&b::OPEN_CYCLE)),
    Route::put("/plans/{plan}/decisions/{id}", "decide", Operation::Decide, || put(cycle::decide))
        .about("Decide about an item in the live cycle")
        .takes(Body::Json(&b::DECIDE))
        .sees(),
    Route::put("/plans/{plan}/decisions/rest/{id}", "decide_rest", Operation::Decide, || put(cycle::decide_rest))
        .about("「変更なし」 for every item that has no decision yet")
        .takes(Body::Json(&b::DECIDE_REST)),
    Route::put(
        "/plans/{plan}/decisions/{decision}/withdrawals/{id}",
        "withdraw_decision",
        Operation::Decide,
        || put(cycle::withdraw),
    )
    .about("Take a decision back")
    .takes(Body::Json(&b::WITHDRAW_DECISION)),
    Route::put(
        "/plans/{plan}/classifications/{id}",
        "classify_reason",
        Operation::Edit,
        || put(node::classify),
    )
    .about("Classify the reason of a decision")
    .takes(Body::Json(&b::CLASSIFY)),
    Route::put("/plans/{plan}/submissions/{id}", "submit_cycle", Operation::Decide, || put(cycle::submit))
        .about("付議: put the live cycle before those who approve"),
    Route::put("/plans/{plan}/reviews/{id}", "review_cycle", Operation::Review, || put(cycle::review))
        .about("Approve or return what was submitted")
        .takes(Body::Json(&b::REVIEW)),
    Route::put("/plans/{plan}/adoptions/{id}", "adopt_cycle", Operation::Adopt, || put(cycle::adopt))
        .about("Record the body's resolution; the id becomes the edition's")
        .takes(Body::Json(&b::ADOPT)),
    Route::put("/plans/{plan}/abandonments/{id}", "abandon_cycle", Operation::Decide, || put(cycle::abandon))
        .about("End the live cycle without a resolution")
        .takes(Body::Json(&b::ABANDON)),
    // Editions.
    Route::put(
        "/plans/{plan}/editions/{edition}/publications/{id}",
        "publish_edition",
        Operation::Adopt,
        || put(edition::publish),
    )
    .about("Make an edition public"),
    Route::put(
        "/plans/{plan}/editions/{edition}/withdrawals/{id}",
        "withdraw_edition",
        Operation::Adopt,
        || put(edition::withdraw),
    )
    .about("Withdraw an edition, with the reason")
    .takes(Body::Json(&b::WITHDRAW_EDITION)),
    Route::put(
        "/plans/{plan}/editions/{edition}/corrections/{id}",
        "correct_edition",
        Operation::Edit,
        || put(edition::correct),
    )
    .about("Correct a cell of an edition; both readings stay")
    .takes(Body::Json(&b::CORRECT)),
    // Items.
    Route::put("/plans/{plan}/executions/{id}", "state_execution", Operation::Edit, || put(node::execution))
        .about("State whether an item ever ran")
        .takes(Body::Json(&b::STATE_EXECUTION)),
    Route::put("/plans/{plan}/edits/{id}", "edit_node", Operation::Edit, || put(node::edit))
        .about("State a text or 実施時期 of a heading or an item")
        .takes(Body::Json(&b::EDIT))
        .sees(),
    Route::put("/plans/{plan}/nodes/{id}", "add_node", Operation::Edit, || put(node::add))
        .about("Add a heading or an item to the live cycle")
        .takes(Body::Json(&b::ADD_NODE)),
    Route::put("/plans/{plan}/moves/{id}", "move_node", Operation::Edit, || put(node::relocate))
        .about("Put a heading or an item at another place or under another number")
        .takes(Body::Json(&b::MOVE_NODE))
        .sees(),
    Route::put("/plans/{plan}/endings/{id}", "end_node", Operation::Edit, || put(node::end))
        .about("No longer list a heading or an item, with the reason; its history stays")
        .takes(Body::Json(&b::END_NODE))
        .sees(),
    Route::put("/plans/{plan}/progress/{id}", "report_progress", Operation::Edit, || put(node::progress))
        .about("Report progress of an item between cycles")
        .takes(Body::Json(&b::REPORT_PROGRESS)),
];

/// The pages, and what else is not the API.
pub const PAGES: &[Route] = &[
    Route::get("/", "home", || get(page::home)).about("The plans"),
    Route::get("/p/{plan}", "current_slash", || get(page::slash)).about("To the address with its slash"),
    Route::get("/p/{plan}/", "current", || get(page::current))
        .about("The current edition of a plan, or the plan as of a day")
        .query(p::PAGE_LOOK),
    Route::get("/p/{plan}/e/{edition}", "edition_slash", || get(page::slash)).about("The same"),
    Route::get("/p/{plan}/compare", "compare_page", || get(page::compare))
        .about("What differs between two tables of a plan")
        .query(p::PAGE_COMPARE),
    Route::get("/p/{plan}/e/{edition}/", "edition", || get(page::edition))
        .about("The table of an edition")
        .query(p::PAGE_EDITION),
    Route::get("/feed.atom", "feed", || get(page::feed)).about("What became public, as an Atom feed"),
    Route::get("/p/{plan}/feed.atom", "plan_feed", || get(page::plan_feed))
        .about("What became public of a plan, as an Atom feed"),
    Route::get("/search", "find", || get(page::search))
        .about("Where a text is found, with the words marked")
        .query(p::PAGE_SEARCH),
    Route::get("/p/{plan}/charts", "charts_page", || get(page::charts))
        .about("A plan in pictures")
        .query(p::PAGE_CHARTS),
    Route::get("/p/{plan}/i/{item}", "item", || get(page::item))
        .about("An item: how it stands, why, and its whole course"),
    Route::get("/p/{plan}/d/{decision}", "decision", || get(page::decision))
        .about("One decision, for ever at this address"),
    Route::get("/p/{plan}/cancelled", "ended", || get(page::cancelled))
        .about("What has ended, and why")
        .query(p::PAGE_CANCELLED),
    Route::get("/cancelled", "ended_everywhere", || get(page::cancelled_everywhere))
        .about("What has ended in all plans, and why")
        .query(p::PAGE_CANCELLED),
    Route::get("/p/{plan}/overdue", "late", || get(page::overdue))
        .about("Items whose time has passed and that have not begun")
        .query(p::PAGE_OVERDUE),
    Route::get("/p/{plan}/gaps", "missing", || get(page::gaps)).about("What the record does not say"),
    Route::get("/assets/minaoshi.css", "style", || get(crate::assets::style)).about("How pages look"),
    Route::get("/assets/icon.svg", "icon", || get(crate::assets::icon))
        .about("What stands in the browser's tab"),
    Route::get("/healthz", "alive", || get(crate::watch::alive)).about("Whether the process runs"),
    Route::get("/readyz", "ready", || get(crate::watch::ready))
        .about("Whether it can answer from its database"),
];
