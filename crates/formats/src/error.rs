//! Why a file was refused, and what was noticed while reading one: a stable code and one sentence in Chinese and English.

/// A sentence for the reader, in both languages of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Stable, for programs: `encrypted`, `too_large`, …
    pub code: &'static str,
    pub zh: String,
    pub en: String,
}

impl Message {
    pub fn new(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Message {
        Message { code, zh: zh.into(), en: en.into() }
    }
}

/// What was noticed although the text was read.
pub type Note = Message;

/// Why there is no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(pub Message);

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub fn new(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Error {
        Error(Message::new(code, zh, en))
    }

    /// The file is of a kind that is read, but this one is broken.
    pub fn damaged(what: &str) -> Error {
        Error::new(
            "damaged",
            format!("这个文件已损坏或不完整（{what}）。请重新下载，或用原软件打开后另存一份。"),
            format!(
                "This file is damaged or incomplete ({what}). Download it again, or open it in its own program and save a new copy."
            ),
        )
    }

    /// The file passes a bound that keeps the page alive.
    pub fn too_large(what_zh: &str, what_en: &str) -> Error {
        Error::new(
            "too_large",
            format!("文件太大，无法在网页里打开（{what_zh}）。请拆成几份再打开。"),
            format!("The file is too large to open in a page ({what_en}). Split it and open the parts."),
        )
    }

    /// A password is needed, and this program cannot take it.
    pub fn encrypted(program_zh: &str, program_en: &str) -> Error {
        Error::new(
            "encrypted",
            format!("这个文件设了打开密码。请在{program_zh}里输入密码打开，去掉密码另存后再试。"),
            format!(
                "This file is protected by a password. Open it in {program_en} with the password, save it without one, and try again."
            ),
        )
    }

    /// There is no text in the file.
    pub fn empty(what_zh: &str, what_en: &str) -> Error {
        Error::new("no_text", what_zh, what_en)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.0.code, self.0.en)
    }
}

impl std::error::Error for Error {}
