//! The page of a plan's open data: every file is to be had, and what a program may stumble over is said.

use crate::support::{DRAFT, PUBLISHED, World, world, world_of};

async fn page(world: &World, path: &str) -> String {
    world.to("GET", path).reply().await.is(200).text()
}

#[tokio::test]
async fn every_file_of_the_archive_is_named_and_to_be_had() {
    let world = world().await;
    let page = page(&world, &format!("/p/{PUBLISHED}/open-data")).await;
    let files = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let files: Vec<&str> = files.filter(|address| address.contains("/open-data")).collect();
    for file in &files {
        let reply = world.to("GET", file).reply().await.is(200);
        assert!(!reply.bytes.is_empty(), "{file}");
    }
    let archive = files.iter().find(|address| address.ends_with("/open-data")).unwrap();
    let archive = world.to("GET", archive).reply().await.is(200).bytes;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    let names: Vec<String> =
        (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    assert!(names.len() > 40);
    for name in names {
        assert!(files.iter().any(|file| file.ends_with(&format!("/{name}"))), "{name} is not on the page");
    }
}

#[tokio::test]
async fn what_a_program_may_stumble_over_and_what_is_lost_is_said_in_both_languages() {
    let world = world().await;
    let japanese = page(&world, &format!("/p/{PUBLISHED}/open-data")).await;
    for words in ["実施事業", "機械で読むときの注意", "利用条件：", "CP932にない文字"]
    {
        assert!(japanese.contains(words), "{words}: {japanese}");
    }
    let english = page(&world, &format!("/p/{PUBLISHED}/open-data?lang=en")).await;
    for words in ["What a program may stumble over", "Licence: ", "Characters that CP932 does not have"] {
        assert!(english.contains(words), "{words}: {english}");
    }
    let table = page(&world, &format!("/p/{PUBLISHED}/")).await;
    assert!(table.contains("/open-data\">オープンデータ</a>"), "the table leads there");
}

#[tokio::test]
async fn what_is_not_published_has_no_page_of_open_data() {
    let world = world_of(&[DRAFT]).await;
    let _ = world.to("GET", &format!("/p/{DRAFT}/open-data")).reply().await.is(404);
}
