import {
  AlignmentType,
  convertMillimetersToTwip,
  Header,
  type ISectionOptions,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';

const mm = convertMillimetersToTwip;
/** A4, as NĐ 30/2020 has it: 20–25 mm above and below, 30–35 at the left, 15–20 at the right. */
const MARGIN = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15), header: mm(10), footer: mm(10) };
const WIDTH = mm(210);
const HEIGHT = mm(297);

/** What a page has for text across, in twentieths of a point. */
export const textWidth = (landscape: boolean): number => (landscape ? HEIGHT : WIDTH) - MARGIN.left - MARGIN.right;

/** Page numbers stand at the top centre from the second page on; each annex counts its own. */
export const pageOf = (landscape: boolean): Pick<ISectionOptions, 'properties' | 'headers'> => ({
  properties: {
    titlePage: true,
    page: {
      // The library turns the page itself.
      size: {
        width: WIDTH,
        height: HEIGHT,
        orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
      },
      margin: MARGIN,
      pageNumbers: { start: 1 },
    },
  },
  headers: {
    first: new Header({ children: [new Paragraph('')] }),
    default: new Header({
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [new TextRun({ children: [PageNumber.CURRENT], size: 28 })],
        }),
      ],
    }),
  },
});
