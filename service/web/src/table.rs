//! Every route there is. The router, the API's document and the tests are made from these tables.

mod bodies;
mod forms;
mod parameters;

use crate::api::{
    audit, charts, comments, counted, cycle, edition, import, link, node, open_data, plan, print, source,
    trace, unit, view,
};
use crate::page;
use crate::route::{Answer, Body, Route};
use app::permission::Operation;
use axum::routing::{get, post, put};
use bodies as b;
use forms as f;
use parameters as p;

/// Where the API is.
pub const BASE: &str = "/api/v1";

/// The routes of the API, below [`BASE`].
pub const API: &[Route] = &[
    // What there is.
    Route::get("/openapi.json", "document", || get(crate::openapi::serve))
        .described("この文書", "This document")
        .answers(Answer::Report("Document")),
    Route::get("/plans", "plans", || get(view::plans))
        .described("閲覧できる計画の一覧", "The plans that the caller may see")
        .answers(Answer::Report("Plans")),
    Route::get("/plans/{plan}", "plan", || get(view::plan))
        .described("計画の版・見直し・資料", "A plan: its editions, cycles and sources")
        .answers(Answer::Report("Plan")),
    Route::get("/plans/{plan}/table", "table", || get(view::table))
        .described("見直し表（版、ある日、ある記録時点、または見直しの案）", "The table of an edition, of a day, of a moment of recording, or as a cycle proposes it")
        .query(p::DEPARTMENTAL)
        .answers(Answer::Report("Table")),
    Route::get("/plans/{plan}/report", "report", || get(counted::report))
        .described(
            "件数（状況・担当部署・区分・章ごと）、計画と実施状況、変更が生じた事業、項目数と原資料の合計、年度別一覧",
            "Everything that is counted of a table: by status, department, category and section; plan beside result; declared changes; 項目数 and printed totals; years",
        )
        .query(p::REPORT)
        .answers(Answer::Report("Report")),
    Route::get("/plans/{plan}/report/export", "report_part", || get(print::part))
        .described("報告の一部をファイルで取得", "A part of that report as a file")
        .query(p::REPORT_PART)
        .answers(Answer::File),
    Route::get("/plans/{plan}/grid", "grid", || get(counted::grid))
        .described(
            "年度別一覧（事業ごとの計画・実施・目標・実績）",
            "Items down, fiscal years across: planned, actual, targets, results",
        )
        .query(p::DEPARTMENTAL)
        .answers(Answer::Report("Grid")),
    Route::get("/plans/{plan}/cards", "cards", || get(counted::cards))
        .described("事業票（事業ごとの記載のすべて）", "A card for each item, with everything that is stated of it")
        .query(p::DEPARTMENTAL)
        .answers(Answer::Report("Cards")),
    Route::get("/plans/{plan}/export", "export", || get(print::table))
        .described("表をファイルで取得", "A table as a file")
        .query(p::EXPORT)
        .answers(Answer::File),
    Route::get("/plans/{plan}/print", "print", || get(print::any))
        .described(
            "表・新旧対照表・中止一覧・集計などを、印刷用または再利用できる形式のファイルで取得",
            "Any report as a file: the table, what differs, what ended, counts and more, for paper or for going on with",
        )
        .query(p::PRINT)
        .answers(Answer::File),
    Route::post("/plans/{plan}/print/replacements", "replacements", Operation::ReadDraft, || post(print::replacements))
        .described(
            "差替ページ表：前回配付した会議資料のPDFそのもの（本文、application/pdf）と、今配付する会議資料とで、異なる頁を取得。何も書き込まない",
            "Which pages of the papers of a committee differ from the PDF itself that was handed out before, which is the body (application/pdf); nothing is written",
        )
        .query(p::REPLACEMENTS)
        .takes(Body::File)
        .answers(Answer::File),
    Route::get("/plans/{plan}/open-data", "open_data", || get(open_data::archive))
        .described(
            "オープンデータ（実施事業・版ごとの状況・決定・系譜・コード表などのCSVとJSON、スキーマ、データ項目定義、DCAT）をzipで取得。公開された内容に限る",
            "Open data as a zip: items, status by edition, decisions, lineage and codes as CSV and JSON with schemas, dictionary and DCAT; of what is published",
        )
        .query(p::OPEN_DATA)
        .answers(Answer::File),
    Route::get("/plans/{plan}/open-data/check", "open_data_check", || get(open_data::check))
        .may(Operation::ReadDraft)
        .described(
            "オープンデータの公開前の点検（機械判読の妨げになる箇所、文字コードで失われる文字）",
            "What to look at before open data are published: where a machine would stumble, and what an encoding would lose",
        )
        .query(p::OPEN_DATA)
        .answers(Answer::Report("OpenDataCheck")),
    Route::get("/plans/{plan}/open-data/{file}", "open_data_file", || get(open_data::file))
        .described("オープンデータの1つのファイル（例：items.csv、items.schema.json、dcat.jsonld）", "One file of the open data, such as items.csv, items.schema.json or dcat.jsonld")
        .query(p::OPEN_DATA)
        .answers(Answer::File),
    Route::get("/plans/{plan}/cycle", "cycle", || get(view::cycle))
        .described("見直しの作業一覧（指定がなければ進行中の見直し）", "A cycle's work list; the live cycle's unless another is named")
        .query(p::CYCLE)
        .answers(Answer::Report("Cycle")),
    // What became of it.
    Route::get("/plans/{plan}/items/{item}/history", "history", || get(audit::history))
        .described("事業の全履歴と各版に印刷された行", "Everything that touched an item, and the row as each edition printed it")
        .query(p::HISTORY)
        .answers(Answer::Report("History")),
    Route::get("/plans/{plan}/comparison", "comparison", || get(audit::comparison))
        .described("2つの表の新旧対照", "What differs between two tables of a plan")
        .query(p::COMPARISON)
        .answers(Answer::Report("Comparison")),
    Route::get("/plans/{plan}/cancelled", "cancelled", || get(audit::cancelled))
        .described("計画の中止一覧と理由", "The items of a plan that have ended, and why")
        .query(p::CANCELLED)
        .answers(Answer::Report("Cancelled")),
    Route::get("/cancelled", "cancelled_everywhere", || get(audit::cancelled_everywhere))
        .described("全計画の中止一覧と理由", "The items that have ended, plan by plan, and why")
        .query(p::CANCELLED)
        .answers(Answer::Report("CancelledEverywhere")),
    Route::get("/plans/{plan}/overdue", "overdue", || get(audit::overdue))
        .described("実施時期を過ぎても始まっていない事業", "Items whose time has passed and that have not begun")
        .query(p::OVERDUE)
        .answers(Answer::Report("Overdue")),
    Route::get("/plans/{plan}/departments", "departments", || get(unit::departments))
        .described("担当部署とその事業（ある日の名称で、組織改正の前後をたどれる）", "The departments of a plan and their items, as of a day, through reorganisations")
        .query(p::OVERDUE)
        .answers(Answer::Report("Departments")),
    Route::get("/plans/{plan}/gaps", "gaps", || get(audit::gaps))
        .described("記録の不足（理由・会議体・資料などがないもの）", "What the record of a plan does not say")
        .query(p::DEPARTMENT_ONLY)
        .answers(Answer::Report("Gaps")),
    Route::get("/plans/{plan}/lint", "lint", || get(audit::lint))
        .may(Operation::ReadDraft)
        .described("誤りと思われる箇所（語の重複、表記の揺れ、曜日など）", "What in the words of a plan looks like a mistake")
        .answers(Answer::Report("Lint")),
    Route::get("/plans/{plan}/rewrites", "rewrites", || get(node::rewrites))
        .may(Operation::ReadDraft)
        .described("見直しで変わった番号を古い番号で参照している文言と、書換えの案", "Texts that name numbers which the live cycle has changed, and how they would read")
        .answers(Answer::Report("Rewrites")),
    Route::get("/plans/{plan}/lineage", "lineage", || get(link::lineage))
        .described("系譜（版と版、計画と計画の間で事業がどうつながるか）と、その候補", "How items of editions and of plans belong together, and what looks likely")
        .query(p::LINEAGE)
        .answers(Answer::Report("Lineage")),
    Route::get("/plans/{plan}/coverage", "coverage", || get(trace::coverage))
        .described("課題と方針の対応（孤立したものを含む）", "How far the policies answer to the issues, and what stands alone")
        .answers(Answer::Report("Coverage")),
    Route::get("/plans/{plan}/trace", "trace", || get(trace::trace))
        .described("理念から課題、対策案、方針までの表と対応付け", "From concepts over issues to policies: the tables and their links")
        .answers(Answer::Report("Trace")),
    Route::get("/plans/{plan}/trace/export", "trace_export", || get(trace::file))
        .described("課題または方針の表をファイルで取得（取込元と同じ）", "A table of the trace as a file, as it was imported")
        .query(p::TRACE_EXPORT)
        .answers(Answer::File),
    Route::get("/plans/{plan}/comments", "comments", || get(comments::comments))
        .described("意見募集と、意見への考え方（公表されるまでは件数も示されない）", "Consultations, opinions and answers; before they are published not even their number is told")
        .answers(Answer::Report("Comments")),
    Route::get("/search", "search", || get(audit::search))
        .described("2文字以上の語で検索", "Where a text of two characters and more is found")
        .query(p::SEARCH)
        .answers(Answer::Report("Search")),
    Route::get("/plans/{plan}/events", "events", || get(audit::events))
        .may(Operation::ReadHistory)
        .described("計画の記録（イベント）を順に、ページごとに", "The events of a plan in order, page by page")
        .query(p::EVENTS)
        .answers(Answer::Report("Events")),
    Route::get("/plans/{plan}/sources/{source}", "source", || get(source::download))
        .described("保管した資料を取得", "A kept file")
        .answers(Answer::File),
    // What charts draw.
    Route::get("/plans/{plan}/states", "states", || get(charts::states))
        .described("版ごとの状況別の事業数", "How the items of every edition stand, by canonical state")
        .answers(Answer::Report("States")),
    Route::get("/plans/{plan}/flow", "flow", || get(charts::flow))
        .described(
            "2つの表の間の状況の移り変わり（新しい事業と掲載を終えた事業を含む）",
            "From which state to which the items went between two tables, new and no longer listed ones too",
        )
        .query(p::FLOW)
        .answers(Answer::Report("Flow")),
    Route::get("/plans/{plan}/items/{item}/timeline", "timeline", || get(charts::timeline))
        .described(
            "事業の状況の推移と版・決定（推定はその旨を示す）",
            "How an item stood from when to when, with its editions and decisions; what is inferred says so",
        )
        .query(p::HISTORY)
        .answers(Answer::Report("Timeline")),
    // Plans.
    Route::put("/plans/{plan}", "create_plan", Operation::CreatePlan, || put(plan::create))
        .described("表のない計画を作成", "Create a plan without a table")
        .takes(Body::Json(&b::CREATE_PLAN)),
    Route::put("/plans/{plan}/descriptions/{id}", "describe_plan", Operation::Edit, || put(plan::describe))
        .described("計画の名称・対象年度・期間（前期など）を記録", "Say what a plan is: its title, years and periods")
        .takes(Body::Json(&b::DESCRIBE_PLAN)),
    Route::put("/plans/{plan}/layouts/{id}", "lay_out", Operation::Edit, || put(plan::lay_out))
        .described("表の印刷の体裁（用紙、向き、列の幅）を記録", "Say how the plan's table is printed: paper, orientation, widths")
        .takes(Body::Json(&b::LAY_OUT)),
    Route::put("/plans/{plan}/relations/{id}", "link_plan", Operation::Edit, || put(plan::link))
        .described("上位計画・前の計画・後継の計画を記録", "Say how another plan stands to it: parent, predecessor, successor")
        .takes(Body::Json(&b::LINK_PLAN)),
    Route::put("/plans/{plan}/closings/{id}", "close_plan", Operation::Edit, || put(plan::close))
        .described("計画を終了（何も削除されない）", "Close a plan; nothing of it is deleted")
        .takes(Body::Json(&b::CLOSE_PLAN)),
    Route::put("/plans/{plan}/sources/{source}", "register_source", Operation::Edit, || put(source::register))
        .described("ファイルを資料として保管", "Keep a file as evidence")
        .query(p::SOURCE)
        .takes(Body::File),
    Route::post("/imports/preview", "preview_import", Operation::Edit, || post(import::preview))
        .described("取込みの結果を確認（何も書き込まない）。まだない計画には作成の権限が必要", "What an import would do; nothing is written. A plan that does not exist needs the right to create one")
        .takes(Body::Form(f::IMPORT))
        .answers(Answer::Report("Preview")),
    Route::put("/imports/{id}", "import", Operation::Edit, || put(import::import))
        .described("ファイルを一括して取込み。まだない計画は、作成の権限があれば作られる", "Import files in one commit. A plan that does not exist is created, by who may create one")
        .takes(Body::Form(f::IMPORT))
        .answers(Answer::Imported("Imported")),
    // 組織改正.
    Route::post("/reorganisations/preview", "preview_reorganisation", Operation::Edit, || post(unit::preview))
        .described("組織改正で各計画の担当部署がどうなるかを確認（何も書き込まない）", "What a reorganisation would do in each plan; nothing is written")
        .takes(Body::Json(&b::REORGANISE))
        .answers(Answer::Report("Reorganisation")),
    Route::put("/reorganisations/{id}", "reorganise", Operation::Edit, || put(unit::reorganise))
        .described("組織改正を、権限のある全計画に記録", "Record what departments become, in every plan that the caller may edit")
        .takes(Body::Json(&b::REORGANISE))
        .answers(Answer::Report("Reorganisation")),
    // The live cycle.
    Route::put("/plans/{plan}/cycles/{id}", "open_cycle", Operation::Decide, || put(cycle::open))
        .described("見直しを開始", "Open a live cycle")
        .takes(Body::Json(&b::OPEN_CYCLE)),
    Route::put("/plans/{plan}/decisions/{id}", "decide", Operation::Decide, || put(cycle::decide))
        .described("見直しで事業について決定", "Decide about an item in the live cycle")
        .takes(Body::Json(&b::DECIDE))
        .sees(),
    Route::put("/plans/{plan}/decisions/rest/{id}", "decide_rest", Operation::Decide, || put(cycle::decide_rest))
        .described("未決定の事業をすべて「変更なし」とする", "State 「変更なし」 (unchanged) for every item that has no decision yet")
        .takes(Body::Json(&b::DECIDE_REST)),
    Route::put(
        "/plans/{plan}/decisions/{decision}/withdrawals/{id}",
        "withdraw_decision",
        Operation::Decide,
        || put(cycle::withdraw),
    )
    .described("決定を取り消す", "Take a decision back")
    .takes(Body::Json(&b::WITHDRAW_DECISION)),
    Route::put(
        "/plans/{plan}/classifications/{id}",
        "classify_reason",
        Operation::Edit,
        || put(node::classify),
    )
    .described("決定の理由を分類", "Classify the reason of a decision")
    .takes(Body::Json(&b::CLASSIFY)),
    Route::put("/plans/{plan}/submissions/{id}", "submit_cycle", Operation::Decide, || put(cycle::submit))
        .described("見直しを付議", "Submit the live cycle to those who approve (付議)"),
    Route::put("/plans/{plan}/reviews/{id}", "review_cycle", Operation::Review, || put(cycle::review))
        .described("付議された内容を承認または差戻し", "Approve or return what was submitted")
        .takes(Body::Json(&b::REVIEW)),
    Route::put("/plans/{plan}/adoptions/{id}", "adopt_cycle", Operation::Adopt, || put(cycle::adopt))
        .described("会議体の議決を記録（このIDが版のIDになる）", "Record the body's resolution; the id becomes the edition's")
        .takes(Body::Json(&b::ADOPT)),
    Route::put("/plans/{plan}/abandonments/{id}", "abandon_cycle", Operation::Decide, || put(cycle::abandon))
        .described("議決せずに見直しを終了", "End the live cycle without a resolution")
        .takes(Body::Json(&b::ABANDON)),
    // Editions.
    Route::put(
        "/plans/{plan}/editions/{edition}/publications/{id}",
        "publish_edition",
        Operation::Adopt,
        || put(edition::publish),
    )
    .described("版を公開", "Make an edition public"),
    Route::put(
        "/plans/{plan}/editions/{edition}/withdrawals/{id}",
        "withdraw_edition",
        Operation::Adopt,
        || put(edition::withdraw),
    )
    .described("理由を付けて版を取り下げる", "Withdraw an edition, with the reason")
    .takes(Body::Json(&b::WITHDRAW_EDITION)),
    Route::put(
        "/plans/{plan}/editions/{edition}/corrections/{id}",
        "correct_edition",
        Operation::Edit,
        || put(edition::correct),
    )
    .described("版のセルを訂正（両方の読みが残る）", "Correct a cell of an edition; both readings stay")
    .takes(Body::Json(&b::CORRECT)),
    // Items.
    Route::put("/plans/{plan}/executions/{id}", "state_execution", Operation::Edit, || put(node::execution))
        .described("事業が実施されたかを記録", "State whether an item ever ran")
        .takes(Body::Json(&b::STATE_EXECUTION)),
    Route::put("/plans/{plan}/edits/{id}", "edit_node", Operation::Edit, || put(node::edit))
        .described("見出しまたは事業の文言や実施時期を記録", "State a text or the schedule (実施時期) of a heading or an item")
        .takes(Body::Json(&b::EDIT))
        .sees(),
    Route::put("/plans/{plan}/nodes/{id}", "add_node", Operation::Edit, || put(node::add))
        .described("見直しに見出しまたは事業を追加", "Add a heading or an item to the live cycle")
        .takes(Body::Json(&b::ADD_NODE)),
    Route::put("/plans/{plan}/rewrites/{id}", "rewrite_references", Operation::Edit, || put(node::rewrite))
        .described("番号の変更に合わせて文言の参照を書き換える（表記統一）", "Rewrite the references that a renumbering left behind, as 表記統一")
        .takes(Body::Json(&b::REWRITE_REFERENCES)),
    Route::put("/plans/{plan}/moves/{id}", "move_node", Operation::Edit, || put(node::relocate))
        .described("見出しまたは事業の位置や番号を変更", "Put a heading or an item at another place or under another number")
        .takes(Body::Json(&b::MOVE_NODE))
        .sees(),
    Route::put("/plans/{plan}/endings/{id}", "end_node", Operation::Edit, || put(node::end))
        .described("理由を付けて見出しまたは事業を表から外す（履歴は残る）", "No longer list a heading or an item, with the reason; its history stays")
        .takes(Body::Json(&b::END_NODE))
        .sees(),
    Route::put("/plans/{plan}/progress/{id}", "report_progress", Operation::Edit, || put(node::progress))
        .described("見直しの間に事業の進捗を報告", "Report progress of an item between cycles")
        .takes(Body::Json(&b::REPORT_PROGRESS)),
    // How items belong together.
    Route::put("/plans/{plan}/lineage/{id}", "state_lineage", Operation::Edit, || put(link::state))
        .described("版と版、または計画と計画の間の事業のつながりを記録", "State how items of two editions, or of two plans, belong together")
        .takes(Body::Json(&b::STATE_LINEAGE)),
    Route::put("/plans/{plan}/lineage/confirmations/{id}", "confirm_lineage", Operation::Edit, || put(link::confirm))
        .described("推定された系譜を確認済みとして記録", "Confirm a lineage that was inferred")
        .takes(Body::Json(&b::CONFIRM_LINEAGE)),
    Route::put("/plans/{plan}/lineage/inferences/{id}", "infer_lineage", Operation::Edit, || put(link::infer))
        .described("前の計画と名称が一致する事業の系譜を推定として記録", "State as inferred (推定) which items continue those of the plan before, by equal titles")
        .takes(Body::Json(&b::INFER_LINEAGE)),
    Route::put("/plans/{plan}/retractions/{id}", "retract_link", Operation::Edit, || put(link::retract))
        .described("理由を付けて関連付けを取り消す（履歴は残る）", "Retract a link between items, with the reason; it stays in the history")
        .takes(Body::Json(&b::RETRACT_LINK)),
    Route::put("/plans/{plan}/trace/{id}", "link_trace", Operation::Edit, || put(trace::link))
        .described("課題・分類・方針などの対応付けを記録", "State that a term of the trace, or an item, answers to another")
        .takes(Body::Json(&b::LINK_TRACE)),
    Route::post("/plans/{plan}/trace/imports/preview", "preview_trace_import", Operation::Edit, || post(trace::preview))
        .described("課題と方針の表の取込みの結果を確認（何も書き込まない）", "What an import of the tables of issues and of policies would do; nothing is written")
        .takes(Body::Form(f::IMPORT_TRACE))
        .answers(Answer::Report("TracePreview")),
    Route::put("/plans/{plan}/trace/imports/{id}", "import_trace", Operation::Edit, || put(trace::import))
        .described("課題と方針の表を一括して取込み", "Import the tables of issues and of policies in one commit")
        .takes(Body::Form(f::IMPORT_TRACE))
        .answers(Answer::Imported("TraceImported")),
    // Public comments.
    Route::put("/plans/{plan}/consultations/{id}", "record_consultation", Operation::Edit, || put(comments::consultation))
        .described("意見募集を記録（前の記録に代わる）", "Record a public consultation, replacing what was recorded of it")
        .takes(Body::Json(&b::RECORD_CONSULTATION)),
    Route::put("/plans/{plan}/consultations/closings/{id}", "close_consultation", Operation::Edit, || put(comments::close))
        .described("意見の募集を終了", "Say that a consultation takes no more opinions")
        .takes(Body::Json(&b::CLOSE_CONSULTATION)),
    Route::put("/plans/{plan}/opinions/{id}", "record_opinion", Operation::Edit, || put(comments::opinion))
        .described("意見を記録（このIDが意見のIDになる）", "Record an opinion; the id becomes the opinion's")
        .takes(Body::Json(&b::RECORD_OPINION)),
    Route::put("/plans/{plan}/answers/{id}", "answer_opinion", Operation::Edit, || put(comments::answer))
        .described("意見への考え方を記録（前の考え方は残る）", "Answer an opinion; an answer before it is kept")
        .takes(Body::Json(&b::ANSWER_OPINION)),
    Route::post("/plans/{plan}/comments/imports/preview", "preview_comments_import", Operation::Edit, || post(comments::preview))
        .described("意見募集と意見の表の取込みの結果を確認（何も書き込まない）", "What an import of a consultation and its table of opinions would do; nothing is written")
        .takes(Body::Form(f::IMPORT_COMMENTS))
        .answers(Answer::Report("OpinionsPreview")),
    Route::put("/plans/{plan}/comments/imports/{id}", "import_comments", Operation::Edit, || put(comments::import))
        .described("意見募集と意見の表を一括して取込み", "Import a consultation and its table of opinions in one commit")
        .takes(Body::Form(f::IMPORT_COMMENTS))
        .answers(Answer::Imported("OpinionsImported")),
];

/// The pages, and what else is not the API.
pub const PAGES: &[Route] = &[
    Route::get("/", "home", || get(page::home)).about("The plans").query(p::PAGE_PLANS),
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
    Route::get("/p/{plan}/report", "report_page", || get(page::report))
        .about("Everything that is counted of a table")
        .query(p::PAGE_REPORT),
    Route::get("/p/{plan}/grid", "grid_page", || get(page::grid))
        .about("Items down, fiscal years across")
        .query(p::PAGE_DEPARTMENTAL),
    Route::get("/p/{plan}/cards", "cards_page", || get(page::cards))
        .about("A card for each item")
        .query(p::PAGE_DEPARTMENTAL),
    Route::get("/p/{plan}/i/{item}", "item", || get(page::item))
        .about("An item: how it stands, why, and its whole course"),
    Route::get("/p/{plan}/d/{decision}", "decision", || get(page::decision))
        .about("One decision, for ever at this address"),
    Route::get("/p/{plan}/cancelled", "ended", || get(page::cancelled))
        .about("What has ended, and why")
        .query(p::PAGE_CANCELLED),
    Route::get("/cancelled", "ended_everywhere", || get(page::cancelled_everywhere))
        .about("What has ended in all plans, and why")
        .query(p::PAGE_CANCELLED_EVERYWHERE),
    Route::get("/p/{plan}/overdue", "late", || get(page::overdue))
        .about("Items whose time has passed and that have not begun")
        .query(p::PAGE_OVERDUE),
    Route::get("/p/{plan}/departments", "departments_page", || get(page::departments))
        .about("The departments of a plan and their items, as of any day")
        .query(p::PAGE_OVERDUE),
    Route::get("/p/{plan}/file", "file_page", || get(page::file))
        .about("A report as a file; where that takes its time, a page that says how far it is")
        .query(p::PAGE_FILE),
    Route::get("/p/{plan}/open-data", "open_data_page", || get(page::open_data))
        .about("The plan as data: its files, what a program may stumble over, what an older encoding loses"),
    Route::get("/p/{plan}/trace", "trace_page", || get(page::trace))
        .about("Which policy answers to which issue, and what stands alone"),
    Route::get("/p/{plan}/comments", "comments_page", || get(page::comments)).about("Public comments"),
    Route::get("/p/{plan}/gaps", "missing", || get(page::gaps))
        .about("What the record does not say")
        .query(p::DEPARTMENT_ONLY),
    Route::get("/assets/minaoshi.css", "style", || get(crate::assets::style)).about("How pages look"),
    Route::get("/assets/icon.svg", "icon", || get(crate::assets::icon))
        .about("What stands in the browser's tab"),
    Route::get("/api", "reference_slash", || get(page::slash)).about("To the address with its slash"),
    Route::get("/api/", "reference", || get(page::reference)).about("The API for people"),
    Route::get("/api/operations/{operation}", "operation_slash", || get(page::slash)).about("The same"),
    Route::get("/api/operations/{operation}/", "operation", || get(page::operation)).about("One operation"),
    Route::get("/api/viewer", "viewer_slash", || get(page::slash)).about("The same"),
    Route::get("/api/viewer/", "viewer", || get(page::viewer)).about("The interactive viewer of the API"),
    Route::get("/assets/viewer/swagger-ui-bundle.js", "viewer_script", || get(page::script))
        .about("The viewer"),
    Route::get("/assets/viewer/start.js", "viewer_start", || get(page::start))
        .about("What starts the viewer"),
    Route::get("/assets/viewer/swagger-ui.css", "viewer_style", || get(page::style))
        .about("How the viewer looks"),
    Route::get("/problems", "problems_slash", || get(page::slash)).about("The same"),
    Route::get("/problems/", "problems", || get(page::problems)).about("The kinds of problems"),
    Route::get("/problems/{kind}", "problem", || get(page::kind)).about("What a kind of problem means"),
    Route::get("/healthz", "alive", || get(crate::watch::alive)).about("Whether the process runs"),
    Route::get("/readyz", "ready", || get(crate::watch::ready))
        .about("Whether it can answer from its database"),
];
