//! Builders of small files for tests: containers made in memory, so that no sample of anybody's is kept here.

use crate::zip::crc32;

/// A ZIP container, parts deflated.
#[derive(Default)]
pub struct ZipBuilder {
    parts: Vec<(Vec<u8>, Vec<u8>)>,
}

impl ZipBuilder {
    pub fn new() -> ZipBuilder {
        ZipBuilder::default()
    }

    pub fn part(mut self, name: impl AsRef<[u8]>, content: impl AsRef<[u8]>) -> ZipBuilder {
        self.parts.push((name.as_ref().to_vec(), content.as_ref().to_vec()));
        self
    }

    pub fn build(self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut directory = Vec::new();
        let count = self.parts.len() as u16;
        for (name, content) in self.parts {
            let packed = miniz_oxide::deflate::compress_to_vec(&content, 6);
            let offset = out.len() as u32;
            let mut head = Vec::new();
            for value in [20_u16, 0, 8, 0, 0] {
                head.extend(value.to_le_bytes());
            }
            for value in [crc32(&content), packed.len() as u32, content.len() as u32] {
                head.extend(value.to_le_bytes());
            }
            head.extend((name.len() as u16).to_le_bytes());
            head.extend(0_u16.to_le_bytes());
            out.extend(b"PK\x03\x04");
            out.extend(&head);
            out.extend(&name);
            out.extend(&packed);
            directory.extend(b"PK\x01\x02\x14\x00");
            directory.extend(&head);
            directory.extend([0; 10]);
            directory.extend(offset.to_le_bytes());
            directory.extend(&name);
        }
        let start = out.len() as u32;
        out.extend(&directory);
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend(count.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend((directory.len() as u32).to_le_bytes());
        out.extend(start.to_le_bytes());
        out.extend([0, 0]);
        out
    }
}
