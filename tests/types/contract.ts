// The contract of the package, written out by hand: it fails to compile when a generated type drifts from it.
import init, { analyze, initSync, parseNumber, version } from '../../pkg/shugang.js';
import type * as Shugang from '../../pkg/shugang.js';

/** Fields may be added, so `Has` asks that the generated type gives at least what is written here, exactly typed. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Flat<T> = { [K in keyof T]: T[K] };
type Has<Given, Wanted> = Equal<Flat<Pick<Given, keyof Wanted & keyof Given>>, Flat<Wanted>>;
function holds<_T extends true>(): void {}

type Pair = [number, number];
interface Span {
  start: number;
  end: number;
}

interface Figure extends Span {
  id: number;
  text: string;
  runs?: Pair[];
  kind: 'money' | 'count' | 'measure' | 'percent' | 'points' | 'multiple' | 'ratio' | 'rank' | 'duration';
  value: string | null;
  low?: string;
  high?: string;
  unit: string | null;
  dimension: string | null;
  modifier: 'over' | 'at_least' | 'under' | 'at_most' | 'nearly' | 'about' | null;
  subject: string | null;
  subjectSpans: Pair[];
  time: string | null;
  region: string | null;
  status: 'actual' | 'target' | 'forecast' | 'threshold';
  section: number | null;
  paragraph: number;
  rule: string;
}

interface Section extends Span {
  id: number;
  parent: number | null;
  level: number;
  marker: string | null;
  title: string;
  bodyStart: number;
  bodyEnd: number;
}

interface Time extends Span {
  text: string;
  kind: 'date' | 'period' | 'relative';
  iso: string | null;
  section: number | null;
}

interface Change {
  direction: 'up' | 'down' | 'flat';
  basis: 'yoy' | 'mom' | 'baseline' | null;
}

holds<Has<Shugang.Figure, Figure>>();
holds<Has<Shugang.Section, Section>>();
holds<Has<Shugang.Time, Time>>();
holds<Has<Shugang.Change, Change>>();
holds<Equal<Shugang.Figure['change'], Shugang.Change | null>>();
holds<Has<Shugang.Label, Span & { text: string; kind: 'docnum' | 'name' | 'marker' | 'idiom' }>>();
holds<Has<Shugang.Range, Span>>();
holds<Has<Shugang.Note, Span & { code: string; message: string }>>();
holds<Has<Shugang.Reference, Span & { title: string; doc_number: string | null }>>();
holds<Has<Shugang.Paragraph, Span & { section: number | null }>>();
holds<Equal<Shugang.Report['outline'], Shugang.Section[]>>();
holds<Equal<Shugang.Report['figures'], Shugang.Figure[]>>();
holds<Equal<Shugang.Report['times'], Shugang.Time[]>>();
holds<Equal<Shugang.Report['labels'], Shugang.Label[]>>();
holds<Equal<Shugang.Report['joins'], Shugang.Range[]>>();
holds<Equal<Shugang.Report['boilerplate'], Shugang.Range[]>>();
holds<Equal<Shugang.Report['paragraphs'], Shugang.Paragraph[]>>();
holds<Equal<Shugang.Report['notes'], Shugang.Note[]>>();
holds<Equal<Shugang.Report['metadataSpans'], Record<string, Pair[]>>>();
holds<Equal<Shugang.Report['particulars']['meeting'], string | undefined>>();
holds<Equal<Shugang.Report['documentNumber'], Shugang.DocumentNumber | null>>();
holds<Has<Shugang.DocumentNumber, { organCode: string; year: string; serial: string }>>();
holds<Has<Shugang.Reference, { short: string | null; places: Pair[] }>>();
holds<Equal<Shugang.Report['kindEvidence'], Pair | null>>();
holds<Equal<Shugang.Metadata['references'], Shugang.Reference[]>>();
holds<Equal<Shugang.Metadata['issuer'], string | undefined>>();
holds<Equal<Shugang.Metadata['doc_number'], string | undefined>>();
holds<Equal<typeof parseNumber, (text: string) => string | undefined>>();
holds<Equal<typeof version, () => string>>();

/** As a user writes it. */
export async function use(bytes: Uint8Array): Promise<string[]> {
  await init();
  initSync({ module: bytes as BufferSource });
  const report: Shugang.Report = analyze('全年投资3.6亿元。', { today: '2024-01-01' });
  // @ts-expect-error a misspelt option is an error
  analyze('', { tody: '2024-01-01' });
  // @ts-expect-error the text is a string
  analyze(bytes);
  return report.figures.map((figure) => `${figure.value ?? `${figure.low}–${figure.high}`} ${figure.unit ?? ''}`);
}
