//! Reads a PDF as those hear it who do not see it: through its tags, to the text of each cell; and page by page.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId, decode_text_string};
use std::collections::{BTreeMap, HashMap};

/// A file that was read.
pub struct File {
    pub document: Document,
    /// The text of each marked piece of each page.
    marked: HashMap<(ObjectId, i64), Piece>,
    /// All text of each page, what stands there for looks only included.
    pub pages: Vec<String>,
}

/// A marked piece of a page.
#[derive(Debug, Default)]
struct Piece {
    text: String,
    /// Where its line furthest to the left begins, in points.
    left: Option<f32>,
}

/// A piece of the structure.
#[derive(Debug, Default)]
pub struct Node {
    pub tag: String,
    pub alternative: Option<String>,
    /// Its attributes, as they are written.
    pub attributes: String,
    /// By what others name it.
    pub id: Option<String>,
    /// The cells that are told with it, by their ids.
    pub heads: Vec<String>,
    /// Its own text and that of what is in it.
    pub text: String,
    /// Where its line furthest to the left begins, in points.
    pub left: Option<f32>,
    /// On which pages it stands.
    pub pages: Vec<ObjectId>,
    pub kids: Vec<Node>,
}

impl File {
    pub fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let (mut marked, mut pages) = (HashMap::new(), Vec::new());
        for id in document.page_iter() {
            pages.push(read_page(&document, id, &mut marked));
        }
        Self { document, marked, pages }
    }

    /// The document's structure, from its root.
    pub fn structure(&self) -> Node {
        let root = self.document.catalog().unwrap().get_deref(b"StructTreeRoot", &self.document);
        self.node(root.unwrap().as_dict().unwrap(), None)
    }

    /// The bookmarks, each with its level from 1.
    pub fn bookmarks(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        if let Ok(outlines) = self.document.catalog().unwrap().get_deref(b"Outlines", &self.document) {
            self.bookmarks_below(outlines.as_dict().unwrap(), 1, &mut found);
        }
        found
    }

    fn bookmarks_below(&self, above: &Dictionary, level: usize, found: &mut Vec<(usize, String)>) {
        let mut next = above.get_deref(b"First", &self.document).ok();
        while let Some(one) = next {
            let one = one.as_dict().unwrap();
            let title = one.get_deref(b"Title", &self.document).unwrap();
            found.push((level, decode_text_string(title).unwrap()));
            self.bookmarks_below(one, level + 1, found);
            next = one.get_deref(b"Next", &self.document).ok();
        }
    }

    /// The addresses that links lead to.
    pub fn links(&self) -> Vec<String> {
        let pages = self.document.page_iter();
        let annotations = pages.flat_map(|page| self.document.get_page_annotations(page).unwrap());
        let addresses = annotations.filter_map(|annotation| {
            let action = annotation.get_deref(b"A", &self.document).ok()?.as_dict().ok()?;
            let address = action.get_deref(b"URI", &self.document).ok()?.as_str().ok()?;
            Some(String::from_utf8_lossy(address).into_owned())
        });
        addresses.collect()
    }

    fn node(&self, element: &Dictionary, page: Option<ObjectId>) -> Node {
        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let name = element.get(b"S").and_then(Object::as_name).unwrap_or(b"Root");
        let text = |key: &[u8]| element.get_deref(key, &self.document).and_then(decode_text_string).ok();
        let mut node = Node {
            tag: String::from_utf8_lossy(name).into_owned(),
            alternative: text(b"Alt"),
            id: text(b"ID"),
            heads: self.heads(element),
            attributes: element.get_deref(b"A", &self.document).map(|a| format!("{a:?}")).unwrap_or_default(),
            ..Node::default()
        };
        if let Ok(kids) = element.get_deref(b"K", &self.document) {
            self.kids(kids, page, &mut node);
        }
        node
    }

    fn heads(&self, element: &Dictionary) -> Vec<String> {
        let attributes = element.get_deref(b"A", &self.document).ok();
        let several = attributes.and_then(|a| a.as_array().ok()).map_or(&[] as &[Object], Vec::as_slice);
        let found = attributes.into_iter().chain(several).find_map(|attributes| {
            let (_, attributes) = self.document.dereference(attributes).ok()?;
            attributes.as_dict().ok()?.get_deref(b"Headers", &self.document).ok()?.as_array().ok()
        });
        found.into_iter().flatten().map(|id| decode_text_string(id).unwrap()).collect()
    }

    fn kids(&self, kids: &Object, page: Option<ObjectId>, node: &mut Node) {
        if let Ok(several) = kids.as_array() {
            several.iter().for_each(|kid| self.kids(kid, page, node));
        } else if let Ok(id) = kids.as_reference() {
            self.kids(self.document.get_object(id).unwrap(), page, node);
        } else if let Ok(mark) = kids.as_i64() {
            self.piece(page.unwrap(), mark, node);
        } else {
            let kid = kids.as_dict().unwrap();
            if let Ok(mark) = kid.get(b"MCID").and_then(Object::as_i64) {
                let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                self.piece(page.unwrap(), mark, node);
            } else if kid.get(b"Obj").is_err() {
                let kid = self.node(kid, page);
                node.text.push_str(&kid.text);
                node.left = leftmost(node.left, kid.left);
                node.pages.extend(&kid.pages);
                node.kids.push(kid);
            }
        }
    }

    fn piece(&self, page: ObjectId, mark: i64, node: &mut Node) {
        if let Some(piece) = self.marked.get(&(page, mark)) {
            node.text.push_str(&piece.text);
            node.left = leftmost(node.left, piece.left);
        }
        node.pages.push(page);
    }
}

impl Node {
    /// All that have the tag, in the order in which they are read.
    pub fn all(&self, tag: &str) -> Vec<&Node> {
        let own = (self.tag == tag).then_some(self);
        own.into_iter().chain(self.kids.iter().flat_map(|kid| kid.all(tag))).collect()
    }

    /// The tags and texts of the cells of each row of a table.
    pub fn rows(&self) -> Vec<Vec<(&str, &str)>> {
        let rows = self.all("TR").into_iter();
        rows.map(|row| row.kids.iter().map(|cell| (cell.tag.as_str(), cell.text.as_str())).collect())
            .collect()
    }
}

/// A piece that is marked, or text that stands for others.
enum Mark {
    Id(i64),
    Instead,
    Other,
}

fn leftmost(one: Option<f32>, other: Option<f32>) -> Option<f32> {
    one.into_iter().chain(other).min_by(f32::total_cmp)
}

fn read_page(document: &Document, page: ObjectId, marked: &mut HashMap<(ObjectId, i64), Piece>) -> String {
    let fonts: BTreeMap<Vec<u8>, &Dictionary> = document.get_page_fonts(page).unwrap();
    let encodings: HashMap<&[u8], Encoding<'_>> = fonts
        .iter()
        .map(|(name, font)| (name.as_slice(), font.get_font_encoding(document).unwrap()))
        .collect();
    let content = Content::decode(&document.get_page_content(page)).unwrap();
    let (mut font, mut left, mut marks, mut whole) = (None, None, Vec::new(), String::new());
    for operation in &content.operations {
        let operands = &operation.operands;
        let mut said = String::new();
        match operation.operator.as_str() {
            "Tf" => font = encodings.get(operands[0].as_name().unwrap()),
            // Every line is moved to its place from the corner of the page.
            "cm" => left = operands[4].as_float().ok(),
            "BMC" => marks.push(Mark::Other),
            "BDC" => marks.push(mark(&operands[1], &mut said)),
            "EMC" => drop(marks.pop()),
            "Tj" | "TJ" if !marks.iter().any(|mark| matches!(mark, Mark::Instead)) => {
                said = shown(&operands[0], font.unwrap());
            }
            _ => {}
        }
        whole.push_str(&said);
        let id = marks.iter().rev().find_map(|mark| match mark {
            Mark::Id(id) => Some(*id),
            Mark::Instead | Mark::Other => None,
        });
        if let Some(id) = id {
            let piece = marked.entry((page, id)).or_default();
            if !said.is_empty() {
                piece.left = leftmost(piece.left, left);
            }
            piece.text.push_str(&said);
        }
    }
    whole
}

fn mark(properties: &Object, said: &mut String) -> Mark {
    let Ok(properties) = properties.as_dict() else { return Mark::Other };
    if let Ok(instead) = properties.get(b"ActualText") {
        *said = decode_text_string(instead).unwrap();
        return Mark::Instead;
    }
    properties.get(b"MCID").and_then(Object::as_i64).map_or(Mark::Other, Mark::Id)
}

fn shown(operand: &Object, encoding: &Encoding<'_>) -> String {
    if let Ok(pieces) = operand.as_array() {
        // Between the pieces stand numbers, which move the glyphs.
        return pieces
            .iter()
            .filter(|piece| piece.as_str().is_ok())
            .map(|piece| shown(piece, encoding))
            .collect();
    }
    Document::decode_text(encoding, operand.as_str().unwrap()).unwrap()
}
