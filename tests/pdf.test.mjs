// Broken PDF: many cuts and flipped bits of a file of our own, and the samples beside the project where there are any,
// end in a text or a sentence, within ten seconds. The other formats are cut and flipped natively, in crates/formats/tests/robust.rs.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { lockedPdf } from "./page/fixtures.mjs";
import { startReader } from "./reader.mjs";

const SHARED = process.env.SHUGANG_SHARED ?? new URL("../../shared", import.meta.url).pathname;
const ask = await startReader();

/** @param {string} name @param {Uint8Array} bytes */
async function check(name, bytes) {
  // Of this process, not of a clock on the wall: others may be at work on the machine.
  const start = process.cpuUsage();
  const { answer: format } = await ask({ sniff: name, bytes });
  // Without its first bytes it is any file.
  const reply = await ask(format === "pdf" ? { pdf: bytes } : { open: name, bytes });
  const { user, system } = process.cpuUsage(start);
  assert.ok(user + system < 10_000_000, `${name}: ${user + system} µs`);
  if (reply.answer) assert.ok(reply.answer.text.trim(), `${name}: a blank text`);
  else assert.match(reply.message?.zh ?? JSON.stringify(reply), /。$/, name);
}

/** As it is, cut at so many places, and there with a bit flipped. @param {string} name @param {Uint8Array} bytes @param {number} most */
async function checkBroken(name, bytes, most) {
  await check(name, bytes.slice());
  const step = Math.floor(bytes.length / most) + 1;
  for (let at = 0; at < bytes.length; at += step) {
    await check(`${name} cut at ${at}`, bytes.slice(0, at));
    const flipped = bytes.slice();
    flipped[at] ^= 1 << (at % 8);
    await check(`${name} flipped at ${at}`, flipped);
  }
}

test("a soft hyphen that a PDF draws is read as a hyphen", async () => {
  const map =
    "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <2D> <00AD> endbfchar endcmap end";
  const drawn = "BT /F 16 Tf 72 720 Td (2014-2020) Tj ET";
  const file = [
    "%PDF-1.4",
    "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
    "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj",
    "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >> endobj",
    `4 0 obj << /Length ${drawn.length} >> stream\n${drawn}\nendstream endobj`,
    "5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >> endobj",
    `6 0 obj << /Length ${map.length} >> stream\n${map}\nendstream endobj`,
    "trailer << /Size 7 /Root 1 0 R >>",
    "%%EOF",
  ].join("\n");
  const { answer } = await ask({ pdf: new TextEncoder().encode(file) });
  assert.equal(answer.text, "2014-2020");
});

test("a cut or flipped PDF ends in a text or a sentence", async () => {
  const file = lockedPdf("全县实现地区生产总值286.4亿元，同比增长6.2%。", "");
  const { answer } = await ask({ pdf: file.slice() });
  assert.match(answer.text, /286\.4亿元/);
  await checkBroken("简报.pdf", file, 400);
});

test("cut and flipped PDFs beside the project end in a text or a sentence", async () => {
  for (const folder of ["robust", "formats"].map(it => join(SHARED, it)).filter(existsSync)) {
    for (const path of readdirSync(folder).filter(it => it.endsWith(".pdf"))) {
      await checkBroken(basename(path), new Uint8Array(readFileSync(join(folder, path))), 8);
    }
  }
});
