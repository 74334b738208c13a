/**
 * Forms of commendation, who gives them and since when.
 *
 * Two generations: the law of 2003 as amended in 2005 and 2013, under which the documents of 2017 and 2022 were issued,
 * and Luật 06/2022/QH15 in force since 1 January 2024. `confirmed` says whether a published source confirms who decides
 * the form under that law. A flag is given in the committee's name and decided by its chair; a certificate is the
 * chair's own.
 */
export interface AwardFormFacts {
  code:
    | 'LABOUR_ORDER'
    | 'GOVERNMENT_EMULATION_FLAG'
    | 'PRIME_MINISTER_CERTIFICATE'
    | 'PROVINCIAL_EMULATION_FLAG'
    | 'PROVINCIAL_CERTIFICATE'
    | 'MERIT_LETTER';
  class: 1 | 2 | 3 | null;
  name: string;
  inNameOf: string;
  decidedBy: string;
  validFrom: string | null;
  validTo: string | null;
  legalBasis: string;
  confirmed: boolean;
}

/** The day from which Luật 06/2022/QH15 and Nghị định 98/2023/NĐ-CP are in force. */
const NEW_LAW = '2024-01-01';
const LAW_2003 = 'Luật Thi đua, khen thưởng 2003, sửa đổi, bổ sung 2005 và 2013';
const LAW_2022 = 'Luật 06/2022/QH15';

type Form = Pick<AwardFormFacts, 'code' | 'class' | 'name' | 'inNameOf'>;
interface Confers {
  decidedBy: string;
  article: string | null;
  confirmed: boolean;
}

const bothLaws = (form: Form, before: Confers, since: Confers): AwardFormFacts[] => [
  {
    ...form,
    decidedBy: before.decidedBy,
    validFrom: null,
    validTo: NEW_LAW,
    legalBasis: LAW_2003,
    confirmed: before.confirmed,
  },
  {
    ...form,
    decidedBy: since.decidedBy,
    validFrom: NEW_LAW,
    validTo: null,
    legalBasis: since.article === null ? LAW_2022 : `${LAW_2022}, ${since.article}`,
    confirmed: since.confirmed,
  },
];

/** Nothing at hand confirms an article of the law of 2003. */
const old = (decidedBy: string): Confers => ({ decidedBy, article: null, confirmed: false });

const order = (name: string, rank: 1 | 2 | 3 | null): AwardFormFacts[] =>
  bothLaws({ code: 'LABOUR_ORDER', class: rank, name, inNameOf: 'Chủ tịch nước' }, old('Chủ tịch nước'), {
    decidedBy: 'Chủ tịch nước',
    article: 'Điều 77',
    confirmed: false,
  });

export const awardFormFacts: AwardFormFacts[] = [
  // Quảng Bình's plan names the order without a class.
  ...order('Huân chương Lao động', null),
  ...order('Huân chương Lao động hạng Nhất', 1),
  ...order('Huân chương Lao động hạng Nhì', 2),
  ...order('Huân chương Lao động hạng Ba', 3),
  ...bothLaws(
    { code: 'GOVERNMENT_EMULATION_FLAG', class: null, name: 'Cờ thi đua của Chính phủ', inNameOf: 'Chính phủ' },
    old('Thủ tướng Chính phủ'),
    { decidedBy: 'Chính phủ', article: 'Điều 78 khoản 1', confirmed: true },
  ),
  ...bothLaws(
    {
      code: 'PRIME_MINISTER_CERTIFICATE',
      class: null,
      name: 'Bằng khen của Thủ tướng Chính phủ',
      inNameOf: 'Thủ tướng Chính phủ',
    },
    old('Thủ tướng Chính phủ'),
    { decidedBy: 'Thủ tướng Chính phủ', article: 'Điều 78 khoản 2', confirmed: true },
  ),
  ...bothLaws(
    {
      code: 'PROVINCIAL_EMULATION_FLAG',
      class: null,
      name: 'Cờ thi đua của Ủy ban nhân dân cấp tỉnh',
      inNameOf: 'Ủy ban nhân dân cấp tỉnh',
    },
    old('Chủ tịch Ủy ban nhân dân cấp tỉnh'),
    { decidedBy: 'Chủ tịch Ủy ban nhân dân cấp tỉnh', article: 'Điều 79', confirmed: false },
  ),
  ...bothLaws(
    {
      code: 'PROVINCIAL_CERTIFICATE',
      class: null,
      name: 'Bằng khen của Chủ tịch Ủy ban nhân dân cấp tỉnh',
      inNameOf: 'Chủ tịch Ủy ban nhân dân cấp tỉnh',
    },
    old('Chủ tịch Ủy ban nhân dân cấp tỉnh'),
    { decidedBy: 'Chủ tịch Ủy ban nhân dân cấp tỉnh', article: 'Điều 79', confirmed: false },
  ),
  ...bothLaws(
    {
      code: 'MERIT_LETTER',
      class: null,
      name: 'Giấy khen',
      inNameOf: 'Thủ trưởng cơ quan, Chủ tịch Ủy ban nhân dân cấp huyện hoặc cấp xã',
    },
    old('Thủ trưởng cơ quan, Chủ tịch Ủy ban nhân dân cấp huyện hoặc cấp xã'),
    {
      decidedBy: 'Thủ trưởng cơ quan, Chủ tịch Ủy ban nhân dân cấp huyện (đến hết ngày 30/6/2025) hoặc cấp xã',
      article: 'Điều 80',
      confirmed: true,
    },
  ),
];

/** The key of a form's version: what a plan's award form points to. */
export const awardFormKey = (form: Pick<AwardFormFacts, 'code' | 'class' | 'validFrom'>): string =>
  `${form.code}${form.class === null ? '' : `.${form.class}`}~${form.validFrom ?? 'old'}`;

/** The version of a form that is in force on a day. */
export function awardFormOn(code: AwardFormFacts['code'], day: string): AwardFormFacts | undefined {
  return awardFormFacts.find(
    (form) =>
      form.code === code &&
      form.class === null &&
      (form.validFrom ?? '') <= day &&
      day < (form.validTo ?? '9999-12-31'),
  );
}
