/** The national movement in its two phases. */
export const movementFacts = [
  {
    code: 'CCCT-2016-2020',
    name: 'Cả nước chung tay vì người nghèo – Không để ai bị bỏ lại phía sau',
    periodFrom: 2016,
    periodTo: 2020,
    legalBasis: 'Quyết định số 1258/QĐ-TTg ngày 21/8/2017 của Thủ tướng Chính phủ',
  },
  {
    code: 'VNN-2021-2025',
    name: 'Vì người nghèo – Không để ai bị bỏ lại phía sau',
    periodFrom: 2021,
    periodTo: 2025,
    legalBasis: 'Quyết định số 666/QĐ-TTg ngày 02/6/2022 của Thủ tướng Chính phủ',
  },
];
