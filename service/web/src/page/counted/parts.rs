//! The parts of the report, each as tables.

use super::super::Frame;
use super::super::badge::Badge;
use super::super::matrix::{Cell, Heading, Line, Matrix};
use super::super::place::Place;
use super::Part;
use domain::value::Text;
use projections::report::{
    AxisCounts, CountAxis, CountsReport, DeclaredRow, DeclaredStanding, PlanReport, PlannedActual,
    StateCount, TotalCheck,
};
use projections::wording;

/// The parts of which anything is stated, and the names of the others.
pub(super) fn parts(report: &PlanReport, place: &Place, frame: &Frame) -> (Vec<Part>, Vec<&'static str>) {
    let mut parts = vec![states(&report.counts, frame)];
    let mut without = Vec::new();
    let mut add = |part: Option<Part>, name: &'static str| match part {
        Some(part) => parts.push(part),
        None => without.push(name),
    };
    for (axis, anchor, ja, en) in [
        (is_department as fn(CountAxis) -> bool, "departments", "担当部署別", "departments"),
        (is_category, "categories", "区分別", "categories"),
    ] {
        let found: Vec<&AxisCounts> = report.axes.iter().filter(|counts| axis(counts.axis)).collect();
        let part = (!found.is_empty()).then(|| by_axis(&found, anchor, place, frame));
        add(part, frame.language.of(ja, en));
    }
    add(sections(report, frame), frame.language.of("項目数", "items by section"));
    add(totals(&report.totals, frame), frame.language.of("原資料の合計", "printed totals"));
    let sides = &report.planned_actual;
    add(planned(sides, place, frame), frame.language.of("計画と実施状況", "plan and result"));
    let declared = changes(report, place, frame);
    add(declared, frame.language.of("計画に変更が生じた事業", "declared changes"));
    (parts, without)
}

const fn is_department(axis: CountAxis) -> bool {
    match axis {
        CountAxis::Department => true,
        CountAxis::Category(_) | CountAxis::Section => false,
    }
}

const fn is_category(axis: CountAxis) -> bool {
    match axis {
        CountAxis::Category(_) => true,
        CountAxis::Department | CountAxis::Section => false,
    }
}

fn states(counts: &CountsReport, frame: &Frame) -> Part {
    let language = frame.language;
    let items = || Heading::of(frame.of("事業数", "Items"));
    let badge = |state| Badge { gloss: None, ..Badge::of(state, language) };
    let state = |counted: &StateCount| Line {
        head: Heading::of(wording::state_or_none(counted.state, language)),
        badge: counted.state.map(badge),
        path: None,
        cells: vec![Cell::count(counted.count, language)],
        total: false,
    };
    let total = || Line::total(frame.of("計", "Total"), vec![Cell::count(counts.items, language)]);
    let by_state = Matrix {
        caption: frame.of("状況の区分ごと", "By canonical state").to_owned(),
        headings: vec![Heading::of(frame.of("状況の区分", "State")), items()],
        rows: counts.by_state.iter().map(state).chain([total()]).collect(),
        numbers: true,
        sums: false,
        scrolls: true,
    };
    let rows = counts.by_wording.iter().map(|counted| {
        let nothing = || Heading::of(frame.of("記載なし", "not stated"));
        let words = counted.wording.as_ref().map(|words| words.replace('\n', " "));
        Line {
            head: words.map_or_else(nothing, Heading::printed),
            badge: counted.state.map(|state| Badge::of(state, language)),
            path: None,
            cells: vec![Cell::count(counted.count, language)],
            total: false,
        }
    });
    let by_wording = Matrix {
        caption: frame.of("計画の言葉ごと", "By the words of the plan").to_owned(),
        headings: vec![Heading::of(frame.of("状況の文言", "Status")), items()],
        rows: rows.chain([total()]).collect(),
        numbers: true,
        sums: false,
        scrolls: true,
    };
    let both = counts.items.distinct != counts.items.listed;
    let about = frame.of("「のべ」は再掲の行も数えた件数です。", "“rows” counts re-listed rows (再掲) too.");
    Part {
        anchor: "states",
        file: None,
        title: frame.of("状況別", "By status").to_owned(),
        about: both.then(|| about.to_owned()).into_iter().collect(),
        tables: vec![by_state, by_wording],
    }
}

fn by_axis(axes: &[&AxisCounts], anchor: &'static str, place: &Place, frame: &Frame) -> Part {
    let language = frame.language;
    let department = axes.iter().any(|counts| is_department(counts.axis));
    let tables = axes.iter().map(|counts| {
        let named = counts.name.as_deref();
        let name = named.unwrap_or(wording::count_axis(counts.axis, language));
        let states: Vec<_> = domain::value::CanonicalState::ALL
            .into_iter()
            .map(Some)
            .chain([None])
            .filter(|state| {
                counts.entries.iter().any(|entry| entry.by_state.iter().any(|c| c.state == *state))
            })
            .collect();
        let rows = counts.entries.iter().map(|entry| {
            let nothing = || Heading::of(frame.of("記載なし", "not stated"));
            let stands = states.iter().map(|state| {
                let found = entry.by_state.iter().find(|counted| counted.state == *state);
                Cell::count(found.map(|counted| counted.count).unwrap_or_default(), language)
            });
            let asks = entry.name.as_deref().filter(|_| department);
            Line {
                badge: None,
                head: entry.name.as_deref().map_or_else(nothing, Heading::printed),
                path: asks
                    .map(|name| place.at(&format!("cards?department={}", crate::header::encoded(name)))),
                cells: [Cell::count(entry.count, language)].into_iter().chain(stands).collect(),
                total: false,
            }
        });
        let empty = states.iter().map(|_| Cell::default());
        let total = [Cell::count(counts.total, language)].into_iter().chain(empty).collect();
        let last = Line::total(frame.of("実数（全事業）", "All items, each once"), total);
        let states = states.iter().map(|state| Heading::of(wording::state_or_none(*state, language)));
        let heads = [
            Heading { text: name.to_owned(), printed: named.is_some() },
            Heading::of(frame.of("事業数", "Items")),
        ];
        Matrix {
            caption: frame.of("事業数と状況", "Items, and how they stand").to_owned(),
            headings: heads.into_iter().chain(states).collect(),
            rows: rows.chain([last]).collect(),
            numbers: true,
            sums: false,
            scrolls: true,
        }
    });
    let several = frame.of(
        "複数の部署が担当する事業は、それぞれの部署に数えます。このため合計は実数を超えることがあります。",
        "An item with several departments counts under each, so that these may add up to more than there are items.",
    );
    Part {
        anchor,
        file: Some(anchor),
        title: if department {
            frame.of("担当部署別", "By department").to_owned()
        } else {
            frame.of("区分別", "By category").to_owned()
        },
        about: department.then(|| several.to_owned()).into_iter().collect(),
        tables: tables.collect(),
    }
}

fn sections(report: &PlanReport, frame: &Frame) -> Option<Part> {
    let language = frame.language;
    let tables: Vec<Matrix> = report
        .sections
        .iter()
        .filter(|sections| sections.table.rows.iter().any(|head| !head.is_rest()))
        .map(|sections| {
            let by = sections.name.as_deref().unwrap_or(frame.of("区分", "category"));
            let divided = sections.table.columns.iter().any(|head| !head.is_rest());
            let caption = match divided {
                true => frame.language.of("章と", "Sections by ").to_owned() + by,
                false => frame.of("章ごと", "By section").to_owned(),
            };
            let corner = wording::count_axis(CountAxis::Section, language);
            Matrix::of_cross(caption, corner, &sections.table, language)
        })
        .collect();
    let about = frame.of(
        "再掲の事業は、最初に掲載された章で1件と数えます。のべは再掲の行も数えます。",
        "A re-listed item counts once, in the section that lists it first; “rows” counts its further rows too.",
    );
    let both = report.counts.items.distinct != report.counts.items.listed;
    (!tables.is_empty()).then(|| Part {
        anchor: "sections",
        file: Some("sections"),
        title: frame.of("項目数", "Items by section").to_owned(),
        about: both.then(|| about.to_owned()).into_iter().collect(),
        tables,
    })
}

fn totals(totals: &[TotalCheck], frame: &Frame) -> Option<Part> {
    let rows = totals.iter().map(|total| {
        let computed = total.computed.map(|count| Cell::count(count, frame.language)).unwrap_or_default();
        Line {
            head: Heading::printed(place_of(total)),
            badge: None,
            path: None,
            cells: vec![
                Cell::printed(total.printed.to_string()),
                computed,
                Cell::of(wording::total_agrees(total.agrees, frame.language)),
            ],
            total: false,
        }
    });
    let headings = [
        frame.of("表・行・列", "Table, row, column"),
        frame.of("原資料の記載", "As printed"),
        frame.of("この表から数えた数", "Counted here"),
        frame.of("照合", "Held together"),
    ];
    let table = Matrix {
        caption: frame.of("原資料に印刷された合計", "Totals as printed").to_owned(),
        headings: headings.map(Heading::of).into_iter().collect(),
        rows: rows.collect(),
        numbers: false,
        sums: false,
        scrolls: false,
    };
    let about = frame.of(
        "原資料の数は書き換えません。違いは違いとして示します。",
        "What the document prints is never changed; a difference is shown as one.",
    );
    (!totals.is_empty()).then(|| Part {
        anchor: "totals",
        file: Some("totals"),
        title: frame.of("原資料の合計との照合", "Printed totals").to_owned(),
        about: vec![about.to_owned()],
        tables: vec![table],
    })
}

/// Where in the document a total stands: table, row and column, each once.
fn place_of(total: &TotalCheck) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in [&total.table, &total.row, &total.column].map(Text::as_str) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(" › ")
}

fn planned(sides: &PlannedActual, place: &Place, frame: &Frame) -> Option<Part> {
    let language = frame.language;
    let year = wording::fiscal_year(sides.year?, language);
    let corner = frame.of("計画＼実施", "Planned \\ actual");
    let words = Matrix::of_cross(
        frame
            .of("計画（行）×実施状況（列）、計画の言葉で", "Planned (rows) × actual (columns), by words")
            .to_owned(),
        corner,
        &sides.by_wording,
        language,
    );
    let states = Matrix::of_cross(
        frame
            .of("計画（行）×実施状況（列）、状況の区分で", "Planned (rows) × actual (columns), by state")
            .to_owned(),
        corner,
        &sides.by_state,
        language,
    );
    let rows = sides.rows.iter().map(|row| {
        let cells = vec![
            Cell::status_or(row.planned.as_ref(), row.planned_printed.as_deref(), language),
            Cell::status_or(row.actual.as_ref(), row.actual_printed.as_deref(), language),
            Cell::of(wording::sides_differ(row.differ, language)),
        ];
        Line::of_item(&row.item, place, cells)
    });
    let headings = [
        frame.of("実施事業", "Item"),
        frame.of("計画事項", "Planned"),
        frame.of("実施状況", "Actual"),
        frame.of("比較", "Compared"),
    ];
    let list = Matrix {
        caption: frame.of("事業ごとの計画と実施状況", "Plan and result, item by item").to_owned(),
        headings: headings.map(Heading::of).into_iter().collect(),
        rows: rows.collect(),
        numbers: false,
        sums: false,
        scrolls: false,
    };
    let unstated = wording::both_ways(sides.unstated, language);
    let rest = language.of("計画も実施状況も記載のない事業：", "Items of which neither is stated: ");
    Some(Part {
        anchor: "planned-actual",
        file: Some("planned"),
        title: frame.language.of("計画と実施状況 ", "Plan and result ").to_owned() + &year,
        about: vec![format!("{rest}{unstated}")],
        tables: vec![words, states, list],
    })
}

fn changes(report: &PlanReport, place: &Place, frame: &Frame) -> Option<Part> {
    let language = frame.language;
    let changes = &report.declared_changes;
    if changes.rows.is_empty() {
        return None;
    }
    let line = |row: &DeclaredRow| {
        let reason = row.reason.as_ref().map(|reason| Cell::printed(reason.to_string()));
        let cells = vec![
            reason.unwrap_or_default(),
            Cell::status_or(row.planned.as_ref(), row.planned_printed.as_deref(), language),
            Cell::status_or(row.actual.as_ref(), row.actual_printed.as_deref(), language),
        ];
        Line::of_item(&row.item, place, cells)
    };
    let headings = || {
        let headings = [
            frame.of("実施事業", "Item"),
            frame.of("理由等（記載）", "Reason as declared"),
            frame.of("計画事項", "Planned"),
            frame.of("実施状況", "Actual"),
        ];
        headings.map(Heading::of).into_iter().collect()
    };
    let lists = DeclaredStanding::ALL.into_iter().map(|standing| {
        let rows: Vec<Line> = changes.of(standing).map(line).collect();
        let count = wording::items(rows.len(), language);
        let name = wording::declared_standing(standing, language);
        Matrix {
            caption: format!("{name}{}{count}{}", frame.open(), frame.close()),
            headings: headings(),
            rows,
            numbers: false,
            sums: false,
            scrolls: false,
        }
    });
    let about = frame.of(
        "原資料が「計画に変更が生じた」とする事業と、計画と実施状況が異なる事業は別のものです。両方を照らし合わせて示します。",
        "What the document declares to have changed, and where plan and result differ, are two things; both lists are held against each other.",
    );
    Some(Part {
        anchor: "changes",
        file: Some("changes"),
        title: frame.of("計画に変更が生じた事業", "Declared changes").to_owned(),
        about: vec![about.to_owned()],
        tables: lists.filter(|table| !table.rows.is_empty()).collect(),
    })
}
