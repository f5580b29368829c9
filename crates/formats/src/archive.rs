//! ZIP archives of documents: what is in them, archives inside archives included, unpacked one by one.

use crate::error::{Error, Result};
use crate::limits;
use crate::zip::Zip;

pub struct Archive {
    containers: Vec<Zip<'static>>,
    members: Vec<Member>,
    /// Bytes that all members together may still unpack to.
    budget: usize,
}

/// A document in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// With the paths of the archives around it: `附件.zip/一/通知.docx`.
    pub path: String,
    /// As the archive claims.
    pub size: u64,
    container: usize,
    entry: usize,
    /// An archive too deep to be opened, or one that is broken.
    refused: Option<Error>,
}

impl Archive {
    /// # Errors
    /// Where it is broken, too large, or holds no document.
    pub fn open(bytes: Vec<u8>) -> Result<Archive> {
        let mut archive = Archive { containers: Vec::new(), members: Vec::new(), budget: limits::UNPACKED };
        archive.add(bytes, "", 0)?;
        if archive.members.is_empty() {
            return Err(Error::empty("这个压缩包是空的。", "This archive is empty."));
        }
        Ok(archive)
    }

    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The bytes of a member.
    ///
    /// # Errors
    /// As `Zip::read`, or where all members together are too much.
    pub fn read(&mut self, index: usize) -> Result<Vec<u8>> {
        let member = self.members.get(index).ok_or_else(|| Error::damaged("ZIP"))?;
        if let Some(error) = &member.refused {
            return Err(error.clone());
        }
        let bytes = self.containers[member.container].read(member.entry)?;
        self.budget = self
            .budget
            .checked_sub(bytes.len())
            .ok_or_else(|| Error::too_large("压缩包解开后过大", "the archive unpacks to too much data"))?;
        Ok(bytes)
    }

    fn add(&mut self, bytes: Vec<u8>, prefix: &str, depth: u32) -> Result<()> {
        let zip = Zip::open(bytes)?;
        let container = self.containers.len();
        let entries = zip.entries().to_vec();
        self.containers.push(zip);
        for (entry, it) in entries.into_iter().enumerate() {
            let name = it.name.rsplit('/').next().unwrap_or_default();
            let junk = it.name.ends_with('/')
                || name.starts_with('.')
                || it.name.starts_with("__MACOSX/")
                || name == "Thumbs.db"
                || name == "desktop.ini";
            if junk || self.members.len() >= 10_000 {
                continue;
            }
            let path = format!("{prefix}{}", it.name);
            let mut refused = None;
            if name.to_ascii_lowercase().ends_with(".zip") {
                if depth < limits::NESTING {
                    let inner = self.containers[container].read(entry);
                    let added = inner.and_then(|it| {
                        self.budget = self.budget.checked_sub(it.len()).ok_or_else(|| {
                            Error::too_large("压缩包解开后过大", "the archive unpacks to too much data")
                        })?;
                        self.add(it, &format!("{path}/"), depth + 1)
                    });
                    match added {
                        Ok(()) => continue,
                        Err(error) => refused = Some(error),
                    }
                } else {
                    refused = Some(Error::new(
                        "too_deep",
                        format!("压缩包里套压缩包，只打开 {} 层。请解压后再打开。", limits::NESTING),
                        format!("Archives inside archives are opened {} deep. Unpack it first.", limits::NESTING),
                    ));
                }
            }
            self.members.push(Member { path, size: it.size, container, entry, refused });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::ZipBuilder;

    #[test]
    fn archives_are_opened_two_deep() {
        let mut bytes = ZipBuilder::new().part("丁.txt", "四").build();
        for name in ["丙", "乙", "甲"] {
            bytes = ZipBuilder::new()
                .part(format!("{name}.zip"), bytes)
                .part(format!("{name}.txt"), name)
                .part("__MACOSX/x", "")
                .build();
        }
        let mut archive = Archive::open(bytes).unwrap();
        let paths: Vec<&str> = archive.members().iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths, ["甲.zip/乙.zip/丙.zip", "甲.zip/乙.zip/丙.txt", "甲.zip/乙.txt", "甲.txt"]);
        assert_eq!(archive.read(0).unwrap_err().0.code, "too_deep");
        assert_eq!(archive.read(1).unwrap(), "丙".as_bytes());
    }

    #[test]
    fn names_in_gbk_are_read() {
        let name = encoding_rs::GBK.encode("通知.txt").0.into_owned();
        let bytes = ZipBuilder::new().part(name, "文").build();
        assert_eq!(Archive::open(bytes).unwrap().members()[0].path, "通知.txt");
    }
}
