//! What a view says, as a compiled template reads it: all words in one text, fields in the order they are declared in.

use super::read::Field;
use serde::Serialize;
use serde::ser::{self, Impossible, SerializeSeq, SerializeStruct};
use std::fmt::Error;

/// A view, taken in once.
#[derive(Debug)]
pub(in crate::render) struct Sheet {
    text: String,
    root: Node,
}

#[derive(Debug)]
enum Node {
    None,
    Bool(bool),
    Number(i64),
    /// From and to, in bytes of the sheet's text.
    Text(usize, usize),
    List(Vec<Node>),
    Fields(Vec<(&'static str, Node)>),
}

/// One value of a sheet, or one that a template spells out.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) enum Value<'a> {
    None,
    Bool(bool),
    Number(i64),
    Text(&'a str),
    List(List<'a>),
    Fields(Fields<'a>),
}

/// Values, one after the other.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct List<'a> {
    nodes: &'a [Node],
    text: &'a str,
}

/// Values by name.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Fields<'a> {
    nodes: &'a [(&'static str, Node)],
    text: &'a str,
}

impl Sheet {
    /// Of a view; none of one that has what no page prints, such as a map.
    pub(in crate::render) fn of(view: &impl Serialize) -> Option<Self> {
        let mut text = String::with_capacity(6 << 10);
        let root = view.serialize(Writer(&mut text)).ok()?;
        Some(Sheet { text, root })
    }

    /// All of it.
    pub(in crate::render) fn value(&self) -> Value<'_> {
        self.root.value(&self.text)
    }
}

impl Node {
    fn value<'a>(&'a self, text: &'a str) -> Value<'a> {
        match self {
            Node::None => Value::None,
            Node::Bool(it) => Value::Bool(*it),
            Node::Number(it) => Value::Number(*it),
            Node::Text(from, to) => Value::Text(&text[*from..*to]),
            Node::List(nodes) => Value::List(List { nodes, text }),
            Node::Fields(nodes) => Value::Fields(Fields { nodes, text }),
        }
    }
}

impl Value<'_> {
    /// What a condition makes of it: nothing, zero and what is empty are false.
    pub fn holds(self) -> bool {
        match self {
            Value::None => false,
            Value::Bool(it) => it,
            Value::Number(it) => it != 0,
            Value::Text(it) => !it.is_empty(),
            Value::List(it) => !it.nodes.is_empty(),
            Value::Fields(it) => !it.nodes.is_empty(),
        }
    }

    /// How many things or letters it has; none for what has no length.
    pub fn length(self) -> Option<usize> {
        match self {
            Value::Text(it) => Some(it.chars().count()),
            Value::List(it) => Some(it.nodes.len()),
            Value::Fields(it) => Some(it.nodes.len()),
            Value::None | Value::Bool(_) | Value::Number(_) => None,
        }
    }
}

impl<'a> List<'a> {
    pub fn values(self) -> impl ExactSizeIterator<Item = Value<'a>> {
        self.nodes.iter().map(move |node| node.value(self.text))
    }
}

impl<'a> Fields<'a> {
    /// One of them.
    pub(super) fn get(self, field: &Field) -> Option<Value<'a>> {
        let at = field.place(self.nodes)?;
        Some(self.nodes[at].1.value(self.text))
    }
}

/// Takes a view in; its words go into a text.
struct Writer<'a>(&'a mut String);

/// What stands in a row.
struct Row<'a>(&'a mut String, Vec<Node>);

/// What has names.
struct Named<'a>(&'a mut String, Vec<(&'static str, Node)>);

impl SerializeSeq for Row<'_> {
    type Ok = Node;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.1.push(value.serialize(Writer(self.0))?);
        Ok(())
    }

    fn end(self) -> Result<Node, Error> {
        Ok(Node::List(self.1))
    }
}

impl SerializeStruct for Named<'_> {
    type Ok = Node;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.1.push((name, value.serialize(Writer(self.0))?));
        Ok(())
    }

    fn end(self) -> Result<Node, Error> {
        Ok(Node::Fields(self.1))
    }
}

/// Numbers that are no larger than ours.
macro_rules! widened {
    ($($what:ident($of:ty);)*) => {$(
        fn $what(self, it: $of) -> Result<Node, Error> {
            self.serialize_i64(it.into())
        }
    )*};
}

/// What views do not say, and so is not taken in.
macro_rules! nothing_of {
    ($($what:ident($($of:ty),*) -> $made:ty;)*) => {$(
        fn $what(self, $(_: $of),*) -> Result<$made, Error> {
            Err(Error)
        }
    )*};
}

type No = Impossible<Node, Error>;

impl<'a> ser::Serializer for Writer<'a> {
    type Ok = Node;
    type Error = Error;
    type SerializeSeq = Row<'a>;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = No;
    type SerializeStruct = Named<'a>;
    type SerializeStructVariant = No;

    fn serialize_bool(self, it: bool) -> Result<Node, Error> {
        Ok(Node::Bool(it))
    }

    fn serialize_i64(self, it: i64) -> Result<Node, Error> {
        Ok(Node::Number(it))
    }

    fn serialize_u64(self, it: u64) -> Result<Node, Error> {
        i64::try_from(it).map(Node::Number).map_err(|_| Error)
    }

    fn serialize_str(self, it: &str) -> Result<Node, Error> {
        let from = self.0.len();
        self.0.push_str(it);
        Ok(Node::Text(from, self.0.len()))
    }

    fn serialize_none(self) -> Result<Node, Error> {
        Ok(Node::None)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, it: &T) -> Result<Node, Error> {
        it.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Row<'a>, Error> {
        Ok(Row(self.0, Vec::with_capacity(length.unwrap_or(0))))
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Named<'a>, Error> {
        Ok(Named(self.0, Vec::with_capacity(length)))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        it: &T,
    ) -> Result<Node, Error> {
        it.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Node, Error> {
        Err(Error)
    }

    widened! {
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
    }

    nothing_of! {
        serialize_f32(f32) -> Node;
        serialize_f64(f64) -> Node;
        serialize_char(char) -> Node;
        serialize_bytes(&[u8]) -> Node;
        serialize_unit() -> Node;
        serialize_unit_struct(&'static str) -> Node;
        serialize_unit_variant(&'static str, u32, &'static str) -> Node;
        serialize_tuple(usize) -> No;
        serialize_tuple_struct(&'static str, usize) -> No;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> No;
        serialize_map(Option<usize>) -> No;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> No;
    }
}
