//! A form as browsers send it with files: `multipart/form-data` (RFC 7578).

use crate::tree::Digest;

/// A form being filled in.
#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: Vec<Field>,
}

#[derive(Debug, Clone)]
struct Field {
    name: String,
    file: Option<(String, String)>,
    value: Vec<u8>,
}

impl Form {
    /// With a field.
    #[must_use]
    pub fn field(mut self, name: &str, value: impl Into<Vec<u8>>) -> Self {
        self.fields.push(Field {
            name: name.to_owned(),
            file: None,
            value: value.into(),
        });
        self
    }

    /// With a file of this name and type.
    #[must_use]
    pub fn file(
        mut self,
        name: &str,
        file: &str,
        content_type: &str,
        value: impl Into<Vec<u8>>,
    ) -> Self {
        self.fields.push(Field {
            name: name.to_owned(),
            file: Some((file.to_owned(), content_type.to_owned())),
            value: value.into(),
        });
        self
    }

    /// The value of `Content-Type`, and the bytes. The boundary is a digest of what it bounds, which
    /// therefore does not hold it.
    pub fn bytes(&self) -> (String, Vec<u8>) {
        let all: Vec<u8> = self
            .fields
            .iter()
            .flat_map(|field| field.value.iter().copied())
            .collect();
        let boundary = format!("stillup-{}", &Digest::of(&all).to_string()[..32]);
        let mut bytes = Vec::new();
        for field in &self.fields {
            let mut head = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"",
                field.name
            );
            if let Some((name, content_type)) = &field.file {
                head += &format!("; filename=\"{name}\"\r\nContent-Type: {content_type}");
            }
            bytes.extend(head.bytes());
            bytes.extend(b"\r\n\r\n");
            bytes.extend(&field.value);
            bytes.extend(b"\r\n");
        }
        bytes.extend(format!("--{boundary}--\r\n").bytes());
        (format!("multipart/form-data; boundary={boundary}"), bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn fields_and_files_stand_between_boundaries() {
        let form = Form::default().field("branch", "main").file(
            "a1",
            "a1",
            "text/html; charset=utf-8",
            "PGI+",
        );
        let (content_type, bytes) = form.bytes();
        let boundary = content_type
            .strip_prefix("multipart/form-data; boundary=")
            .expect("a boundary");
        assert_eq!(
            String::from_utf8(bytes).expect("text"),
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"branch\"\r\n\r\nmain\r\n\
                 --{boundary}\r\nContent-Disposition: form-data; name=\"a1\"; filename=\"a1\"\r\n\
                 Content-Type: text/html; charset=utf-8\r\n\r\nPGI+\r\n--{boundary}--\r\n"
            )
        );
    }
}
