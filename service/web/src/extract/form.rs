//! A form with files, field by field, as the route's row names them.

use crate::problem::Problem;
use crate::route::{Body, LARGE, Parameter};
use crate::schema::shortened;
use app::import::ImportFile;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};

/// A field of a form.
#[derive(Debug)]
pub(crate) struct Filled {
    pub(crate) name: &'static str,
    /// The name of the file, where it is one.
    pub(crate) file: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// The fields of a form in the order in which they came.
#[derive(Debug)]
pub(crate) struct Form(pub(crate) Vec<Filled>);

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let fields: &'static [Parameter] = match super::route(request.extensions()).body {
            Body::Form(fields) => fields,
            Body::Nothing | Body::Json(_) | Body::File => &[],
        };
        let multipart = Multipart::from_request(request, state).await;
        let mut multipart = multipart.map_err(|_| Problem::media_type(None, "multipart/form-data"))?;
        let mut filled = Vec::new();
        while let Some(field) = multipart.next_field().await.map_err(|error| unread(&error))? {
            filled.push(read(fields, field).await?);
        }
        let missing =
            |known: &&Parameter| known.required && filled.iter().all(|field| field.name != known.name);
        match fields.iter().find(missing) {
            Some(missing) => Err(Problem::unread(missing.name, "nothing", missing.about.en)),
            None => Ok(Self(filled)),
        }
    }
}

async fn read(known: &'static [Parameter], field: Field<'_>) -> Result<Filled, Problem> {
    let given = field.name().unwrap_or_default().to_owned();
    let Some(known) = known.iter().find(|known| known.name == given) else {
        let names: Vec<_> = known.iter().map(|known| known.name).collect();
        return Err(Problem::unread(&shortened(&given), "an unknown field", names.join(", ")));
    };
    let file = field.file_name().map(str::to_owned);
    let bytes = field.bytes().await.map_err(|error| unread(&error))?;
    Ok(Filled { name: known.name, file, bytes: bytes.to_vec() })
}

fn unread(error: &MultipartError) -> Problem {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::too_large(LARGE);
    }
    Problem::bad_request()
}

impl Form {
    /// The text of a field that is there at most once.
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<String>, Problem> {
        let mut texts = self.texts(name)?;
        let last = texts.pop();
        if texts.is_empty() { Ok(last) } else { Err(Problem::unread(name, "more than one", "one")) }
    }

    /// The texts of all fields of that name.
    pub(crate) fn texts(&self, name: &'static str) -> Result<Vec<String>, Problem> {
        let fields = self.0.iter().filter(|field| field.name == name);
        fields
            .map(|field| String::from_utf8(field.bytes.clone()))
            .collect::<Result<_, _>>()
            .map_err(|_| Problem::unread(name, "bytes that are not UTF-8", "a text in UTF-8"))
    }

    /// Takes the files of all fields of that name out of the form.
    pub(crate) fn files(&mut self, name: &'static str) -> Vec<ImportFile> {
        let files = self.0.extract_if(.., |field| field.name == name);
        let file = |field: Filled| ImportFile {
            name: field.file.unwrap_or_else(|| name.to_owned()),
            bytes: field.bytes,
        };
        files.map(file).collect()
    }

    /// Takes the file of a field that is there at most once out of the form.
    pub(crate) fn file(&mut self, name: &'static str) -> Result<Option<ImportFile>, Problem> {
        let mut files = self.files(name);
        let last = files.pop();
        if files.is_empty() { Ok(last) } else { Err(Problem::unread(name, "more than one", "one")) }
    }
}
