//! Finding documents by what their search keys contain: two characters and more, the same answers on both databases.
//!
//! The index holds every pair of neighbouring characters, so it narrows any query down; that the query itself stands
//! in one of the keys is then confirmed on the keys. (Positions of a text index are not asked: PostgreSQL keeps only
//! the first of them, and a long text would not be found by its end.)

use crate::documents::key_of;
use crate::error::{Corruption, Error};
use crate::schema::FoldSql;
use crate::stamp::{Stamp, from, stamps};
use crate::store::{Database, Store, stored};
use domain::id::PlanId;
use projections::fold::Key;
use std::collections::BTreeSet;
use std::fmt::Write;

/// How many documents are looked at one after another before the index is asked.
const LOOK_AT: u64 = 2_000;

/// Stands before every key: no key and no query holds it.
pub(crate) const KEYS_BEGIN: char = '\u{1e}';

impl Store {
    /// The documents with a search key that contains the query, which must be normalised as the keys are; in the order
    /// of plan, kind and name. An empty limit finds nothing.
    ///
    /// # Errors
    /// [`Error::QueryTooShort`] below two characters, [`Error::NotBuilt`], and whatever the database says.
    pub async fn search(
        &self,
        query_key: &str,
        plan: Option<PlanId>,
        limit: u64,
    ) -> Result<Vec<(PlanId, Key)>, Error> {
        static SQLITE: FoldSql = FoldSql::new(
            "SELECT plan, kind, name FROM search_v{v}
                WHERE id IN (SELECT rowid FROM search_v{v}_grams WHERE search_v{v}_grams MATCH $1)
                    AND instr(keys, $2) > 0 AND ($3 IS NULL OR plan = $3)
                ORDER BY plan, kind, name LIMIT $4",
        );
        static POSTGRES: FoldSql = FoldSql::new(
            "SELECT plan, kind, name FROM search_v{v}
                WHERE grams @> $1 AND strpos(keys, $2) > 0 AND ($3::text IS NULL OR plan = $3)
                ORDER BY plan, kind, name LIMIT $4",
        );
        self.require_complete().await?;
        if query_key.chars().count() < 2 {
            return Err(Error::QueryTooShort);
        }
        if !query_key.chars().all(is_kept) {
            return Ok(Vec::new());
        }
        let grams = grams(&[query_key.to_owned()]);
        let plan = plan.map(|plan| plan.to_string());
        let rows: Vec<(String, String, String)> = match self.database() {
            Database::Sqlite(sqlite) => {
                let all = grams.iter().map(|gram| token(gram)).collect::<Vec<_>>().join(" AND ");
                sqlx::query_as(SQLITE.text())
                    .bind(all)
                    .bind(query_key)
                    .bind(plan)
                    .bind(stored(limit))
                    .fetch_all(sqlite.reader())
                    .await?
            }
            Database::Postgres(postgres) => {
                sqlx::query_as(POSTGRES.text())
                    .bind(grams.into_iter().collect::<Vec<_>>())
                    .bind(query_key)
                    .bind(plan)
                    .bind(stored(limit))
                    .fetch_all(postgres.pool())
                    .await?
            }
        };
        rows.into_iter()
            .map(|(plan, kind, name)| {
                let id = PlanId::parse(&plan).map_err(|_| Corruption::value("plan", plan))?;
                Ok((id, key_of(&kind, name)?))
            })
            .collect()
    }
}

impl Store {
    /// The plans with a document that has a search key with the query in it, with their stamps: so many behind one of
    /// them, or from the first, by id.
    ///
    /// What many documents say is found by looking at the next ones, what few say by the index: neither costs more
    /// where the register is larger.
    ///
    /// # Errors
    /// As of [`Store::search`].
    pub async fn search_plans(
        &self,
        query_key: &str,
        after: Option<PlanId>,
        limit: u64,
    ) -> Result<Vec<(PlanId, Stamp)>, Error> {
        static NEXT_SQLITE: FoldSql = FoldSql::new(
            "SELECT plan, sequence, made FROM projected_v{v} WHERE plan IN (
                SELECT plan FROM (SELECT plan, keys FROM search_v{v} WHERE plan > $2 ORDER BY plan LIMIT $3)
                    WHERE instr(keys, $1) > 0)
                ORDER BY plan LIMIT $4",
        );
        static NEXT_POSTGRES: FoldSql = FoldSql::new(
            "SELECT plan, sequence, made FROM projected_v{v} WHERE plan = ANY (ARRAY (
                SELECT DISTINCT plan
                    FROM (SELECT plan, keys FROM search_v{v} WHERE plan > $2 ORDER BY plan LIMIT $3) AS next
                    WHERE strpos(keys, $1) > 0))
                ORDER BY plan LIMIT $4",
        );
        static INDEX_SQLITE: FoldSql = FoldSql::new(
            "SELECT plan, sequence, made FROM projected_v{v} WHERE plan IN (
                SELECT plan FROM search_v{v}
                    WHERE id IN (SELECT rowid FROM search_v{v}_grams WHERE search_v{v}_grams MATCH $3)
                        AND instr(keys, $1) > 0 AND plan > $2)
                ORDER BY plan LIMIT $4",
        );
        static INDEX_POSTGRES: FoldSql = FoldSql::new(
            "SELECT plan, sequence, made FROM projected_v{v} WHERE plan = ANY (ARRAY (
                SELECT DISTINCT plan FROM search_v{v} WHERE grams @> $3 AND strpos(keys, $1) > 0 AND plan > $2))
                ORDER BY plan LIMIT $4",
        );
        self.require_complete().await?;
        if query_key.chars().count() < 2 {
            return Err(Error::QueryTooShort);
        }
        if !query_key.chars().all(is_kept) {
            return Ok(Vec::new());
        }
        let next = match self.database() {
            Database::Sqlite(_) => NEXT_SQLITE.text(),
            Database::Postgres(_) => NEXT_POSTGRES.text(),
        };
        let rows: Vec<(String, i64, i64)> = reading!(self, |pool| {
            let query = sqlx::query_as(next).bind(query_key).bind(from(after)).bind(stored(LOOK_AT));
            query.bind(stored(limit)).fetch_all(pool).await?
        });
        // All of them but the last are looked at to the end; and nothing stands between the last and the next one.
        if rows.len() as u64 >= limit {
            return stamps(rows);
        }
        let grams = grams(&[query_key.to_owned()]);
        let rows = match self.database() {
            Database::Sqlite(sqlite) => {
                let all = grams.iter().map(|gram| token(gram)).collect::<Vec<_>>().join(" AND ");
                let query = sqlx::query_as(INDEX_SQLITE.text()).bind(query_key).bind(from(after)).bind(all);
                query.bind(stored(limit)).fetch_all(sqlite.reader()).await?
            }
            Database::Postgres(postgres) => {
                let all = grams.into_iter().collect::<Vec<_>>();
                let query = sqlx::query_as(INDEX_POSTGRES.text()).bind(query_key).bind(from(after)).bind(all);
                query.bind(stored(limit)).fetch_all(postgres.pool()).await?
            }
        };
        stamps(rows)
    }
}

/// Every pair of neighbouring characters of each key.
pub(crate) fn grams(keys: &[String]) -> BTreeSet<String> {
    let mut grams = BTreeSet::new();
    for key in keys {
        let characters = || key.chars().filter(|&character| is_kept(character));
        grams.extend(characters().zip(characters().skip(1)).map(|(one, two)| String::from_iter([one, two])));
    }
    grams
}

/// The mark between keys, and what PostgreSQL cannot keep, are no part of a key.
const fn is_kept(character: char) -> bool {
    character != KEYS_BEGIN && character != '\0'
}

/// The same as one text, each pair behind another by a mark that is in none.
pub(crate) fn join_grams(keys: &[String]) -> String {
    grams(keys).into_iter().collect::<Vec<_>>().join(&KEYS_BEGIN.to_string())
}

/// A pair as one word of ASCII, whatever its characters are to a tokenizer.
pub(crate) fn token(gram: &str) -> String {
    gram.chars().fold(String::new(), |mut token, character| {
        write!(token, "x{:x}", u32::from(character)).expect("a string takes all that is written");
        token
    })
}

/// As stored: each key behind its mark; nothing where no key says anything.
pub(crate) fn join_keys(keys: &[String]) -> String {
    keys.iter().filter(|key| !key.is_empty()).fold(String::new(), |mut all, key| {
        all.push(KEYS_BEGIN);
        all.extend(key.chars().filter(|&character| is_kept(character)));
        all
    })
}

/// What [`join_keys`] joined.
pub(crate) fn split_keys(keys: &str) -> Vec<String> {
    keys.split(KEYS_BEGIN).skip(1).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_pair_is_one_word_for_the_tokenizer() {
        assert_eq!(token("議a"), "x8b70x61");
        assert!(token("\u{10ffff} ").bytes().all(|byte| byte.is_ascii_alphanumeric()));
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_key_has_all_its_pairs_in_the_index(
            before in "\\PC{0,6}", query in "\\PC{2,6}", after in "\\PC{0,6}"
        ) {
            let key = format!("{before}{query}{after}");
            prop_assert!(grams(&[query]).is_subset(&grams(&[key])));
        }

        #[test]
        fn keys_come_back_as_they_went_in(keys in prop::collection::vec("\\PC{1,6}", 0..4)) {
            prop_assert_eq!(split_keys(&join_keys(&keys)), keys);
        }
    }
}
