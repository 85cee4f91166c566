//! Raw SQL for the hot paths, with every value bound, so that a statement's text repeats and stays prepared.

use std::fmt::Write as _;

use sea_orm::{
    ConnectionTrait, DbBackend, FromQueryResult, QueryResult, Statement, TryGetable, Value,
};

use crate::Result;
use crate::visibility::{self, Audience, Eye, Row};

/// A statement under construction. Values are `$1`, `$2`, … on both engines.
pub struct Sql {
    text: String,
    values: Vec<Value>,
    backend: DbBackend,
}

impl Sql {
    /// Begins with `text`.
    pub fn new<C: ConnectionTrait>(connection: &C, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            values: Vec::new(),
            backend: connection.get_database_backend(),
        }
    }

    /// Adds fixed text.
    #[must_use]
    pub fn push(mut self, text: &str) -> Self {
        self.text.push_str(text);
        self
    }

    /// Adds a bound value.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        let _ = write!(self.text, "${}", self.values.len());
        self
    }

    /// Adds a value that the statement may hold already, and then as the same parameter: a page asks for its viewer some
    /// twenty times.
    #[must_use]
    pub fn bind_once(mut self, value: impl Into<Value>) -> Self {
        let value = value.into();
        match self.values.iter().position(|bound| *bound == value) {
            Some(index) => {
                let _ = write!(self.text, "${}", index + 1);
                self
            }
            None => self.bind(value),
        }
    }

    /// Adds that the column before it is one of any number of ids: one bound value, so that the text does not depend on how
    /// many there are.
    #[must_use]
    pub fn in_ids<I: Into<i64>>(self, ids: impl IntoIterator<Item = I>) -> Self {
        let ids: Vec<String> = ids.into_iter().map(|id| id.into().to_string()).collect();
        let list = ids.join(",");
        match self.backend {
            // An index takes an array as it is; of rows from JSON PostgreSQL expects a hundred, and reads the whole table.
            DbBackend::Postgres => self
                .push(" = ANY (")
                .bind(format!("{{{list}}}"))
                .push("::bigint[])"),
            _ => self
                .push(" IN (SELECT value FROM json_each(")
                .bind(format!("[{list}]"))
                .push("))"),
        }
    }

    /// Adds that the column before it is one of what `query` selects. PostgreSQL gets that as an array: it may run a query
    /// inside `IN` once for each row, and one that locks rows then takes more of them than its limit says.
    #[must_use]
    pub fn in_query(self, query: impl FnOnce(Self) -> Self) -> Self {
        let (open, close) = match self.backend {
            DbBackend::Postgres => (" = ANY (ARRAY(", "))"),
            _ => (" IN (", ")"),
        };
        query(self.push(open)).push(close)
    }

    /// Adds that the column before it is one of any number of texts, as [`Sql::in_ids`] does.
    #[must_use]
    pub fn in_texts<T: AsRef<str>>(self, texts: &[T]) -> Self {
        self.in_query(|sql| sql.push("SELECT value FROM ").texts(texts))
    }

    /// Adds a table of any number of texts, in its column `value`: one bound value.
    ///
    /// # Panics
    /// Never: strings are JSON.
    #[must_use]
    pub fn texts<T: AsRef<str>>(self, texts: &[T]) -> Self {
        let list: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        let json = serde_json::to_string(&list).expect("strings are JSON");
        let (open, close) = match self.backend {
            DbBackend::Postgres => ("json_array_elements_text(", "::json)"),
            _ => ("json_each(", ")"),
        };
        self.push(open).bind(json).push(close)
    }

    /// Bounds, orders and limits by `column`; the text must end inside a `WHERE`.
    #[must_use]
    pub fn page(mut self, page: crate::Page, column: &str) -> Self {
        if let Some(id) = page.max_id {
            self = self.push(" AND ").push(column).push(" < ").bind(id);
        }
        if let Some(id) = page.min_id.or(page.since_id) {
            self = self.push(" AND ").push(column).push(" > ").bind(id);
        }
        let order = if page.min_id.is_some() { "ASC" } else { "DESC" };
        // A literal limit: PostgreSQL plans a bound one anew each time.
        let _ = write!(self.text, " ORDER BY {column} {order} LIMIT {}", page.limit);
        self
    }

    /// Adds the condition that `audience` may see `row`.
    #[must_use]
    pub fn visible(self, audience: &Audience, row: Row) -> Self {
        let viewer = audience.viewer.map(Eye::Account);
        visibility::condition(self, audience, viewer, row)
    }

    /// As [`Sql::visible`], for the account whose id stands in the column `viewer` instead of that of `audience`: asks for
    /// many viewers at once.
    #[must_use]
    pub fn visible_to_each(self, viewer: &'static str, audience: &Audience, row: Row) -> Self {
        visibility::condition(self, audience, Some(Eye::Column(viewer)), row)
    }

    /// All rows, as `T`.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn all<T: FromQueryResult, C: ConnectionTrait>(
        self,
        connection: &C,
    ) -> Result<Vec<T>> {
        let rows = connection.query_all_raw(self.statement()).await?;
        rows.iter()
            .map(|row| T::from_query_result(row, "").map_err(Into::into))
            .collect()
    }

    /// All rows, undecoded: for reading columns by index.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn rows<C: ConnectionTrait>(self, connection: &C) -> Result<Vec<QueryResult>> {
        Ok(connection.query_all_raw(self.statement()).await?)
    }

    /// The first column of all rows.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn column<T: TryGetable, C: ConnectionTrait>(self, connection: &C) -> Result<Vec<T>> {
        let rows = connection.query_all_raw(self.statement()).await?;
        rows.iter()
            .map(|row| Ok(row.try_get_by_index(0)?))
            .collect()
    }

    /// The first row, as `T`.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn one<T: FromQueryResult, C: ConnectionTrait>(
        self,
        connection: &C,
    ) -> Result<Option<T>> {
        let row = connection.query_one_raw(self.statement()).await?;
        row.map(|row| T::from_query_result(&row, "").map_err(Into::into))
            .transpose()
    }

    /// Runs it and says how many rows it touched.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn execute<C: ConnectionTrait>(self, connection: &C) -> Result<u64> {
        Ok(connection
            .execute_raw(self.statement())
            .await?
            .rows_affected())
    }

    /// How the database would go about it, line by line.
    ///
    /// # Errors
    /// When the database refuses.
    #[cfg(test)]
    pub(crate) async fn plan<C: ConnectionTrait>(mut self, connection: &C) -> Result<Vec<String>> {
        let (explain, line) = match self.backend {
            DbBackend::Postgres => ("EXPLAIN ", "QUERY PLAN"),
            _ => ("EXPLAIN QUERY PLAN ", "detail"),
        };
        self.text.insert_str(0, explain);
        let rows = connection.query_all_raw(self.statement()).await?;
        rows.iter().map(|row| Ok(row.try_get("", line)?)).collect()
    }

    fn statement(self) -> Statement {
        Statement::from_sql_and_values(self.backend, self.text, self.values)
    }
}
