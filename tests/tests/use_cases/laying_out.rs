//! How a plan's table is printed: said once, for every edition, and kept through imports.

use crate::support::*;
use app::import::{Import, ImportFile};
use app::request::{ColumnWidth, LayOut};
use app::{App, AppError};
use domain::value::{Layout, Orientation, PaperSize};
use system_tests::{TestDatabase, on_both};

on_both!(
    widths_and_paper_hold_for_every_edition_and_touch_no_cell,
    a_column_that_is_not_there_and_more_than_the_whole_width_are_refused,
    a_profile_file_lays_a_table_out_and_the_next_import_keeps_it,
);

fn widths(of: &[(&str, u32)]) -> Vec<ColumnWidth> {
    of.iter().map(|(column, width)| ColumnWidth { column: (*column).to_owned(), width: *width }).collect()
}

async fn laid(app: &App, edition: &str) -> (Vec<u32>, Layout) {
    let table = app.table(&staff(), PLAN, &of_edition(edition)).await.unwrap();
    (table.columns.iter().map(|column| column.width).collect(), table.layout)
}

async fn widths_and_paper_hold_for_every_edition_and_touch_no_cell(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    import(&app, &text(&edition(NEXT, &[("準備中", "用意")]))).await;
    let rows = app.table(&staff(), PLAN, &of_edition(EDITION)).await.unwrap().rows;
    let request = LayOut {
        orientation: Some("縦".into()),
        paper: Some("a3".into()),
        widths: widths(&[("備考", 400), ("状 況", 120)]),
    };
    let command = id();
    fresh(app.lay_out(&staff(), PLAN, command, &request).await);
    let layout = Layout { orientation: Orientation::Portrait, paper: PaperSize::A3 };
    for label in [EDITION, NEXT] {
        assert_eq!(laid(&app, label).await, (vec![0, 0, 120, 0, 400], layout), "{label}");
    }
    assert_eq!(app.table(&staff(), PLAN, &of_edition(EDITION)).await.unwrap().rows, rows);

    let again = app.lay_out(&staff(), PLAN, command, &request).await.unwrap();
    assert!(again.already, "the same request is answered as done");
    let one = LayOut { widths: widths(&[("状況", 0)]), ..LayOut::default() };
    fresh(app.lay_out(&staff(), PLAN, id(), &one).await);
    assert_eq!(laid(&app, EDITION).await, (vec![0, 0, 0, 0, 400], layout), "what is left out stays");
}

async fn a_column_that_is_not_there_and_more_than_the_whole_width_are_refused(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let before = footprint(&app, &[PLAN]).await;
    for (request, accepted) in [
        (LayOut { widths: widths(&[("理由", 100)]), ..LayOut::default() }, "備考"),
        (LayOut { widths: widths(&[("備考", 900), ("状況", 101)]), ..LayOut::default() }, "1000"),
        (LayOut { orientation: Some("斜め".into()), ..LayOut::default() }, "portrait"),
        (LayOut { paper: Some("b4".into()), ..LayOut::default() }, "a3"),
    ] {
        let refused = app.lay_out(&staff(), PLAN, id(), &request).await;
        let Err(AppError::Invalid { accepted: said, .. }) = &refused else { panic!("{refused:?}") };
        assert!(said.contains(accepted), "{said}");
    }
    let nothing = app.lay_out(&staff(), PLAN, id(), &LayOut::default()).await;
    assert!(matches!(nothing, Err(AppError::Refused(_))), "{nothing:?}");
    assert!(app.lay_out(&public(), PLAN, id(), &LayOut::default()).await.is_err());
    assert_eq!(footprint(&app, &[PLAN]).await, before);
}

async fn a_profile_file_lays_a_table_out_and_the_next_import_keeps_it(db: TestDatabase) {
    let app = open(&db).await;
    let profile = "[layout]\norientation = \"portrait\"\nwidths = { \"備考\" = 300 }\n";
    let profile = ImportFile { name: "layout.toml".to_owned(), bytes: profile.as_bytes().to_vec() };
    import(&app, &Import { profile: Some(profile.clone()), ..text(TABLE) }).await;
    let portrait = Layout { orientation: Orientation::Portrait, paper: PaperSize::A4 };
    assert_eq!(laid(&app, EDITION).await, (vec![0, 0, 0, 0, 300], portrait));
    // Another column: a new version of the columns.
    let wider = edition(NEXT, &[("備考\n", "備考\t担当部署\n")]);
    import(&app, &text(&wider)).await;
    assert_eq!(laid(&app, NEXT).await, (vec![0, 0, 0, 0, 300, 0], portrait));
    let wrong = ImportFile { bytes: b"[layout]\nwidths = { \"x\" = 1 }\n".to_vec(), ..profile };
    let wrong = Import { profile: Some(wrong), ..text(&edition("令和9年3月", &[])) };
    let refused = app.import(&staff(), id(), &wrong).await;
    assert!(matches!(refused, Err(AppError::Invalid { .. })), "{refused:?}");
}
