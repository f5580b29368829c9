//! Builders of small files for tests: containers made in memory, so that no sample of anybody's is kept here.

use crate::zip::crc32;

/// A ZIP container.
#[derive(Default)]
pub struct ZipBuilder {
    parts: Vec<(Vec<u8>, Vec<u8>)>,
    stored: bool,
}

impl ZipBuilder {
    /// With its parts deflated.
    pub fn new() -> ZipBuilder {
        ZipBuilder::default()
    }

    /// With its parts as they are: made many times faster, for fuzzing.
    pub fn stored() -> ZipBuilder {
        ZipBuilder { stored: true, ..ZipBuilder::default() }
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
            let packed = if self.stored { content.clone() } else { miniz_oxide::deflate::compress_to_vec(&content, 6) };
            let offset = out.len() as u32;
            let mut head = Vec::new();
            for value in [20_u16, 0, if self.stored { 0 } else { 8 }, 0, 0] {
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

/// An OLE compound file of these streams, each filled up to 4,096 bytes with zeros.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = u32::MAX;
    let sectors = |it: &[u8]| it.len().max(4096).div_ceil(SECTOR);
    let data: usize = streams.iter().map(|it| sectors(it.1)).sum();
    // Each sector of the table holds 128 entries, its own among them; the directory is one sector.
    let tables = (data + 1).div_ceil(SECTOR / 4 - 1);
    let mut fat = vec![0xFFFF_FFFD_u32; tables];
    fat.push(END);
    let mut directory = Vec::new();
    let mut entry = |name: &str, kind: u8, start: u32, size: usize, right: u32, child: u32| {
        let units: Vec<u16> = name.encode_utf16().chain([0]).collect();
        directory.extend(units.iter().flat_map(|it| it.to_le_bytes()));
        directory.resize(directory.len().next_multiple_of(64), 0);
        directory.extend((units.len() as u16 * 2).to_le_bytes());
        directory.extend([kind, 1]);
        [FREE, right, child].iter().for_each(|it| directory.extend(it.to_le_bytes()));
        directory.extend([0; 36]);
        directory.extend(start.to_le_bytes());
        directory.extend((size as u64).to_le_bytes());
    };
    entry("Root Entry", 5, END, 0, FREE, 1);
    let mut content = Vec::new();
    for (n, (name, bytes)) in streams.iter().enumerate() {
        let right = if n + 1 < streams.len() { n as u32 + 2 } else { FREE };
        entry(name, 2, fat.len() as u32, bytes.len().max(4096), right, FREE);
        let first = fat.len() as u32;
        fat.extend(first + 1..first + sectors(bytes) as u32);
        fat.push(END);
        content.extend_from_slice(bytes);
        content.resize((fat.len() - tables - 1) * SECTOR, 0);
    }
    let mut out = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    out.extend([0; 16]);
    [0x3E_u16, 3, 0xFFFE, 9, 6].iter().for_each(|it| out.extend(it.to_le_bytes()));
    out.extend([0; 10]);
    [tables as u32, tables as u32, 0, 4096, END, 0, END, 0].iter().for_each(|it| out.extend(it.to_le_bytes()));
    (0..109_u32).for_each(|n| out.extend(if n < tables as u32 { n } else { FREE }.to_le_bytes()));
    fat.resize(tables * SECTOR / 4, FREE);
    fat.iter().for_each(|it| out.extend(it.to_le_bytes()));
    directory.resize(SECTOR, 0);
    out.extend(directory);
    out.extend(content);
    out
}
