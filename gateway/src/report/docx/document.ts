import { AlignmentType, convertMillimetersToTwip, Document, Packer, Paragraph, TextRun } from 'docx';
import { annexesOf } from '../annexes.js';
import type { Format } from '../format.js';
import { type Annex, printable } from '../table.js';
import { textsIn } from '../texts/texts.js';
import type { Texts } from '../texts/vi.js';
import { annexSection } from './annex-section.js';
import { bodyOf, type Line } from './body.js';
import { endOf, headOf, titleOf } from './frame.js';
import { type Letter, letterOf } from './letter.js';
import { pageOf } from './page.js';

interface Content {
  letter: Letter;
  title: string;
  unit: string;
  lines: Line[];
  annexes: Annex[];
}

const RUN: Record<Line['style'], { bold?: boolean; italics?: boolean }> = {
  section: { bold: true },
  subsection: { bold: true },
  text: {},
  quote: {},
  remark: { italics: true },
};

/** Justified, the first line 1 cm in: 14 points, as the body of an administrative document is. */
const paragraphOf = ({ style, text }: Line) =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    keepNext: style === 'section' || style === 'subsection',
    indent: {
      firstLine: convertMillimetersToTwip(10),
      ...(style === 'quote' && { left: convertMillimetersToTwip(10) }),
    },
    spacing: { before: 120, after: 0 },
    children: [new TextRun({ text: printable(text), ...RUN[style] })],
  });

/** The mark stands behind the last word, in its own paragraph's line. */
function marked(lines: readonly Line[], end: string): Line[] {
  const last = lines.at(-1);
  return last === undefined ? [] : [...lines.slice(0, -1), { ...last, text: `${last.text}${end}` }];
}

const write = ({ letter, title, unit, lines, annexes }: Content, texts: Texts): Promise<Uint8Array> =>
  Packer.toBuffer(
    new Document({
      title,
      creator: letter.body,
      styles: { default: { document: { run: { font: 'Times New Roman', size: 28, language: { value: 'vi-VN' } } } } },
      sections: [
        {
          ...pageOf(false),
          children: [
            headOf(letter, texts),
            ...titleOf(title, unit, texts),
            ...marked(lines, texts.letter.end).map(paragraphOf),
            new Paragraph(''),
            endOf(letter, texts),
          ],
        },
        ...annexes.map((annex) => annexSection(annex, letter, texts)),
      ],
    }),
  );

/** A document in the layout of NĐ 30/2020/NĐ-CP, ready to be completed and signed. It is held while it is packed. */
export const docx: Format = {
  extension: 'docx',
  media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  exact: false,
  render({ file, movements, issuer }, language) {
    const texts = textsIn(language);
    const { year, locality } = file.report;
    const content: Content = {
      letter: letterOf(issuer, texts),
      title: texts.reportTitle(movements.map((name) => `“${name}”`).join(', '), year),
      unit: texts.inUnit(locality?.fullName ?? ''),
      lines: bodyOf(file, language),
      annexes: annexesOf(file, language),
    };
    return {
      *content() {
        yield JSON.stringify(content);
      },
      write: () => write(content, texts),
    };
  },
};
