//! Which addresses of the sample show the pages that there are. A route without one fails, and so does an address whose
//! route is gone.

use crate::support::Site;

/// A page to be looked at.
pub(crate) struct Page {
    /// What its pictures are called.
    pub(crate) name: &'static str,
    /// Where it is.
    pub(crate) path: String,
    /// What it answers.
    pub(crate) status: u16,
}

/// The routes that are read by people: each with its pages, by name and address.
pub(crate) const READ: &[(&str, &[(&str, &str)])] = &[
    ("/", &[("plans", "/")]),
    ("/p/{plan}/", &[("table", "/p/{plan}/"), ("table-as-of", "/p/{plan}/?as_of=2020-01-31")]),
    ("/p/{plan}/e/{edition}/", &[("edition", "/p/{plan}/e/{older}/")]),
    ("/p/{plan}/i/{item}", &[("item", "/p/{plan}/i/{item}"), ("item-changed", "/p/{plan}/i/{changed}")]),
    ("/p/{plan}/d/{decision}", &[("decision", "/p/{plan}/d/{decision}")]),
    (
        "/p/{plan}/compare",
        &[
            ("compare", "/p/{plan}/compare?from={older}&to={edition}"),
            ("compare-in-place", "/p/{plan}/compare?from={older}&to={edition}&view=table"),
        ],
    ),
    ("/p/{plan}/cancelled", &[("cancelled", "/p/{plan}/cancelled?text=費用")]),
    ("/cancelled", &[("cancelled-everywhere", "/cancelled")]),
    ("/p/{plan}/overdue", &[("overdue", "/p/{plan}/overdue?as_of=2024-03-31")]),
    ("/p/{plan}/departments", &[("departments", "/p/{plan}/departments?as_of=2024-03-31")]),
    ("/p/{plan}/gaps", &[("gaps", "/p/{plan}/gaps")]),
    ("/p/{plan}/open-data", &[("open-data", "/p/{plan}/open-data")]),
    ("/p/{plan}/report", &[("report", "/p/{plan}/report")]),
    ("/p/{plan}/grid", &[("grid", "/p/{plan}/grid")]),
    ("/p/{plan}/cards", &[("cards", "/p/{plan}/cards")]),
    ("/p/{plan}/trace", &[("trace", "/p/{plan}/trace")]),
    ("/p/{plan}/comments", &[("comments", "/p/{plan}/comments")]),
    ("/p/{plan}/charts", &[("charts", "/p/{plan}/charts")]),
    ("/search", &[("search", "/search?q=費用"), ("search-nothing", "/search?q=見つからない言葉")]),
    ("/api/", &[("api", "/api/")]),
    ("/api/operations/{operation}/", &[("api-operation", "/api/operations/decide/")]),
    ("/problems/", &[("problems", "/problems/")]),
    ("/problems/{kind}", &[("problem", "/problems/stale")]),
];

/// The routes that are read by machines, or that lead to another.
const NOT_READ: &[&str] = &[
    "/p/{plan}",
    "/p/{plan}/e/{edition}",
    "/api",
    "/api/operations/{operation}",
    "/problems",
    // Somebody else's program, which needs scripts; what it shows stands at `/api/` too.
    "/api/viewer",
    "/api/viewer/",
    "/assets/viewer/swagger-ui-bundle.js",
    "/assets/viewer/start.js",
    "/assets/viewer/swagger-ui.css",
    "/assets/minaoshi.css",
    "/assets/icon.svg",
    "/feed.atom",
    "/p/{plan}/feed.atom",
    // A download, unless it takes its time; the page that waits is looked at where it is made to wait.
    "/p/{plan}/file",
    "/healthz",
    "/readyz",
];

/// What answers where there is nothing.
const MISSING: (&str, &str) = ("missing", "/p/no-such-plan/");

/// Every page of the sample.
pub(crate) fn pages(site: &Site) -> Vec<Page> {
    let found = every(site).map(|(name, path)| Page { name, path, status: 200 });
    let (name, path) = MISSING;
    found.chain([Page { name, path: path.to_owned(), status: 404 }]).collect()
}

/// Every page by name and address.
pub(crate) fn every(site: &Site) -> impl Iterator<Item = (&'static str, String)> {
    READ.iter().flat_map(|(_, pages)| pages.iter()).map(|(name, path)| (*name, site.fill(path)))
}

/// Routes without an address here, and routes that are named here and are none.
fn findings(routes: &[&str]) -> [Vec<String>; 2] {
    let listed = || READ.iter().map(|(route, _)| *route).chain(NOT_READ.iter().copied());
    let missing = routes.iter().filter(|route| !listed().any(|known| known == **route));
    let stale = listed().filter(|known| !routes.contains(known));
    [missing.map(ToString::to_string).collect(), stale.map(str::to_owned).collect()]
}

#[test]
fn every_route_of_the_pages_has_an_address_in_the_sample_and_every_address_a_route() {
    let mut routes: Vec<&str> = web::PAGES.iter().map(|route| route.path).collect();
    let [missing, stale] = findings(&routes);
    assert!(missing.is_empty(), "add to addresses.rs, so that a browser opens them: {missing:?}");
    assert!(stale.is_empty(), "these routes are gone; take them out of addresses.rs: {stale:?}");

    // The control: a route that nobody looks at is found, and so is one that is gone.
    let gone = routes.remove(0);
    routes.push("/new/{page}");
    assert_eq!(findings(&routes), [vec!["/new/{page}".to_owned()], vec![gone.to_owned()]]);
}

#[test]
fn every_address_is_one_of_its_route() {
    for (route, pages) in READ {
        let part = |text: &str| text.split('?').next().map(|path| path.matches('/').count());
        for (name, path) in *pages {
            assert_eq!(part(path), part(route), "{name}: {path} is not below {route}");
        }
    }
}
